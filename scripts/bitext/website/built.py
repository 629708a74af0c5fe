"""Judges the built site: every address in it leads to a file, and to a place in it, that exist."""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree

from bitext.config import Config
from bitext.errors import BitextError
from bitext.website import hypertext
from bitext.website.hypertext import Hypertext, Link

_DEFAULT = "x-default"
_SITEMAP = re.compile(r"sitemap[^/]*\.xml")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What there is to say of the built site, and whether a reader hits any of it."""

    lines: tuple[str, ...]
    broken: bool


@dataclass(frozen=True, slots=True)
class _Target:
    """Where an address leads; `file` is empty where it is none of this site's files.

    `kind` is ``own`` (of this site), ``web`` (elsewhere) or ``other`` (mail, scripts, data).
    """

    kind: str
    file: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class _Defect:
    """Something wrong in a file, with what finds its line: the value of an attribute."""

    path: str
    rule: str
    message: str
    raw: str = ""
    attribute: str = ""
    skip: int = 0


@dataclass(frozen=True, slots=True)
class _Site:
    """All files of the built site, and its HTML read; `shown` is how messages name the folder."""

    folder: Path
    shown: str
    url: str
    files: frozenset[str]
    pages: Mapping[str, Hypertext]
    locales: tuple[str, ...]

    def targets(self, page: Hypertext) -> dict[Link, _Target]:
        """Where each link of `page` leads."""
        here = urljoin(self.url + quote(page.path), page.base)
        return {link: self.target(link.raw, here) for link in page.links}

    def target(self, raw: str, here: str) -> _Target:
        """Where `raw` leads, written in what has the address `here`."""
        try:
            split, own = urlsplit(urljoin(here, raw)), urlsplit(self.url)
        except ValueError:
            return _Target("own")
        if split.scheme not in ("http", "https"):
            return _Target("other")
        if split.netloc.lower() != own.netloc.lower():
            return _Target("web")
        if not f"{split.path}/".startswith(own.path):
            # On a shared server, “/x/” in a page is a mistake, the whole address is a neighbour.
            return _Target("web" if re.match(r"https?:|//", raw) else "own")
        name = unquote(split.path[len(own.path) :])
        index = posixpath.join(name.rstrip("/"), "index.html")
        file = name if name in self.files else index if index in self.files else ""
        return _Target("own", file, split.fragment.partition(":~:")[0])

    def name(self, path: str) -> str:
        """How messages name a file of the site."""
        return posixpath.join(self.shown, path)


def check(site: Path, config: Config, *, external: bool) -> Outcome:
    """All that is wrong with the addresses of the built `site`; `external` also asks the web."""
    read = _read(site, config)
    targets = {path: read.targets(page) for path, page in read.pages.items()}
    entries = list(_entries(read))
    defects = [defect for defect in entries if defect]
    for page in read.pages.values():
        defects += _link_defects(read, page, targets[page.path])
        defects += _alternate_defects(read, page, targets)
        defects += _page_defects(read, page)
    lines = _located(read, defects)
    every = [(link.raw, target) for page in targets.values() for link, target in page.items()]
    checked = len(entries) + sum(target.kind == "own" for _, target in every)
    summary = _summary(read, checked, len(lines))
    if external:
        from bitext import external as web

        answer = web.check(config)
        lines = (*lines, *answer.lines, summary, answer.summary)
        return Outcome(lines, bool(defects) or answer.dead)
    others = len({raw for raw, target in every if target.kind == "web"})
    unasked = f"; {_count(others, 'link')} to other sites not asked (--external)" if others else ""
    return Outcome((*lines, summary + unasked), bool(defects))


def _read(site: Path, config: Config) -> _Site:
    if not site.is_dir():
        raise BitextError(f"{site}: no such folder; build the site first: mkdocs build")
    files = frozenset(
        Path(top, name).relative_to(site).as_posix()
        for top, _, names in os.walk(site, onerror=_unreadable)
        for name in names
    )
    names = sorted(name for name in files if name.endswith(".html"))
    pages = {name: hypertext.read(name, _text(site / name)) for name in names}
    if not pages:
        raise BitextError(f"{site}: no HTML in it; build the site first: mkdocs build")
    full = site.resolve()
    shown = full.relative_to(config.root) if full.is_relative_to(config.root) else site
    url = _url(site, pages.values(), config)
    return _Site(site, shown.as_posix(), url, files, pages, config.locales)


def _unreadable(error: OSError) -> NoReturn:
    raise BitextError(f"{error.filename}: cannot be read: {error.strerror}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        _unreadable(error)
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise BitextError(f"{path}: not UTF-8: byte {byte:#04x} at offset {error.start}") from error


def _url(site: Path, pages: Iterable[Hypertext], config: Config) -> str:
    """The address of the site: that of the configuration, else what the canonical links tell."""
    canonical = [
        (link.raw, quote(page.path.removesuffix("index.html")))
        for page in sorted(pages, key=lambda page: (page.path.count("/"), page.path))
        for link in page.links
        if link.rule == "broken-canonical"
    ]
    if not config.site_url:
        known = (raw.removesuffix(path) for raw, path in canonical if raw.endswith(f"/{path}"))
        return next(known, "http://unknown.invalid/")
    url = config.site_url.rstrip("/") + "/"
    if canonical and not any(raw.startswith(url) for raw, _ in canonical):
        found = canonical[0][0]
        raise BitextError(f"{site}: built for “{found}”, but the site_url of mkdocs.yml is “{url}”")
    return url


def _link_defects(
    site: _Site, page: Hypertext, targets: Mapping[Link, _Target]
) -> Iterator[_Defect]:
    for link, target in targets.items():
        if message := _trouble(site, page, link, target):
            yield _Defect(page.path, link.rule, message, link.raw, link.attribute)
        elif target.fragment and not _is_place(site, target):
            message = f"“#{unquote(target.fragment)}” is no place in {site.name(target.file)}"
            yield _Defect(page.path, "broken-anchor", message, link.raw, link.attribute)


def _trouble(site: _Site, page: Hypertext, link: Link, target: _Target) -> str:
    """Why `link` leads to no file; nothing where it leads to one, or rightly elsewhere."""
    whole = re.match(r"https?://", link.raw) is not None
    if link.rule in ("broken-alternate", "broken-canonical") and target.kind != "own":
        return f"“{link.raw}” is no address of this site, {site.url}"
    if link.rule == "broken-alternate" and not whole:
        return f"“{link.raw}” is relative, expected a whole address"
    rooted = whole or page.base or link.raw.startswith(("/", "#"))
    if target.kind == "own" and posixpath.basename(page.path) == "404.html" and not rooted:
        return f"“{link.raw}” is relative, but this page is shown at any address"
    lost = not target.file or (link.rule == "broken-image" and not link.raw)
    return f"“{link.raw}” leads to no file of the site" if target.kind == "own" and lost else ""


def _is_place(site: _Site, target: _Target) -> bool:
    page = site.pages.get(target.file)
    names = {target.fragment, unquote(target.fragment)}
    return page is None or bool(names & page.anchors) or target.fragment.lower() == "top"


def _alternate_defects(
    site: _Site, page: Hypertext, targets: Mapping[str, Mapping[Link, _Target]]
) -> Iterator[_Defect]:
    named = {link: targets[page.path][link].file for link in page.alternates}
    for link, file in named.items():
        other = site.pages.get(file)
        if other and page.path not in {targets[file][back].file for back in other.alternates}:
            message = f"“{link.raw}” does not name this page as its alternate"
            yield _Defect(page.path, "broken-alternate", message, link.raw, "href")
    own = [link.locale for link, file in named.items() if file == page.path]
    said = {_tag(link.locale) for link in named} - {_DEFAULT}
    if named and not own:
        yield _Defect(page.path, "broken-alternate", "alternates do not name the page itself")
    elif named and _tag(page.locale or "") not in map(_tag, own):
        message = f"html lang is “{page.locale}”, hreflang of the page is “{own[0]}”"
        yield _Defect(page.path, "broken-alternate", message, own[0], "hreflang")
    if len(said) > 1 and _DEFAULT not in (link.locale for link in named):
        message = f"no {_DEFAULT} beside {', '.join(sorted(said))}"
        yield _Defect(page.path, "broken-alternate", message, page.alternates[0].raw, "href")


def _page_defects(site: _Site, page: Hypertext) -> Iterator[_Defect]:
    if page.locale is not None and _tag(page.locale) not in map(_tag, site.locales):
        message = f"html lang is “{page.locale}”, expected {' or '.join(site.locales)}"
        yield _Defect(page.path, "broken-alternate", message, page.locale, "lang")
    for one in page.doubles:
        yield _Defect(page.path, "duplicate-id", f"“{one}” is already an id here", one, "id", 1)
    for text in page.references:
        message = f"“{text}” is left as text: its reference is not defined"
        yield _Defect(page.path, "broken-link", message, text)


def _entries(site: _Site) -> Iterator[_Defect | None]:
    """What is wrong with each address in the sitemaps, or None."""
    rule = "broken-sitemap"
    for path in sorted(site.files):
        if not _SITEMAP.fullmatch(posixpath.basename(path)):
            continue
        try:
            elements = list(ElementTree.fromstring(_text(site.folder / path)).iter())
        except ElementTree.ParseError as error:
            yield _Defect(path, rule, f"not XML: {error}")
            continue
        for raw in (one.get("href") or one.text or "" for one in elements if _leads(one.tag)):
            if not raw.strip() and not site.url:
                continue  # MkDocs writes empty entries where no site_url is set
            target = site.target(raw.strip(), site.url)
            broken = target.kind != "own" or not target.file or not raw.strip().startswith("http")
            message = f"“{raw.strip()}” leads to no file of the site"
            yield _Defect(path, rule, message, raw.strip()) if broken else None


def _leads(tag: str) -> bool:
    return tag.rpartition("}")[2] in ("loc", "link")


def _tag(locale: str) -> str:
    return locale.replace("_", "-").lower()


def _located(site: _Site, defects: Iterable[_Defect]) -> tuple[str, ...]:
    """The defects as lines of text, sorted by file, line and rule."""
    found: set[tuple[str, int, str, str]] = set()
    for path, group in groupby(sorted(defects, key=lambda one: one.path), lambda one: one.path):
        source = _text(site.folder / path)
        for one in group:
            line = hypertext.line(source, one.raw, one.attribute, one.skip)
            found.add((path, line, one.rule, one.message))
    return tuple(
        f"{site.name(path)}:{line}: error: {rule}: {message}"
        for path, line, rule, message in sorted(found)
    )


def _summary(site: _Site, checked: int, errors: int) -> str:
    locales = sorted({page.locale for page in site.pages.values() if page.locale})
    languages = f"{_count(len(locales), 'language')} ({', '.join(locales)})"
    found = _count(errors, "error") if errors else "no error"
    pages = _count(len(site.pages), "page")
    return f"{pages} and {_count(checked, 'link')} checked in {languages}: {found}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

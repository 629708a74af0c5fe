"""Where a link in the source text leads: to a page, a file, outside, or nowhere."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from bitext.model import Bitext, Block, Definition, Item, Page, Section
from bitext.outline import walk
from bitext.outline.tags import Tag, attributes, tags
from bitext.passages import Passage
from bitext.unseen import PAGES, TEMPLATES

LINKS = ("link", "autolink", "raw-link")
IMAGES = ("image", "raw-image")
ACTIVE = frozenset((
    "applet", "audio", "base", "button", "canvas", "dialog", "embed", "form", "frame", "frameset",
    "iframe", "input", "link", "math", "meta", "object", "portal", "script", "select", "style",
    "svg", "template", "textarea", "video",
))  # fmt: skip
_ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "formaction", "xlink:href")
_CUT = re.compile(r"[\t\n\r]+")  # browsers leave these out of an address
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//")


@dataclass(frozen=True, slots=True)
class Destination:
    """What a link target means.

    `kind` is ``external``, ``absolute`` (from the root of the server), ``page``, ``file``,
    ``folder``, ``outside`` (of the documentation folder), ``missing``, or ``undecided`` where the
    site may make it when it is built. A page is given by locale and key, anything else by its path.
    """

    kind: str
    path: str = ""
    locale: str = ""
    key: str = ""
    fragment: str = ""


def items_of(page: Page) -> Iterator[tuple[Section | Definition, Block, Item]]:
    """Every inline item of `page` with its block, footnotes after the sections."""
    for section in page.sections:
        for block in walk(section.blocks):
            for item in block.items:
                yield section, block, item
    for definition in page.definitions:
        if definition.block is not None:
            for block in walk(definition.block.children):
                for item in block.items:
                    yield definition, block, item


def elements(passage: Passage) -> Iterator[tuple[Tag, Block, int, int]]:
    """The HTML start tags in `passage` with their places; an attribute list is a tag without name."""
    for block in passage.blocks if "html" in passage.kinds else ():
        for tag in tags(block.text) if block.kind == "html" else ():
            yield tag, block, tag.start, tag.end
    for block, item in passage.each("html"):
        for tag in tags(item.target) if item.target.startswith("<") else ():
            yield tag, block, item.start + tag.start, item.start + tag.end
    for block, item in passage.each("attributes"):
        if "=" in item.target:
            tag = Tag("", attributes(item.target), item.start, item.end)
            yield tag, block, item.start, item.end


def addresses(passage: Passage) -> Iterator[tuple[str, Block, int, int]]:
    """Every address that `passage` names, in Markdown and in HTML, with its place."""
    for block, item in passage.each("link", "image", "autolink"):
        yield item.target, block, item.start, item.end
    for tag, block, start, end in elements(passage):
        for name in _ADDRESSES:
            if name in tag.attributes:
                yield tag.attributes[name], block, start, end


def host(address: str, locales: tuple[str, ...] = ()) -> str:
    """The host that `address` leads to, without `www` and without one of `locales` in front."""
    try:
        name = urlsplit(address.strip()).hostname or ""
    except ValueError:  # no address at all, such as http://[x
        return ""
    name = name.removeprefix("www.")
    first, _, rest = name.partition(".")
    return rest if first in locales and "." in rest else name


@lru_cache(maxsize=1)
def _resolved(bitext: Bitext) -> dict[tuple[str, str], Destination]:
    """What the pages at hand lead to, by path and target: many rules ask the same."""
    return {}


def resolve(target: str, page: Page, bitext: Bitext) -> Destination:
    """Where `target` leads from `page`, as MkDocs and mkdocs-static-i18n understand it."""
    known, question = _resolved(bitext), (page.path, target)
    if question not in known:
        known[question] = _resolve(target, page, bitext)
    return known[question]


def _resolve(target: str, page: Page, bitext: Bitext) -> Destination:
    target = _CUT.sub("", target)
    if not bitext.undecided:
        return _looked_up(target, page, bitext)
    if TEMPLATES in bitext.undecided and ("{{" in target or "{%" in target):
        return Destination("undecided", target)
    found = _looked_up(target, page, bitext)
    missing = found.kind in ("missing", "folder") and PAGES in bitext.undecided
    return replace(found, kind="undecided") if missing else found


def _looked_up(target: str, page: Page, bitext: Bitext) -> Destination:
    if _SCHEME.match(target):
        return Destination("external", target)
    address, _, fragment = target.partition("#")
    fragment = unquote(fragment)
    address = unquote(address.partition("?")[0])
    if not address:
        return Destination("page", page.path, page.locale, page.key, fragment)
    if address.startswith("/"):
        return Destination("absolute", address, fragment=fragment)
    path = _joined(posixpath.dirname(page.path), address)
    if not _inside(path, bitext.docs):
        return Destination("outside", path, fragment=fragment)
    if address.endswith(("/", "/.", "/..")) or address in (".", ".."):
        return Destination("folder", path, fragment=fragment)
    if path.lower().endswith((".md", ".markdown")):
        return _page(path, page, bitext, fragment)
    return _file(path, page, bitext, fragment)


def lead(item: Item, page: Page, bitext: Bitext) -> Destination:
    """Where `item` leads from `page`.

    MkDocs leaves addresses in raw HTML, and those that end with a slash, to the browser, which
    follows them from where the page is published (`essais/vaccin/` for `essais/vaccin.md`); what is
    found there is as good.
    """
    found = resolve(item.target, page, bitext)
    left = item.kind.startswith("raw-") or item.target.partition("#")[0].endswith("/")
    if not left or found.kind not in ("missing", "outside", "folder"):
        return found
    stem = posixpath.splitext(page.key)[0]
    home = posixpath.dirname(stem) if posixpath.basename(stem) in ("index", "README") else stem
    address = unquote(item.target.partition("#")[0].partition("?")[0])
    path = posixpath.normpath(posixpath.join(home, address)).removeprefix("../")
    for key in (f"{path}.md", posixpath.normpath(f"{path}/index.md"), path.replace(".html", ".md")):
        for locale in (page.locale, bitext.source):
            if there := bitext.site.path_of(locale, key):
                return Destination("page", there, locale, key, found.fragment)
    for folder in (bitext.folders[page.locale], bitext.folders[bitext.source], bitext.docs):
        file = posixpath.normpath(posixpath.join(folder, path))
        if bitext.site.has_file(file):
            return Destination("file", file, _locale_of(file, bitext), "", found.fragment)
    return found


@lru_cache(maxsize=1024)  # pages of one folder have much the same links, and rules ask again
def _joined(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, address))


def _page(path: str, page: Page, bitext: Bitext, fragment: str) -> Destination:
    folder = bitext.folders[page.locale]
    if _inside(path, folder):
        key = path if folder in ("", ".") else path[len(folder) + 1 :]
        for locale in (page.locale, bitext.source):
            if there := bitext.site.path_of(locale, key):
                return Destination("page", there, locale, key, fragment)
    if found := bitext.site.page_at(path):
        return Destination("page", path, *found, fragment)
    return Destination("missing", path, fragment=fragment)


def _file(path: str, page: Page, bitext: Bitext, fragment: str) -> Destination:
    candidates = [path]
    stem, suffix = posixpath.splitext(path)
    for locale in (page.locale, bitext.source):
        folder = bitext.folders[locale]
        candidates.append(f"{stem}.{locale}{suffix}")
        if folder != bitext.docs and _inside(path, bitext.folders[page.locale]):
            inner = posixpath.relpath(path, bitext.folders[page.locale])
            candidates += [posixpath.join(folder, inner), posixpath.join(bitext.docs, inner)]
    for candidate in candidates:
        if bitext.site.has_file(candidate):
            return Destination("file", candidate, _locale_of(candidate, bitext), "", fragment)
    return Destination("missing", path, fragment=fragment)


def _locale_of(path: str, bitext: Bitext) -> str:
    for locale, folder in bitext.folders.items():
        if folder != bitext.docs and _inside(path, folder):
            return locale
    return ""


def _inside(path: str, folder: str) -> bool:
    if folder in ("", "."):
        return path != ".." and not path.startswith("../")
    return path == folder or path.startswith(f"{folder}/")


def every_page(bitext: Bitext) -> Iterator[Page]:
    """The pages of the pairs at hand, source then target; links may lead to any page of the site."""
    for pair in bitext.pairs:
        for page in (pair.source, pair.target):
            if page is not None:
                yield page


def other_locale(target: str, page: Page, bitext: Bitext) -> str:
    """The locale, other than that of `page`, which `target` names; empty if it names none."""
    address = unquote(target.partition("#")[0].partition("?")[0])
    if not address or not any(name in address for name in _marks(bitext, page.locale)):
        return ""
    if resolve(target, page, bitext).kind not in ("page", "missing", "folder", "file"):
        return ""
    path = _joined(posixpath.dirname(page.path), address)
    for locale, folder in bitext.folders.items():
        if locale == page.locale:
            continue
        if folder != bitext.docs and _inside(path, folder):
            return locale
        if folder == bitext.docs and re.search(rf"\.{re.escape(locale)}\.md$", path):
            return locale
    return ""


def _marks(bitext: Bitext, own: str) -> Iterator[str]:
    """What an address has in it that leads to another locale than `own`."""
    for locale, folder in bitext.folders.items():
        if locale != own:
            yield f".{locale}.md" if folder == bitext.docs else posixpath.basename(folder)


def own_version(target: str, page: Page, bitext: Bitext) -> str:
    """The file in the language of `page` where `target` names one in another; else empty."""
    for locale in bitext.pages:
        if locale == page.locale or f".{locale}." not in target:
            continue
        own = target.replace(f".{locale}.", f".{page.locale}.")
        if resolve(own, page, bitext).kind == "file":
            return own
    return ""


def canonical(target: str, page: Page, bitext: Bitext) -> str:
    """What `target` means whatever the language: equal for a link and its translation.

    A link to a section of the site is known by the section's unit, so that addresses may be
    translated with their headings; a locale in an address (`/fr/`, `plan.fr.svg`) is taken out.
    """
    found = resolve(target, page, bitext)
    if found.kind == "page":
        anchor = found.fragment
        if anchor and page.locale == bitext.target:
            anchor = bitext.site.source_anchor(found.key, anchor)
        return f"page {found.key}#{anchor}"
    path = found.path
    for locale in bitext.pages:
        if locale in path:
            path = _tag(locale).sub(r"\1*", path)
    if found.kind == "external":
        path = re.sub(r"(?<=[^:/])/\*(?=/|$)", "", path).rstrip("/")
    return f"{found.kind} {path}#{found.fragment}"


@lru_cache(maxsize=16)
def _tag(locale: str) -> re.Pattern[str]:
    """`locale` as a part of a path, with a region or without."""
    return re.compile(rf"(^|[/._-]){re.escape(locale)}(?:[-_][A-Za-z]{{2}})?(?=[/._-]|$)")


def localized(source: str, target: str, bitext: Bitext) -> bool:
    """Whether two outside addresses are pages of one site, the second in the target language.

    What such a site calls its pages in each language is its own affair.
    """
    try:
        left, right = urlsplit(source), urlsplit(target)
    except ValueError:  # no address at all, such as http://[x
        return False
    locales = (bitext.source, bitext.target)
    return (
        bool(left.netloc)
        and _host(left.netloc, locales) == _host(right.netloc, locales)
        and _names(right.netloc, right.path, bitext.target)
        and not _names(left.netloc, left.path, bitext.target)
    )


def _host(host: str, locales: tuple[str, str]) -> str:
    first, _, rest = host.lower().partition(".")
    return rest if first in locales else host.lower()


def _names(host: str, path: str, locale: str) -> bool:
    parts = [host.partition(".")[0], *path.split("/")]
    return any(re.split("[-_]", part.lower())[0] == locale.lower() for part in parts)

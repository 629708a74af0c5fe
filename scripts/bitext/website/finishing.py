"""Does on the pages of a built site what the plugin does in hooks, for an engine that has none.

Done here: notices, charts, links of terms and what else features do to a text; alternates, robots and cards in the
head; the links at the foot; the words of the 404 pages; the sitemap; the style; scripts in files. Left out is what
needs a template, or the text as it was rendered: the switcher that keeps its place, side by side,
the state of the translations, the feed, what a term says by itself, and the search, which stays that of the engine.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urljoin, urlsplit

from bitext import corpus, terms
from bitext.config import Config, figures
from bitext.errors import BitextError
from bitext.model import Pair
from bitext.terms import Termbase
from bitext.website import assets, charts, machines, pages, slimming, spoken, strings
from bitext.website.charts import Chart
from bitext.website.features import CONTENT, touched, written
from bitext.website.publication import Publication
from bitext.website.strings import Strings, language_name
from bitext.website.translations import pairs
from bitext.website.view import Version, View, relative

_ARTICLE = re.compile(
    r'(<article\b[^>]*\bmd-content__inner\b[^>]*>\s*(?:<a id="__skip"[^>]*></a>)?)(.*?)(</article>)',
    re.DOTALL,
)
_TITLE = re.compile(r"(?<=<title>).*?(?=</title>)", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_UNTRANSLATED = re.compile(r'<aside class="md-i18n-notice".*?</aside>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Site:
    config: Config
    publication: Publication
    pages: Mapping[str, Mapping[str, str]]
    pairs: Mapping[str, Mapping[str, Pair]]
    words: Mapping[str, Strings]
    charts: Mapping[str, Chart]
    terms: Termbase | None


@dataclass(frozen=True, slots=True)
class _Built:
    """A page that the engine wrote: its file, its view, where it can be edited."""

    file: Path
    view: View
    edit_url: str


def finish(folder: Path, config: Config, publication: Publication) -> int:
    """Finish the site in `folder`, fresh from its engine; gives the number of its pages.

    Raises BitextError where there is no such site, where it is finished already, and for one that
    does not know its public address: the engine has then written others.
    """
    if not config.site_url:
        raise BitextError("site_url is empty, expected the public address of the site")
    if (folder / assets.STYLE).exists():
        raise BitextError(f"{folder}: already finished; expected a site fresh from its engine")
    site = _site(config, publication)
    found = [one for one in _built(folder, site) if one.file.is_file()]
    if not found:
        raise BitextError(f"{folder}: no page of the site is here; expected a built site")
    done = {one.file: _finished(one, site) for one in found}
    for locale in config.locales:
        file = folder / _folder(locale, config) / "404.html"
        if file.is_file():
            done[file] = _not_found(file.read_text("utf-8"), locale, site)
    texts = {file: html for file, (html, _) in done.items()}
    scripts = {name: code for _, moved in done.values() for name, code in moved.items()}
    texts |= {folder / name: code for name, code in scripts.items()}
    versions = dict.fromkeys(one.view.versions for one in found)
    texts[folder / "sitemap.xml"] = machines.sitemap(versions, config.source)
    texts[folder / assets.STYLE] = assets.files()[assets.STYLE]
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    if publication.slim:
        slimming.slim(folder)
    return len(found)


def _site(config: Config, publication: Publication) -> _Site:
    words = {one: strings.strings(one, publication.words) for one in config.locales}
    file = figures(config.root)
    drawn = charts.load(file, config.locales) if file else {}
    agreed = terms.load(config.termbase) if config.termbase else None
    listed = corpus.listed(config).paths
    return _Site(config, publication, listed, pairs(config), words, drawn, agreed)


def _built(folder: Path, site: _Site) -> Iterator[_Built]:
    """The pages of every locale, those included that show the source for want of a translation."""
    source = site.pages[site.config.source]
    for locale, own in site.pages.items():
        for key, path in {**source, **own}.items():
            view = _view(key, path, locale, site)
            name = unquote(view.path)
            file = folder / (f"{name}index.html" if name.endswith("/") or not name else name)
            docs = site.config.relative(site.config.docs)
            edit = site.publication.edit_url(PurePosixPath(path).relative_to(docs).as_posix())
            yield _Built(file, view, edit)


def _view(key: str, path: str, locale: str, site: _Site) -> View:
    config, words = site.config, site.words[locale]
    text = locale if key in site.pages[locale] else config.source
    address = _address(key, locale, config)
    return View(
        locale=locale,
        strings=words,
        source=config.source,
        text=text,
        text_strings=site.words[text],
        text_language=language_name(text, words.locale),
        root=relative("./", address),
        path=address,
        url=urljoin(config.site_url, address),
        site_name=site.publication.names[locale],
        site_url=config.site_url,
        home=address == _home(locale, config),
        indexed=text == locale,
        versions=tuple(_versions(key, site)),
        pairs=site.pairs.get(path, {}),
        charts=site.charts,
        terms=site.terms.terms if site.terms else (),
        glossary=_glossary(locale, site),
    )


def _versions(key: str, site: _Site) -> Iterator[Version]:
    """The locales in which the page was really written."""
    for locale, own in site.pages.items():
        if key in own:
            address = _address(key, locale, site.config)
            yield Version(locale, urljoin(site.config.site_url, address), address)


def _folder(locale: str, config: Config) -> str:
    """Where the pages of a locale are, from the root of the site."""
    return "" if locale == config.source else f"{locale}/"


def _address(key: str, locale: str, config: Config) -> str:
    """The address of a page from the root of the site, as both engines give it."""
    folder, stem = posixpath.split(posixpath.splitext(key)[0])
    name = f"{stem}/" if config.use_directory_urls else f"{stem}.html"
    if stem in ("index", "README"):
        name = "" if config.use_directory_urls else "index.html"
    return quote(_folder(locale, config) + posixpath.join(folder, name))


def _glossary(locale: str, site: _Site) -> str:
    """The address of the glossary; empty where it was not written in this locale."""
    page = site.terms.page if site.terms else ""
    return _address(page, locale, site.config) if page in site.pages[locale] else ""


def _home(locale: str, config: Config) -> str:
    return _address("index.md", locale, config)


def _finished(built: _Built, site: _Site) -> tuple[str, dict[str, str]]:
    """The page with all that is to be done to it, and the scripts that it had."""
    html = built.file.read_text("utf-8")
    title = _TITLE.search(html)
    description = _DESCRIPTION.search(html)
    view = replace(
        built.view,
        title=title[0].removesuffix(f" - {escape(built.view.site_name)}") if title else "",
        description=unescape(description[1]) if description else "",
    )
    view = replace(view, report_url=_report_url(view, site))

    def text(match: re.Match[str]) -> str:
        try:
            inner = touched(match[2], view, CONTENT)
        except BitextError as error:
            raise BitextError(f"{built.file}: {error}") from error
        if view.home:
            inner = f'<div class="bitext-home">{inner}</div>'
        return match[1] + inner + spoken.foot(view, built.edit_url) + match[3]

    html = _ARTICLE.sub(text, html, count=1)
    if view.fallback:
        html = _UNTRANSLATED.sub(lambda _: spoken.untranslated(view), html, count=1)
    if view.home:
        html = _TITLE.sub(lambda _: escape(view.site_name), html, count=1)
    return _output(html, view, site)


def _output(html: str, view: View, site: _Site) -> tuple[str, dict[str, str]]:
    """The page as it is written, our style before that of the site; and the scripts it had."""
    root = view.root.removeprefix("./")
    style = f'      <link rel="stylesheet" href="{root}{assets.STYLE}">\n'
    before, closing, after = html.partition("</head>")
    html = pages.tidy(f"{before}{style}{closing}{after}", view.strings)
    html, scripts = written(html, view, slim=site.publication.slim)
    return slimming.thinned(html) if site.publication.slim else html, scripts


def _report_url(view: View, site: _Site) -> str:
    repository = site.publication.repository
    return pages.report_url(repository, view.strings, view.title, view.url) if repository else ""


def _not_found(html: str, locale: str, site: _Site) -> tuple[str, dict[str, str]]:
    """The 404 page of a locale, which speaks to the readers of every other one, too."""
    config, words = site.config, site.words[locale]
    root = urlsplit(config.site_url).path
    view = View(
        locale=locale,
        strings=words,
        source=config.source,
        text=locale,
        text_strings=words,
        text_language=language_name(locale, words.locale),
        root=root,
        url=config.site_url,
        title=words.not_found,
        indexed=False,
        site_name=site.publication.names[locale],
        site_url=config.site_url,
        others=tuple(
            (site.words[one], root + _home(one, config)) for one in config.locales if one != locale
        ),
    )
    view = replace(view, report_url=_report_url(view, site))
    said = spoken.not_found(html, view, root + _home(locale, config), spoken.foot(view, ""))
    return _output(said, view, site)

"""The MkDocs plugin: a site made by Material and static-i18n is right in each of its languages."""

import json
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol, cast
from urllib.parse import unquote, urljoin, urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from bitext import (
    assets,
    charts,
    feed,
    frame,
    machines,
    pages,
    policy,
    searching,
    sides,
    stemming,
    strings,
    terms,
    tooltips,
)
from bitext.ahead import Pairs, Reading
from bitext.charts import Chart
from bitext.config import figures, termbase
from bitext.errors import BitextError
from bitext.features import CONTENT, OUTPUT, touched
from bitext.made import Edition, Made, at_home
from bitext.model import Pair
from bitext.news import latest
from bitext.strings import Strings, language_name, language_tag
from bitext.switching import Choice, choice
from bitext.view import Offers, Version, View, relative

log = get_plugin_logger(__name__)

THEME = Path(__file__).with_name("theme")
THEME_SEARCH = Path(__file__).with_name("theme_search")
LUNR = "assets/javascripts/lunr/min"
HIDDEN = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


class I18n(Protocol):
    """The part of the static-i18n plugin that this one relies on."""

    config: Any
    current_language: str
    default_language: str
    build_languages: list[str]
    all_languages: list[str]
    building: bool
    extra_alternate: list[dict[str, str]]
    i18n_files_per_language: dict[str, Sequence[File]]


class PluginConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin."""

    strings = config_options.Type(dict, default={})
    """Words of the interface by locale, for a language that has none here or to replace some."""
    side_by_side = config_options.Type(bool, default=True)
    """Whether each page can be read beside its translation."""
    status = config_options.Type(bool, default=True)
    """Whether a page tells where the translations stand."""
    feed = config_options.Type(bool, default=True)
    """Whether each language has a feed of what changes."""


class BitextPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]
    """Hooks only; static-i18n runs each once per locale on this one object.

    What the corpus says is read once for all locales of a build, the view of a page is made once in
    each of them. What a locale has rendered is kept, packed, until the last: some pages show two.
    """

    _nav: Navigation
    _editions: dict[str, Edition]
    _taken: set[str]
    _views: dict[str, View]
    _scripts: dict[str, str]
    _words: dict[str, Strings]
    _charts: Mapping[str, Chart]
    _terms: terms.Termbase | None
    _glossary: str
    _reading: Reading | None = None
    _committed: datetime | None = None

    @event_priority(-150)  # after static-i18n, which sets the locale of the build
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the templates, the style and the script, and speak the language of this build."""
        _check(config)
        _install(config)
        i18n = _i18n(config)
        if not i18n.building:
            self._words, self._scripts = {}, {}
            self._editions, self._taken = {}, set()
        known = [self._strings(locale) for locale in i18n.all_languages]
        pages.say_in(config.mdx_configs, self._strings(i18n.current_language), known)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Begin to read the translations; warn of what static-i18n drops without a word."""
        i18n = _i18n(config)
        if not i18n.building:
            asked = self.config.feed and config.site_url
            self._committed = latest(Path(config.config_file_path).parent) if asked else None
            self._charts, self._terms = _charts(config), _termbase(config)
            self._begin(Path(config.config_file_path), len(files.documentation_pages()))
        if i18n.current_language == i18n.default_language:
            folders = i18n.config.docs_structure == "folder"
            paths = [file.src_uri for file in files if _written_by_author(file, config)]
            for name in pages.lost_files(paths, i18n.all_languages, folders=folders):
                log.warning(f"'{name}' is left out: its name is that of a locale; give it another")
        return files

    @event_priority(-150)  # after static-i18n, which knows the home page of each locale
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Begin with the pages of this locale."""
        self._nav = nav
        self._views = {}
        self._glossary = _glossary(self._terms, files, config)
        return nav

    @event_priority(-200)  # after all that touches a page or the environment
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Keep what was rendered, and what the theme puts around a text."""
        self._editions[_i18n(config).current_language] = self._edition(env, config, files)
        self._taken |= {file.dest_uri for file in files if file.inclusion not in HIDDEN}
        return env

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Have each feature touch the text of the page."""
        try:
            return touched(html, self._view(page, config), CONTENT)
        except BitextError as error:
            raise PluginError(f"bitext: {_path(page.file, config)}: {error}") from error

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates their view of the page, and a fallback the address of its source."""
        if _is_fallback(page.file, config):
            page.canonical_url = _absolute(_source(page.file, config), config)
        view = self._view(page, config)
        cast(dict[str, Any], context)["bitext"] = view
        cast(dict[str, Any], context)["choices"] = list(_choices(view, page.file, config))
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Have each feature touch the page."""
        return self._finished(output, self._view(page, config))

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page its view, and a switcher that leads to the home pages."""
        if template_name == "404.html":
            # static-i18n hangs the choices of the last page built here, and never takes them off.
            vars(config.extra)["alternate"] = _i18n(config).extra_alternate
            view = self._not_found_view(config)
            cast(dict[str, Any], context)["bitext"] = view
            cast(dict[str, Any], context)["choices"] = [
                Choice(one["name"], one["link"], language_tag(one["lang"]))
                for one in _i18n(config).extra_alternate
                if one["lang"] != view.locale
            ]
        return context

    def on_post_template(
        self, output_content: str, template_name: str, config: MkDocsConfig
    ) -> str:
        """Write the sitemap of real pages, and each 404 page where its language lives."""
        i18n = _i18n(config)
        if template_name == "sitemap.xml":
            return machines.sitemap(_sitemap_pages(config), i18n.default_language)
        if template_name != "404.html":
            return output_content
        html = self._finished(output_content, self._not_found_view(config))
        if i18n.current_language == i18n.default_language:
            return html
        path = Path(config.site_dir) / i18n.current_language / template_name
        write_file(html.encode("utf-8"), str(path))
        return ""  # nothing more for MkDocs to write over the 404 page of the default locale

    @event_priority(-200)  # after static-i18n, which builds the other locales in this hook
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what no page holds: styles and scripts, pages of our making, and the search."""
        if not _i18n(config).building:
            self._write_made(config)
            if self._terms:
                told = tooltips.files(self._terms.terms, _i18n(config).build_languages)
                self._write_new(told.items(), config)
        for name, text in {**assets.files(), **self._scripts}.items():
            _write(name, text, config)
        whole = Path(config.site_dir, searching.WHOLE)
        if _i18n(config).building or not _has_search(config) or not whole.is_file():
            return
        index = json.loads(whole.read_text("utf-8"))
        whole.unlink()
        for name, text in _search_files(index, self._terms, config):
            _write(name, text, config)

    def _finished(self, html: str, view: View) -> str:
        """The page as it is written, after every feature; its scripts are written at the end."""
        html, scripts = policy.moved(touched(html, view, OUTPUT), view.root)
        self._scripts |= scripts
        return html

    def _strings(self, locale: str) -> Strings:
        try:
            if locale not in self._words:
                self._words[locale] = strings.strings(locale, self.config.strings)
        except BitextError as error:
            raise PluginError(f"bitext: {error}") from error
        return self._words[locale]

    def _begin(self, file: Path, pages: int) -> None:
        """Have the translations read, once for all locales, while the site is rendered."""
        if self._reading is not None:
            self._reading.stop()
        self._reading = Reading(
            file, pages, lambda error: log.warning(f"what is translated cannot be told: {error}")
        )

    def _pairs(self, page: Page, config: MkDocsConfig) -> Mapping[str, Pair]:
        """The page beside its source, by the locale of each translation."""
        if self._reading is None:
            return {}
        return Pairs(self._reading, _path(page.file, config))

    def _targets(self) -> tuple[str, ...]:
        return self._reading.targets if self._reading else ()

    def _edition(self, env: Environment, config: MkDocsConfig, files: Files) -> Edition:
        """The site as this build makes it: its texts, and what stands around those to come."""
        texts = {
            _path(file, config): _text(file, config)
            for file in files.documentation_pages()
            if file.page and file.inclusion not in HIDDEN and not _is_fallback(file, config)
        }
        depths = {frame.depth(sides.beside(one.path, sides.NAME)) for one in texts.values()}
        depths.add(frame.depth(self._status(config)))
        return Edition(
            self._strings(_i18n(config).current_language),
            config.site_name,
            _home(self._nav, config),
            texts,
            {depth: self._frame(depth, env, config, files) for depth in depths},
        )

    def _frame(
        self, depth: int, env: Environment, config: MkDocsConfig, files: Files
    ) -> frame.Frame:
        """What the theme puts around a text that lies `depth` folders deep."""
        view = self._frame_view("x/" * depth, config)
        page = SimpleNamespace(
            head=frame.HEAD,
            title=frame.TITLE,
            content=frame.TEXT,
            url=view.path,
            meta={},
            toc=[SimpleNamespace(url="#bitext-text")],  # where the link past the header leads
        )
        context = cast(dict[str, Any], get_context(self._nav, files, config, cast(Page, page)))
        context["bitext"] = view
        context["choices"] = _frame_choices(view, config)
        html = env.get_template("bitext-frame.html").render(context)
        return frame.Frame(self._finished(html, view), depth)

    def _write_made(self, config: MkDocsConfig) -> None:
        """Write the pages that no Markdown makes, and the feeds."""
        found = self._reading.found() if self._reading else {}
        source = _i18n(config).default_language
        made = Made(self._editions, source, self._targets(), found, config.site_url or "")
        if self.config.side_by_side:
            self._write_new(made.sides(), config)
        root = Path(config.config_file_path)
        if self.config.status and self._targets():
            self._write_new(made.status(self._status_name(config), root), config)
        if self._committed:
            self._write_new(made.feeds(root, self._committed), config)

    def _write_new(self, files: Iterable[tuple[str, str]], config: MkDocsConfig) -> None:
        """Write what no Markdown made; what an author put at the same address stays."""
        for name, text in files:
            if name in self._taken:
                log.warning(f"'{name}' is already in the site: what bitext makes is left out")
            else:
                _write(name, text, config)

    def _status_name(self, config: MkDocsConfig) -> str:
        """The address of the state of the translations: the same in every language."""
        return self._strings(_i18n(config).default_language).status_name

    def _status(self, config: MkDocsConfig) -> str:
        return at_home(_home(self._nav, config), self._status_name(config))

    def _offers(self, config: MkDocsConfig) -> Offers:
        """Where the state of the translations and the feed of this build are."""
        words, url = self._strings(_i18n(config).current_language), config.site_url or ""
        return Offers(
            self._status(config) if self.config.status and self._targets() else "",
            urljoin(url, feed.path(_home(self._nav, config))) if self._committed else "",
            feed.title(config.site_name, words),
        )

    def _beside(self, page: Page, config: MkDocsConfig) -> tuple[tuple[str, str], ...]:
        """Where the page can be read beside its translations, and what to call that."""
        if not self.config.side_by_side or _is_fallback(page.file, config):
            return ()
        source, locale = _i18n(config).default_language, _locale(page.file, config)
        there = {version.locale for version in _versions(page.file, config)}
        return tuple(
            (
                sides.offer(source, target, self._strings(locale)),
                sides.beside(_address(page.file), sides.name_of(target, self._targets())),
            )
            for target in self._targets()
            if {source, target} <= there and locale in (source, target)
        )

    def _view(self, page: Page, config: MkDocsConfig) -> View:
        key = page.file.dest_uri
        if key not in self._views:
            self._views[key] = self._seen(page, config)
        return self._views[key]

    def _seen(self, page: Page, config: MkDocsConfig) -> View:
        i18n = _i18n(config)
        words = self._strings(i18n.current_language)
        text_locale = _locale(page.file, config)
        fallback = _is_fallback(page.file, config)
        title = str(page.meta.get("title") or page.title or config.site_name)
        url = _absolute(page.file, config)
        return View(
            locale=i18n.current_language,
            strings=words,
            source=i18n.default_language,
            text=text_locale,
            text_strings=self._strings(text_locale),
            text_language=language_name(text_locale, words.locale),
            root=relative("./", page.file.url),
            path=page.file.url,
            url=url,
            title=title,
            description=str(page.meta.get("description") or config.site_description or ""),
            site_name=config.site_name,
            site_url=config.site_url or "",
            home=page is self._nav.homepage,
            indexed=not fallback,
            versions=_versions(page.file, config),
            pairs=self._pairs(page, config),
            search_folder=_search_folder(config),
            search_index=_search_index(config),
            source_url=_source(page.file, config).url if fallback else "",
            report_url=_report_url(config, words, title, url or page.url),
            beside=self._beside(page, config),
            offers=self._offers(config),
            charts=self._charts,
            terms=self._terms.terms if self._terms else (),
            glossary=self._glossary,
        )

    def _not_found_view(self, config: MkDocsConfig) -> View:
        i18n = _i18n(config)
        words = self._strings(i18n.current_language)
        others = tuple(
            (self._strings(choice["lang"]), choice["link"])
            for choice in i18n.extra_alternate
            if choice["lang"] in i18n.build_languages and choice["lang"] != i18n.current_language
        )
        return View(
            locale=i18n.current_language,
            strings=words,
            source=i18n.default_language,
            text=i18n.current_language,
            text_strings=words,
            text_language=language_name(i18n.current_language, words.locale),
            root=urlsplit(config.site_url or "/").path,
            title=words.not_found,
            indexed=False,
            search_folder=_search_folder(config),
            search_index=_search_index(config),
            report_url=_report_url(config, words, words.not_found, config.site_url or ""),
            others=others,
            offers=self._offers(config),
        )

    def _frame_view(self, path: str, config: MkDocsConfig) -> View:
        words = self._strings(_i18n(config).current_language)
        return replace(
            self._not_found_view(config),
            root=relative("./", path),
            path=path,
            title=frame.TITLE,
            report_url=_report_url(config, words, frame.SUBJECT, frame.ADDRESS),
            others=(),
        )


def _i18n(config: MkDocsConfig) -> I18n:
    return cast(I18n, config.plugins["i18n"])


def _check(config: MkDocsConfig) -> None:
    if "i18n" not in config.plugins:
        raise PluginError("bitext: the plugin i18n (mkdocs-static-i18n) is missing from plugins")
    if config.theme.name != "material":
        raise PluginError(f"bitext: the theme is {config.theme.name}, expected material")


def _install(config: MkDocsConfig) -> None:
    """Put our templates before Material's and after the site's own, our style before the site's."""
    dirs, own = config.theme.dirs, config.theme.custom_dir
    if str(THEME) not in dirs:  # static-i18n comes here once more for each other locale
        at = dirs.index(own) + 1 if own in dirs else 0
        dirs[at:at] = [str(THEME), *([str(THEME_SEARCH)] if _own_search(config) else [])]
        if _has_search(config) and not _own_search(config):
            log.info("the search is Material's own; for a better one: pip install 'bitext[search]'")
    if assets.STYLE not in config.extra_css:
        config.extra_css.insert(0, assets.STYLE)
    if assets.SCRIPT not in config.extra_javascript:
        config.extra_javascript.append(assets.SCRIPT)


def _has_search(config: MkDocsConfig) -> bool:
    return any(name in config.plugins for name in ("search", "material/search"))


def _own_search(config: MkDocsConfig) -> bool:
    """Whether the search is ours, or else Material's."""
    return _has_search(config) and stemming.has_stemmer()


def _place(locale: str, config: MkDocsConfig) -> searching.Place:
    """Where static-i18n puts the pages of a locale."""
    i18n = _i18n(config)
    folders = tuple(one for one in i18n.build_languages if one != i18n.default_language)
    return searching.Place(locale, locale if locale in folders else "", folders)


def _search_folder(config: MkDocsConfig) -> str:
    """Where Material's search finds the index of this build, from the root of the site."""
    theirs = _has_search(config) and not _own_search(config)
    return _place(_i18n(config).current_language, config).folder if theirs else ""


def _search_index(config: MkDocsConfig) -> str:
    """Where our search finds the index of this build, from the root of the site."""
    return posixpath.join(_place(_i18n(config).current_language, config).folder, "search/")


def _search_files(
    index: searching.Index, known: terms.Termbase | None, config: MkDocsConfig
) -> Iterator[tuple[str, str]]:
    """The search of every locale, ours or Material's, by the path of each file."""
    places = [_place(locale, config) for locale in _i18n(config).build_languages]
    if _own_search(config):
        closed, agreed = _closed(index, config), known.terms if known else ()
        for place in places:
            yield from searching.files(index, place, closed, agreed).items()
    else:
        lunr = {file.name.split(".")[1] for file in Path(config.site_dir, LUNR).glob("lunr.*.js")}
        for place in places:
            yield from searching.lunr_files(index, place, lunr).items()


def _closed(index: searching.Index, config: MkDocsConfig) -> set[str]:
    """The addresses of the pages that no robot may show, as they were written."""
    addresses = {entry["location"].partition("#")[0] for entry in index["docs"]}
    return {one for one in addresses if pages.is_closed(_written(one, config))}


def _written(address: str, config: MkDocsConfig) -> str:
    path = Path(config.site_dir, unquote(address))
    file = path / "index.html" if path.is_dir() else path
    return file.read_text("utf-8")


def _charts(config: MkDocsConfig) -> Mapping[str, Chart]:
    """The charts of the site by their ids."""
    try:
        file = figures(Path(config.config_file_path).parent)
        return charts.load(file, _i18n(config).all_languages) if file else {}
    except BitextError as error:
        raise PluginError(f"bitext: {error}") from error


def _termbase(config: MkDocsConfig) -> terms.Termbase | None:
    """The agreed terms of the site; none where they cannot be read."""
    try:
        file = termbase(Path(config.config_file_path).parent)
        return terms.load(file) if file else None
    except BitextError as error:
        log.warning(f"the terms are not known: {error}")
        return None


def _glossary(known: terms.Termbase | None, files: Files, config: MkDocsConfig) -> str:
    """The address of the glossary in the locale of this build; empty where it was not written."""
    locale, page = _i18n(config).current_language, known.page if known else ""
    stem, dot, end = page.rpartition(".")
    names = (f"{locale}/{page}", f"{stem}.{locale}{dot}{end}", page)
    found = (files.get_file_from_path(name) for name in names if page)
    return next((file.url for file in found if file and not _is_fallback(file, config)), "")


def _write(name: str, text: str, config: MkDocsConfig) -> None:
    """Write a file of the site, at a path from its root."""
    write_file(text.encode("utf-8"), str(Path(config.site_dir, name)))


def _path(file: File, config: MkDocsConfig) -> str:
    """Where the Markdown of a page is, from the folder of the configuration file."""
    root = Path(config.config_file_path).parent
    return Path(os.path.relpath(file.abs_src_path or "", root)).as_posix()


def _address(file: File) -> str:
    """The address of a page from the root of the site; that of the root is empty."""
    return file.url.removeprefix("./")


def _text(file: File, config: MkDocsConfig) -> sides.Text:
    """What was rendered of a page."""
    locale, page = _locale(file, config), cast(Page, file.page)
    names = {one.locale: one.name for one in _i18n(config).config.languages}
    return sides.Text(
        locale,
        names.get(locale, locale),
        _address(file),
        unescape(str(page.meta.get("title") or page.title or "")),  # MkDocs gives it as HTML
        sides.packed(page.content or ""),
        page.edit_url or "",
    )


def _home(nav: Navigation, config: MkDocsConfig) -> str:
    """The address of the home page of this build, from the root of the site."""
    if nav.homepage is not None:
        return _address(nav.homepage.file)
    locale = _i18n(config).current_language
    return "" if locale == _i18n(config).default_language else f"{locale}/"


def _locale(file: File, config: MkDocsConfig) -> str:
    return getattr(file, "locale", _i18n(config).current_language)


def _alternates(file: File) -> dict[str, File]:
    return getattr(file, "alternates", {})


def _is_fallback(file: File, config: MkDocsConfig) -> bool:
    return _locale(file, config) != _i18n(config).current_language


def _source(file: File, config: MkDocsConfig) -> File:
    return _alternates(file).get(_locale(file, config), file)


def _absolute(file: File, config: MkDocsConfig) -> str:
    return urljoin(config.site_url, file.url) if config.site_url else ""


def _versions(file: File, config: MkDocsConfig) -> tuple[Version, ...]:
    """The locales in which the page was really written, in the order of the site."""
    found = [(name, _alternates(file).get(name)) for name in _i18n(config).build_languages]
    return tuple(
        Version(name, _absolute(version, config), version.url)
        for name, version in found
        if version and _locale(version, config) == name and version.inclusion not in HIDDEN
    )


def _choices(view: View, file: File, config: MkDocsConfig) -> Iterator[Choice]:
    """The entries of the switcher of a page, as static-i18n lists them."""
    for one in getattr(config.extra, "alternate", ()):
        if one["lang"] == "null":  # an entry that is no language: a link to anywhere
            yield Choice(one["name"], one["link"])
        elif one["lang"] != view.locale:
            version = _alternates(file).get(one["lang"])
            # static-i18n writes home pages from the root; relative, they hold wherever the site is.
            link = version.url if version else one["link"]
            yield choice(view, one["lang"], one["name"], link, shown=version is not None)


def _frame_choices(view: View, config: MkDocsConfig) -> list[Choice]:
    """The entries of the switcher on a page whose addresses come later."""
    i18n = _i18n(config)
    return [
        Choice(one["name"], frame.choice(one["lang"]), language_tag(one["lang"]))
        if one["lang"] in i18n.build_languages
        else Choice(one["name"], one["link"])
        for one in i18n.extra_alternate
        if one["lang"] != view.locale
    ]


def _sitemap_pages(config: MkDocsConfig) -> list[tuple[Version, ...]]:
    """Each page once; before the last locale is built the list is short, and written again."""
    per_locale = _i18n(config).i18n_files_per_language
    files = (file for files in per_locale.values() for file in files)
    return list(dict.fromkeys(_versions(file, config) for file in files))


def _written_by_author(file: File, config: MkDocsConfig) -> bool:
    return Path(file.abs_src_path or "/").is_relative_to(config.docs_dir)


def _report_url(config: MkDocsConfig, words: Strings, title: str, url: str) -> str:
    return pages.report_url(config.repo_url, words, title, url) if config.repo_url else ""

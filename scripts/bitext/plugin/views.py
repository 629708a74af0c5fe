"""What a page is, as the build of one locale shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from bitext.plugin.known import Known
from bitext.plugin.locales import i18n_of
from bitext.plugin.places import (
    address_of,
    home_of,
    is_fallback,
    locale_of,
    path_of,
    source_of,
    url_of,
    versions_of,
)
from bitext.plugin.searches import search_folder, search_index
from bitext.plugin.setting import Options
from bitext.website import feed, frame, pages, sides
from bitext.website.made import at_home
from bitext.website.strings import Strings, language_name
from bitext.website.view import Offers, View, relative


@dataclass(frozen=True, slots=True)
class Views:
    """The pages of the build that is under way; the view of each is made once.

    `words` are those of every locale of the site, `glossary` is the page of this build that tells
    the terms, from the root of the site.
    """

    config: MkDocsConfig
    options: Options
    words: Mapping[str, Strings]
    known: Known
    nav: Navigation
    glossary: str
    _made: dict[str, View] = field(default_factory=dict)

    @property
    def own_words(self) -> Strings:
        """The words of this build."""
        return self.words[i18n_of(self.config).current_language]

    @property
    def home(self) -> str:
        """The address of the home page of this build, from the root of the site."""
        return home_of(self.nav, self.config)

    @property
    def status_name(self) -> str:
        """The name of the page that tells where translations stand: the same in every language."""
        return self.words[i18n_of(self.config).default_language].status_name

    @property
    def status(self) -> str:
        """The address of the state of the translations in this build."""
        return at_home(self.home, self.status_name)

    def page(self, page: Page) -> View:
        """A page that an author wrote."""
        key = page.file.dest_uri
        if key not in self._made:
            self._made[key] = self._seen(page)
        return self._made[key]

    def not_found(self) -> View:
        """The 404 page, which speaks to the readers of every other language, too."""
        i18n, words = i18n_of(self.config), self.own_words
        others = tuple(
            (self.words[choice["lang"]], choice["link"])
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
            root=urlsplit(self.config.site_url or "/").path,
            title=words.not_found,
            indexed=False,
            search_folder=search_folder(self.config),
            search_index=search_index(self.config),
            report_url=self._report_url(words.not_found, self.config.site_url or ""),
            others=others,
            offers=self._offers(),
        )

    def frame(self, path: str) -> View:
        """What the theme is to put around a text at `path` that comes later."""
        return replace(
            self.not_found(),
            root=relative("./", path),
            path=path,
            title=frame.TITLE,
            report_url=self._report_url(frame.SUBJECT, frame.ADDRESS),
            others=(),
        )

    def _seen(self, page: Page) -> View:
        config, file = self.config, page.file
        i18n, words = i18n_of(config), self.own_words
        text_locale, fallback = locale_of(file, config), is_fallback(file, config)
        title = str(page.meta.get("title") or page.title or config.site_name)
        url = url_of(file, config)
        return View(
            locale=i18n.current_language,
            strings=words,
            source=i18n.default_language,
            text=text_locale,
            text_strings=self.words[text_locale],
            text_language=language_name(text_locale, words.locale),
            root=relative("./", file.url),
            path=file.url,
            url=url,
            title=title,
            description=str(page.meta.get("description") or config.site_description or ""),
            site_name=config.site_name,
            site_url=config.site_url or "",
            home=page is self.nav.homepage,
            indexed=not fallback,
            versions=versions_of(file, config),
            pairs=self.known.pairs(path_of(file, config)),
            search_folder=search_folder(config),
            search_index=search_index(config),
            source_url=source_of(file, config).url if fallback else "",
            report_url=self._report_url(title, url or file.url),
            beside=() if fallback else self._beside(page),
            offers=self._offers(),
            charts=self.known.charts,
            terms=self.known.terms.terms if self.known.terms else (),
            glossary=self.glossary,
        )

    def _beside(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Where the page can be read beside its translations, and what to call that."""
        if not self.options.side_by_side:
            return ()
        source = i18n_of(self.config).default_language
        locale, targets = locale_of(page.file, self.config), self.known.targets
        there = {version.locale for version in versions_of(page.file, self.config)}
        return tuple(
            (
                sides.offer(source, target, self.words[locale]),
                sides.beside(address_of(page.file), sides.name_of(target, targets)),
            )
            for target in targets
            if {source, target} <= there and locale in (source, target)
        )

    def _offers(self) -> Offers:
        """Where the state of the translations and the feed of this build are."""
        url, known = self.config.site_url or "", self.known
        return Offers(
            self.status if self.options.status and known.targets else "",
            urljoin(url, feed.path(self.home)) if known.committed else "",
            feed.title(self.config.site_name, self.own_words),
        )

    def _report_url(self, title: str, url: str) -> str:
        repository = self.config.repo_url
        return pages.report_url(repository, self.own_words, title, url) if repository else ""


def glossary_of(page: str, files: Files, config: MkDocsConfig) -> str:
    """The address of the glossary `page` in this build; empty where it was not written."""
    locale = i18n_of(config).current_language
    stem, dot, end = page.rpartition(".")
    names = (f"{locale}/{page}", f"{stem}.{locale}{dot}{end}", page)
    found = (files.get_file_from_path(name) for name in names if page)
    return next((file.url for file in found if file and not is_fallback(file, config)), "")

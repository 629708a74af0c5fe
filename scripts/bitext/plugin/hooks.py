"""Where MkDocs comes in: its hooks, in the order in which it calls them."""

from typing import Any, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from bitext.errors import BitextError
from bitext.plugin.choices import not_found_choices, page_choices
from bitext.plugin.editions import edition_of
from bitext.plugin.known import Known, known_of
from bitext.plugin.locales import i18n_of
from bitext.plugin.output import made_files, slim, write, write_new
from bitext.plugin.places import (
    HIDDEN,
    all_versions,
    is_authored,
    is_fallback,
    path_of,
    source_of,
    url_of,
)
from bitext.plugin.searches import search_files
from bitext.plugin.setting import Options, check, install, speak, words_of
from bitext.plugin.templates import mend
from bitext.plugin.views import Views, glossary_of
from bitext.website import assets, machines, pages
from bitext.website.features import CONTENT, touched, written
from bitext.website.made import Edition
from bitext.website.strings import Strings
from bitext.website.view import View

log = get_plugin_logger(__name__)


class BitextPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Hooks only; static-i18n runs each once per locale on this one object.

    What the corpus says is read once for all locales of a build, the view of a page is made once in
    each of them. What a locale has rendered is kept, packed, until the last: some pages show two.
    """

    _words: dict[str, Strings]
    _known: Known | None = None
    _views: Views
    _editions: dict[str, Edition]
    _taken: set[str]
    _scripts: dict[str, str]

    @event_priority(-150)  # after static-i18n, which sets the locale of the build
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the templates, the style and the script, and speak the language of this build."""
        check(config)
        install(config)
        if not i18n_of(config).building:
            self._words, self._scripts = words_of(config, self.config), {}
            self._editions, self._taken = {}, set()
        speak(config, self._words)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Begin to read the translations; warn of what static-i18n drops without a word."""
        i18n = i18n_of(config)
        if not i18n.building:
            if self._known:
                self._known.reading.stop()
            self._known = known_of(config, self.config, len(files.documentation_pages()))
        if i18n.current_language == i18n.default_language:
            folders = i18n.config.docs_structure == "folder"
            paths = [file.src_uri for file in files if is_authored(file, config)]
            for name in pages.lost_files(paths, i18n.all_languages, folders=folders):
                log.warning(f"'{name}' is left out: its name is that of a locale; give it another")
        return files

    @event_priority(-150)  # after static-i18n, which knows the home page of each locale
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Begin with the pages of this locale."""
        known = cast(Known, self._known)
        glossary = glossary_of(known.terms.page if known.terms else "", files, config)
        self._views = Views(config, self.config, self._words, known, nav, glossary)
        return nav

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Have each feature touch the text of the page."""
        try:
            return touched(html, self._views.page(page), CONTENT)
        except BitextError as error:
            raise PluginError(f"bitext: {path_of(page.file, config)}: {error}") from error

    @event_priority(-200)  # after all that touches a page or the environment
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Mend the templates; keep what was rendered, and what the theme puts around a text."""
        mend(env, self._views.own_words, slim=self.config.slim)
        locale = i18n_of(config).current_language
        self._editions[locale] = edition_of(self._views, env, files, self._finished)
        self._taken |= {file.dest_uri for file in files if file.inclusion not in HIDDEN}
        return env

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the 404 page its view, and a switcher that leads to the home pages."""
        if template_name == "404.html":
            # static-i18n hangs the choices of the last page built here, and never takes them off.
            vars(config.extra)["alternate"] = i18n_of(config).extra_alternate
            view = self._views.not_found()
            cast(dict[str, Any], context)["bitext"] = view
            cast(dict[str, Any], context)["choices"] = list(not_found_choices(view, config))
        return context

    def on_post_template(
        self, output_content: str, template_name: str, config: MkDocsConfig
    ) -> str:
        """Write the sitemap of real pages, and each 404 page where its language lives."""
        i18n = i18n_of(config)
        if template_name == "sitemap.xml":
            return machines.sitemap(all_versions(config), i18n.default_language)
        if template_name != "404.html":
            return output_content
        html = self._finished(output_content, self._views.not_found())
        if i18n.current_language == i18n.default_language:
            return html
        write([(f"{i18n.current_language}/{template_name}", html)], config)
        return ""  # nothing more for MkDocs to write over the 404 page of the default locale

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the templates their view of the page, and a fallback the address of its source."""
        if is_fallback(page.file, config):
            page.canonical_url = url_of(source_of(page.file, config), config)
        view = self._views.page(page)
        cast(dict[str, Any], context)["bitext"] = view
        cast(dict[str, Any], context)["choices"] = list(page_choices(view, page.file, config))
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Have each feature touch the page."""
        return self._finished(output, self._views.page(page))

    @event_priority(-200)  # after static-i18n, which builds the other locales in this hook
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what no page holds: styles and scripts, pages of our making, and the search."""
        last = not i18n_of(config).building
        if last:
            write_new(made_files(self._views, self._editions), self._taken, config)
        write({**assets.files(), **self._scripts}.items(), config)
        if last:
            agreed = self._views.known.terms
            write(search_files(config, agreed.terms if agreed else ()), config)
            if self.config.slim:  # at the very end, for every file of the site counts
                slim(config)

    def _finished(self, html: str, view: View) -> str:
        """The page as it is written, after every feature; its scripts are written at the end."""
        page, scripts = written(html, view, slim=self.config.slim)
        self._scripts |= scripts
        return page

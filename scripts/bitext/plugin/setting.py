"""The options of the plugin, and what it changes in the configuration of the site."""

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from bitext.errors import BitextError
from bitext.plugin.locales import i18n_of
from bitext.plugin.searches import has_search, own_search
from bitext.website import assets, pages, strings
from bitext.website.strings import Strings

log = get_plugin_logger(__name__)

WEBSITE = Path(__file__).parent.with_name("website")
THEME = WEBSITE / "theme"
THEME_SEARCH = WEBSITE / "theme_search"


class Options(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin."""

    strings = config_options.Type(dict, default={})
    """Words of the interface by locale, for a language that has none here or to replace some."""
    side_by_side = config_options.Type(bool, default=True)
    """Whether each page can be read beside its translation."""
    status = config_options.Type(bool, default=True)
    """Whether a page tells where the translations stand."""
    feed = config_options.Type(bool, default=True)
    """Whether each language has a feed of what changes."""
    slim = config_options.Type(bool, default=True)
    """Whether pages load what they can use of the style, and come without indentation."""


def check(config: MkDocsConfig) -> None:
    """Raises PluginError on a site that lacks what the plugin stands on."""
    if "i18n" not in config.plugins:
        raise PluginError("bitext: the plugin i18n (mkdocs-static-i18n) is missing from plugins")
    if config.theme.name != "material":
        raise PluginError(f"bitext: the theme is {config.theme.name}, expected material")


def install(config: MkDocsConfig) -> None:
    """Put our templates before Material's and after the site's own, our style before the site's."""
    dirs, own = config.theme.dirs, config.theme.custom_dir
    if str(THEME) not in dirs:  # static-i18n comes here once more for each other locale
        at = dirs.index(own) + 1 if own in dirs else 0
        dirs[at:at] = [str(THEME), *([str(THEME_SEARCH)] if own_search(config) else [])]
        if has_search(config) and not own_search(config):
            log.info("the search is Material's own; for a better one: pip install 'bitext[search]'")
    if assets.STYLE not in config.extra_css:
        config.extra_css.insert(0, assets.STYLE)
    if assets.SCRIPT not in config.extra_javascript:
        config.extra_javascript.append(assets.SCRIPT)


def speak(config: MkDocsConfig, words: Mapping[str, Strings]) -> None:
    """Have Markdown use the words of this build."""
    spoken = words[i18n_of(config).current_language]
    pages.say_in(config.mdx_configs, spoken, words.values())


def words_of(config: MkDocsConfig, options: Options) -> dict[str, Strings]:
    """The words of the interface in every locale of the site.

    Raises PluginError where some are lacking.
    """
    try:
        locales = i18n_of(config).all_languages
        return {locale: strings.strings(locale, options.strings) for locale in locales}
    except BitextError as error:
        raise PluginError(f"bitext: {error}") from error

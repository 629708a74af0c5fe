"""What static-i18n knows of the locales of a site, and of the build that is under way."""

from collections.abc import Sequence
from typing import Any, Protocol, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from bitext.website.searching import Place


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


def i18n_of(config: MkDocsConfig) -> I18n:
    """The plugin static-i18n of the site."""
    return cast(I18n, config.plugins["i18n"])


def place_of(locale: str, config: MkDocsConfig) -> Place:
    """Where static-i18n puts the pages of a locale."""
    i18n = i18n_of(config)
    folders = tuple(one for one in i18n.build_languages if one != i18n.default_language)
    return Place(locale, locale if locale in folders else "", folders)

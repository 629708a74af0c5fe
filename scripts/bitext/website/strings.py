"""The words of the interface in each language, those that a site replaces first."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from bitext.errors import BitextError

_FOLDER = Path(__file__).with_name("words")
KNOWN = tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))
"""The languages that have words here."""


@dataclass(frozen=True, slots=True)
class Strings:
    """The words of the interface in one locale; braces hold what is filled in.

    `date` and `first_of_month` are patterns of the Unicode CLDR, or the name of one of its own.
    """

    locale: str
    permalink: str
    footnote_back: str
    untranslated: str
    untranslated_text: str
    untranslated_link: str
    edit: str
    report: str
    report_title: str
    report_body: str
    not_found: str
    not_found_text: str
    not_found_home: str
    breadcrumb: str
    search: str
    stale_section: str
    stale_section_dated: str
    stale_section_link: str
    stale_page: str
    stale_page_dated: str
    stale_page_link: str
    missing_section: str
    removed_section: str
    choice_brief: str
    choice_fallback: str
    choice_home: str
    sides_link: str
    sides_title: str
    sides_absent: str
    status_name: str
    status_title: str
    status_link: str
    status_intro: str
    status_caption: str
    status_state: str
    status_sections: str
    status_share: str
    status_whole: str
    status_figure: str
    status_picture: str
    status_to_do: str
    status_more: str
    status_unknown: str
    status_nothing: str
    status_pages: str
    status_page: str
    status_section: str
    status_words: str
    status_opening: str
    status_drawn: str
    status_work: str
    status_edit: str
    status_edit_link: str
    status_data: str
    status_json: str
    status_badge: str
    status_picture_link: str
    feed_title: str
    feed_new_page: str
    feed_page: str
    feed_changed: str
    feed_added: str
    feed_confirmed: str
    feed_many: str
    feed_more: str
    date: str = "long"
    first_of_month: str = ""
    admonitions: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    state_meanings: Mapping[str, str] = field(default_factory=dict)


@cache
def table(language: str) -> Strings:
    """The words that come with this package in one of the languages it knows."""
    found: dict[str, Any] = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    return Strings(locale=language, **found)


def strings(locale: str, overrides: Mapping[str, Mapping[str, str]] | None = None) -> Strings:
    """The words of a locale, else of its language, else English, with those a site replaces.

    Raises BitextError where the site gives words for what nobody says.
    """
    known = next((name for name in (locale, locale[:2], "en") if name in KNOWN), "en")
    own: dict[str, Any] = dict((overrides or {}).get(locale, {}))
    unknown = sorted(own.keys() - {item.name for item in fields(Strings)})
    if unknown:
        raise BitextError(f"strings: {locale}: unknown key “{unknown[0]}”")
    # A locale that the site itself gives words to is no longer spoken to in English.
    return replace(table(known), **{"locale": locale, **own} if own else {})


@cache
def language_name(locale: str, reader: str) -> str:
    """The name of a language in the reader's language: “français”, “French”."""
    try:
        known = Locale.parse(language_tag(locale), sep="-")
        return known.get_display_name(language_tag(reader).partition("-")[0]) or locale
    except (UnknownLocaleError, ValueError):
        return locale


def language_tag(locale: str) -> str:
    """The locale as HTML and sitemaps write it: `pt_BR` is `pt-BR`."""
    return locale.replace("_", "-")


def date_in_words(day: date, words: Strings) -> str:
    """The day as a reader says it: “1er mars 2026”, “1 March 2026”."""
    pattern = words.first_of_month if day.day == 1 and words.first_of_month else words.date
    try:
        return format_date(day, pattern, locale=language_tag(words.locale).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()

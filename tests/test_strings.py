"""The words of the interface in each language."""

import pytest

from bitext.errors import BitextError
from bitext.website import strings


def test_strings_of_a_region_are_those_of_its_language() -> None:
    assert strings.strings("fr-CA") == strings.table("fr")


def test_strings_of_an_unknown_language_are_english() -> None:
    assert strings.strings("de") == strings.table("en")


def test_a_site_gives_its_own_strings() -> None:
    words = strings.strings("de", {"de": {"report": "Fehler melden"}})
    assert (words.locale, words.report, words.edit) == (
        "de",
        "Fehler melden",
        strings.table("en").edit,
    )


def test_an_unknown_string_is_an_error_that_names_it() -> None:
    with pytest.raises(BitextError, match=r"^strings: de: unknown key “raport”$"):
        strings.strings("de", {"de": {"raport": "?"}})


@pytest.mark.parametrize("locale", strings.KNOWN)
def test_every_table_fills_its_braces(locale: str) -> None:
    words = strings.table(locale)
    assert words.locale == locale
    assert "{}" in words.footnote_back
    assert "{language}" in words.untranslated_text
    assert "{title}" in words.report_title
    assert "{url}" in words.report_body


@pytest.mark.parametrize(
    ("locale", "reader", "name"),
    [("fr", "en", "French"), ("en", "fr", "anglais"), ("pt_BR", "en", "Portuguese (Brazil)")],
)
def test_language_name_is_said_in_the_language_of_the_reader(
    locale: str, reader: str, name: str
) -> None:
    assert strings.language_name(locale, reader) == name


def test_language_name_of_an_unknown_locale_is_the_locale() -> None:
    assert strings.language_name("xx", "fr") == "xx"

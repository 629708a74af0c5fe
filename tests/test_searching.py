"""What the search index of one locale holds."""

from typing import Any

import pytest

from bitext.searching import of_locale


def entry(location: str, title: str = "", text: str = "") -> dict[str, str]:
    return {"location": location, "title": title, "text": text}


def index(*entries: dict[str, str], lang: tuple[str, ...] = ("fr",)) -> dict[str, Any]:
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    return {"config": {"lang": list(lang), "fields": fields}, "docs": list(entries)}


PAGES = (entry(""), entry("a/#part"), entry("en/"), entry("en/a/#part"), entry("entree/"))


@pytest.mark.parametrize(
    ("folder", "expected"), [("", ["", "a/#part", "entree/"]), ("en", ["", "a/#part"])]
)
def test_a_locale_has_its_own_pages_at_addresses_of_its_own(
    folder: str, expected: list[str]
) -> None:
    part = of_locale(index(*PAGES), folder, ["en"], "fr")
    assert [one["location"] for one in part["docs"]] == expected


def test_an_entry_written_twice_is_kept_once() -> None:
    part = of_locale(index(entry("a/"), entry("a/")), "", ["en"], "fr")
    assert len(part["docs"]) == 1


def test_accented_words_are_found_without_their_accents() -> None:
    found = entry("a/", "L’œuvre génique", "<p>Thérapie et thérapie, ADN.</p> <p>Thérapie</p>")
    (one,) = of_locale(index(found), "", [], "fr")["docs"]
    assert one["plain_title"] == "oeuvre genique"
    assert one["plain_text"] == "Therapie therapie"
    assert one["text"] == found["text"]


def test_words_without_accents_weigh_what_the_others_do() -> None:
    fields = of_locale(index(), "", [], "fr")["config"]["fields"]
    assert fields["plain_title"] == fields["title"]
    assert fields["plain_text"] == fields["text"]


def test_the_language_is_that_of_the_locale_unless_the_author_chose_several() -> None:
    assert of_locale(index(), "en", ["en"], "en")["config"]["lang"] == ["en"]
    several = index(lang=("fr", "de"))
    assert of_locale(several, "en", ["en"], "en")["config"]["lang"] == ["fr", "de"]


def test_the_whole_index_is_left_as_it_was() -> None:
    whole = index(*PAGES)
    of_locale(whole, "en", ["en"], "en")
    assert whole == index(*PAGES)

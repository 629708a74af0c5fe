"""What the search of one locale finds, and what Material's search reads without ours."""

import json
from typing import Any

import pytest

from bitext.model import Term, Wording
from bitext.website.searching import Place, aliases, files, lunr_files, of_locale, sections

FR = Place("fr", "", ("en",))
EN = Place("en", "en", ("en",))


def entry(location: str, title: str = "", text: str = "", **more: Any) -> dict[str, Any]:
    return {"location": location, "title": title, "text": text, **more}


def index(*entries: dict[str, Any], lang: tuple[str, ...] = ("fr",)) -> dict[str, Any]:
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    config = {"lang": list(lang), "fields": fields, "separator": r"[\s\-]+"}
    return {"config": config, "docs": list(entries)}


PAGES = (entry(""), entry("a/#part"), entry("en/"), entry("en/a/#part"), entry("entree/"))


# --- Ours ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "expected"), [(FR, ["", "a/#part", "entree/"]), (EN, ["en/", "en/a/#part"])]
)
def test_a_locale_has_the_sections_of_its_own_pages(place: Place, expected: list[str]) -> None:
    assert [one.address for one in sections(index(*PAGES), place, ())] == expected


def test_a_closed_page_has_no_section_in_the_search() -> None:
    assert [one.address for one in sections(index(*PAGES), FR, {"a/"})] == ["", "entree/"]


def test_a_section_is_shown_as_its_reader_sees_it() -> None:
    html = "<p>Le <em>gène</em>, s&#39;il manque<sup>1</sup>.</p>\n<p>x<sup>n</sup> &lt; 2</p>"
    (one,) = sections(index(entry("a/", "Une <code>unité</code>", html)), FR, ())
    assert (one.heading, one.text) == ("Une unité", "Le gène, s'il manque. xn < 2")


def test_what_the_author_says_of_a_page_is_kept() -> None:
    (one,) = sections(index(entry("a/", tags=["gène"], boost=2)), FR, ())
    assert (one.tags, one.boost) == (("gène",), 2.0)


def test_the_files_of_a_locale_are_in_its_folder() -> None:
    names = list(files(index(*PAGES), EN, (), ()))
    assert names[0] == "en/search/index.json"
    assert all(name.startswith("en/search/") for name in names)


SCP = Term(
    "scp",
    "",
    (),
    {
        "fr": Wording("stimulation cérébrale profonde", abbreviation="SCP"),
        "en": Wording("deep brain stimulation", abbreviation="DBS", also=("DBS therapy",)),
    },
)
CHU = Term(
    "chu",
    "",
    (),
    {
        "fr": Wording("centre hospitalier universitaire", abbreviation="CHU"),
        "en": Wording("university hospital"),
    },
)


def test_a_term_is_known_by_its_names_in_every_language() -> None:
    known = dict(aliases([SCP], "fr"))
    assert known["stimulation cérébrale profonde"] == (
        "deep brain stimulation",
        "DBS",
        "DBS therapy",
        "SCP",
    )
    assert dict(aliases([SCP], "en"))["DBS therapy"][0] == "stimulation cérébrale profonde"


def test_a_short_form_is_known_by_the_short_form_of_the_other_language() -> None:
    assert dict(aliases([SCP], "fr"))["SCP"] == ("DBS",)


def test_a_short_form_without_partner_is_known_by_the_whole_name() -> None:
    assert dict(aliases([CHU], "fr"))["CHU"] == ("university hospital",)


def test_a_term_without_a_name_in_a_language_adds_nothing_there() -> None:
    assert list(aliases([SCP], "de")) == []


# --- Material's ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "expected"), [(FR, ["", "a/#part", "entree/"]), (EN, ["", "a/#part"])]
)
def test_a_locale_has_its_own_pages_at_addresses_of_its_own(
    place: Place, expected: list[str]
) -> None:
    part = of_locale(index(*PAGES), place, "fr")
    assert [one["location"] for one in part["docs"]] == expected


def test_an_entry_written_twice_is_kept_once() -> None:
    part = of_locale(index(entry("a/"), entry("a/")), FR, "fr")
    assert len(part["docs"]) == 1


def test_accented_words_are_found_without_their_accents() -> None:
    found = entry("a/", "L’œuvre génique", "<p>Thérapie et thérapie, ADN.</p> <p>Thérapie</p>")
    (one,) = of_locale(index(found), FR, "fr")["docs"]
    assert one["plain_title"] == "oeuvre genique"
    assert one["plain_text"] == "therapie"
    assert one["text"] == found["text"]


def test_words_without_accents_weigh_what_the_others_do() -> None:
    fields = of_locale(index(), FR, "fr")["config"]["fields"]
    assert fields["plain_title"] == fields["title"]
    assert fields["plain_text"] == fields["text"]


def test_the_language_is_that_of_the_locale_unless_the_author_chose_several() -> None:
    assert of_locale(index(), EN, "en")["config"]["lang"] == ["en"]
    several = index(lang=("fr", "de"))
    assert of_locale(several, EN, "en")["config"]["lang"] == ["fr", "de"]


def test_the_whole_index_is_left_as_it_was() -> None:
    whole = index(*PAGES)
    of_locale(whole, EN, "en")
    assert whole == index(*PAGES)


def test_an_apostrophe_parts_words_unless_the_author_says_otherwise() -> None:
    assert of_locale(index(), FR, "fr")["config"]["separator"] == r"[\s\-'’]+"
    whole = index()
    whole["config"]["separator"] = r"\s+"
    assert of_locale(whole, FR, "fr")["config"]["separator"] == r"\s+"


@pytest.mark.parametrize(("known", "language"), [({"fr", "de"}, "fr"), ({"de"}, "en")])
def test_lunr_is_asked_for_a_language_that_it_has(known: set[str], language: str) -> None:
    ((name, text),) = lunr_files(index(), Place("fr", "fr", ("fr",)), known).items()
    assert name == "fr/search/search_index.json"
    assert json.loads(text)["config"]["lang"] == [language]

"""What the reader of a translation is told, and where in the page."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sites
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bitext import confirming
from bitext.model import Pair
from bitext.recalling import with_units
from bitext.website.notices import Notice, noticed, notices
from bitext.website.strings import Strings, strings, table
from bitext.website.view import Version, View

FR = "# Titre { #top }\n\nUn.\n\n## A { #a }\n\nDeux.\n\n### B { #b }\n\nTrois.\n\n## C { #c }\n\nQuatre.\n"
EN = "# Title { #top }\n\nOne.\n\n## A { #a }\n\nTwo.\n\n### B { #b }\n\nThree.\n\n## C { #c }\n\nFour.\n"

Aged = Callable[..., Pair]


@pytest.fixture
def aged(tmp_path: Path) -> Aged:
    """The pair of a page confirmed as it is, after its source has become `now`."""

    def aged(now: str, source: str = FR, target: str = EN, day: date | None = None) -> Pair:
        root = sites.make(tmp_path, {"fr/p.md": source, "en/p.md": target})
        config, bitext = sites.read(root)
        confirming.adopt(config, [bitext])
        (root / "docs/fr/p.md").write_text(now, "utf-8")
        _, bitext = sites.read(root)
        dated = with_units(
            bitext, lambda _, unit: replace(unit, past=replace(unit.past, confirmed=day))
        )
        return dated.pairs[0]

    return aged


def view(pair: Pair, words: Strings | None = None) -> View:
    """The English page `p/` of a site whose French lies at its root."""
    words = words or table("en")
    return View(
        locale="en",
        strings=words,
        source="fr",
        text="en",
        text_strings=words,
        text_language="English",
        path="en/p/",
        versions=(Version("fr", "", "p/"), Version("en", "", "en/p/")),
        pairs={"en": pair},
    )


def shown(pair: Pair, target: str = EN) -> LexborHTMLParser:
    """The target page as Markdown makes it, with its notices."""
    html = Markdown(extensions=["attr_list", "toc", "footnotes"]).convert(target)
    return LexborHTMLParser(noticed(html, view(pair)))


def only_notice(page: LexborHTMLParser) -> LexborNode:
    (node,) = page.css(".bitext-behind")
    return node


def test_a_fresh_page_is_not_touched(aged: Aged) -> None:
    html = "<h1 id='top'>Title</h1>"
    assert noticed(html, view(aged(FR))) is html


def test_ink_alone_makes_no_notice(aged: Aged) -> None:
    assert not list(notices(aged(FR.replace("Deux.", "**Deux**.")), table("en")))


@pytest.mark.parametrize(("day", "since"), [(date(2026, 3, 12), " on 12 March 2026"), (None, "")])
def test_a_stale_section_says_so_below_its_heading(
    aged: Aged, day: date | None, since: str
) -> None:
    page = shown(aged(FR.replace("Deux", "Autre"), day=day))
    said = f"The French of this section has changed since it was translated{since}."
    assert only_notice(page).text() == f"{said} Read this section in French"
    assert page.css_first("h2#a + .bitext-behind")


def test_the_notice_links_to_that_very_section_of_the_source(aged: Aged) -> None:
    (link,) = shown(aged(FR.replace("Trois", "Autre"))).css(".bitext-behind a")
    assert link.attributes == {"href": "../../p/#b", "hreflang": "fr"}


@pytest.mark.parametrize(
    ("now", "address"),
    [("Trois", "bitext/#b"), ("(Un|Deux|Trois|Quatre)", "bitext/")],
)
def test_the_notice_links_to_the_same_place_side_by_side_where_that_is_made(
    now: str, address: str, aged: Aged
) -> None:
    pair = aged(re.sub(now, "Autre", FR))
    seen = replace(view(pair), beside=(("Both & all", "en/p/bitext/"),))
    page = LexborHTMLParser(noticed('<h1 id="top">T</h1><h3 id="b">B</h3>', seen))
    link = only_notice(page).css("a")[-1]
    assert (link.text(), link.attributes["href"]) == ("Both & all", address)


def test_what_is_lacking_on_one_side_is_not_to_be_compared(aged: Aged) -> None:
    seen = replace(view(aged(FR, target=EN.partition("## C")[0])), beside=(("Both", "x/"),))
    (link,) = LexborHTMLParser(noticed("<p>x</p>", seen)).css(".bitext-behind a")
    assert link.attributes["href"] == "../../p/#c"


def test_a_notice_is_a_note_that_no_search_indexes(aged: Aged) -> None:
    attributes = only_notice(shown(aged(FR.replace("Trois", "Autre")))).attributes
    assert attributes["role"] == "note"
    assert "data-search-exclude" in attributes


def test_each_stale_section_has_its_own_notice(aged: Aged) -> None:
    now = FR.replace("Deux", "Autre").replace("Trois", "Autre")
    assert [one.after for one in notices(aged(now), table("en"))] == ["a", "b"]


def test_the_heading_of_a_site_without_ids_is_found_by_that_of_the_renderer(aged: Aged) -> None:
    source = "# Titre\n\n## Été\n\nUn.\n\n## Fin\n\nDeux.\n"
    target = "# Title\n\n## Summer\n\nOne.\n\n## The end\n\nTwo.\n"
    page = shown(aged(source.replace("Deux", "Autre"), source, target), target)
    assert page.css_first("#the-end + .bitext-behind a").attributes["href"] == "../../p/#fin"


def test_a_page_wholly_behind_says_it_once_at_the_top(aged: Aged) -> None:
    now = FR.replace(".", " encore.")
    page = shown(aged(now, day=date(2026, 3, 1)))
    notice = only_notice(page)
    assert notice.text().startswith(
        "The French of this page has changed since it was translated on 1 March 2026."
    )
    assert page.css_first(".bitext-behind + h1")
    assert page.css_first(".bitext-behind a").attributes["href"] == "../../p/"


def test_sections_that_are_missing_are_named_where_they_would_stand(aged: Aged) -> None:
    more = "## Un & deux { #x }\n\nPlus.\n\n## Y { #y }\n\nPlus.\n\n"
    page = shown(aged(FR.replace("## C", more + "## C")))
    notice = only_notice(page)
    assert notice.text() == (
        "This part of the page has not been translated yet. In French: Un & deux, Y"
    )
    assert page.css_first(".bitext-behind + h2").attributes["id"] == "c"
    assert [link.attributes["href"] for link in notice.css("a")] == ["../../p/#x", "../../p/#y"]
    assert {link.attributes["lang"] for link in notice.css("a")} == {"fr"}


def test_a_missing_last_section_is_named_before_the_footnotes(aged: Aged) -> None:
    source, target = (text + "\nX[^1].\n\n[^1]: Y.\n" for text in (FR, EN))
    page = shown(aged(source.replace("\nX", "\n## D { #d }\n\nX"), source, target), target)
    assert page.css_first(".bitext-behind + .footnote")


def test_a_section_whose_source_is_gone_says_that_it_may_not_hold(aged: Aged) -> None:
    page = shown(aged(FR[: FR.index("## C")]))
    assert "The French no longer has this section" in only_notice(page).text()
    assert page.css_first("#c + .bitext-behind a").attributes["href"] == "../../p/"


def test_a_section_written_for_the_target_alone_says_nothing(aged: Aged) -> None:
    assert not list(notices(aged(FR, target=EN + "\n## For you { #you }\n\nOne.\n"), table("en")))


def test_an_unconfirmed_section_says_nothing(tmp_path: Path) -> None:
    _, bitext = sites.read(sites.make(tmp_path, {"fr/p.md": FR, "en/p.md": EN}))
    assert not list(notices(bitext.pairs[0], table("en")))


def test_front_matter_alone_makes_no_notice(aged: Aged) -> None:
    front = "---\ntitle: {}\n---\n\n"
    pair = aged(front.format("Autre") + FR, front.format("Titre") + FR, front.format("T") + EN)
    assert not list(notices(pair, table("en")))


def test_an_opening_that_is_read_has_its_notice_at_the_top(aged: Aged) -> None:
    pair = aged("Après.\n\n" + FR, "Avant.\n\n" + FR, "Before.\n\n" + EN)
    page = shown(pair, "Before.\n\n" + EN)
    assert page.css_first(".bitext-behind + p").text() == "Before."


def test_a_heading_that_is_not_to_be_found_puts_the_notice_at_the_top(aged: Aged) -> None:
    html = noticed("<p>Text</p>", view(aged(FR.replace("Deux", "Autre"))))
    assert html.index("bitext-behind") < html.index("Text")


def test_a_source_that_readers_cannot_open_is_not_linked(aged: Aged) -> None:
    alone = replace(view(aged(FR.replace("Deux", "Autre"))), versions=())
    assert "href" not in noticed('<h2 id="a">A</h2>', alone)


def test_the_words_are_those_of_the_language_and_of_the_site(aged: Aged) -> None:
    pair = aged(FR.replace("Deux", "Autre"), day=date(2026, 3, 1))
    words = strings("en", {"en": {"stale_section_dated": "{language} < {date}", "date": "y"}})
    assert "French &lt; 2026 <a" in noticed('<h2 id="a">A</h2>', view(pair, words))
    (notice,) = notices(pair, table("fr"))
    assert notice == Notice(
        "Le texte français de cette section a changé depuis sa traduction, le 1er mars 2026.",
        (("a", "Lire cette section en français"),),
        after="a",
        compared=True,
    )

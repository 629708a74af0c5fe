"""A page and its translation in aligned sections."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sites
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from bitext import confirming
from bitext.model import Pair
from bitext.website.pieces import ROOT
from bitext.website.sides import (
    Row,
    Text,
    beside,
    markup,
    name_of,
    packed,
    rows,
    side_by_side,
    title,
)
from bitext.website.strings import table

FR = "# Titre { #top }\n\nUn.\n\n## A { #a }\n\nDeux[^1].\n\n## B { #b }\n\nTrois.\n\n[^1]: Note.\n"
EN = "# Title { #top }\n\nOne.\n\n## A { #a }\n\nTwo[^1].\n\n## B { #b }\n\nThree.\n\n[^1]: A note.\n"

Made = Callable[..., LexborHTMLParser]


def text(locale: str, language: str, path: str, source: str) -> Text:
    html = Markdown(extensions=["attr_list", "footnotes", "toc"]).convert(source)
    heading = source.split("\n")[0].removeprefix("# ").partition(" {")[0]
    return Text(locale, language, path, heading, packed(html), f"https://e.org/{locale}")


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., tuple[Pair, tuple[Text, Text], list[Row]]]:
    """Both texts beside each other, confirmed when the source was still FR."""

    def found(source: str = FR, target: str = EN) -> tuple[Pair, tuple[Text, Text], list[Row]]:
        root = sites.make(tmp_path, {"fr/p.md": FR, "en/p.md": target})
        config, bitext = sites.read(root)
        confirming.adopt(config, [bitext])
        (root / "docs/fr/p.md").write_text(source, "utf-8")
        pair = sites.read(root)[1].pairs[0]
        texts = text("fr", "Français", "p/", source), text("en", "English", "en/p/", target)
        return pair, texts, side_by_side(pair, *texts)

    return found


@pytest.fixture
def shown(found: Callable[..., tuple[Pair, tuple[Text, Text], list[Row]]]) -> Made:
    def shown(*sources: str, locale: str = "en") -> LexborHTMLParser:
        _, texts, all_rows = found(*sources)
        return LexborHTMLParser(markup(all_rows, texts, table(locale)))

    return shown


def test_each_section_stands_beside_its_own_and_the_notes_come_last(shown: Made) -> None:
    page = shown()
    texts = [
        [
            side.css_first("h2, h3, .footnote").text().strip().split()[0]
            for side in row.css(".bitext-side")
        ]
        for row in page.css(".bitext-row")
    ]
    assert texts == [["Titre", "Title"], ["A", "A"], ["B", "B"], ["Note.", "A"]]
    assert len(page.css(".bitext-row--even")) == 4


def test_each_side_says_its_language_and_each_id_is_alone(shown: Made) -> None:
    page = shown()
    assert [one.attributes["lang"] for one in page.css(".bitext-side")] == ["fr", "en"] * 4
    ids = [one.attributes["id"] for one in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {"a", "en-a", "fn:1", "en-fn:1"} <= set(ids)


def test_the_page_has_one_title_in_the_language_of_its_reader(shown: Made) -> None:
    assert [one.text() for one in shown().css("h1")] == ["Title: French and English"]
    assert [one.text() for one in shown(locale="fr").css("h1")] == [
        "Titre\u00a0: français et anglais"
    ]


def test_the_heads_lead_to_both_pages_and_to_where_they_are_edited(shown: Made) -> None:
    links = [
        (one.attributes["href"], one.attributes.get("hreflang"))
        for one in shown().css(".bitext-head a")
    ]
    assert links == [
        (f"{ROOT}p/", "fr"), ("https://e.org/fr", None),
        (f"{ROOT}en/p/", "en"), ("https://e.org/en", None),
    ]  # fmt: skip


def test_a_fresh_page_says_nothing_of_its_state(shown: Made) -> None:
    assert not shown().css(".bitext-behind, .bitext-side--absent")


def test_a_stale_section_says_so_in_its_row_alone(shown: Made) -> None:
    page = shown(FR.replace("Deux", "Trois"))
    (row,) = page.css(".bitext-row--behind")
    assert row.css_first("h3").attributes["id"] == "a"
    assert row.css_first(".bitext-behind").text() == (
        "The French of this section has changed since it was translated."
    )


def test_a_missing_section_leaves_its_place_empty_and_says_so(shown: Made) -> None:
    page = shown(FR, EN.replace("## B { #b }\n\nThree.\n\n", ""))
    (absent,) = page.css(".bitext-side--absent")
    assert absent.text().strip() == "There is no English text for this section."
    assert "lang" not in absent.attributes
    assert absent.prev.prev.css_first("h3").attributes["id"] == "b"


def test_a_section_without_source_stands_alone_on_its_side(shown: Made) -> None:
    page = shown(FR, EN.replace("## B", "## More { #more }\n\nX.\n\n## B"))
    (absent,) = page.css(".bitext-side--absent")
    assert absent.next.next.css_first("h3").attributes["id"] == "en-more"


def test_sections_in_another_order_are_put_beside_their_own(shown: Made) -> None:
    turned = "# Title { #top }\n\nOne.\n\n## B { #b }\n\nThree.\n\n## A { #a }\n\nTwo[^1].\n\n[^1]: A note.\n"
    page = shown(FR, turned)
    assert not page.css(".bitext-side--absent")
    ids = [[one.attributes["id"] for one in row.css("h3")] for row in page.css(".bitext-row")]
    assert ids == [[], ["a", "en-a"], ["b", "en-b"], []]


def test_blocks_that_differ_are_not_forced_beside_each_other(shown: Made) -> None:
    page = shown(FR, EN.replace("Three.", "Three.\n\nAnd more."))
    uneven = [
        row
        for row in page.css(".bitext-row")
        if "bitext-row--even" not in row.attributes["class"].split()
    ]
    assert [row.css_first("h3").attributes["id"] for row in uneven] == ["b"]


def test_a_section_whose_heading_is_in_a_box_loses_no_word(
    found: Callable[..., tuple[Pair, tuple[Text, Text], list[Row]]],
) -> None:
    pair, texts, _ = found()
    boxed = Text("en", "English", "en/p/", "T", packed('<div><h2 id="a">A</h2><p>In.</p></div>'))
    whole = markup(side_by_side(pair, texts[0], boxed), (texts[0], boxed), table("en"))
    assert "In." in whole
    assert "Deux" in whole


def test_rows_hold_every_piece(
    found: Callable[..., tuple[Pair, tuple[Text, Text], list[Row]]],
) -> None:
    pair, _, all_rows = found()
    assert len(rows(pair, [one.source for one in all_rows if one.source], [])) == 4


@pytest.mark.parametrize(
    ("path", "expected"),
    [("", "bitext/"), ("en/", "en/bitext/"), ("a/b/", "a/b/bitext/"), ("a.html", "a.bitext.html")],
)
def test_the_address_goes_on_from_that_of_the_page(path: str, expected: str) -> None:
    assert beside(path, "bitext") == expected


def test_the_first_target_has_the_plain_address() -> None:
    assert [name_of(one, ["en", "es"]) for one in ("en", "es")] == ["bitext", "bitext-es"]


def test_words_are_escaped() -> None:
    one = Text("fr", "Français", "p/", "<b> & c", packed("<p>x</p>"))
    other = Text("en", "English", "en/p/", "<i>", packed("<p>x</p>"))
    assert title((one, other), table("fr")).startswith("<b> & c")
    assert "<h1" in (html := markup([], (one, other), table("fr")))
    assert "&lt;b&gt; &amp; c" in html

"""The page that tells where the translations stand."""

from pathlib import Path

import pytest
import sites
from selectolax.lexbor import LexborHTMLParser

from bitext import confirming
from bitext.model import Pair, Status
from bitext.standing import data as standing_data
from bitext.website import statuses
from bitext.website.pieces import ROOT
from bitext.website.statuses import Line, Standing, number, page, percent, picture
from bitext.website.strings import table

FR = "# P {{ #p }}\n\nUn deux.\n\n## A {{ #a }}\n\n{0}\n\n## B {{ #b }}\n\nQuatre cinq six.\n"
EN = "# P { #p }\n\nOne two.\n\n## A { #a }\n\nThree.\n\n## C { #c }\n\nMore.\n"


@pytest.fixture
def standing(tmp_path: Path) -> Standing:
    """A page of which one section is stale, one missing and one orphan; and a page alone."""
    root = sites.make(tmp_path, {"fr/p.md": FR.format("Trois."), "en/p.md": EN})
    config, bitext = sites.read(root)
    confirming.adopt(config, [bitext])
    (root / "docs/fr/p.md").write_text(FR.format("Tout autre chose."), "utf-8")
    (root / "docs/fr/seul.md").write_text("# Seul\n\nUn.\n\n## Plus\n\nDeux trois.\n", "utf-8")
    _, bitext = sites.read(root)

    def line(pair: Pair) -> Line:
        if pair.target is None:
            return Line(pair, "Seul", "fr", "seul/")
        return Line(pair, "A <page>", "", "en/p/", "en/p/bitext/", "https://e.org/edit")

    return Standing("fr", "en", tuple(map(line, bitext.pairs)))


def cells(html: str, which: int) -> list[list[str]]:
    """What the rows of a table say."""
    found = LexborHTMLParser(html).css("table")[which]
    return [
        [" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td")]
        for row in found.css("tbody tr")
    ]


def test_the_counts_and_words_are_those_of_the_command(standing: Standing, tmp_path: Path) -> None:
    data = standing_data([sites.read(tmp_path)[1]])["targets"]["en"]
    assert {str(one): count for one, count in standing.counts.items()} == data["sections"]
    assert standing.words == data["words_to_translate"] == 13
    assert data["sections"] == {"fresh": 1, "stale": 1, "unconfirmed": 0, "missing": 3, "orphan": 1}


def test_every_status_is_counted_and_explained(standing: Standing) -> None:
    rows = cells(page([standing], table("en"), {}), 0)
    assert [row[1] for row in rows] == ["1", "1", "0", "3", "1"]
    assert rows[1][0] == "stale the source has changed since"


def test_what_is_to_be_done_names_the_place_and_the_words(standing: Standing) -> None:
    html = page([standing], table("en"), {})
    assert cells(html, 1) == [
        ["A <page>", "A", "stale", "4", "Edit"],
        ["A <page>", "B", "missing", "4", "Edit"],
        ["Seul", "The whole page", "missing", "5", ""],
        ["A <page>", "C", "orphan", "0", "Edit"],
    ]
    links = [
        (one.attributes["href"], one.attributes.get("lang"))
        for one in LexborHTMLParser(html).css("table")[1].css("td a:not([aria-label])")
    ]
    place = f"{ROOT}en/p/bitext/#"
    assert links == [(f"{place}en-a", None), (f"{place}b", "fr"), (f"{place}en-c", None)]


def test_what_is_urgent_is_listed_and_the_rest_counted(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statuses, "TASKS", 3)
    html = page([standing], table("en"), {})
    assert [row[2] for row in cells(html, 1)] == ["stale", "missing", "missing"]
    assert "And 1 more, counted below." in html


def test_every_page_is_counted(standing: Standing) -> None:
    html = page([standing], table("en"), {})
    assert cells(html, 2) == [
        ["A <page>", "", "4", "stale: 1, missing: 1, orphan: 1", "8"],
        ["Seul", "", "2", "missing: 2", "5"],
    ]
    seul = LexborHTMLParser(html).css("table")[2].css("tbody a")[1]
    assert (seul.attributes["href"], seul.attributes["lang"]) == (f"{ROOT}seul/", "fr")


def test_the_tables_have_names_and_heads(standing: Standing) -> None:
    for one in LexborHTMLParser(page([standing], table("fr"), {})).css("table"):
        assert one.css_first("caption").text()
        assert all(cell.attributes["scope"] == "col" for cell in one.css("thead th"))
        assert all(row.css_first("th[scope=row]") for row in one.css("tbody tr"))


def test_a_page_of_several_targets_tells_them_apart(standing: Standing) -> None:
    other = Standing("fr", "es", standing.lines)
    html = LexborHTMLParser(page([standing, other], table("fr"), {}))
    assert [one.text() for one in html.css("h2")] == ["anglais", "espagnol"]
    ids = [one.attributes["id"] for one in html.css("[id]")]
    assert len(ids) == len(set(ids))


def test_where_nothing_is_to_be_done_the_page_says_so() -> None:
    html = page([Standing("fr", "en", ())], table("en"), {"JSON": f"{ROOT}s.json"})
    assert "Nothing: all sections are up to date." in html
    assert f'<a href="{ROOT}s.json">JSON</a>' in html


@pytest.mark.parametrize(
    ("share", "expected"), [(1.0, "100\u202f%"), (0.999, "99\u202f%"), (0.0, "0\u202f%")]
)
def test_what_is_not_whole_is_never_a_hundred(share: float, expected: str) -> None:
    assert percent(share, table("fr")).replace("\xa0", "\u202f") == expected


def test_numbers_are_written_as_the_reader_does() -> None:
    assert number(12345, table("en")) == "12,345"
    assert number(12345, table("fr")) == "12\u202f345"


def test_the_badge_says_how_much_is_up_to_date(standing: Standing) -> None:
    assert ">16%<" in picture(standing, table("en"))
    assert standing.counts[Status.FRESH] == 1

"""The pictures of the statuses, and that they are drawn to scale."""

import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bitext.model import Status
from bitext.website.picture import badge, hundred, shares, strip


@given(st.dictionaries(st.sampled_from(list(Status)), st.integers(0, 10_000)))
def test_a_hundred_squares_are_shared_out_and_nothing_is_hidden(counts: dict[Status, int]) -> None:
    shared = shares(counts)
    assert sum(shared.values()) == (100 if any(counts.values()) else 0)
    assert set(shared) == {one for one, count in counts.items() if count}
    assert all(number > 0 for number in shared.values())


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((233, 0), (100, None)),
        ((999, 1), (99, 1)),
        ((1, 2), (33, 67)),
        ((50, 50), (50, 50)),
    ],
)
def test_the_squares_are_those_of_the_largest_remainders(
    counts: tuple[int, int], expected: tuple[int, int | None]
) -> None:
    shared = shares(dict(zip((Status.FRESH, Status.STALE), counts, strict=True)))
    assert (shared[Status.FRESH], shared.get(Status.STALE)) == expected


def test_a_strip_has_a_square_for_each_section_in_order() -> None:
    svg = LexborHTMLParser(strip([Status.FRESH, Status.STALE, Status.FRESH])).css_first("svg")
    assert svg.attributes["viewbox" if "viewbox" in svg.attributes else "viewBox"] == "0 0 28 8"
    starts = {
        path.attributes["class"]: [
            part.partition("h")[0] for part in path.attributes["d"].split("M")[1:]
        ]
        for path in svg.css("path")
    }
    assert starts["bitext-fresh"] == ["0 0", "20 0"]
    assert starts["bitext-stale"][0].startswith("10 0m0 8")


def test_the_hundred_says_what_it_shows() -> None:
    counts = {Status.FRESH: 3, Status.MISSING: 1}
    page = LexborHTMLParser(hundred(counts, "A title", "fresh: 3; <missing>: 1", "x"))
    svg = page.css_first("svg[role=img]")
    assert page.css_first(f"#{svg.attributes['aria-labelledby']}").text() == "A title"
    assert (
        page.css_first(f"#{svg.attributes['aria-describedby']}").text() == "fresh: 3; <missing>: 1"
    )
    squares = Counter(
        {path.attributes["class"]: path.attributes["d"].count("M") for path in page.css("path")}
    )
    assert squares == {"bitext-fresh": 75, "bitext-missing": 25}


def test_the_badge_is_a_picture_of_its_own_that_needs_no_style() -> None:
    svg = ET.fromstring(badge("traduction", "94 %", "traduction : 94 %", good=False))
    texts = [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["traduction", "94 %"]
    assert svg.findtext("{http://www.w3.org/2000/svg}title") == "traduction : 94 %"
    assert not [one for one in svg.iter() if "style" in one.attrib]

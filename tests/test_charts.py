"""Charts drawn from a data file: what they say, what they refuse, and that tables say the same."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from building import Site, make, one

from bitext.errors import BitextError
from bitext.website.charts import Chart, load
from bitext.website.drawing import figured, said

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("fr", "en")
DATA = """
[[chart]]
id = "a"
kind = "bars"
title = { fr = "Titre <1>", en = "Title <1>" }
row = [
  { value = 1200, label = "2020", says = { fr = "environ {}", en = "about {}" } },
  { value = 300, label = { fr = "Trois", en = "Three" } },
]
"""
PLACE = '<figure data-chart="a"></figure>'


def read(tmp_path: Path, text: str) -> dict[str, Chart]:
    file = tmp_path / "figures.toml"
    file.write_text(text, "utf-8")
    return load(file, LOCALES)


def svg(html: str) -> ElementTree.Element:
    """The drawing in a text, which is well-formed XML too."""
    match = re.search(r"<svg.*</svg>", html, re.DOTALL)
    assert match
    return ElementTree.fromstring(match[0])


def widths(root: ElementTree.Element) -> list[float]:
    return [float(one.attrib["width"]) for one in root.iter("rect")]


def test_a_chart_is_said_in_each_language(tmp_path: Path) -> None:
    charts = read(tmp_path, DATA)
    french, english = (svg(figured(PLACE, charts, locale)) for locale in LOCALES)
    assert french.findtext("title") == "Titre <1>"
    assert english.findtext("desc") == "2020: about 1,200; Three: 300"
    assert said(charts["a"], charts["a"].rows[0], "fr") == "environ 1\u202f200"
    assert french.attrib["role"] == "img"


def test_bars_are_as_long_as_their_values(tmp_path: Path) -> None:
    greatest, least = widths(svg(figured(PLACE, read(tmp_path, DATA), "fr")))
    assert (greatest + 1) / least == pytest.approx(4)


def test_bars_that_follow_begin_where_the_last_ended_and_sums_do_not(tmp_path: Path) -> None:
    text = DATA.replace('kind = "bars"', 'kind = "bars"\nfollow = true').replace(
        "\n]\n", '\n  { value = 1500, sum = true, label = "Somme" },\n]\n'
    )
    first, second, total = svg(figured(PLACE, read(tmp_path, text), "fr")).iter("rect")
    assert float(second.attrib["x"]) == pytest.approx(360 * 1200 / 1500)
    assert float(first.attrib["x"]) == float(total.attrib["x"]) == 0.5
    assert float(total.attrib["width"]) == 359


def test_no_style_and_no_id_is_in_the_page(tmp_path: Path) -> None:
    html = figured(f"{PLACE}<p>x</p>{PLACE}", read(tmp_path, DATA), "en")
    assert html.count("<svg") == 2
    assert not re.search(r"\b(style|id)=", html)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"bars"', '"pie"', "chart 1 “a”: kind is “pie”, expected one of: bars, timeline"),
        ("value = 300,", "", "chart 1 “a”: row 2: value is None, expected a number from 0 on"),
        ("value = 300", "value = nan", "row 2: value is nan, expected a number from 0 on"),
        (', en = "Three"', "", "chart 1 “a”: row 2: label: nothing for “en”"),
        ("value = 300", "valeur = 300", "row 2: unknown key “valeur” (known: value,"),
        ('id = "a"', "", "chart 1 “”: expected an id that no other chart has"),
        ('kind = "bars"', 'kind = "timeline"', "chart 1 “a”: row 1: it has no year"),
        ("[[chart]]", "[chart]", "expected [[chart]] tables and nothing else"),
        ("[[chart]]", "[[chart", "figures.toml: "),
    ],
)
def test_wrong_data_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in DATA
    with pytest.raises(BitextError) as error:
        read(tmp_path, DATA.replace(old, new, 1))
    assert message in str(error.value)


def test_a_chart_that_is_not_there_is_told() -> None:
    with pytest.raises(BitextError, match="figure “b”: no chart has this id"):
        figured('<figure data-chart="b"></figure>', {}, "fr")


def test_a_page_shows_its_chart_and_the_data_stay_home(tmp_path: Path) -> None:
    files = {
        "fr/index.md": f"# Un {{ #top }}\n\n{PLACE}\n",
        "en/index.md": f"# One {{ #top }}\n\n{PLACE}\n",
        "figures.toml": DATA,
    }
    site = Site(make(tmp_path, files, exclude_docs="/*.toml\n"))
    assert one(site.page("index"), ".bitext-chart figcaption").text() == "Titre <1>"
    assert "about 1,200" in one(site.page("en/index"), ".bitext-chart desc").text()
    assert not (site.folder / "figures.toml").exists()


CHARTS = load(ROOT / "docs/figures.toml", LOCALES)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_the_charts_of_this_site_say_what_their_tables_say(chart: Chart, locale: str) -> None:
    place = f'<figure data-chart="{chart.id}"></figure>'
    pages = [path.read_text("utf-8") for path in (ROOT / "docs" / locale).rglob("*.md")]
    (page,) = (text for text in pages if place in text)
    after = page.partition(place)[2]
    if chart.kind == "timeline":
        dates = [cells[0] for cells in rows(after)]
        years = [int(match[0]) for date in dates for match in [re.search(r"\d{4}", date)] if match]
        assert years == [row.year for row in chart.rows for _ in range(int(row.value))]
    else:
        table = {cells[0]: cells[1] for cells in rows(after.partition("\n## ")[0])}
        for row in chart.rows:
            value = said(chart, row, locale)
            assert table[row.label[locale]].split() == value.split()


def rows(text: str) -> list[list[str]]:
    """The cells of the tables of a text, without their heads."""
    lines = re.sub(r"^\|.*\n\|[ |:-]+\n", "", text, flags=re.MULTILINE).splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]

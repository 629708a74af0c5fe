"""What a page is on paper: its text, its address, its tables whole, black on white."""

from collections.abc import Callable, Iterator

import pytest
from building import BASE, make
from loopback import Served, served
from playwright.sync_api import Browser, Page, expect

NewPage = Callable[..., Page]

WORD = "anticonstitutionnellement "
CHART = """
[[chart]]
id = "a"
kind = "bars"
title = "Titre"
row = [{ value = 2, label = "Deux" }]
"""
TEXT = f"""# Page {{ #top }}

Voir [ailleurs](https://example.net/a) et [ici](#top), avec une note[^1].

<figure data-chart="a"></figure>

| a | b | c | d | e | f |
|---|---|---|---|---|--:|
| {" | ".join([WORD * 4] * 5)} | 1 |

[^1]: Une source.
"""
A4 = {"width": 680, "height": 1000}  # between the margins, at 96 pixels an inch
COLOUR = "one => getComputedStyle(one).color"


@pytest.fixture(scope="module")
def paper(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    scheme = {"scheme": "slate", "primary": "custom"}
    site = make(
        tmp_path_factory.mktemp("paper"),
        {"fr/index.md": TEXT, "en/index.md": TEXT, "figures.toml": CHART},
        exclude_docs="/*.toml\n",
        markdown_extensions=["attr_list", "tables", "footnotes", {"toc": {"permalink": True}}],
        theme={"name": "material", "font": False, "palette": scheme},
    )
    with served(site) as found:
        yield found


@pytest.fixture
def page(new_page: NewPage, paper: Served) -> Page:
    page = new_page(viewport=A4)
    page.goto(paper.url)
    page.emulate_media(media="print")
    return page


def test_the_page_is_there_without_what_leads_elsewhere(page: Page) -> None:
    for gone in (
        ".md-header",
        ".bitext-beside",
        ".md-sidebar",
        ".md-footer",
        ".bitext-foot",
        ".headerlink",
    ):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".footnote")).to_contain_text("Une source.")
    expect(page.locator(".bitext-address")).to_have_text(BASE)


def test_the_address_of_the_page_is_for_paper_alone(page: Page) -> None:
    page.emulate_media(media="screen")
    expect(page.locator(".bitext-address")).to_be_hidden()
    expect(page.locator(".md-header")).to_be_visible()


def test_links_to_elsewhere_say_where(page: Page) -> None:
    shown = "one => getComputedStyle(one, '::after').content"
    links = page.locator("article p:has-text('Voir') a")
    assert "https://example.net/a" in links.first.evaluate("one => one.href")
    assert links.first.evaluate(shown) == '" (https://example.net/a)"'
    assert links.nth(1).evaluate(shown) == "none"


def test_a_wide_table_is_whole(page: Page) -> None:
    table = page.locator("article table")
    assert table.evaluate("one => one.getBoundingClientRect().right") <= A4["width"]
    overflows = "one => { const all = []; while (one = one.parentElement) all.push(getComputedStyle(one).overflowX); return all.slice(0, 2) }"
    assert table.evaluate(overflows) == ["visible", "visible"]
    assert page.locator("thead").evaluate("one => getComputedStyle(one).display") == (
        "table-header-group"
    )


def test_it_is_black_on_white_from_a_dark_screen(page: Page) -> None:
    assert page.locator("article p").first.evaluate(COLOUR) in ("rgb(0, 0, 0)", "rgba(0, 0, 0, 1)")
    fill = page.locator(".bitext-chart-bar").evaluate("one => getComputedStyle(one).fill")
    assert fill == "rgb(0, 0, 0)"
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")

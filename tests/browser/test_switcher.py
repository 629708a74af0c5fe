"""From one language to the other: the same page, the same section, the same place in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from building import make
from loopback import Served, served
from playwright.sync_api import Browser, Page, expect

NewPage = Callable[..., Page]

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
SECTIONS = (
    ("A", "Été", "Summer", 6),
    ("B", "Même", "Same", 1),
    ("C", "Automne", "Autumn", 9),
    ("D", "Hiver", "Winter", 3),
)
LINE = """([header, part]) => {
  const above = document.querySelector(header).getBoundingClientRect().bottom
  const line = above + (innerHeight - above) * part
  const heads = [...document.querySelectorAll("article > :is(h1, h2)[id]")]
  const tops = heads.map(one => one.getBoundingClientRect().top)
  const at = tops.findLastIndex(top => top <= line)
  const end = tops[at + 1] ?? document.querySelector("article").getBoundingClientRect().bottom
  return [at, (line - tops[at]) / (end - tops[at])]
}"""

GO = """([header, share, index, part]) => {
  const heads = [...document.querySelectorAll("article > :is(h1, h2)[id]")]
  const tops = heads.map(one => one.getBoundingClientRect().top)
  const above = document.querySelector(header).getBoundingClientRect().bottom
  const line = above + (innerHeight - above) * share
  const place = tops[index] + part * (tops[index + 1] - tops[index])
  scrollBy({ top: place - line, behavior: "instant" })
}"""
OTHER = {"fr": "en", "en": "fr"}


def page_of(locale: str, *, ids: bool) -> str:
    """A page of sections that are short and long, longer in French."""
    sentence = {
        "fr": "Une phrase en français, qui est plus longue que sa traduction ne le sera. ",
        "en": "A sentence in English. ",
    }[locale]
    text = f"# {'Saisons' if locale == 'fr' else 'Seasons'}{' { #top }' * ids}\n\n{sentence * 9}\n"
    for anchor, french, english, length in SECTIONS:
        title = french if locale == "fr" else english
        paragraphs = f"\n{sentence * 9}\n" * length
        text += f"\n## {title}{f' {{ #{anchor} }}' * ids}\n{paragraphs}"
    return text


@pytest.fixture(scope="module")
def seasons(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page with the same ids in both languages, one with those of the renderer, two alone."""
    files = {
        f"{locale}/{name}.md": page_of(locale, ids=name == "ids")
        for locale in ("fr", "en")
        for name in ("ids", "titles")
    }
    files |= {"fr/index.md": "# Accueil\n", "en/index.md": "# Home\n", "fr/seul.md": "# Seul\n"}
    folder = make(tmp_path_factory.mktemp("seasons"), files, strict=False, site_url="")
    with served(folder) as site:
        yield site


def place(page: Page) -> tuple[int, float]:
    """Which section lies under the line that is read, and which part of it lies above."""
    index, part = page.evaluate(LINE, [".md-header", 0.25])
    return index, part


@pytest.mark.parametrize(
    ("start", "name", "screen"),
    [
        ("fr", "ids", DESKTOP),
        ("en", "titles", DESKTOP),
        ("en", "ids", PHONE),
        ("fr", "titles", PHONE),
    ],
)
def test_the_reader_comes_to_the_same_place_of_the_same_section_and_back(
    new_page: NewPage, seasons: Served, start: str, name: str, screen: dict[str, Any]
) -> None:
    page = new_page(**screen)
    first = f"{seasons.url}{'en/' if start == 'en' else ''}{name}/"
    page.goto(first)
    for index, part in [(1, 0.6), (2, 0.4), (3, 0.1), (3, 0.85)]:
        page.evaluate(GO, [".md-header", 0.25, index, part])
        for locale in (OTHER[start], start):
            assert place(page) == (index, pytest.approx(part, abs=0.01))
            page.locator("a.bitext-language").click()
            expect(page.locator("html")).to_have_attribute("lang", locale)
            page.wait_for_load_state()
        assert place(page) == (index, pytest.approx(part, abs=0.01))
        assert page.url.partition("#")[0] == first


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("titles/#automne", "en/titles/#autumn"),
        ("en/titles/#autumn", "titles/#automne"),
        ("titles/#meme", "en/titles/#same"),
        ("ids/#B", "en/ids/#B"),
        ("ids/", "en/ids/"),
        ("seul/", "en/seul/"),
        ("en/seul/", "seul/"),
    ],
)
def test_the_address_names_the_section_that_was_asked_for(
    new_page: NewPage, seasons: Served, start: str, end: str
) -> None:
    page = new_page()
    page.goto(seasons.url + start)
    page.locator("a.bitext-language").click()
    expect(page).to_have_url(seasons.url + end)


def test_a_link_that_is_copied_or_opened_elsewhere_names_the_section_too(
    new_page: NewPage, seasons: Served
) -> None:
    page = new_page()
    page.goto(f"{seasons.url}titles/#automne")
    link = page.locator("a.bitext-language")
    link.dispatch_event("pointerdown")
    expect(link).to_have_attribute("href", f"{seasons.url}en/titles/#autumn")


def test_a_place_is_used_once(new_page: NewPage, seasons: Served) -> None:
    page = new_page()
    page.goto(f"{seasons.url}ids/#C")
    page.mouse.wheel(0, 700)
    page.wait_for_function("document.querySelector('#C').getBoundingClientRect().top < -300")
    page.locator("a.bitext-language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(sessionStorage)") == []


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_without_a_script_the_page_stays_the_same(
    new_page: NewPage, seasons: Served, screen: dict[str, Any]
) -> None:
    page = new_page(java_script_enabled=False, **screen)
    page.goto(f"{seasons.url}titles/")
    page.locator("a.bitext-language").click()
    expect(page).to_have_url(f"{seasons.url}en/titles/")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_page_that_is_not_translated_says_so_before_one_goes(
    new_page: NewPage, seasons: Served, screen: dict[str, Any]
) -> None:
    page = new_page(**screen)
    page.goto(f"{seasons.url}seul/")
    link = page.locator("a.bitext-language")
    expect(link.get_by_text("non traduit")).to_be_visible()
    expect(link).to_have_accessible_name("English non traduit")
    expect(link).to_have_accessible_description(
        "Cette page n’est pas traduite en anglais\u00a0: elle s’affichera en français."
    )
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == screen["viewport"]["width"]

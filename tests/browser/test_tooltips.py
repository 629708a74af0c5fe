"""What a term of the glossary tells, by pointer, keyboard and touch, under a strict policy."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import termed
from building import make
from loopback import Served, served
from playwright.sync_api import Browser, Page, expect
from records import AXE, AXE_OPTIONS, SCREENS

NewPage = Callable[..., Page]

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
LISTEN = """
window.refused = []
document.addEventListener("securitypolicyviolation", event => refused.push(event.violatedDirective))
"""
FILES = {
    **termed.files(),
    "fr/index.md": "# Accueil { #top }\n\nAu bord de la page, l’ADN.\n",
    "en/index.md": "# Home { #top }\n\nNear the edge of the page, DNA.\n",
}


@pytest.fixture(scope="module")
def terms(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("terms")
    palette = [
        {"media": f"(prefers-color-scheme: {name})", "scheme": scheme, "primary": "custom"}
        for name, scheme in (("light", "default"), ("dark", "slate"))
    ]
    theme = {"name": "material", "font": False, "palette": palette}
    site = make(root, FILES, theme=theme, site_url="", **termed.SETTINGS)
    with served(site, {"Content-Security-Policy": POLICY}) as found:
        yield found


def opened(new_page: NewPage, terms: Served, **options: Any) -> Page:
    page = new_page(**options)
    page.add_init_script(LISTEN)
    page.goto(terms.url)
    return page


def test_the_keyboard_shows_and_escape_dismisses(new_page: NewPage, terms: Served) -> None:
    page = opened(new_page, terms)
    page.keyboard.press("Tab")
    link, tip = page.locator("a.bitext-term"), page.get_by_role("tooltip")
    while not link.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    expect(tip).to_contain_text("Porte les gènes.")
    expect(tip.locator("[lang=en]")).to_have_text("DNA")
    expect(link).to_have_accessible_description("ADN anglais DNA Porte les gènes.")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(link).to_be_focused()
    assert page.evaluate("refused") == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{terms.url}g/#adn")


def test_a_pointer_may_go_into_the_tooltip(new_page: NewPage, terms: Served) -> None:
    page = new_page()
    page.clock.install()
    page.goto(terms.url)
    tip = page.get_by_role("tooltip")
    page.locator("a.bitext-term").hover()
    expect(tip).to_be_visible()
    tip.hover()
    page.clock.run_for(2000)  # more than it waits before it hides
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.locator("a.bitext-term").hover()
    expect(tip).to_be_visible()
    page.locator("h1").hover()
    expect(tip).to_be_hidden()


def test_a_first_tap_shows_and_a_second_follows(new_page: NewPage, terms: Served) -> None:
    page = opened(new_page, terms, **SCREENS["dark-phone"])
    link, tip = page.locator("a.bitext-term"), page.get_by_role("tooltip")
    link.tap()
    expect(tip).to_be_visible()
    expect(page).to_have_url(terms.url)
    page.locator("h1").tap()
    expect(tip).to_be_hidden()
    link.tap()
    expect(tip).to_be_visible()
    link.tap()
    expect(page).to_have_url(f"{terms.url}g/#adn")


@pytest.mark.parametrize("screen", SCREENS)
def test_it_stays_in_the_page_and_is_accessible(
    new_page: NewPage, terms: Served, screen: str
) -> None:
    page = opened(new_page, terms, **SCREENS[screen])
    page.set_viewport_size({"width": 320, "height": 640})
    page.locator("a.bitext-term").focus()
    page.locator("a.bitext-term").hover()
    box = page.get_by_role("tooltip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert AXE.run(page, options=AXE_OPTIONS).response["violations"] == []


def test_without_scripts_it_is_a_link(new_page: NewPage, terms: Served) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{terms.url}en/")
    page.locator("a.bitext-term").click()
    expect(page).to_have_url(f"{terms.url}en/g/#adn")
    page.locator("td a[hreflang=fr]").click()
    expect(page).to_have_url(f"{terms.url}g/#adn")

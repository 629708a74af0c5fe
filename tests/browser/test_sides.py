"""What a reader meets who wants both languages at once, and who wants to know where they stand."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from loopback import Served
from playwright.sync_api import Locator, Page, expect

NewPage = Callable[..., Page]

TREATMENT = "innovations/therapie-genique/"
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}


def box(of: Locator) -> dict[str, float]:
    """Where something is on the screen."""
    found = of.bounding_box()
    assert found is not None
    return dict(found)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("", "Lire en français et en anglais"), ("en/", "Read in French and English")],
)
def test_a_page_leads_to_both_texts_and_back_without_a_script(
    new_page: NewPage, site: Served, locale: str, said: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site.url + locale + TREATMENT)
    page.get_by_role("link", name=said).click()
    expect(page).to_have_url(f"{site.url}{locale}{TREATMENT}bitext/")
    row = page.locator(".bitext-row").nth(1)
    source, target = (row.locator(".bitext-side").nth(at) for at in (0, 1))
    assert [source.get_attribute("lang"), target.get_attribute("lang")] == ["fr", "en"]
    assert box(source)["x"] + box(source)["width"] <= box(target)["x"]
    page.locator(".bitext-head a[hreflang=en]").click()
    expect(page).to_have_url(f"{site.url}en/{TREATMENT}")


def test_each_block_stands_beside_its_own(new_page: NewPage, site: Served) -> None:
    page = new_page()
    page.goto(f"{site.url}{TREATMENT}bitext/")
    rows = page.locator(".bitext-row--even")
    assert rows.count() > 3
    tops = rows.evaluate_all(
        """rows => rows.map(row => [...row.querySelectorAll(".bitext-side")].map(
             side => [...side.children].map(child => Math.round(child.getBoundingClientRect().top))))"""
    )
    assert all(source == target for source, target in tops)


@pytest.mark.parametrize("locale", ["", "en/"])
def test_on_a_phone_each_section_stands_above_its_translation(
    new_page: NewPage, site: Served, locale: str
) -> None:
    page = new_page(**PHONE, java_script_enabled=False)
    page.goto(f"{site.url}{locale}{TREATMENT}bitext/")
    sides = page.locator(".bitext-side")
    order = sides.evaluate_all("sides => sides.map(one => one.lang)")
    assert order == ["fr", "en"] * (len(order) // 2)
    tops = sides.evaluate_all("sides => sides.map(one => one.getBoundingClientRect().top)")
    assert tops == sorted(tops)
    widths = sides.evaluate_all("sides => sides.map(one => one.offsetWidth)")
    assert min(widths) > 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("anchor", ["definition", "en-definition"])
def test_a_section_can_be_sent_by_its_address(new_page: NewPage, site: Served, anchor: str) -> None:
    page = new_page()
    page.goto(f"{site.url}en/{TREATMENT}bitext/#{anchor}")
    heading = page.locator(f"[id='{anchor}']")
    expect(heading).to_be_in_viewport()
    heads = box(page.locator(".bitext-heads"))
    assert box(heading)["y"] >= heads["y"] + heads["height"]
    assert box(heading)["y"] < 450
    expect(heading.locator(".headerlink")).to_have_attribute("href", f"#{anchor}")


def test_footnotes_stay_in_their_own_language(new_page: NewPage, site: Served) -> None:
    page = new_page()
    page.goto(f"{site.url}{TREATMENT}bitext/")
    for locale in ("fr", "en"):
        side = page.locator(f".bitext-side[lang={locale}]")
        mark = side.locator(".footnote-ref").first
        note = (mark.get_attribute("href") or "").removeprefix("#")
        assert note.startswith("en-") == (locale == "en")
        expect(side.locator(f"[id='{note}']")).to_have_count(1)


def test_the_other_language_is_the_same_page(new_page: NewPage, site: Served) -> None:
    page = new_page()
    page.goto(f"{site.url}{TREATMENT}bitext/")
    page.locator("a.bitext-language[hreflang=en]").click()
    expect(page).to_have_url(re.compile(rf"{re.escape(site.url)}en/{TREATMENT}bitext/(#.*)?$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_paper_has_both_columns_and_no_chrome(new_page: NewPage, site: Served) -> None:
    page = new_page()
    page.goto(f"{site.url}{TREATMENT}bitext/")
    page.emulate_media(media="print")
    sides = page.locator(".bitext-row").first.locator(".bitext-side")
    assert box(sides.nth(0))["x"] < box(sides.nth(1))["x"]
    for part in page.locator(".md-header, .md-tabs, .md-footer, .bitext-foot, .md-path").all():
        expect(part).not_to_be_visible()


@pytest.mark.parametrize("locale", ["", "en/"])
def test_the_state_of_the_translations_is_reached_from_a_page_and_named(
    new_page: NewPage, site: Served, locale: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site.url}{locale}contribuer/")
    page.locator(".bitext-foot a[href$='etat/']").click()
    expect(page).to_have_url(f"{site.url}{locale}etat/")
    picture = page.locator("svg.bitext-hundred")
    expect(picture).to_have_role("img")
    expect(picture).to_have_accessible_name(re.compile(r"\w"))
    expect(picture).to_have_accessible_description(re.compile(r"\d"))
    for table in page.get_by_role("table").all():
        expect(table).to_have_accessible_name(re.compile(r"\w"))

"""What a reader of the site meets, in a real browser."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from loopback import ROOT, Served
from playwright.sync_api import Page, expect
from records import Record

NewPage = Callable[..., Page]

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
TREATMENT = "innovations/therapie-genique/"
LEDGER = "reference/article/"
OTHER = {"fr": "en", "en": "fr"}


def in_locale(address: str, locale: str) -> str:
    """The same page in this language."""
    plain = address.removeprefix("en/")
    return f"en/{plain}" if locale == "en" else plain


def listed(found: dict[str, Any]) -> str:
    """A failure a line: pytest shows it whole."""
    return "".join(f"\n  /{address}: {what}" for address, what in found.items())


def written(records: list[Record]) -> list[Record]:
    """The pages that someone wrote; the others are made from them while the site is built."""
    made = re.compile(r"(^|/)(bitext|etat)/$")
    return [record for record in real(records) if not made.search(record.address)]


def real(records: list[Record]) -> list[Record]:
    """The pages, without those that answer for a missing one."""
    return [record for record in records if record.status == 200]


# --- Every page, in both languages, on both kinds of screen ----------------------------------


def test_there_are_pages_in_both_languages(records: list[Record]) -> None:
    locales = [record.locale for record in real(records)]
    assert locales.count("fr") == locales.count("en") > 20


def test_every_page_says_its_language_and_shows_one_title(records: list[Record]) -> None:
    wrong = {
        record.address: record.facts
        for record in records
        if record.facts["lang"] != record.locale
        or record.facts["headings"] != 1
        or not record.facts["title"]
    }
    assert not wrong, listed(wrong)


def test_every_page_follows_the_scheme_of_the_system(
    records: list[Record], request: pytest.FixtureRequest
) -> None:
    scheme = "default" if "light" in request.node.callspec.id else "slate"
    assert {record.facts["scheme"] for record in records} == {scheme}


def test_every_page_leads_to_itself_in_the_other_language(
    records: list[Record], site: Served
) -> None:
    wrong = {}
    for record in real(records):
        other = OTHER[record.locale]
        expected = [[other, site.url + in_locale(record.address, other)]]
        if record.facts["choices"] != expected:
            wrong[record.address] = f"{record.facts['choices']}, expected {expected}"
    assert not wrong, listed(wrong)


def test_no_page_asks_anything_of_another_origin(records: list[Record], site: Served) -> None:
    asked = {
        record.address: foreign
        for record in records
        if (foreign := [url for url in record.requests if not url.startswith((site.url, "data:"))])
    }
    assert not asked, listed(asked)


def test_no_page_has_an_error_in_the_console(records: list[Record]) -> None:
    said = {record.address: record.messages for record in records if record.messages}
    assert not said, listed(said)


def test_no_page_is_wider_than_its_screen(records: list[Record]) -> None:
    wide = {record.address: record.overflow for record in records if record.overflow}
    assert not wide, listed(wide)


def test_no_cell_of_a_table_is_squeezed(records: list[Record]) -> None:
    cells = {record.address: record.facts["squeezed"] for record in records}
    squeezed = {address: found for address, found in cells.items() if found}
    assert not squeezed, listed(squeezed)


def test_axe_finds_no_violation(records: list[Record]) -> None:
    """The rules of WCAG 2.2, contrast and target size at level AAA too, and best practices."""
    found = {record.address: record.violations for record in records if record.violations}
    assert not found, listed(found)


def test_the_edit_link_leads_to_the_file_that_is_shown(records: list[Record]) -> None:
    wrong = {}
    for record in written(records):
        # A page without translation shows the French text: that is what there is to edit.
        locale = "fr" if record.facts["notice"] else record.locale
        stem = in_locale(record.address, "fr").removesuffix("/")
        names = [f"docs/{locale}/{stem}.md", f"docs/{locale}/{stem}/index.md".replace("//", "/")]
        (file,) = [name for name in names if (ROOT / name).is_file()]
        if not record.facts["foot"][0].endswith(f"/edit/main/{file}"):
            wrong[record.address] = f"{record.facts['foot'][0]}, expected {file}"
    assert not wrong, listed(wrong)


def test_the_report_link_names_the_page(records: list[Record], site: Served) -> None:
    wrong = {}
    for record in real(records):
        report = urlsplit(next(one for one in record.facts["foot"] if "/issues/new" in one))
        words = parse_qs(report.query)
        start = {"fr": "Erreur sur la page", "en": "Error on the page"}[record.locale]
        named = f" {site.url}{record.address}\n" in words["body"][0]
        if not (
            report.path.endswith("/issues/new") and words["title"][0].startswith(start) and named
        ):
            wrong[record.address] = unquote(report.query)
    assert not wrong, listed(wrong)


# --- From one language to the other ----------------------------------------------------------


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("address", [TREATMENT, LEDGER])
def test_the_switcher_keeps_the_section_being_read(
    new_page: NewPage, site: Served, address: str, locale: str
) -> None:
    page = new_page()
    page.goto(site.url + in_locale(address, locale))
    ids = page.locator("article h2[id]").evaluate_all("found => found.map(one => one.id)")
    section = ids[len(ids) // 2]
    page.locator(f"article #{section}").evaluate("one => one.scrollIntoView()")
    page.locator("a.bitext-language").click()
    expect(page).to_have_url(f"{site.url}{in_locale(address, OTHER[locale])}#{section}")
    expect(page.locator("html")).to_have_attribute("lang", OTHER[locale])
    expect(page.locator(f"article #{section}")).to_be_in_viewport()


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_switcher_at_the_top_names_no_section(
    new_page: NewPage, site: Served, locale: str
) -> None:
    page = new_page()
    page.goto(site.url + in_locale(TREATMENT, locale))
    page.locator("a.bitext-language").click()
    expect(page).to_have_url(site.url + in_locale(TREATMENT, OTHER[locale]))


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_switcher_keeps_the_page_without_a_script(
    new_page: NewPage, site: Served, locale: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site.url + in_locale(TREATMENT, locale))
    page.locator("a.bitext-language").click()
    expect(page).to_have_url(site.url + in_locale(TREATMENT, OTHER[locale]))
    expect(page.locator("html")).to_have_attribute("lang", OTHER[locale])


def test_the_dark_scheme_is_kept_from_one_language_to_the_other(
    new_page: NewPage, site: Served
) -> None:
    page = new_page()
    page.goto(site.url + TREATMENT)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Passer au thème sombre").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("a.bitext-language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("Switch to light mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


# --- Missing pages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "title", "home"),
    [
        ("fr", "Page introuvable", "Aller à l’accueil"),
        ("en", "Page not found", "Go to the home page"),
    ],
)
def test_a_missing_page_is_told_in_the_language_of_the_reader(
    new_page: NewPage, site: Served, locale: str, title: str, home: str
) -> None:
    page = new_page()
    response = page.goto(site.url + in_locale("absent/plus/loin/", locale))
    assert response
    assert response.status == 404
    expect(page.locator("html")).to_have_attribute("lang", locale)
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("link", name=home, exact=True).click()
    expect(page).to_have_url(site.url + in_locale("", locale))


# --- Without a script, from a keyboard, on paper ---------------------------------------------


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_page_is_read_without_a_script(new_page: NewPage, site: Served, locale: str) -> None:
    page = new_page(java_script_enabled=False, **PHONE)
    page.goto(site.url + in_locale(TREATMENT, locale))
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("article h2").last).to_be_visible()
    for image in page.locator("article img").all():
        image.scroll_into_view_if_needed()
        expect(image).to_be_visible()
        assert image.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, f"the page is {width} px wide on a screen of 390"


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_menu_opens_without_a_script(new_page: NewPage, site: Served, locale: str) -> None:
    page = new_page(java_script_enabled=False, **PHONE)
    page.goto(site.url + in_locale("mentions/", locale))
    chapter = page.locator(".md-nav--primary").get_by_role("link", name="Impact").first
    expect(chapter).not_to_be_in_viewport()
    page.locator('.md-header label[for="__drawer"]').click()
    expect(chapter).to_be_in_viewport()
    chapter.click()
    expect(page).to_have_url(site.url + in_locale("impact/", locale))


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_wide_table_is_scrolled_from_a_keyboard(
    new_page: NewPage, site: Served, locale: str
) -> None:
    page = new_page(**PHONE)
    page.goto(site.url + in_locale("contribuer/outil/", locale))
    box = page.locator(".md-typeset__scrollwrap[tabindex]").first
    expect(box).to_have_role("group")
    expect(box).to_have_accessible_name(re.compile(r"\w"))
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".md-typeset__scrollwrap[tabindex]")).to_have_count(0)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_paper_shows_the_text_and_nothing_else(
    new_page: NewPage, site: Served, locale: str
) -> None:
    page = new_page()
    page.goto(site.url + in_locale(TREATMENT, locale))
    page.emulate_media(media="print")
    chrome = ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-top, .bitext-foot, .headerlink"
    for part in page.locator(chrome).all():
        expect(part).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    for text in page.locator(
        "article h2, article > p:not(.bitext-foot, .bitext-beside), article img"
    ).all():
        expect(text).to_be_visible()


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_neighbouring_footnote_marks_are_told_apart(
    new_page: NewPage, site: Served, locale: str
) -> None:
    page = new_page()
    page.goto(urljoin(site.url, in_locale("reference/chronologie/", locale)))
    glued = page.locator("article sup[id^=fnref]").evaluate_all(
        """marks => marks.filter(mark => mark.previousSibling?.nodeName === "SUP"
             && getComputedStyle(mark, "::before").content !== '","').length"""
    )
    assert glued == 0, f"{glued} marks touch the one before them"
    apart = page.locator("article sup.bitext-next")
    expect(apart.first).to_be_attached()

"""The whole site under a strict Content-Security-Policy: nothing is refused, everything works."""

from collections.abc import Callable, Iterator

import pytest
from loopback import Served, served
from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
LISTEN = """
window.refused = []
document.addEventListener("securitypolicyviolation", event =>
  refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))
"""


@pytest.fixture(scope="module")
def strict(site: Served) -> Iterator[Served]:
    """The site, each answer with the policy."""
    with served(site.folder, {"Content-Security-Policy": POLICY}) as found:
        yield found


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A tab that notes what the policy refuses."""
    page = new_page()
    page.add_init_script(LISTEN)
    return page


def test_nothing_is_refused_on_any_page(page: Page, strict: Served) -> None:
    refused = {}
    for address in [*strict.pages(), "absent/", "en/absent/"]:
        page.goto(strict.url + address)
        if found := page.evaluate("refused"):
            refused[address] = found
    assert not refused


def test_columns_keep_their_alignment(page: Page, strict: Served) -> None:
    page.goto(f"{strict.url}institut/chiffres/")
    cells = page.locator("article [data-align=right]")
    expect(cells.first).to_be_attached()
    styles = "all => [...new Set(all.map(one => getComputedStyle(one).textAlign))]"
    assert cells.evaluate_all(styles) == ["right"]


def test_an_inline_script_would_be_refused(page: Page, strict: Served) -> None:
    page.goto(strict.url)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    page.wait_for_function("refused.length")
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("start", ["", "innovations/therapie-genique/", "absent/far/"])
def test_the_scheme_is_chosen_and_kept(page: Page, strict: Served, start: str) -> None:
    page.goto(strict.url + start)
    page.get_by_title("Passer au thème sombre").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{strict.url}en/innovations/arn/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("refused") == []


def test_search_and_switcher_work(page: Page, strict: Served) -> None:
    page.goto(f"{strict.url}mentions/")
    page.locator(".md-search__input").press_sequentially("thalamus")
    expect(page.locator(".md-search-result__link mark").first).to_have_text("thalamus")
    assert page.evaluate("refused") == []
    page.goto(f"{strict.url}innovations/arn/")
    heading = page.locator("article h2[id]").nth(2)
    name = heading.get_attribute("id")
    heading.evaluate("one => one.scrollIntoView()")
    page.locator("a.bitext-language").hover()
    expect(page.locator("link[rel=prefetch]")).to_be_attached()
    page.locator("a.bitext-language").click()
    expect(page).to_have_url(f"{strict.url}en/innovations/arn/#{name}")
    assert page.evaluate("refused") == []

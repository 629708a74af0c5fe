"""One build of the site and one browser for every test here."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

import pytest
from loopback import BROWSER_OPTIONS, Served, installed_browser, served_site
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright
from records import SCREENS, Record, looked_at, visit

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = _launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served_site(tmp_path_factory.mktemp("browser") / "site") as served:
        yield served


@pytest.fixture(scope="session")
def visits(browser: Browser, site: Served) -> dict[str, list[Record]]:
    """All pages, the 404 pages too, seen once on each kind of screen."""
    return visit(browser, site, looked_at(site))


@pytest.fixture(params=SCREENS)
def records(request: pytest.FixtureRequest, visits: dict[str, list[Record]]) -> list[Record]:
    """What every page shows and does in one scheme on one kind of screen."""
    return visits[request.param]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """A tab of its own context, at 1280 px unless told otherwise."""
    with ExitStack() as opened:

        def new_page(**options: Any) -> Page:
            context: BrowserContext = browser.new_context(
                **{"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", **options}
            )
            opened.callback(context.close)
            return context.new_page()

        yield new_page


def _launched(playwright: Playwright) -> Browser:
    try:
        return playwright.chromium.launch(
            executable_path=installed_browser(), args=list(BROWSER_OPTIONS)
        )
    except Error as error:
        _without_browser(str(error).strip().splitlines()[0])


def _without_browser(reason: str) -> NoReturn:
    sentence = (
        "no Chromium answers, so no page was looked at: install one with `make browser`,"
        f" or name it in CHROMIUM ({reason})"
    )
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)

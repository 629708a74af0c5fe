"""What a browser notes on each page of the site: requests, messages, widths, accessibility."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from loopback import Served
from playwright.sync_api import Browser, ConsoleMessage

SCREENS: dict[str, dict[str, Any]] = {
    "light-desktop": {
        "color_scheme": "light",
        "viewport": {"width": 1280, "height": 900},
    },
    "dark-phone": {
        "color_scheme": "dark",
        "viewport": {"width": 390, "height": 844},
        "has_touch": True,
        "is_mobile": True,
    },
}
WIDTHS = {"light-desktop": (1280,), "dark-phone": (390, 320)}
MISSING = ("absent/", "en/absent/")
"""Addresses without a page: what answers is a page too."""
SIDES = ("", "innovations/therapie-genique/", "institut/chiffres/", "reference/article/")
"""The pages whose two texts the tests look at side by side, for time; `make audit` looks at all."""

AXE = Axe()
# Every rule of axe that has one of these tags, those it leaves out unless asked for too.
AXE_TAGS = (
    "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
)  # fmt: skip
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": AXE_TAGS},
    "rules": {name: {"enabled": True} for name in ("target-size", "color-contrast-enhanced")},
}

FACTS = """() => ({
  lang: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length,
  title: document.querySelector("h1")?.checkVisibility() ?? false,
  scheme: document.body.dataset.mdColorScheme,
  notice: document.querySelector(".bitext-notice") !== null,
  choices: [...document.querySelectorAll("a.bitext-language")].map(a => [a.hreflang, a.href]),
  foot: [...document.querySelectorAll(".bitext-foot a")].map(a => a.href),
  squeezed: [...document.querySelectorAll("article :is(td, th)")]
    .filter(cell => cell.clientWidth < 40).map(cell => cell.textContent.trim()),
})"""
OVERFLOW = """width => {
  const beyond = element => element.getBoundingClientRect().right > width + 1
  const clipped = element => {
    for (let box = element.parentElement; box; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible" && box !== document.body
          && box !== document.documentElement) return true
    return false
  }
  if (document.documentElement.scrollWidth <= width) return []
  const found = [...document.body.querySelectorAll("*")].filter(e => beyond(e) && !clipped(e))
  return found.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).concat("the page is wider")
}"""


@dataclass(slots=True)
class Record:
    """A page as the browser found it."""

    address: str
    status: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    @property
    def locale(self) -> str:
        """The language that the address promises."""
        return "en" if self.address.startswith("en/") else "fr"


class Tab:
    """A tab of one kind of screen, which notes what it meets on the page it is on."""

    def __init__(self, browser: Browser, screen: str) -> None:
        self.screen = screen
        self.page = browser.new_context(**SCREENS[screen]).new_page()
        self.records: list[Record] = []
        self.page.on("request", lambda request: self.records[-1].requests.append(request.url))
        self.page.on("pageerror", lambda error: self.records[-1].messages.append(str(error)))
        self.page.on("console", self._hear)

    def open(self, site: Served, address: str) -> None:
        """Go to a page, note its facts, and set axe to work on it without waiting for the end."""
        self.records.append(Record(address))
        self.page.set_viewport_size(SCREENS[self.screen]["viewport"])
        response = self.page.goto(site.url + address)
        self.records[-1].status = response.status if response else 0
        self.records[-1].facts = self.page.evaluate(FACTS)
        self.page.evaluate(AXE.axe_script)
        self.page.evaluate("options => { window.judged = axe.run(options) }", AXE_OPTIONS)

    def close(self) -> None:
        """Note what axe has found and what sticks out of the page at each width."""
        record = self.records[-1]
        for rule in self.page.evaluate("judged.then(results => results.violations)"):
            record.violations += [
                f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:100]}"
                for node in rule["nodes"]
            ]
        for width in WIDTHS[self.screen]:
            self.page.set_viewport_size({"width": width, "height": 900})
            found = self.page.evaluate(OVERFLOW, width)
            record.overflow += [f"at {width} px: {element}" for element in found]

    def _hear(self, message: ConsoleMessage) -> None:
        address = message.location["url"]
        # That the page is missing is what a missing address is asked for.
        asked = any(address.endswith(f"/{missing}") for missing in MISSING)
        if message.type in ("error", "warning") and not asked:
            self.records[-1].messages.append(f"{message.text} ({address})")


def looked_at(site: Served) -> list[str]:
    """Every page that someone wrote and one of each kind that shows two of them side by side."""
    kinds = [f"{locale}{kind}bitext/" for locale in ("", "en/") for kind in SIDES]
    return [one for one in site.pages() if one in kinds or not one.endswith("bitext/")]


def visit(browser: Browser, site: Served, addresses: Iterable[str]) -> dict[str, list[Record]]:
    """Look at the pages on every kind of screen; axe works in all tabs at the same time."""
    tabs = [Tab(browser, screen) for screen in SCREENS]
    for address in [*addresses, *MISSING]:
        for tab in tabs:
            tab.open(site, address)
        for tab in tabs:
            tab.close()
    for tab in tabs:
        tab.page.context.close()
    return {tab.screen: tab.records for tab in tabs}

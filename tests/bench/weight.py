"""What each page of this site weighs, beside the same page of a Material build with its defaults.

Usage: python tests/bench/weight.py. Weighed are HTML, style and scripts, each file by itself gzipped
at level 9: those that a page names, and those that a browser has fetched when the page is at rest
and its reader has done nothing, which adds the search of Material and whatever else scripts ask for.
What comes from other origins (Material's fonts) and data (its index) is not counted. The other site
has the same pages, menu and Markdown extensions, the plugins `search` and `i18n`, and no setting
of the theme. Exit 1 where a page is over what it may weigh.
"""

import gzip
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median
from urllib.parse import urljoin, urlsplit

import yaml
from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser, sync_playwright
from selectolax.lexbor import LexborHTMLParser

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
sys.path.insert(0, str(TESTS))

from loopback import BROWSER_OPTIONS, installed_browser, served  # noqa: E402

MOST = 0.85
"""What a page may weigh of the same page of the other site, in what a browser fetches."""
KEPT = ("site_name", "nav", "exclude_docs", "not_in_nav", "markdown_extensions")
LANGUAGE = ("locale", "name", "default", "build", "nav_translations")
SIDES = "bitext/"
TARGET = "en/"


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of HTML, of style and of scripts."""

    html: int
    style: int
    script: int

    @property
    def total(self) -> int:
        return self.html + self.style + self.script


@dataclass(frozen=True, slots=True)
class Compared:
    """A page of both sites; `later` is what scripts fetched by themselves on each."""

    address: str
    ours: Weight
    theirs: Weight
    later: tuple[int, int]

    @property
    def named(self) -> float:
        return self.ours.total / self.theirs.total

    @property
    def fetched(self) -> float:
        return (self.ours.total + self.later[0]) / (self.theirs.total + self.later[1])


def main() -> int:
    """Build both sites, weigh, print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, theirs = Path(folder, "ours"), Path(folder, "theirs")
        build(ROOT / "mkdocs.yml", ours)
        build(plain(Path(folder)), theirs)
        browser = playwright.chromium.launch(
            executable_path=installed_browser(), args=list(BROWSER_OPTIONS)
        )
        later = (fetched_later(browser, ours), fetched_later(browser, theirs))
        browser.close()
        found = list(compared(ours, theirs, later))
        show(found, later, ours)
    return 1 if max(one.fetched for one in found) > MOST else 0


def plain(folder: Path) -> Path:
    """The configuration file of the other site."""
    own = yaml_load((ROOT / "mkdocs.yml").open(encoding="utf-8"))
    i18n = next(one["i18n"] for one in own["plugins"] if isinstance(one, dict) and "i18n" in one)
    languages = [
        {name: value for name, value in language.items() if name in LANGUAGE}
        for language in i18n["languages"]
    ]
    settings = {
        **{name: own[name] for name in KEPT if name in own},
        "site_url": "http://127.0.0.1/",
        "docs_dir": str(ROOT / own.get("docs_dir", "docs")),
        "theme": {"name": "material"},
        "plugins": [
            "search",
            {"i18n": {"docs_structure": i18n["docs_structure"], "languages": languages}},
        ],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return file


def build(file: Path, folder: Path) -> None:
    """Build a site by MkDocs."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/"}
    environment.pop("DOCS_LOCALE", None)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(file), "-d", str(folder)]
    subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)


def compared(ours: Path, theirs: Path, later: tuple[int, int]) -> Iterator[Compared]:
    """The pages that both sites have; two texts side by side are beside both of their pages."""
    for file in sorted(ours.rglob("*.html")):
        address = file.relative_to(ours).as_posix()
        name = address.removesuffix(f"{SIDES}index.html")
        pages = [address] if name == address else [f"{one}index.html" for one in both(name)]
        others = [theirs / page for page in pages]
        if all(other.is_file() for other in others):
            beside = [weight(other, theirs) for other in others]
            html = sum(one.html for one in beside)
            yield Compared(
                address.removesuffix("index.html"),
                weight(file, ours),
                replace(beside[0], html=html),
                later,
            )


def both(address: str) -> tuple[str, str]:
    """The address of a page in each language."""
    source = address.removeprefix(TARGET)
    return source, TARGET + source


def weight(file: Path, site: Path) -> Weight:
    """What a page and the files that it names weigh."""
    named = list(files(file, site))
    style = sum(zipped(one) for one in named if one.suffix == ".css")
    script = sum(zipped(one) for one in named if one.suffix == ".js")
    return Weight(zipped(file), style, script)


def files(file: Path, site: Path) -> Iterator[Path]:
    """The style sheets and scripts of this site that a page names."""
    page = LexborHTMLParser(file.read_text("utf-8"))
    links = [node.attributes["href"] for node in page.css("link[rel~=stylesheet][href]")]
    links += [node.attributes["src"] for node in page.css("script[src]")]
    address = f"http://127.0.0.1/{file.relative_to(site).as_posix()}"
    for link in links:
        whole = urlsplit(urljoin(address, link))
        if whole.hostname == "127.0.0.1":
            yield site / whole.path.lstrip("/")


@cache
def zipped(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def fetched_later(browser: Browser, folder: Path) -> int:
    """What weigh the scripts that a page at rest has fetched without naming them.

    They are those of the theme and the same on every page; so one page is asked.
    """
    with served(folder) as site:
        page = browser.new_page()
        page.goto(f"{site.url}institut/", wait_until="networkidle")
        page.close()
        paths = {folder / path.partition("?")[0].lstrip("/") for path, _ in site.sent}
    named = set(files(folder / "institut/index.html", folder))
    return sum(zipped(path) for path in paths - named if path.suffix in (".js", ".css"))


def kind(address: str) -> str:
    """What kind of page is at an address."""
    name = address.removeprefix(TARGET)
    folder, _, rest = name.partition("/")
    if name.endswith("404.html"):
        return "404"
    if name.endswith(SIDES):
        return "side by side"
    if not name:
        return "home"
    return f"{folder}/{rest.split('/')[0]}/" if rest.count("/") > 1 else f"{folder}/"


def show(found: list[Compared], later: tuple[int, int], ours: Path) -> None:
    """A line for each kind of page, in kB; then the worst pages and what is fetched later."""
    kinds: dict[str, list[Compared]] = defaultdict(list)
    for one in found:
        kinds[kind(one.address)].append(one)
    print(f"{'kind of page':24} {'pages':>5}   html style script   named      fetched")
    print(f"{'':24} {'':>5}    medians in kB      median max median max")
    for name, pages in [*kinds.items(), ("all but side by side", alone(found))]:
        parts = (
            median(getattr(page.ours, part) for page in pages) / 1000
            for part in ("html", "style", "script")
        )
        ratios = (
            value
            for ratio in ("named", "fetched")
            for value in (
                median(getattr(page, ratio) for page in pages),
                max(getattr(page, ratio) for page in pages),
            )
        )
        sizes = " ".join(f"{part:6.1f}" for part in parts)
        print(f"{name:24} {len(pages):5} {sizes} ", " ".join(f"{one:6.3f}" for one in ratios))
    for one in sorted(found, key=lambda one: -one.fetched)[:3]:
        print(f"heaviest: /{one.address} {one.ours} beside {one.theirs}")
    print(f"fetched by scripts of a page at rest: {later[0]} bytes, Material {later[1]}")
    searched = sum(map(zipped, (ours / "assets/bitext-search").glob("*.js")))
    print(f"fetched when a reader turns to the search: {searched} bytes of scripts")


def alone(found: list[Compared]) -> list[Compared]:
    return [one for one in found if not one.address.endswith(SIDES)]


if __name__ == "__main__":
    sys.exit(main())

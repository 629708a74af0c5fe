"""How well the search answers, what it weighs and how soon it answers, beside Material's own.

Usage: python tests/bench/search.py [PAGES]. The list of tests/search/queries.toml is asked of this
site; weights and times are of a site of PAGES pages (1000) in two languages, made of the sentences
of this one. Builds are measured in processor seconds. Nothing is asserted here.
"""

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
sys.path.insert(0, str(TESTS))

from loopback import BROWSER_OPTIONS, Served, installed_browser, served  # noqa: E402
from searches import queries, score  # noqa: E402

PREFIX = {"fr": "", "en": "en/"}
ENGINES = {
    "Material": "import sys; sys.modules['snowballstemmer'] = None; ",
    "bitext": "",
}
"""What is said to Python before MkDocs starts: without the stemmer the search is Material's."""
MKDOCS = "from mkdocs.__main__ import cli; cli()"

BOX = ".md-search__input"
LINK = ".md-search-result__link"
NOTE = """link => {
  window.noted = {}
  addEventListener("keydown", () => { noted.key ??= performance.now() }, true)
  const found = () => { if (noted.key && document.querySelector(link)) noted.result ??= performance.now() }
  new MutationObserver(found).observe(document.body, {childList: true, subtree: true})
}"""
"""Notes when the first key is pressed, and when there is a first result."""
SETTLED = """async link => {
  const shown = () => [...document.querySelectorAll(link)].map(one => one.href)
  let before, same = 0
  while (same < 12) {  // a third of a second without a change
    await new Promise(after => setTimeout(after, 30))
    const now = shown().join()
    same = now === before ? same + 1 : 0
    before = now
  }
  return shown()
}"""


@dataclass(frozen=True)
class Built:
    """A site, and the processor seconds of its build."""

    site: Served
    seconds: float


@contextmanager
def built(file: Path, folder: Path, engine: str | None) -> Iterator[Built]:
    """The site of a configuration file with the search of an engine, or with none."""
    with served(folder) as site:
        environment = {**os.environ, "SITE_URL": site.url, "NO_MKDOCS_2_WARNING": "1"}
        code = ENGINES.get(engine or "bitext", "") + MKDOCS
        command = [sys.executable, "-c", code, "build", "-q", "-f", str(file), "-d", str(folder)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=file.parent, env=environment, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        yield Built(site, spent)


def generated(folder: Path, pages: int, *, search: bool) -> Path:
    """The configuration file of a site of many pages, written from the sentences of this one."""
    chance = random.Random(7)
    names = [f"{'abcdefghij'[number % 10]}/page-{number}" for number in range(pages)]
    for locale in PREFIX:
        text = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs" / locale).rglob("*.md"))
        text = re.sub(
            r"^---.*?^---|\[\^S\d+\](?::[^\n]*)?|\{[^}]*\}|\]\([^)]*\)|[*`|[]",
            "",
            text,
            flags=re.M | re.S,
        )
        said: list[str] = re.findall(r"[A-ZÉ][^.\n!?]{40,300}[.!?]", text)
        for name in ["index", *names]:
            path = folder / "docs" / locale / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(chance, said, name), "utf-8")
    i18n = {
        "docs_structure": "folder",
        "reconfigure_search": False,
        "languages": [
            {"locale": "fr", "name": "Français", "default": True},
            {"locale": "en", "name": "English"},
        ],
    }
    settings = {
        "site_name": "Bench",
        "site_url": "http://127.0.0.1/",
        "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
        "markdown_extensions": ["attr_list", {"toc": {"permalink": True}}],
        "plugins": [*(["search"] if search else []), {"i18n": i18n}, "bitext"],
    }
    file = folder / "mkdocs.yml"
    file.write_text(yaml.safe_dump(settings), "utf-8")
    return file


def _page(chance: random.Random, said: list[str], name: str) -> str:
    """A page of about 600 words in 7 sections, with a name and a number that no other page has."""
    title = " ".join(chance.choice(said).split()[:4]).strip(" ,;:")
    own = "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(4))
    lines = [
        f"# {title} {{ #{name.rpartition('/')[2]} }}",
        "",
        f"{own.title()} {chance.randrange(10**6)}.",
    ]
    for part in range(6):
        heading = " ".join(chance.choice(said).split()[:3]).strip(" ,;:")
        lines += ["", f"## {heading} {{ #part-{part} }}", "", " ".join(chance.sample(said, 5))]
    return "\n".join(lines)


def judge(browser: Browser, site: Served) -> dict[str, dict[str, list[str]]]:
    """What the list of each language finds."""
    found: dict[str, dict[str, list[str]]] = {}
    for locale, prefix in PREFIX.items():
        page = browser.new_page()
        page.goto(f"{site.url}{prefix}mentions/", wait_until="networkidle")
        _typed(page, "Inserm")
        page.locator(LINK).first.wait_for(state="attached")
        found[locale] = {}
        for query in queries(locale):
            _typed(page, query.words)
            links = page.evaluate(SETTLED, LINK)
            found[locale][query.words] = [_address(link, site) for link in links]
        page.close()
    return found


def _typed(page: Page, words: str) -> None:
    """Type words over what is in the box; Material hears keys alone."""
    page.locator(BOX).fill("")
    page.keyboard.press("Backspace")
    page.locator(BOX).press_sequentially(words)


def _address(link: str, site: Served) -> str:
    return re.sub(r"\?[^#]*", "", link.removeprefix(site.url))


def hurry(browser: Browser, site: Served, runs: int = 5) -> dict[str, float]:
    """Times from a first key to a first result, and the bytes that a first search took."""
    times: dict[str, list[float]] = {"first": [], "next": []}
    before = after = 0
    for _ in range(runs):
        context = browser.new_context()
        page = context.new_page()
        site.sent.clear()
        page.goto(f"{site.url}a/page-0/", wait_until="networkidle")
        before = sum(size for path, size in site.sent if _of_search(path))
        page.evaluate(NOTE, LINK)
        for name, word in (("first", "gène"), ("next", "loi")):
            _typed(page, "")
            page.wait_for_function("link => !document.querySelector(link)", arg=LINK)
            page.evaluate("noted = {}")
            page.locator(BOX).press_sequentially(word)
            page.wait_for_function("noted.result", timeout=60_000)
            times[name].append(page.evaluate("noted.result - noted.key"))
            if name == "first":
                page.wait_for_load_state("networkidle")
                after = sum(size for path, size in site.sent if _of_search(path))
        context.close()
    found = {f"{name} ms": median(values) for name, values in times.items()}
    return {**found, "kB before": before / 1000, "kB first": after / 1000}


def _of_search(path: str) -> bool:
    return re.search(r"search|lunr", path) is not None


def weight(folder: Path) -> float:
    """Megabytes of the indexes of all languages."""
    files = [
        path for prefix in PREFIX.values() for path in (folder / prefix / "search").rglob("*.json")
    ]
    return sum(path.stat().st_size for path in files) / 1e6


def main(pages: int) -> None:
    """Measure both engines, print the tables."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=installed_browser(), args=list(BROWSER_OPTIONS)
        )
        print(f"{'engine':10} {'locale':7} {'first':>7} {'three':>7} {'1/rank':>7}")
        for engine in ENGINES:
            with built(ROOT / "mkdocs.yml", Path(folder, engine), engine) as done:
                for locale, found in judge(browser, done.site).items():
                    mark = score(queries(locale), found)
                    row = f"{mark.first:7.3f} {mark.three:7.3f} {mark.reciprocal:7.3f}"
                    print(f"{engine:10} {locale:7} {row}", flush=True)
        large = generated(Path(folder, "large"), pages, search=True)
        without = generated(Path(folder, "none"), pages, search=False)
        print(f"\n{pages} pages in 2 languages")
        with built(without, Path(folder, "none-site"), None) as done:
            print(f"{'none':10} build {done.seconds:.1f} s", flush=True)
        for engine in ENGINES:
            with built(large, Path(folder, f"large-{engine}"), engine) as done:
                facts = {"build s": done.seconds, "index MB": weight(done.site.folder)}
                facts |= hurry(browser, done.site)
                print(
                    f"{engine:10} {json.dumps({k: round(v, 1) for k, v in facts.items()})}",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

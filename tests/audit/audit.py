"""Judge the built site by html-validate, axe and Lighthouse; exit 1 below the floors, 2 if unable.

axe, with the contrast that AAA asks for, and the widths of every page are those of the browser
tests, here on all pages, those side by side too.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from building import make  # noqa: E402
from loopback import BROWSER_OPTIONS, Served, installed_browser, served, served_site  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from records import visit  # noqa: E402

from bitext.website.pages import is_closed  # noqa: E402

FLOORS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
KINDS = {
    "home": "",
    "part": "institut/",
    "article": "innovations/therapie-genique/",
    "charts": "institut/chiffres/",
    "long": "reference/article/",
    "glossary": "reference/glossaire/",
    "guide": "contribuer/modifier/",
    "rule": "contribuer/regles/number/",
    "side by side": "innovations/therapie-genique/bitext/",
    "state": "etat/",
    "search open": "?q=inserm",
    "404": "404.html",
}
"""A page of each kind; each is judged in both languages."""
TEXT = "# Titre { #titre }\n\nUn texte.\n"
UNTRANSLATED = "seul/"
"""The page of a small site that stands in each language and is written in one: ours has none."""

Scores = dict[str, float]


class Unable(Exception):  # noqa: N818
    """A tool is missing or has failed: a pass would prove nothing."""


def main() -> int:
    """Build, serve and judge the site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="Lighthouse runs per page")
    parser.add_argument(
        "kinds",
        nargs="*",
        help=f"judge these kinds of page by Lighthouse alone: {', '.join(KINDS)}",
    )
    options = parser.parse_args()
    runs = max(1, options.runs)
    try:
        with tempfile.TemporaryDirectory() as folder, served_site(Path(folder, "site")) as site:
            asked = kinds(options.kinds)
            whole = not options.kinds
            findings = [*valid_html(site.folder), *accessible(site)] if whole else []
            table = {address: judged(site, address, runs) for address in addresses(asked)}
        if whole:
            table |= untranslated(runs)
    except Unable as error:
        print(f"audit: {error}", file=sys.stderr)
        return 2
    low = list(below(table))
    print(*findings, *drawn(table), *low, sep="\n")
    return 1 if findings or low else 0


def kinds(names: Sequence[str]) -> list[str]:
    """The addresses of the kinds of page that are named, or of all."""
    if unknown := set(names) - set(KINDS):
        raise Unable(f"no kind of page is called {sorted(unknown)[0]}; expected {', '.join(KINDS)}")
    return [address for name, address in KINDS.items() if not names or name in names]


def addresses(asked: Sequence[str]) -> list[str]:
    """The pages judged by Lighthouse, French first."""
    return [prefix + kind for prefix in ("", "en/") for kind in asked]


def untranslated(runs: int) -> dict[str, Scores]:
    """The scores of a page that is shown for want of a translation."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"fr/index.md": TEXT, "en/index.md": TEXT, "fr/seul.md": TEXT}
        with served(Path(folder, "site")) as site:
            make(Path(folder), files, site_url=site.url, site_description="Un site.")
            address = f"en/{UNTRANSLATED}"
            return {f"{address} (untranslated)": judged(site, address, runs)}


def valid_html(folder: Path) -> list[str]:
    """What html-validate finds in all pages, a line each."""
    files = sorted(str(path) for path in folder.rglob("*.html"))
    settings = str(HERE / ".htmlvalidate.mjs")
    reports = run("html-validate", "--config", settings, "--formatter=json={}", *files)
    print(f"html-validate: {len(files)} pages, {sum(map(weight, reports))} errors", flush=True)
    return [
        f"{Path(report['filePath']).relative_to(folder)}:{found['line']}: "
        f"{found['message']} ({found['ruleId']})"
        for report in reports
        for found in report["messages"]
    ]


def accessible(site: Served) -> list[str]:
    """What axe finds in all pages, what sticks out of them and what the browser complains of."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(BROWSER_OPTIONS))
        visits = visit(browser, site, site.pages())
        browser.close()
    findings = [
        f"/{record.address} ({screen}): {found}"
        for screen, records in visits.items()
        for record in records
        for found in (*record.violations, *record.overflow, *record.messages)
    ]
    pages = sum(map(len, visits.values()))
    print(f"axe: {pages} pages and screens, {len(findings)} findings", flush=True)
    return findings


def chromium() -> str:
    """The browser that every tool here drives."""
    named = os.environ.get("CHROME_PATH") or installed_browser()
    if not named:
        raise Unable("no Chromium: install one with `make browser`, or name it in CHROME_PATH")
    return named


def weight(report: dict[str, Any]) -> int:
    """How many messages html-validate has for a page."""
    return len(report["messages"])


def judged(site: Served, address: str, runs: int) -> Scores:
    """The median of each Lighthouse score of a page on a simulated phone."""
    closed = is_closed(page_of(site.folder, address))
    categories = [name for name in FLOORS if name != "seo" or not closed]
    results = [once(site.url + address, categories) for _ in range(runs)]
    return {name: median(result[name] for result in results) for name in categories}


def page_of(folder: Path, address: str) -> str:
    """The HTML behind an address; what is closed to search engines has no mark for SEO."""
    path = folder / address.partition("?")[0]
    return (path / "index.html" if path.is_dir() else path).read_text("utf-8")


def once(url: str, categories: Sequence[str]) -> Scores:
    """The scores of one run; what cost a point is said beside the table."""
    flags = " ".join(["--headless=new", *BROWSER_OPTIONS])
    report = run(
        "lighthouse",
        url,
        "--quiet",
        "--output=json",
        "--output-path={}",
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={flags}",
    )
    if failure := report.get("runtimeError"):
        raise Unable(f"lighthouse {url}: {failure['message']}")
    for lost in failed(report):
        print(f"  {url}: {lost}", file=sys.stderr)
    found = report["categories"]
    return {name: round(100 * (found[name]["score"] or 0)) for name in categories}


def failed(report: dict[str, Any]) -> list[str]:
    """The audits, performance aside, that a page does not pass."""
    wanted = {
        audit["id"]
        for name, category in report["categories"].items()
        if name != "performance"
        for audit in category["auditRefs"]
        if audit["weight"]
    }
    audits = report["audits"]
    return [f"{audits[name]['title']} ({name})" for name in wanted if audits[name]["score"] == 0]


def run(tool: str, *arguments: str) -> Any:
    """What a tool installed here by npm reports: JSON in the file that `{}` stands for."""
    command = HERE / "node_modules" / ".bin" / tool
    if not command.exists():
        raise Unable(f"{tool} is not installed: npm ci --prefix tests/audit")
    chrome = chromium()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.json")
        done = subprocess.run(
            [str(command), *(argument.replace("{}", str(file)) for argument in arguments)],
            capture_output=True,
            text=True,
            env={**os.environ, "CHROME_PATH": chrome},
        )
        if not file.exists():
            raise Unable(f"{tool}: {done.stderr or done.stdout}")
        return json.loads(file.read_text(encoding="utf-8"))


def below(table: dict[str, Scores]) -> Iterable[str]:
    """A line for each score under its floor."""
    for address, scores in table.items():
        for name, score in scores.items():
            if score < FLOORS[name]:
                yield f"/{address}: {name} is {score:.0f}, expected {FLOORS[name]} or more"


def drawn(table: dict[str, Scores]) -> list[str]:
    """The table of scores, a page a line; a dash where there is nothing to judge."""
    width = max(len(address) for address in table) + 2
    lines = [" ".join(["page".ljust(width), *FLOORS])]
    for address, scores in table.items():
        cells = [f"{scores[name]:.0f}" if name in scores else "-" for name in FLOORS]
        marks = [cell.rjust(len(name)) for cell, name in zip(cells, FLOORS, strict=True)]
        lines.append(" ".join([f"/{address}".ljust(width), *marks]))
    return lines


if __name__ == "__main__":
    sys.exit(main())

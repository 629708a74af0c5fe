"""Links to pages or files that do not exist."""

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches

from bitext.links import LINKS, every_page, items_of, lead
from bitext.model import Bitext, Finding, Level, Location, Page, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each relative link that leads nowhere, in either language."""
    for page in every_page(bitext):
        for _, _, item in items_of(page):
            if item.kind not in LINKS:
                continue
            found = lead(item, page, bitext)
            at = Location(page.path, item.line, item.column, item.end_line, item.end_column)
            if message := _trouble(item.target, found.kind, found.path, page, bitext):
                yield Finding(at, rule, message, locale=page.locale)


def _trouble(target: str, kind: str, path: str, page: Page, bitext: Bitext) -> str:
    if kind == "outside":
        return f"“{target}” leaves the documentation folder"
    if kind == "folder":
        return f"“{target}” is a folder, expected a page such as “{target.rstrip('/')}/index.md”"
    if kind != "missing":
        return ""
    others = {one for locale, one in bitext.folders.items() if locale != page.locale}
    others -= {bitext.folders[page.locale]}
    names = {
        file.rpartition("/")[2]: file
        for file in sorted(bitext.files)
        if not any(file.startswith(f"{folder}/") for folder in others)
    }
    close = get_close_matches(path.rpartition("/")[2], names, n=1, cutoff=0.8)
    if not close:
        return f"“{target}” does not exist"
    there = posixpath.relpath(names[close[0]], posixpath.dirname(page.path))
    return f"“{target}” does not exist; there is “{there}”"


rule = Rule("broken-link", Level.ERROR, "every link leads to a page or file that exists", check)

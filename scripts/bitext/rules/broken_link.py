"""Links to pages or files that do not exist."""

import posixpath
from collections.abc import Iterator

from bitext.links import LINKS, lead
from bitext.model import Bitext, Finding, Level, Location, Page, Rule
from bitext.passages import passages


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each relative link that leads nowhere, in either language."""
    for page, passage in passages(bitext):
        for _, item in passage.each(*LINKS):
            found = lead(item, page, bitext)
            if message := _trouble(item.target, found.kind, found.path, page, bitext):
                at = Location(page.path, item.line, item.column, item.end_line, item.end_column)
                yield Finding(at, rule, message, locale=page.locale)


def _trouble(target: str, kind: str, path: str, page: Page, bitext: Bitext) -> str:
    if kind == "outside":
        return f"“{target}” leaves the documentation folder"
    if kind == "folder":
        page_in_it = f"{target.partition('#')[0].rstrip('/')}/index.md"
        return f"“{target}” is a folder, expected a page such as “{page_in_it}”"
    if kind != "missing":
        return ""
    near = bitext.site.nearest_file(path, page.locale)
    if not near:
        return f"“{target}” does not exist"
    there = posixpath.relpath(near, posixpath.dirname(page.path))
    return f"“{target}” does not exist; there is “{there}”"


rule = Rule("broken-link", Level.ERROR, "every link leads to a page or file that exists", check)

"""What `bitext split` left for an editor to write."""

import re
from collections.abc import Iterator

from bitext.links import every_page
from bitext.model import Bitext, Finding, Level, Location, Page, Rule
from bitext.outline import walk

MARK = "UNFINISHED"
_COMMENT = re.compile(r"<!--\s*bitext:\s*unfinished\b:?\s*(.*?)\s*-->", re.DOTALL)


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each mark, in either language: a value in the front matter, or a comment."""
    for page in every_page(bitext):
        if MARK not in page.text and "unfinished" not in page.text:
            continue
        for line, message in (*_values(page), *_comments(page)):
            yield Finding(Location(page.path, line), rule, message, locale=page.locale)


def _values(page: Page) -> Iterator[tuple[int, str]]:
    for key, value in page.meta.items():
        if value == MARK:
            yield page.meta_lines.get(key, 1), f"{key} is still to be written"


def _comments(page: Page) -> Iterator[tuple[int, str]]:
    """Comments outside code, where an example of one may stand."""
    code = {
        line
        for section in page.sections
        for block in walk(section.blocks)
        if block.kind == "code"
        for line in range(block.line, block.end_line + 1)
    }
    for match in _COMMENT.finditer(page.text):
        line = page.text.count("\n", 0, match.start()) + 1
        before = page.text[page.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if line not in code and before.count("`") % 2 == 0:
            todo = " ".join(match.group(1).split())
            yield line, f"unfinished: {todo}" if todo else "unfinished"


rule = Rule("unfinished", Level.WARNING, "nothing that split left to write is unfinished", check)

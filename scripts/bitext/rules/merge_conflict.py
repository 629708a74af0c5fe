"""Marks that a merge left behind."""

import re
from collections.abc import Iterator

from bitext.links import every_page
from bitext.model import Bitext, Finding, Level, Location, Page, Rule
from bitext.outline import walk

_MARK = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each conflict mark that stands outside code, in either language."""
    for page in every_page(bitext):
        if not any(mark in page.text for mark in ("<<<<<<<", ">>>>>>>")):
            continue
        code = {
            line
            for section in page.sections
            for block in walk(section.blocks)
            if block.kind == "code"
            for line in range(block.line, block.end_line + 1)
        }
        for number, line in enumerate(_judged(page).split("\n"), 1):
            if number not in code and _MARK.match(line):
                message = f"merge conflict mark “{line[:7]}” was left in"
                yield Finding(Location(page.path, number), rule, message, locale=page.locale)


def _judged(page: Page) -> str:
    """The text of `page`; its front matter alone where nobody could tell what below it is code."""
    return page.text if page.trouble is None else page.text.partition("\n---\n")[0]


rule = Rule("merge-conflict", Level.ERROR, "no merge conflict is left in a page", check)

"""Control characters, which no reader sees and no author typed."""

import re
from collections.abc import Iterator

from bitext.links import every_page
from bitext.model import Bitext, Finding, Level, Location, Rule

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each control character other than a tab or a line end, in either language."""
    for page in every_page(bitext):
        if not _CONTROL.search(page.text):
            continue
        for number, line in enumerate(page.text.split("\n"), 1):
            for match in _CONTROL.finditer(line):
                column = match.start() + 1
                at = Location(page.path, number, column, number, column + 1)
                message = f"control character U+{ord(match.group()):04X}"
                yield Finding(at, rule, message, locale=page.locale)


rule = Rule("control-characters", Level.ERROR, "no control character stands in a page", check)

"""Links by reference to what is defined nowhere."""

import re
from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule
from bitext.outline import place
from bitext.passages import passages
from bitext.unseen import DOCUMENTED

_REFERENCE = re.compile(
    r"(?<![\w\])\\])(?!\[[\d ]*\]\[)\[(?!\^)([^\[\]\n]+)\]\[(?!\^)([^\[\]\n]*)\](?!\()"
)


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each `[words][label]` whose label the page does not define.

    Where code is documented on the site, a label may be the name of any of it.
    """
    if DOCUMENTED in bitext.undecided:
        return
    for page, passage in passages(bitext):
        for block in passage.blocks if "][" in passage.prose else ():
            for match in _REFERENCE.finditer(block.prose):
                if not any(char.isalnum() for char in match.group(1)):
                    continue
                at = Location(page.path, *place(block, match.start()), *place(block, match.end()))
                message = f"reference “[{match.group(2) or match.group(1)}]” is not defined"
                yield Finding(at, rule, message, locale=page.locale)


rule = Rule("reference-links", Level.ERROR, "every reference of a link is defined", check)

"""Typographic slips in French and English pages."""

import re
from collections.abc import Iterator

from bitext.edits import replacing
from bitext.language import own_prose, own_text, readable
from bitext.model import Bitext, Block, Finding, Fix, Level, Location, Page, Rule
from bitext.outline import place
from bitext.passages import passages
from bitext.typography import Slip, clean, habits, known, slips

_NAMES = {"\u00a0": "a no-break space", "\u202f": "a narrow no-break space"}
_WORD_BEFORE = re.compile(r"\S{0,30}$")
_WORD_AFTER = re.compile(r"\S{0,30}")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each slip in either language, with its fix."""
    for page, passage in passages(bitext):
        if not known(page.locale):
            continue
        whole = own_text(page, passage)
        kept = habits(whole, page.locale)
        for block in readable(page) if not clean(whole, page.locale, kept) else ():
            for slip in slips(own_prose(block), page.locale, kept):
                yield _finding(page, block, slip)


def _finding(page: Page, block: Block, slip: Slip) -> Finding:
    start, end = slip.start, slip.end
    line, column = place(block, start)
    at = Location(page.path, line, column, *place(block, end))
    edit = replacing(page, block, start, end, slip.right)
    message = _message(block.text, slip)
    fix = Fix(message, (edit,)) if edit else None
    return Finding(at, rule, message, locale=page.locale, fix=fix)


def _message(text: str, slip: Slip) -> str:
    old, right = text[slip.start : slip.end], slip.right
    around = _WORD_BEFORE.search(text, max(0, slip.start - 30), slip.start)
    after = _WORD_AFTER.match(text, slip.end)
    word = f"{around[0] if around else ''}{old}{after[0] if after else ''}".strip()
    if not old.strip() and right in _NAMES:
        return f"“{word}” needs {_NAMES[right]}"
    if not old.strip() and not right:
        return f"“{word}” has a space that does not belong there"
    if old.split() == right.split():
        return f"“{word}” needs no-break spaces"
    where = f": “{word}”" if len(word) > len(old) + 1 else ""
    return f"“{old}” here, expected “{right}”{where}"


rule = Rule(
    "typography", Level.WARNING, "spaces, quotes and letters as the language sets them", check
)

"""Text left in the language of the source."""

import re
from collections.abc import Iterator

from bitext.language import foreign_runs, own_prose, readable, telling
from bitext.model import Bitext, Finding, Level, Location, Rule
from bitext.outline import place
from bitext.parity import translated
from bitext.passages import passages

_WORD = re.compile(r"[^\W\d_]+")
_COPIED = 5


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each run of source-language words in a target page, footnotes included.

    Text marked with its language (`lang` in an attribute list or in HTML) is meant to be foreign.
    """
    marks = telling(bitext.target, bitext.source)
    pages = [one for one in passages(bitext) if one[0].locale == bitext.target] if marks else []
    for page, passage in pages:
        if sum(map(marks.__contains__, passage.words)) < 2:
            continue
        for block in readable(page):
            if sum(map(marks.__contains__, block.words)) < 2:
                continue
            for start, end in foreign_runs(own_prose(block), bitext.target, bitext.source):
                words = " ".join(block.text[start:end].split())
                at = Location(page.path, *place(block, start), *place(block, end))
                message = f"“{_short(words)}” is in “{bitext.source}”, expected “{bitext.target}”"
                yield Finding(at, rule, message)
    yield from _copied(bitext)


def _copied(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each paragraph that says the words of its source, none of them a name.

    Few words may betray a language; that nothing was done with them betrays it, too. In lists,
    titles of works are cited as they are.
    """
    own = telling(bitext.source, bitext.target)
    for both in translated(bitext) if own else ():
        for left, right in both.unit.rows:
            if left is None or right is None or right.kind != "paragraph" or "{" in right.text:
                continue
            if left.text != right.text or right not in both.target.blocks:
                continue
            text = own_prose(right)
            words = _WORD.findall(text)
            small = [word for word in words if word.islower()]
            if len(small) < _COPIED or 4 * len(small) < 3 * len(words) or own.intersection(small):
                continue
            if any(foreign_runs(text, bitext.target, bitext.source)):
                continue
            at = Location(both.target_page.path, right.line)
            message = f"“{_short(' '.join(right.text.split()))}” is the text of the source"
            there = Location(both.source_page.path, left.line)
            yield Finding(at, rule, message, there, section=both.unit.key)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


rule = Rule("untranslated", Level.ERROR, "no text is left in the language of the source", check)

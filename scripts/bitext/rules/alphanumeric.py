"""Names made of letters and digits that were lost or altered: versions, addresses, grants."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bitext.model import Bitext, Block, Finding, Level, Rule
from bitext.parity import Thing, differences, translated
from bitext.terms import forms
from bitext.wording import lacking

_TOKEN = re.compile(r"(?<![^\W_])[^\W_]+(?:[-_./][^\W_]+)*")
_PLAIN = re.compile(r"[^\s\ufffc]{1,200}")
_DIGIT = re.compile(r"\d")
# Words around a name are not part of it: « anti-PD1 », “HIV1-positive”, “mid-2021”.
_AROUND = re.compile(r"^(?:[a-zà-ÿ]+[-/])+|(?:[-/][a-zà-ÿ]+)+$")
_VERSION = re.compile(r"\d+(?:\.\d+){2,}$")
_NUMBER = re.compile(
    r"[\d.,/-]+(?:er|re|es?|è|[eè]me|nde?|d|st|rd|th|s|ᵉʳ|ʳᵉ|ᵉ|ⁿᵈ|h\d*|min|mn|am|pm|j|d"
    r"|[kKMGT]?(?:Hz|W|V|B|o)|[cmkµ]?m[²³]?|[mkµ]?g|[mcd]?[lL]|M|Md|bn|[kKx])?$"
)
_QUARTER = re.compile(r"[TQS][1-4]$")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each such name that the two sides of a section do not share.

    A name that the other side writes with other capitals is there.
    """
    agreed = _agreed(bitext)
    for both in translated(bitext):
        found = differences(both, _names, (bitext.source, bitext.target))
        if not found:
            continue
        mine, yours = (
            _folded(" ".join((row[side] or _NOTHING).prose for row in both.unit.rows))
            for side in (0, 1)
        )
        for one in found:
            missing = _lost(one.missing, yours + agreed)
            extra = _lost(one.extra, mine + agreed)
            if missing or extra:
                yield lacking(rule, both, replace(one, missing=missing, extra=extra))


def _lost(thing: Thing | None, there: str) -> Thing | None:
    return None if thing is not None and thing.value in there else thing


def _agreed(bitext: Bitext) -> str:
    """The names that the termbase has in these languages: each says them in its own way."""
    wordings = (one for term in bitext.terms for one in term.wordings.values())
    return _folded(" ".join(form for wording in wordings for form in forms(wording)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _tokens(text: str) -> Iterator[re.Match[str]]:
    for word in _PLAIN.finditer(text):
        if _DIGIT.search(word.group()):
            for match in _TOKEN.finditer(text, *word.span()):
                if _DIGIT.search(match.group()):
                    yield match


def _names(block: Block, _: str) -> Iterable[Thing]:
    if not _DIGIT.search(block.text):
        return
    for match in _tokens(block.prose):
        text = _AROUND.sub("", match.group())
        if _VERSION.match(text) or not (_NUMBER.match(text) or _QUARTER.match(text)):
            start = match.start() + match.group().index(text)
            yield Thing(_folded(text), text, block, start, start + len(text))


_NOTHING = Block("paragraph", 0, 0)
rule = Rule("alphanumeric", Level.ERROR, "same names of letters and digits as in the source", check)

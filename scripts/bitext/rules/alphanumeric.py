"""Names made of letters and digits that were lost or altered: versions, addresses, grants."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from bitext.model import MASK, Bitext, Block, Finding, Level, Rule, Term
from bitext.parity import Thing, alike, differences, translated
from bitext.terms import forms
from bitext.wording import lacking

_TOKEN = re.compile(r"(?<![^\W_])[^\W_]+(?:[-_./][^\W_]+)*")
_GAP = re.compile(rf"[\s{MASK}]")
_LONGEST = 200
_DIGIT = re.compile(r"\d")
# A digit beside a letter, or parted from it by one mark; “1_2”; the dots of a version.
_JOINED = re.compile(r"\d(?:(?=[-_./]?[^\W\d_]|_\d|\.\d+\.\d)|(?<=[^\W\d_].)|(?<=[^\W\d_][-_./].))")
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
    for both in translated(bitext):
        if alike(*([value for value, *_ in _found(side.prose)] for side in both.sides)):
            continue
        agreed = _agreed(bitext.terms)
        found = differences(both, _names, (bitext.source, bitext.target))
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


@lru_cache(maxsize=1)
def _agreed(terms: tuple[Term, ...]) -> str:
    """The names that the termbase has: each language says them in its own way."""
    wordings = (one for term in terms for one in term.wordings.values())
    return _folded(" ".join(form for wording in wordings for form in forms(wording)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _names(block: Block, _: str) -> Iterable[Thing]:
    for value, name, start in _found(block.prose):
        yield Thing(value, name, block, start, start + len(name))


def _found(text: str) -> Iterator[tuple[str, str, int]]:
    """The names in `text`: how each compares, how it reads, where it begins."""
    for start, end in _words(text):
        for match in _TOKEN.finditer(text, start, end):
            if _DIGIT.search(match.group()):
                name = _AROUND.sub("", match.group())
                if _VERSION.match(name) or not (_NUMBER.match(name) or _QUARTER.match(name)):
                    yield _folded(name), name, match.start() + match.group().index(name)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of `text` stand that may hold a name; long ones come in pieces."""
    end = 0
    while digit := _JOINED.search(text, end):
        start = digit.start()
        while start > end and not (text[start - 1].isspace() or text[start - 1] == MASK):
            start -= 1
        gap = _GAP.search(text, digit.end())
        end = gap.start() if gap else len(text)
        for piece in range(start, end, _LONGEST):
            yield piece, min(piece + _LONGEST, end)


_NOTHING = Block("paragraph", 0, 0)
rule = Rule("alphanumeric", Level.ERROR, "same names of letters and digits as in the source", check)

"""Numbers in words lost or altered in translation."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule
from bitext.numbers.figures import WORD
from bitext.numbers.reckoning import defects
from bitext.wording import lacking


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each number of four or more, in words, that one side alone has."""
    for one in defects(bitext):
        if one.sort == WORD:
            yield lacking(rule, one.both, one.difference)


rule = Rule("number-word", Level.WARNING, "same numbers in words as in the source", check)

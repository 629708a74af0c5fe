"""Numbers lost or altered in translation."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule
from bitext.numbers.figures import NUMBER
from bitext.numbers.reckoning import defects
from bitext.wording import lacking


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each number in digits that the two sides of a section do not share.

    A number that the other side writes as a word is no difference, nor is one that only has the
    form of the other language: that is what number-format is for.
    """
    for one in defects(bitext):
        if one.sort == NUMBER:
            yield lacking(rule, one.both, one.difference)


rule = Rule("number", Level.ERROR, "same numbers as in the source", check)

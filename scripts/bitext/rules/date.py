"""Dates, times of day and centuries lost or altered in translation."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule
from bitext.numbers.figures import DATE
from bitext.numbers.reckoning import defects
from bitext.wording import lacking


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each date that the two sides of a section do not share, in any form."""
    for one in defects(bitext):
        if one.sort == DATE:
            yield lacking(rule, one.both, one.difference)


rule = Rule("date", Level.ERROR, "same dates, times and centuries as in the source", check)

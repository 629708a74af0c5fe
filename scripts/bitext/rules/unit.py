"""Units, currencies and scales lost or altered in translation."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule
from bitext.numbers.reckoning import UNIT, defects
from bitext.wording import lacking


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each number that is the source's and counts something else."""
    for one in defects(bitext):
        if one.sort == UNIT:
            yield lacking(rule, one.both, one.difference)


rule = Rule("unit", Level.ERROR, "same units, currencies and scales as in the source", check)

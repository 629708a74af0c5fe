"""Sentences of the target that the source seems not to have."""

from collections.abc import Iterator

from bitext.meaning import ADDED, doubts
from bitext.model import Bitext, Finding, Level, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each, by the likeness of meaning that an encoder sees."""
    for one in doubts(bitext):
        if one.kind == ADDED:
            yield Finding(one.at, rule, one.message, one.source, section=one.both.unit.key)


rule = Rule(ADDED, Level.NOTE, "no sentence is in the target alone", check, asked=True)

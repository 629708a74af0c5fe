"""Blocks that seem to have changed places."""

from collections.abc import Iterator

from bitext.meaning import SWAPPED, doubts
from bitext.model import Bitext, Finding, Level, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each, by the likeness of meaning that an encoder sees."""
    for one in doubts(bitext):
        if one.kind == SWAPPED:
            yield Finding(one.at, rule, one.message, one.source, section=one.both.unit.key)


rule = Rule(SWAPPED, Level.NOTE, "blocks in the order of their sources", check, asked=True)

"""Blocks that seem to translate something else."""

from collections.abc import Iterator

from bitext.meaning import UNRELATED, doubts
from bitext.model import Bitext, Finding, Level, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each, by the likeness of meaning that an encoder sees."""
    for one in doubts(bitext):
        if one.kind == UNRELATED:
            yield Finding(one.at, rule, one.message, one.source, section=one.both.unit.key)


rule = Rule(UNRELATED, Level.NOTE, "a block is about what its source is about", check, asked=True)

"""Sentences of the source that the target seems to leave out."""

from collections.abc import Iterator

from bitext.meaning import OMITTED, doubts
from bitext.model import Bitext, Finding, Level, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each, by the likeness of meaning that an encoder sees."""
    for one in doubts(bitext):
        if one.kind == OMITTED:
            yield Finding(one.at, rule, one.message, one.source, section=one.both.unit.key)


rule = Rule(OMITTED, Level.NOTE, "every sentence of the source is said", check, asked=True)

"""A heading whose level differs from its source."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule
from bitext.parity import translated


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each heading of another level than its source, at the heading."""
    for both in translated(bitext):
        if both.target.level != both.source.level:
            message = f"heading level is {both.target.level}, source has {both.source.level}"
            yield Finding(both.at, rule, message, both.source_at, section=both.unit.key)


rule = Rule("heading-level", Level.ERROR, "same heading level as in the source", check)

"""A section that was confirmed against a source which had already moved on."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule
from bitext.parity import translated


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each such section, at its heading; only git can tell."""
    for both in translated(bitext):
        if both.unit.past.late:
            key = both.unit.key
            message = f"“{key}” was confirmed against a source that was already past"
            yield Finding(both.at, rule, message, both.source_at, section=key)


rule = Rule("born-stale", Level.NOTE, "what is confirmed is the source of that day", check)

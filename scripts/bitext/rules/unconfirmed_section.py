"""A section of which nobody has said that it translates its source."""

from collections.abc import Iterator

from bitext.freshness import status
from bitext.model import Bitext, Finding, Level, Rule, Status
from bitext.parity import translated


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each section without a record, at its heading."""
    for both in translated(bitext):
        if status(both.unit) is Status.UNCONFIRMED:
            message = f"“{both.unit.key}” was never confirmed"
            yield Finding(both.at, rule, message, both.source_at, section=both.unit.key)


rule = Rule("unconfirmed-section", Level.WARNING, "every translation is confirmed once", check)

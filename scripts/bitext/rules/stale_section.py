"""A section whose source changed since it was confirmed."""

from collections.abc import Iterator

from bitext.freshness import status
from bitext.model import Bitext, Finding, Level, Rule, Status
from bitext.parity import translated
from bitext.wording import changed


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each stale section, at its heading; how it changed, if that is known."""
    for both in translated(bitext):
        if status(both.unit) is Status.STALE:
            stable = f"the source changed since “{both.unit.key}” was confirmed"
            change = both.unit.past.change
            message = f"{stable}: {changed(change)}" if change else stable
            key = both.unit.key
            yield Finding(both.at, rule, message, both.source_at, section=key, stable=stable)


rule = Rule("stale-section", Level.WARNING, "the target says what the source says now", check)

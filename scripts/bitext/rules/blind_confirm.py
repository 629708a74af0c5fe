"""A section confirmed again although only its source has changed."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule, Unit
from bitext.parity import translated
from bitext.wording import changed


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each such section, at its heading; only a comparison can tell."""
    for both in translated(bitext):
        if _blind(both.unit):
            key, moved = both.unit.key, both.unit.past.moved
            stable = f"“{key}” was confirmed again with the same text, but its source changed"
            message = f"{stable}: {changed(moved)}" if moved else stable
            yield Finding(both.at, rule, message, both.source_at, section=key, stable=stable)


def _blind(unit: Unit) -> bool:
    """Whether the record names another source and the same target, for more than dress."""
    old, new, moved = unit.past.replaced, unit.recorded, unit.past.moved
    if old is None or new is None or (moved is not None and moved.kind == "cosmetic"):
        return False
    return old[0] != new[0] and old[1] == new[1]


rule = Rule("blind-confirm", Level.NOTE, "a changed source is not confirmed unread", check)

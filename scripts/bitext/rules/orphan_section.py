"""A target section that translates nothing."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each section without a source, at its heading."""
    for pair in bitext.pairs:
        for unit in pair.units:
            if unit.source is None and unit.target is not None and pair.target is not None:
                message = f"section “{unit.target.title}” translates no section of the source"
                at = Location(pair.target.path, unit.target.line)
                yield Finding(at, rule, message, section=unit.key)


rule = Rule("orphan-section", Level.WARNING, "every target section has a source section", check)

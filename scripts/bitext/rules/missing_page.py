"""A source page that no target page translates."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule, Scope
from bitext.moves import without_moved


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each source page without a target, at the source page."""
    for pair in without_moved(bitext):
        if pair.source is not None and pair.target is None:
            message = f"no page in “{bitext.target}” translates this one"
            yield Finding(Location(pair.source.path), rule, message, locale=bitext.target)


rule = Rule(
    "missing-page", Level.WARNING, "every source page has a target page", check, Scope.BITEXT
)

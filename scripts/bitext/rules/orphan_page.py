"""A target page that translates nothing."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule, Scope
from bitext.moves import without_moved


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each target page without a source, at the target page."""
    for pair in without_moved(bitext):
        if pair.target is not None and pair.source is None:
            message = (
                f"no page in “{bitext.source}” has this path; it was moved, renamed or deleted"
            )
            yield Finding(Location(pair.target.path), rule, message)


rule = Rule(
    "orphan-page", Level.WARNING, "every target page has a source page", check, Scope.BITEXT
)

"""A page whose source was moved or renamed, and which did not follow."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Fix, Level, Location, Rule, Scope
from bitext.moves import links_after, moved


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each orphan page that translates a page without translation.

    Only where all sections match can the fix be right every time.
    """
    for one in moved(bitext):
        edits = links_after(bitext, one) if one.certain else None
        fix = None
        if edits is not None:
            fix = Fix(f"moved to {one.path}", tuple(edits), ((one.target.path, one.path),))
        message = f"the source of this page is at {one.source.path} now"
        yield Finding(Location(one.target.path), rule, message, Location(one.source.path), fix=fix)


rule = Rule(
    "moved-page",
    Level.WARNING,
    "every target page stands where its source does",
    check,
    Scope.BITEXT,
)

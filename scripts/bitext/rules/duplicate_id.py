"""Two places of a page under one address."""

from collections.abc import Iterator

from bitext.links import every_page
from bitext.model import Bitext, Finding, Level, Location, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each id that stood already higher up in the same page."""
    for page in every_page(bitext):
        seen: dict[str, int] = {}
        for anchor in page.anchors:
            if anchor.name in seen:
                message = f"id “{anchor.name}” stands already on line {seen[anchor.name]}"
                yield Finding(Location(page.path, anchor.line), rule, message, locale=page.locale)
            seen.setdefault(anchor.name, anchor.line)


rule = Rule("duplicate-id", Level.ERROR, "every id of a page is unique", check)

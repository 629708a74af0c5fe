"""Pages that cannot be read."""

from collections.abc import Iterator

from bitext.links import every_page
from bitext.model import Bitext, Finding, Level, Location, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each page that is not UTF-8 or whose front matter is not YAML."""
    for page in every_page(bitext):
        if page.trouble is not None:
            line, message = page.trouble
            yield Finding(Location(page.path, line), rule, message, locale=page.locale)


rule = Rule("unreadable-page", Level.ERROR, "every page is UTF-8 with valid front matter", check)

"""Links to a place that its page does not have."""

from collections.abc import Iterator

from bitext.links import LINKS, lead
from bitext.model import Bitext, Finding, Level, Location, Rule
from bitext.passages import passages


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each link whose page exists but not the place in it, in either language."""
    for page, passage in passages(bitext):
        for _, item in passage.each(*LINKS):
            if "#" not in item.target:
                continue
            found = lead(item, page, bitext)
            # Extensions begin the addresses of lines of code and of tabs with two underscores.
            if found.kind != "page" or not found.fragment or found.fragment.startswith("__"):
                continue
            place = (found.locale, found.key, found.fragment)
            if bitext.site.has_anchor(*place):
                continue
            near = bitext.site.nearest_anchor(*place)
            hint = f"; there is “#{near}”" if near else ""
            message = f"“#{found.fragment}” is no place in {found.path}{hint}"
            at = Location(page.path, item.line, item.column, item.end_line, item.end_column)
            yield Finding(at, rule, message, locale=page.locale)


rule = Rule("broken-anchor", Level.ERROR, "every link to a place finds it in its page", check)

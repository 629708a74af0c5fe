"""Links to a place that its page does not have."""

from collections.abc import Iterator
from difflib import get_close_matches

from bitext.links import LINKS, anchors_of, every_page, items_of, resolve
from bitext.model import Bitext, Finding, Level, Location, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each link whose page exists but not the place in it, in either language."""
    for page in every_page(bitext):
        for _, _, item in items_of(page):
            if item.kind not in LINKS or "#" not in item.target:
                continue
            found = resolve(item.target, page, bitext)
            if found.kind != "page" or not found.fragment:
                continue
            there = bitext.pages[found.locale][found.key]
            names = anchors_of(there)
            if there.trouble or found.fragment in names:
                continue
            close = get_close_matches(found.fragment, sorted(names), n=1, cutoff=0.6)
            hint = f"; there is “#{close[0]}”" if close else ""
            message = f"“#{found.fragment}” is no place in {there.path}{hint}"
            at = Location(page.path, item.line, item.column, item.end_line, item.end_column)
            yield Finding(at, rule, message, locale=page.locale)


rule = Rule("broken-anchor", Level.ERROR, "every link to a place finds it in its page", check)

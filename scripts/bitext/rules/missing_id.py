"""Headings without an explicit id on a site whose headings have one."""

from collections.abc import Iterator

from bitext.links import every_page
from bitext.model import Bitext, Finding, Level, Location, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each heading without an id, where more than half of all headings have one."""
    known: dict[tuple[str, int], str] | None = None
    for page in every_page(bitext):
        bare = [anchor for anchor in page.anchors if anchor.heading and not anchor.explicit]
        if not bare or not bitext.site.has_ids():
            continue
        known = dict(_partners(bitext)) if known is None else known
        for anchor in bare:
            at = Location(page.path, anchor.line)
            message = f"heading has no explicit id such as “{{ #{anchor.name} }}”"
            if partner := known.get((page.path, anchor.line)):
                message = (
                    f"heading has no explicit id, expected “{{ #{partner} }}” as on the other side"
                )
            yield Finding(at, rule, message, locale=page.locale)


def _partners(bitext: Bitext) -> Iterator[tuple[tuple[str, int], str]]:
    """The explicit id that the section on the other side has, by path and line of a heading."""
    for pair in bitext.pairs:
        if pair.source is None or pair.target is None:
            continue
        for unit in pair.units:
            if unit.source is not None and unit.target is not None:
                if unit.source.explicit:
                    yield (pair.target.path, unit.target.line), unit.source.anchor
                if unit.target.explicit:
                    yield (pair.source.path, unit.source.line), unit.target.anchor


rule = Rule("missing-id", Level.WARNING, "every heading has an explicit id", check)

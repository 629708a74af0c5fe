"""HTML that acts, in a target section whose source has none of its kind."""

from collections.abc import Iterable, Iterator

from bitext.links import ACTIVE, elements
from bitext.model import Bitext, Block, Finding, Level, Location, Pair, Rule, Section
from bitext.outline import place, walk
from bitext.outline.html import Tag

_ATTRIBUTES = ("formaction", "http-equiv", "srcdoc")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each element or attribute that acts and that the source section lacks.

    A section or a page without a source may have none. Staleness is no excuse: no source is named.
    """
    for pair in bitext.pairs:
        if pair.target is None or ("<" not in pair.target.text and "{" not in pair.target.text):
            continue
        for name, mine, yours in _sides(pair):
            known = {what for block in mine for tag, _, _ in elements(block) for what in _acts(tag)}
            for block in yours:
                for tag, start, end in elements(block):
                    for what in _acts(tag):
                        if what not in known:
                            at = Location(
                                pair.target.path, *place(block, start), *place(block, end)
                            )
                            message = f"“{what}” is not in the source"
                            yield Finding(at, rule, message, section=name)


def _sides(pair: Pair) -> Iterator[tuple[str, Iterable[Block], Iterable[Block]]]:
    """The blocks of each target section beside those of its source, then those of the notes."""
    sources: dict[int, Section | None] = {id(one.target): one.source for one in pair.units}
    pages = (pair.source, pair.target)
    for section in pair.target.sections if pair.target else ():
        source = sources.get(id(section))
        yield section.anchor, walk(source.blocks) if source else (), walk(section.blocks)
    mine, yours = (
        walk(tuple(one.block for one in page.definitions if one.block)) if page else ()
        for page in pages
    )
    yield "", mine, yours


def _acts(tag: Tag) -> Iterator[str]:
    if tag.name in ACTIVE or "-" in tag.name:
        yield f"<{tag.name}>"
    for name in tag.attributes:
        if name.startswith("on") or name in _ATTRIBUTES:
            yield name


rule = Rule("raw-html", Level.ERROR, "no HTML that acts where the source has none", check)

"""HTML that acts, in a target section whose source has none of its kind."""

from collections.abc import Iterator

from bitext.links import ACTIVE, elements
from bitext.model import Bitext, Finding, Level, Location, Pair, Rule, Section
from bitext.outline import place, walk
from bitext.outline.tags import Tag
from bitext.passages import Passage, passage, passages

_ATTRIBUTES = ("formaction", "http-equiv", "srcdoc")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each element or attribute that acts and that the source section lacks.

    A section or a page without a source may have none. Staleness is no excuse: no source is named.
    """
    acting = {page.path for page, passage in passages(bitext) if _known(passage)}
    for pair in bitext.pairs:
        if pair.target is None or pair.target.path not in acting:
            continue
        for name, mine, yours in _sides(pair):
            known = _known(mine)
            for tag, block, start, end in elements(yours):
                for what in _acts(tag):
                    if what not in known:
                        at = Location(pair.target.path, *place(block, start), *place(block, end))
                        message = f"“{what}” is not in the source"
                        yield Finding(at, rule, message, section=name)


def _known(passage: Passage) -> set[str]:
    return {what for tag, *_ in elements(passage) for what in _acts(tag)}


def _sides(pair: Pair) -> Iterator[tuple[str, Passage, Passage]]:
    """The blocks of each target section beside those of its source, then those of the notes."""
    sources: dict[int, Section | None] = {id(one.target): one.source for one in pair.units}
    pages = (pair.source, pair.target)
    for section in pair.target.sections if pair.target else ():
        source = sources.get(id(section))
        mine = source.blocks if source else ()
        yield section.anchor, passage(walk(mine)), passage(walk(section.blocks))
    mine, yours = (
        tuple(one.block for one in page.definitions if one.block) if page else () for page in pages
    )
    yield "", passage(walk(mine)), passage(walk(yours))


def _acts(tag: Tag) -> Iterator[str]:
    if tag.name in ACTIVE or "-" in tag.name:
        yield f"<{tag.name}>"
    for name in tag.attributes:
        if name.startswith("on") or name in _ATTRIBUTES:
            yield name


rule = Rule("raw-html", Level.ERROR, "no HTML that acts where the source has none", check)

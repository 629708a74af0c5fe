"""Every page of a site beside its translations, for who builds the site."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bitext import corpus
from bitext.alignment.align import align
from bitext.config import Config, load
from bitext.model import Block, Page, Pair, Section
from bitext.website.dating import dated

_TEXT = (Block("paragraph", 1, 1),)


def translations(file: Path) -> Mapping[str, Mapping[str, Pair]]:
    """The pairs of every page of the site that `file` describes: by its path, then by target.

    They are in outline: of the text of a section, only whether there is any.
    Raises BitextError where the site cannot be read.
    """
    return pairs(load(file.parent, file))


def pairs(config: Config) -> Mapping[str, Mapping[str, Pair]]:
    """The same of the site that `config` describes."""
    whole = corpus.read(config)
    by_key: dict[str, dict[str, Pair]] = {}
    for bitext in dated([align(whole, target) for target in config.targets], config.root):
        for pair in bitext.pairs:
            by_key.setdefault(pair.key, {})[bitext.target] = in_outline(pair)
    return {
        page.path: by_key[page.key]
        for pages in whole.pages.values()
        for page in pages.values()
        if page.key in by_key
    }


def in_outline(pair: Pair) -> Pair:
    """`pair` without the text of its sections, in place of which stands an empty block."""
    units = tuple(
        replace(unit, source=_bare(unit.source), target=_bare(unit.target), rows=())
        for unit in pair.units
    )
    return Pair(pair.key, _outline(pair.source), _outline(pair.target), units)


def _outline(page: Page | None) -> Page | None:
    if page is None:
        return None
    bare = tuple(one for section in page.sections if (one := _bare(section)) is not None)
    return replace(page, text="", sections=bare, definitions=(), anchors=())


def _bare(section: Section | None) -> Section | None:
    return replace(section, blocks=_TEXT if section.blocks else ()) if section else None

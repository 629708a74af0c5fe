"""Every page of a site beside its translations, for who builds the site."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bitext import corpus
from bitext.alignment.align import align
from bitext.config import Config, load
from bitext.freshness import words_left
from bitext.history import History
from bitext.model import Block, Page, Pair, Section
from bitext.recalling import changed_pair
from bitext.website.dating import dated

_TEXT = (Block("paragraph", 1, 1),)


def translations(file: Path) -> Mapping[str, Mapping[str, Pair]]:
    """The pairs of every page of the site that `file` describes: by its path, then by target.

    They are in outline, but stale units tell how their source changed.
    Raises BitextError where the site cannot be read.
    """
    config = load(file.parent, file)
    return pairs(config, History(config))


def pairs(config: Config, history: History | None = None) -> Mapping[str, Mapping[str, Pair]]:
    """The same of the site that `config` describes; without `history` no unit tells of a change."""
    whole = corpus.read(config)
    by_key: dict[str, dict[str, Pair]] = {}
    for bitext in dated([align(whole, target) for target in config.targets], config.root):
        for pair in bitext.pairs:
            told = changed_pair(pair, history) if history is not None else pair
            by_key.setdefault(pair.key, {})[bitext.target] = in_outline(told)
    return {
        page.path: by_key[page.key]
        for pages in whole.pages.values()
        for page in pages.values()
        if page.key in by_key
    }


def in_outline(pair: Pair) -> Pair:
    """`pair` without the text of its sections, in place of which stands an empty block.

    What is to be translated keeps its text, whose words count; so does a page that stands alone.
    """
    if not pair.units:
        return pair
    units = tuple(
        replace(
            unit,
            source=unit.source if words_left(unit) else _bare(unit.source),
            target=_bare(unit.target),
            rows=(),
        )
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

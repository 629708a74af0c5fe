"""The figures of two sides of a section against each other: each defect once, under one sort.

What one side alone has may still be met by another way to say it: « 14 h » by “2 pm”, « 03/04 »
by “3 April”. What is left is paired, row by row, dates with dates first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from bitext.model import Bitext, Block
from bitext.numbers.figures import DATE, NUMBER, WORD
from bitext.numbers.glance import same, seen
from bitext.numbers.notation import Foreign, foreign
from bitext.numbers.numerals import Number, numbers
from bitext.numbers.rewording import settle
from bitext.numbers.tallies import Placed, Reader, Row, alike, left_over, rows
from bitext.numbers.units import alike as alike_units
from bitext.numbers.units import mentions, often_implied
from bitext.parity import Both, Difference, alone, translated

UNIT = "unit"
_MANY = 400  # figures of two blocks: what stands in whose place is no longer asked
Couple = tuple[Placed | None, Placed | None]


@dataclass(frozen=True, slots=True)
class Defect:
    """A figure that one side lacks or says otherwise, and the sort of figure it is."""

    sort: str
    both: Both
    difference: Difference


@lru_cache(maxsize=1)  # four rules ask the same
def defects(bitext: Bitext) -> tuple[Defect, ...]:
    """Every figure that the two sides of a section of `bitext` do not share."""
    locales = (bitext.source, bitext.target)
    return tuple(one for both in translated(bitext) for one in _defects(both, locales))


def _defects(both: Both, locales: tuple[str, str]) -> Iterator[Defect]:
    misread = foreign(both, *locales)
    if not misread and same(*map(seen, both.sides, locales)):
        return
    reader = _reader(misread)
    found = rows(both, locales, reader, small=False)
    named: set[str] = set()
    if not alike(found):
        found = rows(both, locales, reader, small=True)
        left = left_over(found)
        named = {one.value for sides in left for side in sides for one in side}
        settle(found, left, locales)
        near = None
        for row, sides in zip(found, left, strict=True):
            near = row.blocks[1] or near
            if alone(both, *row.blocks) and _all_left(row, sides):
                continue
            for missing, extra in _paired(row, *sides):
                yield _defect(both, row, near, _sort(missing, extra), missing, extra)
    yield from _units(both, found, named)


def _all_left(row: Row, left: tuple[list[Placed], list[Placed]]) -> bool:
    """Whether no figure of `row` has a counterpart, as in a block that one side lacks."""
    return all(
        one.figure.loose or one in some
        for side, some in zip(row.sides, left, strict=True)
        for one in side
    )


def _reader(misread: Iterable[Foreign]) -> Reader:
    """What lists the numbers of a block, those in a foreign form with the value they mean."""
    meant: dict[int, list[Number]] = {}
    for one in misread:
        thing = one.thing
        if digits := re.search(r"\d(?:.*\d)?", thing.text, re.DOTALL):
            start, end = (thing.start + at for at in digits.span())
            number = Number(thing.value, digits.group(), start, end)
            meant.setdefault(id(thing.block), []).append(number)

    def read(block: Block, locale: str) -> tuple[Number, ...]:
        own, others = numbers(block.prose, locale), meant.get(id(block), [])
        if not others:
            return own
        taken = {at for one in others for at in range(one.start, one.end)}
        free = (one for one in own if taken.isdisjoint(range(one.start, one.end)))
        return tuple(sorted((*free, *others), key=lambda one: one.start))

    return read


def _defect(
    both: Both,
    row: Row,
    near: Block | None,
    sort: str,
    missing: Placed | None,
    extra: Placed | None,
) -> Defect:
    first = both.target.blocks[0] if both.target.blocks else None
    lost = missing.thing() if missing is not None else None
    added = extra.thing() if extra is not None else None
    return Defect(sort, both, Difference(lost, added, *row.blocks, near or first))


def _sort(missing: Placed | None, extra: Placed | None) -> str:
    """Whose business a pair is: a date's, a scale's, a number's, a number word's."""
    some = [one.figure for one in (missing, extra) if one is not None]
    sorts = {one.sort for one in some}
    if DATE in sorts:
        return DATE
    if len(some) == 2 and some[0].bare == some[1].bare:
        return UNIT
    return NUMBER if NUMBER in sorts else WORD


# pairs


def _paired(row: Row, missing: list[Placed], extra: list[Placed]) -> Iterator[Couple]:
    """What is missing beside what is there instead: dates with dates, numbers with numbers."""
    mine, yours = _whole(missing), _whole(extra)
    couples: list[Couple] = []
    for dates in (True, False):
        lost = [one for one in mine if (one.figure.sort == DATE) is dates]
        added = [one for one in yours if (one.figure.sort == DATE) is dates]
        couples += _nearest(lost, added)
    done = {one for both in couples for one in both}
    rest = ([one for one in some if one not in done] for some in (mine, yours))
    for one, other in (*couples, *zip_longest(*rest)):
        there, here = (row.sides[1], row.sides[0]) if other is None else row.sides
        alone = one or other
        if one is not None and other is not None:
            yield one, other
        elif alone is not None and not (alone.value == "1" and _says_one(there)):
            instead = _instead(alone, there, here)
            yield (one, instead) if other is None else (instead, other)


def _nearest(lost: list[Placed], added: list[Placed]) -> list[Couple]:
    """As many couples as there can be: in order if all have a partner, else what is nearest."""
    if len(lost) == len(added) or len(lost) + len(added) > _MANY:
        return list(zip(lost, added, strict=False))
    fewer, more = sorted((lost, added), key=len)
    found: list[Couple] = []
    free = list(more)
    for one in fewer:
        other = min(free, key=lambda each: abs(each.position - one.position))
        free.remove(other)
        found.append((one, other) if fewer is lost else (other, one))
    return found


def _whole(some: list[Placed]) -> list[Placed]:
    """`some` with one part for each date."""
    return list({one.span: one for one in reversed(some)}.values())[::-1]


def _says_one(some: Sequence[Placed]) -> bool:
    return any(one.spelled and one.value == "1" for one in some)


def _instead(one: Placed, there: Sequence[Placed], here: Sequence[Placed]) -> Placed | None:
    """The small word that stands `there` in the place of the word `one`: “three” for « quatre »."""
    if not one.spelled or one.figure.sort == DATE or len(there) + len(here) > _MANY:
        return None
    known = {"1", *(other.value for other in here)}  # an article, as often as not
    some = [other for other in there if other.figure.loose and other.value not in known]
    return min(some, key=lambda each: abs(each.position - one.position), default=None)


# units


def _units(both: Both, found: Sequence[Row], named: set[str]) -> Iterator[Defect]:
    """Numbers that count something else, or nothing any more; not those `named` already."""
    sides = [
        [(row, one) for row in found for one in row.sides[side] if one.figure.sort != DATE]
        for side in (0, 1)
    ]
    if not any(one.figure.unit for side in sides for _, one in side):
        return
    mine, yours = (_by_value(side) for side in sides)
    for value, some in mine.items():
        if value not in named and value in yours:
            yield from _counted_otherwise(both, some, yours[value])


def _by_value(some: Iterable[tuple[Row, Placed]]) -> dict[str, list[tuple[Row, Placed]]]:
    found: dict[str, list[tuple[Row, Placed]]] = {}
    for row, one in some:
        found.setdefault(one.value, []).append((row, one))
    return found


def _counted_otherwise(
    both: Both, mine: list[tuple[Row, Placed]], yours: list[tuple[Row, Placed]]
) -> Iterator[Defect]:
    """The defects among the figures of one value."""
    there: dict[str, list[tuple[Row, Placed]]] = {}
    for pair in reversed(yours):
        there.setdefault(pair[1].figure.unit, []).append(pair)
    lost = []
    for row, one in mine:
        unit = one.figure.unit
        some = there.get(unit) or next(
            (found for other, found in there.items() if found and alike_units(unit, other)), None
        )
        if some:
            some.pop()
        else:
            lost.append((row, one))
    kept = {one for some in there.values() for _, one in some}
    rest = [pair for pair in yours if pair[1] in kept]
    for (row, one), (other_row, other) in zip(lost[:_MANY], rest[:_MANY], strict=False):
        if _tells(one, row, other, other_row):
            near = row.blocks[1] or other.block
            yield _defect(both, row, near, UNIT, one, other)


def _tells(one: Placed, row: Row, other: Placed, there: Row) -> bool:
    """Whether two figures of one value with different units are a defect."""
    if one.figure.unit and other.figure.unit:
        return one.figure.said or other.figure.said
    bearer, bare, side = (
        (one, other, there.sides[1]) if one.figure.unit else (other, one, row.sides[0])
    )
    unit = bearer.figure.unit
    if not bearer.figure.said or often_implied(unit) or bearer.figure.loose or bare.figure.loose:
        return False
    beside = (each.figure for each in side if each.block is bare.block and each.figure.said)
    return mentions(bare.text, unit, bare.locale) <= sum(figure.unit == unit for figure in beside)

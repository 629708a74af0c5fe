"""Every figure of a text, each read once: what it is worth, what it counts, whose business it is.

In order, what is read first takes its place: dates and times, then numbers in digits with their
scale and unit, then numbers in words. A figure belongs to one sort, and each sort to one rule.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bitext.numbers.dates import Dated, dated
from bitext.numbers.numerals import Number
from bitext.numbers.units import counted, scaled
from bitext.numbers.worded import century, worded

NUMBER, WORD, DATE = "number", "number-word", "date"
_S = "[\\s\u00a0\u202f\u2009]"
_RANGE = re.compile(rf"{_S}*(?:[-–—]|à|to|et|and|ou|or){_S}*")
_LIST = re.compile(rf"{_S}*(?:[-–—/,;]|,?{_S}(?:à|to|et|and|ou|or)){_S}*")
_NTH = re.compile(r"\ufffc*(?:er|e|è|ème|ᵉ|ᵉʳ|st|nd|rd|th)?\ufffc*")
_ROUND = re.compile(rf"(?P<n>24|7){_S}?[hj]?{_S}?(?:/|sur{_S})(?P<at>(?P=n))\b")


class Figure(NamedTuple):  # there are many: it is made faster than a frozen class
    """A number, or a part of a date, in a text; `start` and `end` bound all that says it.

    `bare` is its value without the scale. `said` tells whether its unit stands beside it, or
    beside another number of the same series. A loose figure can be a match, never a finding.
    """

    value: str
    sort: str
    start: int
    end: int
    bare: str = ""
    unit: str = ""
    said: bool = False
    loose: bool = False


def figures(
    text: str, locale: str, numbers: Iterable[Number], passage: str = ""
) -> tuple[Figure, ...]:
    """The dates of `text`, and its `numbers` in digits with what they count, in order.

    Where 24 stands in it, or in the `passage` it is from, the second 7 of « 7 j/7 » is no number.
    """
    dates = [*_dates(text, locale)]
    taken = _covered(dates)
    again = (
        {match.start("at") for match in _ROUND.finditer(text)}
        if "24" in (passage or text)
        else set()
    )
    plain = [
        _figure(text, locale, one)
        for one in numbers
        if one.start not in again and one.start not in taken
    ]
    found = [*dates, *_shared(text, plain)]
    return tuple(sorted(found, key=lambda one: (one.start, one.value)) if dates else found)


@lru_cache(maxsize=4096)
def words(text: str, locale: str) -> tuple[Figure, ...]:
    """The numbers in words of `text`, in order, outside of dates."""
    found = worded(text, locale)
    dates = dated(text, locale) if found else ()
    taken = _covered(dates)
    return tuple(
        _word(text, locale, one.value, one.start, one.end, one.century, one.loose)
        for one in found
        if one.start not in taken
    )


def _covered(some: Iterable[Figure] | Iterable[Dated]) -> set[int]:
    return {at for one in some for at in range(one.start, one.end)}


def _word(
    text: str, locale: str, value: str, start: int, end: int, is_century: bool, loose: bool
) -> Figure:
    what = counted(text, start, end, locale)
    sort = DATE if is_century else WORD
    last = what.end if what.unit else end
    return Figure(value, sort, start, last, value, what.unit, bool(what.unit), loose)


def _dates(text: str, locale: str) -> Iterator[Figure]:
    for one in dated(text, locale):
        for value in one.values:
            yield Figure(value, DATE, one.start, one.end, value)


def _figure(text: str, locale: str, number: Number) -> Figure:
    start, end = number.start, number.end
    what = counted(text, start, end, locale)
    value = scaled(number.value, what.power)
    ordinal = _past_ordinal(text, end)
    if not what.unit and century(text, ordinal, locale):
        return Figure(value, DATE, start, ordinal, number.value)
    last = what.end if what.power or what.unit else end
    return Figure(value, NUMBER, what.start, last, number.value, what.unit, bool(what.unit))


def _past_ordinal(text: str, end: int) -> int:
    match = _NTH.match(text, end)
    return match.end() if match else end


def _shared(text: str, plain: list[Figure]) -> list[Figure]:
    """`plain` with scale and unit given to the other numbers of a series: « 5 à 10 millions »."""
    for index in range(len(plain) - 2, -1, -1):
        one, after = plain[index], plain[index + 1]
        if after.bare == after.value and not after.unit:
            continue
        between = text[one.end : after.start]
        if after.bare != after.value and one.bare == one.value and _RANGE.fullmatch(between):
            power = _power(after)
            if float(one.bare) < float(after.bare):
                one = one._replace(value=scaled(one.bare, power))
        if after.unit and not one.unit and one.sort == NUMBER and _LIST.fullmatch(between):
            one = one._replace(unit=after.unit)
        plain[index] = one
    for index in range(1, len(plain)):
        before, one = plain[index - 1], plain[index]
        if before.unit and not one.unit and _LIST.fullmatch(text[before.end : one.start]):
            plain[index] = one._replace(unit=before.unit)
    return plain


def _power(one: Figure) -> int:
    """The power of ten that the scale of `one` stands for."""
    return next(power for power in (3, 6, 9, 12) if scaled(one.bare, power) == one.value)

"""Numbers in digits that what stands right behind them tells all about: most of them.

Dates with the name of a month and centuries are not looked for: no text with their words comes here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from bitext.model import MASK
from bitext.numbers.dates import dated
from bitext.numbers.memo import Memo
from bitext.numbers.numerals import numbers, symbols
from bitext.numbers.units import behind

_MOST = 30
_LETTER = r"[^\W\d_]"
_LIST = re.compile(r"\s?[-–—/,;]?(?:à|to|et|and|ou|or)?")
_AGAIN = re.compile(r"(24|7)/\1")
# Of what may be a time of day, or go on as « 24 h sur 24 », or be no number at all: “4x4”.
_MORE = re.compile(r"[^\W\d]|\s?(?:[hj]$|[aApP](?:\.?$|\.?[mM])|sur$)|.*\d$", re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """How a locale writes digits; what they are worth, and the unit in what follows.

    The pattern finds the first digit and the others, with the marks between them; what follows up
    to a blank; the link to a number that comes at once. Of an identifier that begins with letters
    it finds nothing, of digits that something else before them changes the last group.
    """

    pattern: re.Pattern[str]
    values: Memo[tuple[str, ...] | None]
    units: Memo[str | None]


def plain(text: str, locale: str) -> list[tuple[str, str]] | None:
    """The value and the unit of each number of `text`, in order; None if one has to be looked at."""
    known = digits_of(locale)
    linked = counted = False
    found: list[tuple[str, str]] = []
    for first, rest, after, link, other in known.pattern.findall(text):
        values, unit = known.values[first + rest], known.units[after]
        if other or values is None or unit is None or (unit and len(values) > 1):
            return None
        found += [(value, unit) for value in values]
        counted = counted or unit != ""
        linked = linked or (link != "" and (unit != "" or _LIST.fullmatch(after) is not None))
    return None if linked and counted else found  # one unit may be that of all


def unit_behind(after: str, locale: str) -> str | None:
    """The unit of a number that `after` follows up to a blank; None if more has to be known."""
    return digits_of(locale).units[after]


def _values(locale: str, digits: str) -> tuple[str, ...] | None:
    """What `digits` are worth; None for a date, a time or « 7/7 », or if no number is the last."""
    if digits.isdecimal():
        return (digits.lstrip("0") or "0",)
    some = numbers(digits, locale)
    if (some and some[-1].end < len(digits)) or _AGAIN.search(digits) or dated(digits, locale):
        return None
    return tuple(one.value for one in some)


def _unit(locale: str, after: str) -> str | None:
    return None if len(after) > _MOST or _MORE.match(after) else behind(after, locale)


@lru_cache(maxsize=16)
def digits_of(locale: str) -> _Known:
    """How `locale` writes digits, with what is known by now of what they are worth."""
    decimal, group = map(re.escape, symbols(locale))
    alone = rf"(?<![\w/:€$£¥-].)(?<![€$£¥RDP]\s.)(?<!\d{decimal}.)(?<=(\d))"
    digits = rf"(\d*(?:[{decimal}{group}.,:/– \u00a0\u202f\u2009-]\d+)*)"
    after = rf"(\s?[^\s\d\0{MASK}]{{0,{_MOST}}}\d?)"
    link = r"(\s++(?:[-–—/;]|,?+\s*+(?:à|to|et|and|ou|or)?+)\s*+(?=\d))?"
    time = r"(?<=\d)(?::\d|\s?(?:h\s?\d|[aApP]\.?\s?[mM])|\s?[hj]?\s?(?:/|sur\b))"
    name = rf"(?:(?<={_LETTER}.)|(?<={_LETTER}-.))(?!(?:[\w-]|\.\d)*{time})[\w-]*+(?:\.\d[\w-]*+)*+"
    return _Known(
        re.compile(rf"\d(?:{alone}{digits}{after}{link}|{name}|(?<=(\d)))"),
        Memo(partial(_values, locale)),
        Memo(partial(_unit, locale)),
    )

"""Numbers that a target writes as the source language does: the value is right, the form is not.

Separators, the space before a percent sign and the side of a currency sign come from CLDR (by
Babel). Only a number whose value the source has, and which the target would otherwise lack, is
named, so that the form put forward is right every time.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bitext.model import Block
from bitext.numbers import cldr
from bitext.numbers.glance import seen
from bitext.numbers.numerals import numbers, symbols
from bitext.parity import Both, Thing

_SPACE = "[ \u00a0\u202f\u2009]"
_PERCENT = re.compile(rf"({_SPACE}?)%(?![\w%])")
_SIGN_AFTER = re.compile(rf"{_SPACE}?([€£])(?!\w)")
_SIGN_BEFORE = re.compile(rf"(?<![\w€£$])([€£]){_SPACE}?$")
_UNIT = re.compile(r"(km|cm|mm|kg|mg|ml|mL|cl|cL|dl|dL|[kMGT]?Hz|kW|MW|kV)(?!\w)")
_SCALE = re.compile(rf"{_SPACE}?(?:[kKmMGB](?!\w)|bn|Md|mill|bill|tril|thousand|[–-]{_SPACE}?\d)")
_SERIES = re.compile(r"\d\s*(?:[-–,/]|to|and|or|et|ou|à)\s*$")
_LABEL = re.compile(
    r"(?:\+|(?:\bn[°o]|\bno\.|siren|siret|rcs|tva|vat|isbn|issn|rna|t[ée]l\.?|phone|fax)\W{0,3})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A number of the target in a foreign form, the form it has here, the number of the source."""

    thing: Thing
    right: str
    source: Thing


@dataclass(frozen=True, slots=True)
class _Form:
    """How a language writes: decimal mark, group mark, space before %, currency sign in front."""

    decimal: str
    group: str
    percent: str
    sign_first: bool


@lru_cache(maxsize=64)  # two rules ask this of the same units
def foreign(both: Both, source: str, target: str) -> list[Foreign]:
    """The numbers of the target section that are written as in the locale `source`."""
    want, have = seen(both.left, source).numbers, seen(both.right, target).numbers
    odd = _odd(target)
    if not want or (want == have and not odd.search(both.right.apart)):
        return []
    lacking, surplus = Counter(want) - Counter(have), Counter(have) - Counter(want)
    wanted = [one for block in both.left.blocks for one in _things(block, source)]
    by_value = {one.value: one for one in reversed(wanted)}
    found: list[Foreign] = []
    for block in both.right.blocks:
        if lacking or odd.search(block.prose):
            own = list(_things(block, target))
            misread = list(_misread(_things(block, source), own, lacking, surplus))
            found += _safe(block, own, misread, by_value, (source, target))
    return found


def _safe(
    block: Block,
    own: list[Thing],
    misread: list[Thing],
    by_value: Mapping[str, Thing],
    locales: tuple[str, str],
) -> list[Foreign]:
    """The numbers of one block to write otherwise, as far as all of them can be."""
    rest = [one for one in own if not _over(misread, one)]
    both = [(one, True) for one in misread] + [(one, False) for one in rest]
    judged = [
        _judged(one, by_value[one.value], wrong, locales)
        for one, wrong in sorted(both, key=lambda pair: pair[0].start)
        if one.value in by_value
    ]
    return _accepted([], [one for one in judged if one], block, own, locales[1])


def _accepted(
    safe: list[Foreign], more: list[Foreign], block: Block, own: list[Thing], locale: str
) -> list[Foreign]:
    """`safe` and as much of `more` as reads back right: all at once, else by halves."""
    if not more or _read_back([*safe, *more], block, own, locale):
        return [*safe, *more]
    if len(more) == 1:
        return safe
    half = len(more) // 2
    return _accepted(
        _accepted(safe, more[:half], block, own, locale), more[half:], block, own, locale
    )


def _things(block: Block, locale: str) -> Iterator[Thing]:
    for one in numbers(block.prose, locale):
        yield Thing(one.value, one.text, block, one.start, one.end)


def _misread(
    foreign_reading: Iterable[Thing], own: list[Thing], lacking: Counter[str], surplus: Counter[str]
) -> Iterator[Thing]:
    """The numbers that only the other language reads as the source has them."""
    for one in foreign_reading:
        if lacking[one.value] <= 0:
            continue
        pieces = _over(own, one)
        if [piece.value for piece in pieces] == [one.value]:
            continue
        values = Counter(piece.value for piece in pieces)
        outside = any(piece.start < one.start or piece.end > one.end for piece in pieces)
        if outside or any(surplus[value] < count for value, count in values.items()):
            continue
        if not _names_something(one):
            lacking[one.value] -= 1
            surplus.subtract(values)
            yield one


def _names_something(one: Thing) -> bool:
    """Whether this may be a telephone number, or one that a register gave: it is no quantity."""
    digits = re.sub(r"\D", "", one.text)
    if one.text.startswith("0") and not one.value.startswith("0"):
        return True
    if len(digits) >= 9 and not digits.endswith("000"):
        return True
    before = one.block.prose[max(0, one.start - 12) : one.start]
    return bool(_LABEL.search(before))


def _over(things: list[Thing], one: Thing) -> list[Thing]:
    """Those of `things`, which follow each other, that share a character with `one`."""
    first = bisect_right(things, one.start, key=lambda thing: thing.end)
    return things[first : bisect_left(things, one.end, lo=first, key=lambda thing: thing.start)]


def _judged(one: Thing, source: Thing, misread: bool, locales: tuple[str, str]) -> Foreign | None:
    """`one` with the signs around it, if the target language writes it otherwise."""
    other, form = _form(locales[0]), _form(locales[1])
    text = one.block.prose
    right = _rewritten(one.text, other, form) if misread else one.text
    dotted = not misread and form.decimal != "." and one.text.count(".") == 1
    if dotted:
        right = right.replace(".", form.decimal)
    start, end, whole = _with_signs(text, one, right, form)
    if dotted and (start, end) == (one.start, one.end):
        return None  # a version, say: nothing proves that it is a quantity
    if whole == text[start:end]:
        return None
    return Foreign(replace(one, text=text[start:end], start=start, end=end), whole, source)


def _read_back(some: list[Foreign], block: Block, own: list[Thing], locale: str) -> bool:
    """Whether the right forms, put in their places, are read as those numbers and change no other."""
    text, pieces, expected, end, at = block.prose, list[str](), list[str](), 0, 0
    for one in some:
        thing = one.thing
        while at < len(own) and own[at].start < thing.start:
            if own[at].start >= end:
                expected.append(own[at].value)
            at += 1
        expected.append(thing.value)
        pieces += [text[end : thing.start], one.right]
        end = thing.end
    expected += [each.value for each in own[at:] if each.start >= end]
    whole = "".join(pieces) + text[end:]
    return [each.value for each in numbers(whole, locale)] == expected


def _rewritten(text: str, old: _Form, new: _Form) -> str:
    """The number `text` with the marks of another language."""
    whole, _, fraction = text.partition(old.decimal)
    digits = re.sub(r"\D", "", whole)
    if digits != whole:
        first = len(digits) % 3 or 3
        rest = (digits[at : at + 3] for at in range(first, len(digits), 3))
        digits = new.group.join((digits[:first], *rest))
    return f"{digits}{new.decimal}{fraction}" if fraction else digits


def _with_signs(text: str, one: Thing, right: str, form: _Form) -> tuple[int, int, str]:
    """The span of a number with its percent, currency or unit, and how it is written here."""
    start, end = one.start, one.end
    if match := _PERCENT.match(text, end):
        gap = match[1] if bool(match[1]) is bool(form.percent) else form.percent
        return start, match.end(), f"{right}{gap}%"
    if (match := _UNIT.match(text, end)) and form.percent:
        return start, match.end(), f"{right}\u00a0{match[1]}"
    if _SCALE.match(text, end) or _SERIES.search(text, max(0, start - 12), start):
        return start, end, right
    if match := _SIGN_AFTER.match(text, end):
        here = f"{match[1]}{right}" if form.sign_first else right + match[0]
        return start, match.end(), here
    if match := _SIGN_BEFORE.search(text, max(0, start - 3), start):
        here = match[0] + right if form.sign_first else f"{right}\u00a0{match[1]}"
        return match.start(), end, here
    return start, end, right


@lru_cache(maxsize=16)
def _odd(locale: str) -> re.Pattern[str]:
    """What stands in every text that has a number with the signs of another language around it."""
    form = _form(locale)
    percent = f"{_UNIT.pattern}|%" if form.percent else f"{_SPACE}%"
    sign = rf"{_SPACE}?[€£]" if form.sign_first else rf"(?<=[€£].)|(?<=[€£]{_SPACE}.)"
    point = "" if form.decimal == "." else r"|\.\d"
    return re.compile(rf"\d(?:{percent}{point}|{sign})")


@lru_cache(maxsize=16)
def _form(locale: str) -> _Form:
    decimal, group = symbols(locale)
    known = cldr.known(locale)
    if known is None:
        return _Form(decimal, group, "", True)
    percent = str(known.percent_formats[None].pattern)
    money = str(known.currency_formats["standard"].pattern)
    spaces = [char for char in percent if char.isspace()]
    return _Form(decimal, group, "".join(spaces[:1]), money.startswith("¤"))

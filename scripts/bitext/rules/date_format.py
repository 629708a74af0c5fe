"""Dates in digits that the two languages read differently."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bitext.model import Bitext, Block, Finding, Level, Rule
from bitext.numbers import cldr
from bitext.outline import walk
from bitext.parity import Both, Thing, translated

_DATE = re.compile(r"(?<![\w/.,-])(?:\d{1,2}/\d{1,2}/\d{4}|\d{2}/\d{2}/\d{2})(?![\w/-])")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each date of a target that is in the other order, or may be read as if."""
    source, target = _day_first(bitext.source), _day_first(bitext.target)
    if source is None or target is None or source is target:
        return
    loose = bitext.target.lower() == "en"  # London and New York do not agree
    for both in translated(bitext):
        if "/" not in both.right.prose or not _DATE.search(both.right.prose):
            continue
        known = {one.value: one for left, _ in both.unit.rows for one in _dates(left)}
        for _, right in both.unit.rows:
            for one in _dates(right):
                message = _trouble(one.value, target, known, loose)
                if message:
                    yield _finding(both, one, known.get(one.value), message)


def _finding(both: Both, one: Thing, other: Thing | None, message: str) -> Finding:
    source = other.at(both.source_page) if other else both.source_at
    text = f"“{one.text}” {message}; write the month as a word"
    return Finding(one.at(both.target_page), rule, text, source, section=both.unit.key)


def _dates(block: Block | None) -> Iterator[Thing]:
    for one in walk((block,) if block else ()):
        if "/" not in one.text:
            continue
        for match in _DATE.finditer(one.prose):
            yield Thing(match[0], match[0], one, match.start(), match.end())


def _trouble(date: str, day_first: bool, known: Iterable[str], loose: bool) -> str:
    """What is wrong with `date`, the dates of the source being `known`."""
    parts = date.split("/")
    first, second = int(parts[0]), int(parts[1])
    if first == second or not (0 < min(first, second) <= 12 and max(first, second) <= 31):
        return ""
    if max(first, second) > 12:
        other = (first > 12) is not day_first
        return f"has the {'day' if first > 12 else 'month'} first" if other else ""
    turned = "/".join((parts[1], parts[0], parts[2]))
    if date in known or (loose and turned not in known):
        return "is read as two dates, day first or month first"
    return ""


@lru_cache(maxsize=16)
def _day_first(locale: str) -> bool | None:
    """Whether `locale` writes the day before the month in digits; None if nobody knows."""
    known = cldr.known(locale)
    if known is None:
        return None
    pattern = str(known.date_formats["short"].pattern)
    return pattern.index("d") < pattern.index("M")


rule = Rule("date-format", Level.WARNING, "dates in digits that can be read one way only", check)

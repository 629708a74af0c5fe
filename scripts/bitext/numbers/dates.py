"""Dates and times of day, as each language writes them.

The names of months come from CLDR (by Babel). A month counts only beside a day or a year (“may”
is a word, too), and an hour is a time of day only with its minutes or its half of the day: « 24 h »
is a duration. The parts of a date compare one by one, so their order does not matter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bitext.alternatives import any_of
from bitext.numbers import cldr

_S = r"[\s\u00a0\u202f\u2009]"
_NTH = r"\ufffc*(?:er|ᵉʳ|st|nd|rd|th|\.)?\ufffc*"
_NUMERIC = re.compile(
    r"(?<![\w/.,-])(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})/(\d{1,2})/(\d{4}|(?<=\d\d/\d\d/)\d{2}))"
    r"(?![\w/-])"
)
_CLOCK = re.compile(
    rf"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4])(?:{_S}?h{_S}?(?P<h>[0-5]\d)(?!\d|{_S}?mi?n)"
    r"|:(?P<m>[0-5]\d)(?P<s>:[0-5]\d)?)(?![\d:]|[.,]\d|\s?[ap]\.?\s?m\b)"
)
_HALVES = re.compile(
    rf"(?<![\w:.,/])(?:(?P<from>1?\d)(?:[:.](?P<past>[0-5]\d))?{_S}?(?:[-–—]|to|and|or){_S}?)?"
    rf"(?P<hour>1?\d)(?:[:.](?P<minute>[0-5]\d))?{_S}?(?P<half>[ap])(?:\.{_S}?m\.|m\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_HINT = re.compile(rf"\d(?:{_S}?h{_S}?\d|:\d|{_S}?[aApP]\.?{_S}?[mM]|[/-]\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a time of day: its parts, each as it compares, and where it stands."""

    values: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The months of a language by name, as they are written; how a date is written with them."""

    months: Mapping[str, str]
    hints: frozenset[str]
    name: re.Pattern[str]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]

    def places(self, text: str) -> list[int]:
        """Where `text` has the name of a month: looked for by its first letters."""
        found: list[int] = []
        for hint in self.hints:
            at = text.find(hint)
            while at >= 0:
                if self.name.match(text, at):
                    found.append(at)
                at = text.find(hint, at + 1)
        return found


@lru_cache(maxsize=4096)
def dated(text: str, locale: str) -> tuple[Dated, ...]:
    """The dates and times of `text`, in no order; they do not overlap."""
    if not _DIGIT.search(text):
        return ()
    found: list[Dated] = []
    if _HINT.search(text):
        found = [*_times(text, locale), *_numeric(text)]
    calendar = _calendar(locale)
    if calendar is not None and (months := calendar.places(text)):
        found += _named(text, calendar, months)
    return tuple(found)


def names(locale: str) -> frozenset[str]:
    """The names of the months, or their first words."""
    calendar = _calendar(locale)
    return frozenset(name.split()[0] for name in calendar.months) if calendar else frozenset()


def month(value: str) -> str:
    """How the month of the number `value` compares."""
    return f"month {value}"


def named_months(text: str, locale: str) -> frozenset[str]:
    """The months that `text` names, also without a day or a year."""
    calendar = _calendar(locale)
    if calendar is None or not calendar.places(text):
        return frozenset()
    words = re.findall(r"[^\W\d_]+", text)
    return frozenset(month(calendar.months[one]) for one in words if one in calendar.months)


def _numeric(text: str) -> Iterator[Dated]:
    for match in _NUMERIC.finditer(text):
        parts = [str(int(one)) for one in match.groups() if one]
        one, two = (parts[1], parts[2]) if match[1] else (parts[0], parts[1])
        first, second = sorted((int(one), int(two)))
        if not (0 < first <= 12 and second <= 31):
            continue
        if match[1]:
            parts[1] = month(parts[1])
        yield Dated(tuple(parts), *match.span())


def _named(text: str, calendar: _Calendar, months: list[int]) -> Iterator[Dated]:
    """The dates with the name of a month; `months` are the places of such names."""
    others = (calendar.month_first.match(text, at) for at in months)
    found = [*calendar.day_first.finditer(text), *filter(None, others)]
    end = 0
    for match in sorted(found, key=lambda one: one.start()):
        if match.start() < end:
            continue
        end = match.end()
        name = next(one for one in match.groups() if one).rstrip(".")
        digits = re.findall(r"\d+", match.group())
        values = (month(calendar.months[name]), *(one.lstrip("0") or "0" for one in digits))
        yield Dated(values, *match.span())


def _times(text: str, locale: str) -> Iterator[Dated]:
    for match in _CLOCK.finditer(text):
        seconds = match["s"] or ""
        value = f"time {int(match['hour']):02}:{match['h'] or match['m']}{seconds}"
        yield Dated((value,), *match.span())
    if not locale.lower().startswith("en"):
        return
    for match in _HALVES.finditer(text):
        hour = int(match["hour"])
        if not 0 < hour <= 12:
            continue
        late = match["half"].lower() == "p"
        if match["from"]:
            first = int(match["from"])
            morning = not late or (first % 12 > hour % 12)
            yield Dated((_twelve(first, match["past"], not morning),), *_of(match, "from", "past"))
        start = match.start("hour")
        yield Dated((_twelve(hour, match["minute"], late),), start, match.end())


def _of(match: re.Match[str], first: str, last: str) -> tuple[int, int]:
    return match.start(first), max(match.end(first), match.end(last))


def _twelve(hour: int, minute: str | None, late: bool) -> str:
    return f"time {hour % 12 + 12 * late:02}:{minute or '00'}"


@lru_cache(maxsize=16)
def _calendar(locale: str) -> _Calendar | None:
    known = cldr.known(locale)
    if known is None:
        return None
    months = {
        name.rstrip("."): str(number)
        for names in known.months.values()
        for width in ("abbreviated", "wide")
        for number, name in names[width].items()
    }
    if all(name[0].isupper() for name in months):
        months["Sept"] = "9"
    else:
        if months.pop("sept", None):
            months["sept."] = "9"  # without its full stop, it is seven
        months |= {name.capitalize(): number for name, number in months.items()}
    long = str(known.date_formats["long"].pattern)
    month_first = 0 <= long.find("M") < long.find("d")
    return _Calendar(
        {name.rstrip("."): number for name, number in months.items()},
        frozenset(name[:3] for name in months),
        re.compile(rf"(?:{any_of({name.rstrip('.') for name in months})})(?![^\W\d_])"),
        *_patterns(any_of(months), month_first),
    )


def _patterns(name: str, month_first: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A day and a month; a month and a year, and in the other order too where the language has it."""
    of, year = rf"(?:(?:of|de){_S})?", r"\d{4}(?!\w)"
    first = rf"\d(?<![\w.,].)\d?{_NTH}{_S}{of}({name})\.?(?!\w)(?:,?{_S}{of}{year})?"
    shapes = [rf"(?<!\w)({name})\.?,?{_S}{of}{year}"]
    if month_first:
        day = rf"\d{{1,2}}{_NTH}(?!\w|[.,:/]\d)"
        shapes.insert(0, rf"(?<!\w)({name})\.?{_S}{day}(?:,?{_S}{year})?")
    return re.compile(first), re.compile("|".join(shapes))

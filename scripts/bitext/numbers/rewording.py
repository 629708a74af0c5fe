"""Another way to say a figure: « 14 h » is “2 pm”, « 03/04 » “3 April”, « années 90 » “the 1990s”."""

import re
from collections.abc import Sequence

from bitext.numbers.dates import named_months
from bitext.numbers.figures import DATE
from bitext.numbers.numerals import numbers
from bitext.numbers.tallies import Placed, Row

Left = list[tuple[list[Placed], list[Placed]]]
_MANY = 200  # figures of one block; the others are taken as they stand
_NOON = re.compile(r"\b(?:midi|noon|midday)\b", re.IGNORECASE)
_MIDNIGHT = re.compile(r"\b(?:minuit|midnight)\b", re.IGNORECASE)
_HALF_KNOWN = re.compile(r"^0|[ap]\.?\s?m\b", re.IGNORECASE)


def settle(found: Sequence[Row], left: Left, locales: tuple[str, str]) -> None:
    """Take from what is `left` over, row by row, all that the other side says in another way."""
    for row, sides in zip(found, left, strict=True):
        for missing in sides[0][:_MANY]:
            for extra in sides[1][:_MANY]:
                if _same(missing, extra) or _same(extra, missing):
                    _drop(sides, missing, extra)
                    break
        for one in sides[1][:_MANY]:
            if row.blocks[0] is not None and (pair := _two(one, row.blocks[0].prose, locales[0])):
                met = {missing.value: missing for missing in sides[0] if missing.value in pair}
                _drop(sides, one, *met.values())
        for side in (0, 1):
            other, locale = row.blocks[1 - side], locales[1 - side]
            for one in sides[side][:_MANY] if other is not None else ():
                pieces = _pieces(one, sides[1 - side])
                if pieces or (other is not None and _in_words(one, other.prose, locale)):
                    contrast = _other_month(one, sides[1 - side])
                    _drop(sides, *(() if contrast else (one, *pieces)))


def _drop(sides: tuple[list[Placed], list[Placed]], *some: Placed) -> None:
    for side in sides:
        side[:] = [one for one in side if one not in some]


def _same(one: Placed, other: Placed) -> bool:
    """Whether `one` (a month, a time, a decade) is what `other` says in another form."""
    kind, _, rest = one.value.partition(" ")
    figure = other.figure
    if kind == "month":
        return figure.sort == DATE and other.value == rest
    if kind == "time":
        hour, minute = rest.split(":")[:2]
        if figure.unit == "h":
            return minute == "00" and other.value == str(int(hour))
        if figure.unit == "min":
            return other.value == str(60 * int(hour) + int(minute))
        if not other.value.startswith("time ") or _HALF_KNOWN.search(other.thing().text):
            return False
        late = f"time {(int(hour) - 12) % 24:02}{rest[2:]}"
        return other.locale.lower().startswith("en") and other.value == late
    decade = len(one.value) == 2 and one.value[1] == "0" and other.value[2:] == one.value
    return decade and len(other.value) == 4 and _of_decade(one)


def _two(one: Placed, text: str, locale: str) -> list[str]:
    """The values of the two numbers as which `text`, of the source, has what `one` reads as one.

    « 1,2 » may be 1.2 in French, and is 1 and 2 where the English beside it says “1,2”.
    """
    written = one.thing().text
    if not re.fullmatch(r"\d+,\d+", written):
        return []
    at = re.search(rf"(?<![\w.,]){written}(?![\w.,]*\d)", text)
    values = [number.value for number in numbers(written, locale)] if at else []
    return values if len(values) == 2 else []


def _of_decade(one: Placed) -> bool:
    """Whether a number like 90 stands for the nineties."""
    text, figure = one.text, one.figure
    before = text[max(0, figure.start - 8) : figure.start].lower()
    return "années" in before or text[figure.end : figure.end + 1] == "s"


def _pieces(one: Placed, others: list[Placed]) -> list[Placed]:
    """The hours and the minutes among `others` that say the time `one`."""
    if not one.value.startswith("time "):
        return []
    wanted = [str(int(part)) for part in one.value.removeprefix("time ").split(":")[:2]]
    pieces = [
        next(
            (other for other in others if other.value == value and other.figure.sort != DATE), None
        )
        for value in wanted
    ]
    some = [piece for piece in pieces if piece is not None]
    return some if len(some) == 2 and some[0] is not some[1] else []


def _in_words(one: Placed, text: str, locale: str) -> bool:
    """Whether `text`, of the other side, says a date or an hour in words, or to the letter."""
    hour = one.value.removeprefix("time ")
    if one.figure.unit == "h" or hour != one.value:
        noon, midnight = hour in ("12", "12:00"), hour in ("0", "24", "00:00", "24:00")
        return bool((noon and _NOON.search(text)) or (midnight and _MIDNIGHT.search(text)))
    if not one.value.startswith("month "):
        return False
    name = one.thing().text in " ".join(text.split())  # such as Mars 2020
    return name or one.value in named_months(text, locale)


def _other_month(one: Placed, others: list[Placed]) -> bool:
    """Whether a month stands in the place of the month `one`."""
    is_month = one.value.startswith("month ")
    return is_month and any(other.value.startswith("month ") for other in others)

"""How a line looks on a terminal: its colours, and an excerpt with a caret under the place."""

import re
import unicodedata

from bitext.model import Location

WIDTH = 100
_LEAD = 40
_STYLES = {
    "error": "31", "warning": "33", "note": "36", "place": "1", "quiet": "2",
    "gone": "9;31", "come": "32",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


def paint(text: str, style: str, colour: bool) -> str:
    """`text` in `style`, if `colour` is wanted."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour else text


def plain(text: str) -> str:
    """`text` with control characters, which a terminal would obey, as their escapes."""
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def excerpt(at: Location, row: str, style: str, colour: bool) -> list[str]:
    """The line `row` that `at` means, and below it a caret under what `at` covers, if it says."""
    label = plain(f"    {at.path}:{at.line} | ")
    before, marked, after = (plain(part) for part in _window(row, at))
    lines = [paint(label, "quiet", colour) + before + marked + after]
    if marked:
        margin = " " * (_columns(label) - 2) + "| "
        blank = "".join("\t" if char == "\t" else " " * _columns(char) for char in before)
        caret = paint("^" * max(_columns(marked), 1), style, colour)
        lines.append(paint(margin, "quiet", colour) + blank + caret)
    return lines


def _window(row: str, at: Location) -> tuple[str, str, str]:
    """What stands before, in and after the place, cut to what a terminal can show."""
    start = at.column - 1
    end = at.end_column - 1 if at.end_line == at.line else len(row)
    if not at.end_line:
        end = start + (start > 0)
    before, marked, after = row[:start].lstrip(), row[start:end], row[end:].rstrip()
    if not marked:
        before, after = "", row.strip()
    if len(before) > _LEAD:
        before = "…" + before[1 - _LEAD :]
    marked = _cut(marked, WIDTH - _LEAD)
    return before, marked, _cut(after, WIDTH - len(before) - len(marked))


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: max(size - 1, 0)] + "…"


def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(bool(unicodedata.combining(char)) for char in text)

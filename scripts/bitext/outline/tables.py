"""Pipe tables: whether a chunk is one, and where each of its cells stands."""

import re

from bitext.outline.fences import Line

_CODE = re.compile(r"(?<!\\)(`+)(?!`)(?:.*?[^`])?\1(?!`)")
_DELIMITER = frozenset("|:- ")


def table_columns(chunk: list[Line]) -> int:
    """How many columns the table in `chunk` has; 0 where it holds no table."""
    if len(chunk) < 2 or "|" not in chunk[0][0] or "|" not in chunk[1][0]:
        return 0
    if set(chunk[1][0]) - _DELIMITER:
        return 0
    header = chunk[0][0].strip(" ")
    framed = is_framed(chunk[0])
    columns = len(_split(header, framed))
    if columns < 2 and not framed:
        return 0
    return columns if len(_split(chunk[1][0].strip(" "), framed)) == columns else 0


def is_framed(header: Line) -> bool:
    """Whether pipes stand around the header; only then may they stand around the other rows."""
    text = header[0].strip(" ")
    return text.startswith("|") or _ends_with_pipe(text)


def cells(line: Line, columns: int, framed: bool) -> list[Line]:
    """The cells of one row, as many as the header has, each with its own column."""
    text, number, column = line
    lead = len(text) - len(text.lstrip(" "))
    found: list[Line] = []
    for start, part in _split(text.strip(" "), framed)[:columns]:
        bare = part.strip()
        pad = len(part) - len(part.lstrip())
        found.append((bare, number, column + lead + start + pad))
    return found + [("", number, column)] * (columns - len(found))


def _ends_with_pipe(row: str) -> bool:
    return re.search(r"(?<!\\)(?:\\\\)*\|$", row) is not None


def _split(row: str, framed: bool) -> list[tuple[int, str]]:
    """The cells between pipes, with their offsets; pipes in code or after a backslash are text."""
    offset = 0
    if framed and row.startswith("|"):
        offset, row = 1, row[1:]
    if framed and _ends_with_pipe(row):
        row = row[:-1]
    masked = row
    if "`" in row:
        masked = _CODE.sub(lambda match: "x" * len(match.group()), row)
    if "\\" in masked:
        masked = re.sub(r"\\.", "xx", masked)
    parts: list[tuple[int, str]] = []
    start = 0
    while (at := masked.find("|", start)) >= 0:
        parts.append((offset + start, row[start:at]))
        start = at + 1
    parts.append((offset + start, row[start:]))
    return parts

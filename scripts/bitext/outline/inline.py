"""What is inside a line: code, links, images, footnote marks, HTML, attribute lists.

The order of precedence is Python-Markdown's: code spans first, then formulas, backslashes, what
stands between brackets, attribute lists.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from bitext.model import Item
from bitext.outline.attributes import read_attributes
from bitext.outline.fences import Line
from bitext.outline.links import ESCAPE, HTML, LINKED, Found, Links, Scope

_TICKS = re.compile("`+")
_MATH = re.compile(r"(?<!\\)\$(?![\s$])(?:\\.|[^\\$])+?(?<!\s)\$|\\\(.+?\\\)", re.DOTALL)
_EMOJI = re.compile(r":[+\-\w]*[^\W\d][+\-\w]*:")
_LIST = re.compile(r"\{:?[ ]*([^}\n ][^\n]*)[ ]*\}")
_TAIL = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^\n]*)[ ]*\}[ ]*$")
_LAST_LINE = re.compile(r"\n[ ]*\{:?[ ]*([^}\n ][^\n]*)[ ]*\}[ ]*$")
_MARKS = {"pymdownx.caret": "^", "pymdownx.mark": "=", "pymdownx.tilde": "~"}
_ELEMENTS = ("link", "image", "code", "autolink", "footnote", "emoji")
_OPAQUE = "\x00"


def scan(lines: list[Line], scope: Scope, tail: str = "") -> tuple[Item, ...]:
    """The items in `lines`, in order; `tail` says which attribute list may close them.

    `tail` is ``heading`` (at the end of the line), ``block`` (alone on the last line) or empty.
    """
    text = "\n".join(line[0] for line in lines)
    found = _find(text, scope, tail)
    if not found:
        return ()
    found.sort(key=lambda item: (item.start, -item.end))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line[0]) + 1)

    def place(offset: int) -> tuple[int, int]:
        row = min(bisect_right(starts, offset) - 1, len(lines) - 1)
        _, number, column = lines[row]
        return number, source_column(scope.tabbed, number, column + offset - starts[row])

    return tuple(
        Item(
            one.kind,
            one.start,
            one.end,
            one.inner,
            one.inner_end,
            *place(one.start),
            *place(one.end),
            one.target,
            one.title,
        )
        for one in found
    )


def source_column(tabbed: Mapping[int, Sequence[int]], line: int, column: int) -> int:
    """The column, from 1, that `column`, from 0, of a line without tabs has in the file."""
    columns = tabbed.get(line)
    return column + 1 if columns is None else columns[min(column, len(columns) - 1)]


def _find(text: str, scope: Scope, tail: str) -> list[Found]:
    found: list[Found] = []
    mask = text
    if "`" in mask:
        mask = _take_code(mask, found)
    if "$" in mask or "\\" in mask:
        if "pymdownx.arithmatex" in scope.dialect.extensions:
            mask = _take(_MATH, "math", mask, found)
        mask = ESCAPE.sub("\x01\x01", mask)
    if "[" in mask or "<" in mask:
        links = Links(text, scope)
        links.found = found
        mask = links.run(mask)
        found = links.found
    if ":" in mask and "pymdownx.emoji" in scope.dialect.extensions:
        mask = _take(_EMOJI, "emoji", mask, found)
    if "{" in mask and "attr_list" in scope.dialect.extensions:
        extensions = scope.dialect.extensions
        ends = "*_" + "".join(mark for name, mark in _MARKS.items() if name in extensions)
        _take_attributes(text, mask, found, tail, ends + _OPAQUE + LINKED)
    return found


def _take(pattern: re.Pattern[str], kind: str, mask: str, found: list[Found]) -> str:
    for match in pattern.finditer(mask):
        start, end = match.span()
        found.append(Found(kind, start, end, start, end))
        mask = mask[:start] + _OPAQUE * (end - start) + mask[end:]
    return mask


def _take_code(mask: str, found: list[Found]) -> str:
    """Code spans: as many backticks at the end as at the start, or fewer where none match."""
    runs = [match.span() for match in _TICKS.finditer(mask)]
    closers: dict[int, list[int]] = {}
    for start, end in runs:
        closers.setdefault(end - start, []).append(start)
    position = 0
    for start, end in runs:
        if start < position:
            continue
        before = mask[position:start]
        escaped = (len(before) - len(before.rstrip("\\"))) % 2
        opening = start + escaped
        for length in range(end - opening, 0, -1):
            starts = closers.get(length, [])
            index = bisect_right(starts, start)
            if index < len(starts):
                inner, position = opening + length, starts[index] + length
                code = mask[inner : starts[index]].strip()
                found.append(Found("code", opening, position, inner, starts[index], code))
                break
    for one in found:
        mask = mask[: one.start] + _OPAQUE * (one.end - one.start) + mask[one.end :]
    return mask


def _take_attributes(text: str, mask: str, found: list[Found], tail: str, ends: str) -> None:
    """Attribute lists: the one that closes the block, then those that follow one of `ends`."""
    if tail and (span := _closing(mask, found, tail)):
        start, end, first, last = span
        found.append(Found("attributes", start, end, start, end, text[first:last]))
        mask = mask[:start] + " " * (end - start) + mask[end:]
    position = 1
    while (start := mask.find("{", position)) >= 0:
        position = start + 1
        if _follows(mask, start, ends) and (match := _LIST.match(mask, start)):
            rest = read_attributes(match.group(1))[1]
            end = match.end() - max(len(rest), 1) + 1
            if _marked(mask[start:end]):
                continue
            position = end
            target = ESCAPE.sub(r"\1", text[match.start(1) : position - 1])
            found.append(Found("attributes", start, position, start, position, target))


def _closing(mask: str, found: list[Found], tail: str) -> tuple[int, int, int, int] | None:
    """Bounds of the attribute list that closes a block, and of what stands in it.

    That of a heading may also stand before its first item, if nothing follows the last one.
    """
    if tail == "block":
        match = _LAST_LINE.search(mask)
        if match is None or not _whole(match.group(1)):
            return None
        return match.start() + 1, match.end(), *match.span(1)
    elements = [one for one in found if one.kind in _ELEMENTS]
    last = max((one.end for one in elements), default=0)
    stop = min(one.start for one in elements) if elements and last == len(mask) else len(mask)
    match = _TAIL.search(mask, 0 if stop < len(mask) else last, stop)
    if match is None or not _whole(match.group(1)):
        return None
    return len(mask[: match.start()].rstrip("#").rstrip()), match.end(), *match.span(1)


def _follows(mask: str, start: int, ends: str) -> bool:
    """Whether an item ends right before `start`: a closed one, or emphasis that began before."""
    mark = mask[start - 1]
    if mark not in ends or mark in _OPAQUE + LINKED:
        return mark in ends
    before = mask[:start].rstrip(mark)
    return mark in before and not before[-1:].isspace()


def _whole(attributes: str) -> bool:
    """Whether `attributes` are one list from the first brace to the last, all of it text."""
    return not (read_attributes(attributes)[1] or _marked(attributes))


def _marked(mask: str) -> bool:
    return any(mark in mask for mark in (_OPAQUE, LINKED, HTML))

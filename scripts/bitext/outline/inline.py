"""What is inside a line: code, links, images, footnote marks, HTML, attribute lists.

The order of precedence is Python-Markdown's: code spans first, then formulas, backslashes, what
stands between brackets, links without brackets, attribute lists. Before all of them come what is
no Markdown: expressions of a template, which are of the kind ``macro`` (what they become cannot be
known), and the marks of an editor (``critic``).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from bitext.dialect import Dialect
from bitext.model import Item
from bitext.outline.attributes import read_attributes
from bitext.outline.fences import Line
from bitext.outline.finders import (
    KEYS,
    OPAQUE,
    PLAIN,
    QUOTED_KEYS,
    take_code,
    take_critic,
    take_emoji,
    take_keys,
    take_macros,
    take_magic,
    take_math,
    take_progress,
    take_spans,
)
from bitext.outline.found import Found
from bitext.outline.links import HTML, LINKED, Links, Scope, plain_links
from bitext.outline.magic import bare_signs, may_link
from bitext.unseen import TEMPLATES

_LEGACY = re.compile(r"\{@([^}]*)=([^}]*)\}")
_LIST = re.compile(r"\{:?[ ]*([^}\n ][^\n]*)[ ]*\}")
_TAIL = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^\n]*)[ ]*\}[ ]*$")
_LAST_LINE = re.compile(r"\n[ ]*\{:?[ ]*([^}\n ][^\n]*)[ ]*\}[ ]*$")
_ELEMENTS = ("link", "image", "code", "autolink", "footnote", "emoji", "math", "keys")


def scan(lines: list[Line], text: str, scope: Scope, tail: str = "") -> tuple[Item, ...]:
    """The items in `lines`, which hold `text`; `tail` says which attribute list may close them.

    `tail` is ``heading`` (at the end of the line), ``block`` (alone on the last line) or empty.
    """
    if not scope.signs.search(text) or not (found := _find(text, scope, tail)):
        return ()
    if len(found) > 1:
        found.sort(key=lambda item: (item.start, -item.end))
    if len(lines) == 1 and not scope.tabbed:
        return _in_one_line(found, lines[0][1], lines[0][2] + 1)
    starts = [0, *accumulate([len(line[0]) + 1 for line in lines[:-1]])]

    def place(offset: int) -> tuple[int, int]:
        row = bisect_right(starts, offset) - 1
        _, number, column = lines[row]
        column += offset - starts[row]
        return number, source_column(scope.tabbed, number, column) if scope.tabbed else column + 1

    items: list[Item] = []
    for one in found:
        line, column = place(one.start)
        end_line, end_column = place(one.end)
        items.append(
            Item(
                one.kind, one.start, one.end, one.inner, one.inner_end,
                line, column, end_line, end_column, one.target, one.title,
            )
        )  # fmt: skip
    return tuple(items)


def _in_one_line(found: list[Found], number: int, column: int) -> tuple[Item, ...]:
    return tuple(
        [
            Item(
                one.kind, one.start, one.end, one.inner, one.inner_end,
                number, column + one.start, number, column + one.end, one.target, one.title,
            )
            for one in found
        ]
    )  # fmt: skip


def signs_of(dialect: Dialect, commits: bool) -> re.Pattern[str]:
    """What stands in every text that has an item in it, which may be the name of a commit."""
    signs = r"`|<|\{|\[|\\"
    signs += r"|\$" if dialect.math else ""
    signs += "|:" if "pymdownx.emoji" in dialect.extensions else ""
    signs += r"|\+\+" if "pymdownx.keys" in dialect.extensions else ""
    return _compiled(f"{signs}|{bare_signs(dialect.magic, commits)}" if dialect.magic else signs)


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def source_column(tabbed: Mapping[int, Sequence[int]], line: int, column: int) -> int:
    """The column, from 1, that `column`, from 0, of a line without tabs has in the file."""
    columns = tabbed.get(line)
    return column + 1 if columns is None else columns[min(column, len(columns) - 1)]


def _find(text: str, scope: Scope, tail: str) -> list[Found]:
    dialect = scope.dialect
    has = dialect.extensions
    found: list[Found] = []
    mask = text
    if TEMPLATES in dialect.unseen and "{" in mask:
        mask = take_macros(mask, found)
    if "{" in mask and "pymdownx.critic" in has:
        mask = take_critic(mask, found)
    if "`" in mask:
        mask = take_code(mask, found)
    if dialect.math and ("$" in mask or "\\(" in mask):
        mask = take_math(mask, dialect.math, found)
    if "++" in mask and "pymdownx.keys" in has:
        mask = take_keys(QUOTED_KEYS, mask, found)
    if "\\" in mask:
        mask = scope.escape.sub(PLAIN * 2, mask)
    if "[=" in mask and "pymdownx.progressbar" in has:
        mask = take_progress(mask, found)
    if "[" in mask:
        mask = plain_links(text, mask, scope, found)
    if "[" in mask or "<" in mask:
        links = Links(text, scope)
        links.found = found
        mask = links.run(mask)
        found = links.found
    if "]{" in mask and "pymdownx.bracketspan" in has and "attr_list" in has:
        mask = take_spans(text, mask, found)
    magic = dialect.magic
    if dialect.wiki or (magic and may_link(mask, magic, scope.commits)):
        mask = take_magic(text, mask, dialect, found)
    if ":" in mask and "pymdownx.emoji" in has:
        mask = take_emoji(mask, found)
    if "++" in mask and "pymdownx.keys" in has:
        mask = take_keys(KEYS, mask, found)
    if "{@" in mask and "legacy_attrs" in has:
        for match in _LEGACY.finditer(mask):
            start, end = match.span()
            target = f'{match.group(1)}="{match.group(2)}"'
            found.append(Found("attributes", start, end, start, end, target))
    if "{" in mask and "attr_list" in has:
        ends = "*_" + "".join(one.token for one in dialect.emphasis) + OPAQUE + LINKED
        _take_attributes(text, mask, found, tail, ends, scope.escape)
    return found


def _take_attributes(
    text: str, mask: str, found: list[Found], tail: str, ends: str, escape: re.Pattern[str]
) -> None:
    """Attribute lists: the one that closes the block, then those that follow one of `ends`."""
    if tail and (span := _closing(mask, found, tail)):
        start, end, first, last = span
        target = escape.sub(r"\1", text[first:last])
        found.append(Found("attributes", start, end, start, end, target))
        mask = mask[:start] + " " * (end - start) + mask[end:]
    position = 1
    while (start := mask.find("{", position)) >= 0:
        position = start + 1
        end = mask.find("\n", start)
        if mask.rfind("}", start, len(mask) if end < 0 else end) < 0:
            continue
        if _follows(mask, start, ends) and (match := _LIST.match(mask, start)):
            rest = read_attributes(match.group(1))[1]
            end = match.end() - len(rest)
            if _marked(mask[start:end]):
                continue
            position = end
            target = escape.sub(r"\1", text[match.start(1) : position - 1])
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
    if mark not in ends or mark in OPAQUE + LINKED:
        return mark in ends
    before = mask[:start].rstrip(mark)
    return mark in before and not before[-1:].isspace()


def _whole(attributes: str) -> bool:
    """Whether `attributes` are one list from the first brace to the last, all of it text."""
    return not (read_attributes(attributes)[1] or _marked(attributes))


def _marked(mask: str) -> bool:
    return any(mark in mask for mark in (OPAQUE, LINKED, HTML))

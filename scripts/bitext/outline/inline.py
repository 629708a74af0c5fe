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
from itertools import chain

from bitext.dialect import Dialect
from bitext.model import Item
from bitext.outline.attributes import read_attributes
from bitext.outline.fences import Line
from bitext.outline.found import Found
from bitext.outline.links import HTML, LINKED, Links, Scope, escapes, pairs
from bitext.outline.magic import BARE, magic_links, wiki_links
from bitext.unseen import TEMPLATES

_TICKS = re.compile("`+")
_MATH = {
    "dollar": r"(?<!\\)\$(?:\\.|[^\\$])+?\$",
    "smart": r"(?<!\\)\$(?![\s$])(?:\\.|[^\\$])+?(?<!\s)\$",
    "round": r"(?<!\\)\\\((?:\\[^)]|[^\\])+?\\\)",
}
_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CRITIC = re.compile(
    r"\{\+\+(.*?)\+\+\}|\{--(.*?)--\}|\{==(.*?)==\}|\{~~(.*?)~>(.*?)~~\}|\{>>.*?<<\}", re.DOTALL
)
_KEY = r"(?:[\w\-]+|\"(?:\\.|[^\\\"])+\"|'(?:\\.|[^\\'])+')"
_QUOTED_KEYS = re.compile(rf"(?<!\\)\+\+({_KEY}(?:\+{_KEY})*)\+\+")
_KEYS = re.compile(r"\+\+([\w\-]+(?:\+[\w\-]+)*)\+\+")
_PROGRESS = re.compile(
    r"\[=+\s*(?:(?:100(?:\.0+)?|[1-9]?[0-9](?:\.\d+)?)%|\d+(?:\.\d+)?\s*/\s*\d+(?:\.\d+)?)"
    r"(?:\s+(?:'.*?'|\".*?\"))?\s*\](\{:?([^}]*)\})?"
)
_SPAN = re.compile(r"\{:?[ ]*([^}\n ][^\n]*)[ ]*\}|\{\s*\}")
_LEGACY = re.compile(r"\{@([^}]*)=([^}]*)\}")
_EMOJI = re.compile(r":[+\-\w]*[^\W\d][+\-\w]*:")
_LIST = re.compile(r"\{:?[ ]*([^}\n ][^\n]*)[ ]*\}")
_TAIL = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^\n]*)[ ]*\}[ ]*$")
_LAST_LINE = re.compile(r"\n[ ]*\{:?[ ]*([^}\n ][^\n]*)[ ]*\}[ ]*$")
_ELEMENTS = ("link", "image", "code", "autolink", "footnote", "emoji", "math", "keys")
_OPAQUE = "\x00"
_PLAIN = "\x01"


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


def signs_of(dialect: Dialect) -> re.Pattern[str]:
    """What stands in every text that has an item in it."""
    signs = r"[`<{\[\\"
    signs += "$" if dialect.math else ""
    signs += ":" if "pymdownx.emoji" in dialect.extensions else ""
    signs += "+" if "pymdownx.keys" in dialect.extensions else ""
    if dialect.magic is None:
        return _compiled(signs + "]")
    signs += "@#!?]" if dialect.magic.mentions else "@]"
    more = "|[a-f0-9]{40}" if dialect.magic.references else ""
    return _compiled(rf"{signs}|://|[wW]{{3}}\.{more}")


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
        mask = _take(_MACRO, "macro", mask, found, _PLAIN)
    if "{" in mask and "pymdownx.critic" in has:
        mask = _take_critic(mask, found)
    if "`" in mask:
        mask = _take_code(mask, found)
    if dialect.math and ("$" in mask or "\\(" in mask):
        mask = _take(_math(dialect.math), "math", mask, found)
    if "++" in mask and "pymdownx.keys" in has:
        mask = _take_keys(_QUOTED_KEYS, mask, found)
    if "\\" in mask:
        mask = escapes(dialect).sub(_PLAIN * 2, mask)
    if "[=" in mask and "pymdownx.progressbar" in has:
        mask = _take_progress(mask, found)
    if "[" in mask or "<" in mask:
        links = Links(text, scope)
        links.found = found
        mask = links.run(mask)
        found = links.found
    if "]{" in mask and "pymdownx.bracketspan" in has and "attr_list" in has:
        mask = _take_spans(text, mask, found)
    if dialect.wiki or (dialect.magic and BARE.search(mask)):
        mask = _take_magic(text, mask, dialect, found)
    if ":" in mask and "pymdownx.emoji" in has:
        mask = _take(_EMOJI, "emoji", mask, found)
    if "++" in mask and "pymdownx.keys" in has:
        mask = _take_keys(_KEYS, mask, found)
    if "{@" in mask and "legacy_attrs" in has:
        for match in _LEGACY.finditer(mask):
            start, end = match.span()
            target = f'{match.group(1)}="{match.group(2)}"'
            found.append(Found("attributes", start, end, start, end, target))
    if "{" in mask and "attr_list" in has:
        ends = "*_" + "".join(one.token for one in dialect.emphasis) + _OPAQUE + LINKED
        _take_attributes(text, mask, found, tail, ends, escapes(dialect))
    return found


@lru_cache
def _math(kinds: frozenset[str]) -> re.Pattern[str]:
    """The formulas that stand in a line."""
    dollar = ("smart" if "smart" in kinds else "dollar") if "dollar" in kinds else ""
    chosen = [_MATH[kind] for kind in (dollar, "round") if kind in kinds]
    return re.compile("|".join(chosen) or r"(?!)", re.DOTALL)


def _take(
    pattern: re.Pattern[str], kind: str, mask: str, found: list[Found], mark: str = _OPAQUE
) -> str:
    for match in pattern.finditer(mask):
        start, end = match.span()
        found.append(Found(kind, start, end, start, end, match.group()))
        mask = mask[:start] + mark * (end - start) + mask[end:]
    return mask


def _take_progress(mask: str, found: list[Found]) -> str:
    for match in _PROGRESS.finditer(mask):
        start, end = match.span()
        bar = match.start(1) if match.group(1) else end
        found.append(Found("progress", start, bar, start, bar))
        if match.group(1):
            found.append(Found("attributes", bar, end, bar, end, match.group(2)))
        mask = mask[:start] + _PLAIN * (end - start) + mask[end:]
    return mask


def _take_critic(mask: str, found: list[Found]) -> str:
    """The marks of an editor: a remark is no text, what else they hold is read as it stands."""
    for match in _CRITIC.finditer(mask):
        position = match.start()
        for group in range(1, 6):
            if match.group(group) is not None:
                _put(mask, position, match.start(group), found)
                position = match.end(group)
        _put(mask, position, match.end(), found)
    for one in found:
        if one.kind == "critic":
            mask = mask[: one.start] + _PLAIN * (one.end - one.start) + mask[one.end :]
    return mask


def _put(mask: str, start: int, end: int, found: list[Found]) -> None:
    found.append(Found("critic", start, end, start, end, mask[start:end]))


def _take_keys(pattern: re.Pattern[str], mask: str, found: list[Found]) -> str:
    """Keys of a keyboard; before all else only those with a key in quotes, which may be anything."""
    for match in pattern.finditer(mask):
        if pattern is _QUOTED_KEYS and '"' not in match.group() and "'" not in match.group():
            continue
        start, end = match.span()
        found.append(Found("keys", start, end, start + 2, end - 2, match.group(1)))
        mask = mask[:start] + _OPAQUE * (end - start) + mask[end:]
    return mask


def _take_spans(text: str, mask: str, found: list[Found]) -> str:
    """Words in brackets that carry attributes: the marks around them go, the words stay."""
    for opening, closing in sorted(pairs(mask).items(), key=lambda pair: pair[1]):
        if match := _SPAN.match(mask, closing + 1):
            rest = read_attributes(match.group(1) or "")[1]
            end = match.end() - max(len(rest) - 1, 0)
            _put(mask, opening, opening + 1, found)
            target = text[match.start(1) : end - 1] if match.group(1) else ""
            found.append(Found("attributes", closing, end, closing, end, target))
            mask = f"{mask[:opening]}{_PLAIN}{mask[opening + 1 : closing]}{_PLAIN * (end - closing)}{mask[end:]}"
    return mask


def _take_magic(text: str, mask: str, dialect: Dialect, found: list[Found]) -> str:
    linked = [(one.inner, one.inner_end) for one in found if one.kind == "link"]
    for one in chain(magic_links(text, mask, dialect), wiki_links(mask, dialect)):
        wiki = one.start < one.inner
        inside = not wiki and any(start <= one.start < end for start, end in linked)
        if inside or LINKED in mask[one.start : one.end]:
            continue
        found.append(one)
        mask = mask[: one.start] + LINKED * (one.end - one.start) + mask[one.end :]
    return mask


def code_spans(text: str) -> str:
    """What stands in code spans in `text`, all of it."""
    found: list[Found] = []
    if "`" in text:
        _take_code(text, found)
    return "\n".join(text[one.start : one.end] for one in found)


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
    if mark not in ends or mark in _OPAQUE + LINKED:
        return mark in ends
    before = mask[:start].rstrip(mark)
    return mark in before and not before[-1:].isspace()


def _whole(attributes: str) -> bool:
    """Whether `attributes` are one list from the first brace to the last, all of it text."""
    return not (read_attributes(attributes)[1] or _marked(attributes))


def _marked(mask: str) -> bool:
    return any(mark in mask for mark in (_OPAQUE, LINKED, HTML))

"""Fenced code as pymdownx.superfences (or fenced_code) finds it, before anything else is read.

A fence counts where its closing line has the very same mark, where every line between carries
its indentation, and where its options are known; otherwise it is no fence, and what it holds is
read as Markdown.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from bitext.dialect import Dialect
from bitext.outline.attributes import id_of

Line = tuple[str, int, int]

_OPEN = re.compile(
    r"(?P<fence>~{3,}|`{3,})(?:[ \t]*\.?(?P<lang>[\w#.+-]+)(?=[\t ]|$))?"
    r"(?:[ \t]*\{(?P<attrs>[^\n]*)\}"
    r"|(?P<options>(?:[ \t]*[a-zA-Z][a-zA-Z0-9_]*(?:=(?P<q>[\"']).*?(?P=q))?(?=[\t ]|$))+)"
    r"|(?P<unknown>(?:[ \t]*\S+(?=[\t ]|$))+))?[ \t]*$"
)
_PLAIN_OPEN = re.compile(
    r"(?P<fence>~{3,}|`{3,})[ ]*(?:\{(?P<attrs>[^\n]*)\}|\.?(?P<lang>[\w#.+-]*)[ ]*"
    r"(?:hl_lines=(?P<q>[\"']).*?(?P=q)[ ]*)?)$"
)
_OPTION = re.compile(r"([a-zA-Z][a-zA-Z0-9_]*)(?:=([\"'])(.*?)\2)?")
_PREFIX = re.compile(r"[> ]*")
_KNOWN = {
    "hl_lines": re.compile(r"\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*$"),
    "linenums": re.compile(r"\d+"),
    "title": re.compile(""),
    "title_mode": re.compile(""),
}


class Fence(NamedTuple):
    """A code block between two marks: its language, its code, its own lines, where it stands."""

    language: str
    code: str
    lines: tuple[Line, ...]
    column: int
    anchor: str

    @property
    def line(self) -> int:
        """The line of the opening mark."""
        return self.lines[0][1]

    @property
    def end_line(self) -> int:
        """The line of the closing mark."""
        return self.lines[-1][1]


def take_fences(lines: list[Line], dialect: Dialect) -> tuple[list[Line], list[Fence]]:
    """`lines` with each fence folded into one line that names it, and the fences themselves.

    The folded line keeps the indentation and block quote marks of the fence, so that it falls
    where the fence would.
    """
    marks = _marked(lines) if dialect.fences else []
    if not marks:
        return lines, []
    kept: list[Line] = []
    fences: list[Fence] = []
    open_marks: set[str] = set()
    position = 0
    for index in marks:
        if index < position:
            continue
        text, number, column = lines[index]
        prefix = _prefix(text)
        match = _opening(text, prefix, dialect)
        if match is None or match.group("fence") in open_marks:
            continue
        mark = match.group("fence")
        if prefix and dialect.superfences:
            end, closed = _fence_end(lines, index, prefix, mark, dialect)
        else:
            end, closed = _bare_end(lines, index, mark, marks)
        if not closed and not dialect.superfences:
            open_marks.add(mark)
            continue
        kept += lines[position:index]
        if closed:
            anchored = dialect.superfences or "codehilite" not in dialect.extensions
            fences.append(_fence(match, lines[index : end + 1], prefix, anchored=anchored))
            fold = (f"{prefix}\x02f{len(fences) - 1}\x03", number, column)
            kept += [fold] if dialect.superfences else [("", number, 0), fold, ("", number, 0)]
        else:
            kept += lines[index : end + 1]
        position = end + 1
    return kept + lines[position:], fences


def _marked(lines: list[Line]) -> list[int]:
    """The rows that have a mark of a fence in them; looked for in the whole text, which is faster."""
    text = "\n".join([line[0] for line in lines])
    rows: set[int] = set()
    for mark in ("```", "~~~"):
        row = end = 0
        while (at := text.find(mark, end)) >= 0:
            row += text.count("\n", end, at)
            rows.add(row)
            end = text.find("\n", at)
            if end < 0:
                break
    return sorted(rows)


def _bare_end(lines: list[Line], start: int, mark: str, marks: list[int]) -> tuple[int, bool]:
    """Where a fence ends that stands at the start of a line: at the next such mark alone."""
    for row in marks[bisect_right(marks, start) :]:
        if lines[row][0].rstrip(" \t") == mark:
            return row, True
    return len(lines), False


def _fence(match: re.Match[str], lines: list[Line], prefix: str, *, anchored: bool) -> Fence:
    code = "\n".join([line[0][len(prefix) :] for line in lines[1:-1]])
    attributes = match.group("attrs") or ""
    language = match.group("lang") or _class_of(attributes)
    anchor = (id_of(attributes) or "") if anchored else ""
    return Fence(language, code, tuple(lines), lines[0][2] + len(prefix) + 1, anchor)


def _prefix(text: str) -> str:
    match = _PREFIX.match(text)
    return match.group() if match else ""


def _opening(text: str, prefix: str, dialect: Dialect) -> re.Match[str] | None:
    if not dialect.superfences:
        return None if prefix else _PLAIN_OPEN.match(text)
    match = _OPEN.match(text, len(prefix))
    if match is None or match.group("unknown"):
        return match if match and dialect.relaxed_headers else None
    if match.group("attrs") or _options_known(match.group("options") or "", match, dialect):
        return match
    return None


def _options_known(options: str, match: re.Match[str], dialect: Dialect) -> bool:
    if (match.group("lang") or "") in dialect.own_fences or dialect.relaxed_headers:
        return True
    for name, _, value in _OPTION.findall(options):
        known = _KNOWN.get(name) if dialect.pygments and not dialect.plain_fences else None
        if known is None or f"{name}=" not in options or known.match(value) is None:
            return False
    return True


def _fence_end(
    lines: list[Line], start: int, prefix: str, mark: str, dialect: Dialect
) -> tuple[int, bool]:
    """Where the fence opened at `start` ends, or else the line that breaks it off."""
    quoted = prefix.count(">")
    # Quotes of pymdownx end where their mark does, so a fence in one ends there too.
    strict = quoted and "pymdownx.quotes" in dialect.extensions
    blank_seen = False
    for index in range(start + 1, len(lines)):
        line = lines[index][0]
        head = _prefix(line[: len(prefix)])
        body = line[len(head) :]
        level = head.count(">")
        if level > quoted or (not quoted and ">" in head) or (strict and level < quoted):
            return index, False
        if not body or (not quoted and not line.strip()):
            blank_seen = True
            continue
        if quoted:
            if len(head) < len(prefix) or (blank_seen and level < quoted):
                return index, False
        elif len(head) != len(prefix):
            return index, False
        if body.rstrip(" \t") == mark:
            return index, True
        blank_seen = False
    return len(lines), False


def _class_of(attributes: str | None) -> str:
    match = re.search(r"(?:^|\s)\.([^\s.#=}]+)", attributes or "")
    return match.group(1) if match else ""

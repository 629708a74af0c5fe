"""Files that a page includes with pymdownx.snippets: their lines stand in the page like its own.

A line that comes from elsewhere gets a number past the last one of the page; `Including.elsewhere`
says in which file it stands, at which line, and which line of the page has it included. Addresses
are never fetched, and a file is not included in itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from bitext.dialect import Snippets
from bitext.outline.fences import Line

Include = Callable[[str], tuple[str, str] | None]
"""Gives the path and the text of the file that a name means, if there is one."""

_MARK = re.compile(
    r"(?P<space>[ \t]*)(?P<escape>;*)-+8<-+(?:[ \t]+(?P<name>\"(?:\\\"|[^\"])+?\"|'(?:\\'|[^'])+?'))?$"
)
_SECTION = re.compile(
    r"(?<!;)(?<!-)(?P<escape>;*)-+8<-+[ \t]+\[[ \t]*(?P<type>start|end)[ \t]*:[ \t]*"
    r"(?P<name>[a-z][-_0-9a-z]*)[ \t]*\]",
    re.IGNORECASE,
)
_RANGE = r"-?[0-9]*(?::-?[0-9]*)?"
_TARGET = re.compile(
    rf"(?P<path>[^:]*(?::(?!//)[^:]*?)*?)(?::(?P<ranges>{_RANGE}(?:,(?=[-0-9:]){_RANGE})*)"
    r"|:(?P<section>[a-z][-_0-9a-z]*))?$",
    re.IGNORECASE,
)
_DEEPEST = 50


class Including:
    """Expands the lines of one page that ends at line `last`."""

    def __init__(self, settings: Snippets, include: Include, last: int) -> None:
        self.settings = settings
        self.include = include
        self.elsewhere: dict[int, tuple[str, int, int]] = {}
        self._last = last
        self._host = 0
        self._inside: list[str] = []

    def run(self, lines: list[Line]) -> list[Line]:
        """`lines` with what they include, and with the files that every page ends with."""
        appended = "\n\n".join(self.settings.appended)
        rows = f"\n\n-8<-\n{appended}\n-8<-\n".split("\n") if appended else []
        last: list[Line] = [(row, self._last, 0) for row in rows]
        if any("8<" in line[0] for line in lines):
            return list(self._expanded([*lines, *last]))
        return [*lines, *self._expanded(last)]

    def _expanded(self, lines: Iterable[Line], *, section: bool = False) -> Iterator[Line]:
        """`lines` expanded; in what is a `section` of a file, the marks of sections are text."""
        block = False
        for line in lines:
            text, number, column = line
            marked = "8<" in text
            if not marked and not block:
                yield line
                continue
            match = _MARK.match(text) if marked else None
            if not self._inside:
                self._host = number
            if match and match["escape"]:
                yield text.replace(";", "", 1), number, column
            elif match and match["name"] is None:
                block = not block
            elif match and not block:
                yield from self._included(match["space"], match["name"][1:-1])
            elif block and not match:
                yield from self._listed(text)
            elif not match:
                yield from [line] if section or not marked else _sectionless(line)

    def _listed(self, text: str) -> Iterator[Line]:
        """One line of a list of files; an empty one is an empty line."""
        name = text.strip()
        if name:
            yield from self._included(text[: len(text) - len(text.lstrip())], name)
        else:
            yield "", self._host, 0

    def _included(self, space: str, name: str) -> Iterator[Line]:
        target = _TARGET.match(name.strip())
        path = target["path"].strip() if target else ""
        if target is None or not path or path.startswith(";"):
            return
        known = self.include(path)
        if known is None or known[0] in self._inside or len(self._inside) > _DEEPEST:
            return
        file, text = known
        lines = [(row, number, 0) for number, row in enumerate(_rows(text), 1)]
        lines = self._chosen(lines, target)
        space = space.expandtabs(4)
        width = len(space)
        numbered = self._numbered(file, lines)
        if "8<" in text:
            self._inside.append(file)
            numbered = list(self._expanded(numbered, section=bool(target["section"])))
            self._inside.pop()
        if width:
            numbered = [(space + row, number, column - width) for row, number, column in numbered]
        yield from numbered

    def _numbered(self, file: str, lines: Iterable[Line]) -> Iterable[Line]:
        """`lines` of `file` with numbers of their own, given as they are asked for."""
        for text, line, column in lines:
            self._last += 1
            self.elsewhere[self._last] = (file, line, self._host)
            yield text, self._last, column

    def _chosen(self, lines: list[Line], target: re.Match[str]) -> list[Line]:
        """Those of `lines` that a name asks for behind its colon."""
        if target["ranges"] is not None:
            chosen = [line for part in target["ranges"].split(",") for line in _range(lines, part)]
        elif target["section"]:
            chosen = _section(lines, target["section"])
        else:
            return lines
        return _dedented(chosen) if self.settings.dedented else chosen


def _rows(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if text else []


def _sectionless(line: Line) -> Iterator[Line]:
    """`line`, unless it begins or ends a section."""
    text, number, column = line
    match = _SECTION.search(text)
    if match is None:
        yield line
    elif match["escape"]:
        yield text[: match.start()] + text[match.start() + 1 :], number, column


def _section(lines: list[Line], name: str) -> list[Line]:
    """The lines between the marks of one section, without those of others."""
    found: list[Line] = []
    started = False
    for line in lines:
        text, number, column = line
        match = _SECTION.search(text) if "8<" in text else None
        if match and match["escape"]:
            line, match = (text[: match.start()] + text[match.start() + 1 :], number, column), None
        if match and match["name"] == name:
            if match["type"].lower() == "end":
                break
            started = True
        elif started and not match:
            found.append(line)
    return found


def _range(lines: list[Line], part: str) -> list[Line]:
    """The lines of a range such as ``2:5``, ``:5``, ``-3:``; what is before 0 counts from the end."""
    first, _, last = part.partition(":")
    start = int(first) if first.strip("-") else 0
    stop = int(last) if last.strip("-") else None
    total = len(lines)
    begin = max(0, total + start) if start < 0 else max(0, start - 1)
    if stop is not None and stop < 0:
        stop = max(0, total + 1 + stop)
    return lines[begin:stop]


def _dedented(lines: list[Line]) -> list[Line]:
    import textwrap  # few sites have their sections dedented

    rows = textwrap.dedent("\n".join(text for text, _, _ in lines)).split("\n")
    lines = lines or [("", 1, 0)]
    return [
        (row, number, column + len(text) - len(row) if row else column)
        for row, (text, number, column) in zip(rows, lines, strict=True)
    ]

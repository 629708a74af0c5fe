"""The lines of a page before anything is read: files included, tabs made spaces, our marks taken out."""

import re
from itertools import count, repeat

from bitext.dialect import Dialect
from bitext.outline.fences import Line
from bitext.outline.snippets import Include, Including
from bitext.unseen import TEMPLATES

_KEY = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
_CONTROL = str.maketrans("", "", "\x02\x03")


class Prepared:
    """The `lines` of a body, and the `text` they had with what they include.

    `tabbed` gives the columns of those with tabs, `elsewhere` is as in Page.
    """

    def __init__(
        self, body: str, first: int, last: int, dialect: Dialect, include: Include | None
    ) -> None:
        self.elsewhere: dict[int, tuple[str, int, int]] = {}
        self.tabbed: dict[int, list[int]] = {}
        if TEMPLATES in dialect.unseen and "{#" in body:
            body = _REMARK.sub(_blank, body)
        lines: list[Line] = list(zip(body.split("\n"), count(first), repeat(0)))
        if dialect.snippets and include and ("8<" in body or dialect.snippets.appended):
            including = Including(dialect.snippets, include, last)
            lines = including.run(lines)
            self.elsewhere = including.elsewhere
        if "meta" in dialect.extensions:
            lines = _without_meta(lines)
        opening = lines[0][0] if lines else ""
        self.text = "\n".join([line[0] for line in lines]) if self.elsewhere else body
        self.lines = self._cleaned(lines)
        if self.lines and not self.lines[0][0]:
            # White space alone counts on the first line, and nowhere else.
            self.lines[0] = (opening.expandtabs(4), *self.lines[0][1:])

    def _cleaned(self, lines: list[Line]) -> list[Line]:
        """`lines` without tabs and our own marks, nothing where there is only white space."""
        whole = self.text
        if "\t" in whole or "\x02" in whole or "\x03" in whole:
            return self._untabbed(lines)
        if " \n" not in whole and not whole.endswith(" "):
            return lines
        return [line if line[0].strip(" ") else ("", line[1], line[2]) for line in lines]

    def _untabbed(self, lines: list[Line]) -> list[Line]:
        found: list[Line] = []
        for text, number, column in lines:
            if "\t" in text:
                self.tabbed[number] = [max(1, one + column) for one in _columns(text)]
                column = 0
            if "\x02" in text or "\x03" in text:
                text = text.translate(_CONTROL)
            if "\t" in text:
                text = text.expandtabs(4)
            found.append((text if text.strip(" ") else "", number, column))
        return found


def _blank(match: re.Match[str]) -> str:
    """White space as long as `match`, on as many lines."""
    return "\n".join(" " * len(line) for line in match.group().split("\n"))


def _without_meta(lines: list[Line]) -> list[Line]:
    """`lines` without the data that the extension `meta` takes from the top of what MkDocs leaves."""
    row = 1 if lines and lines[0][0].startswith("---") else 0
    key = False
    while row < len(lines):
        text = lines[row][0].expandtabs(4)
        row += 1
        if not text.strip() or text.startswith(("---", "...")):
            break
        if _KEY.match(text):
            key = True
        elif not (key and text.startswith("    ")):
            row -= 1
            break
    return lines[row:] or [("", lines[-1][1], 0)]


def _columns(line: str) -> list[int]:
    """For each column of a line with its tabs made spaces, the column it has in the file."""
    found: list[int] = []
    for column, char in enumerate(line, 1):
        found += [column] * (4 - len(found) % 4 if char == "\t" else 1)
    return [*found, len(line) + 1]

"""The paragraphs and tables of a DOCX file, each with what tells its kind."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bitext.split.word_parts import Document, Style, W, numbered, value
from bitext.split.word_runs import Content, Runs

_HEADING = re.compile(r"(?:heading|titre|überschrift) ?(\d)$")
_WRAPPERS = tuple(f"{W}{one}" for one in ("sdt", "sdtContent", "ins", "customXml", "smartTag"))
_MOST_COLUMNS = 63  # what the word processors allow


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its content, its style, its place in a list, how large and bold it is."""

    markdown: str
    words: str
    content: Content
    style: Style
    number: str = ""
    depth: int = 0
    size: int = 0
    bold: bool = False
    table: Any = None

    @property
    def level(self) -> int:
        """The level of a heading by its style; 0 for anything else."""
        if self.style.name in ("title", "titre"):
            return 1
        match = _HEADING.match(self.style.name)
        if match:
            return int(match.group(1)) + 1
        return self.style.outline + 2 if 0 <= self.style.outline < 9 else 0


class Paragraphs:
    """Reads paragraphs of `document`; `labels` names its notes."""

    def __init__(self, document: Document, labels: Mapping[str, str]) -> None:
        self._document = document
        self._runs = Runs(document, labels)

    def body(self) -> Iterator[Paragraph]:
        """Every paragraph and table of the text that says or shows something."""
        for element in flat(self._document.body):
            if element.tag == f"{W}tbl":
                yield from self._table(element)
            else:
                one = self.read(element)
                if _says(one):
                    yield one

    def read(self, element: Any) -> Paragraph:
        """One paragraph."""
        content = self._runs.read(element)
        markdown, words = content.said()
        properties = element.find(f"{W}pPr")
        style = self._document.style(
            value(properties.find(f"{W}pStyle")) if properties is not None else ""
        )
        number, depth = numbered(properties)
        if not number:
            number, depth = style.number, style.depth
        last = style.name[-1:]
        if style.name.startswith(("list", "liste")) and last.isdigit():
            depth = max(depth, int(last) - 1)
        sizes: Counter[int] = Counter()
        for size, _, length in content.sizes:
            sizes[size] += length
        size = sizes.most_common(1)[0][0] if sizes else 0
        bold = bool(content.sizes) and all(one for _, one, _ in content.sizes)
        return Paragraph(
            markdown, words, content, style,
            "" if number == "0" else number, depth,
            size or style.size or self._document.size, bold or (style.bold and not number),
        )  # fmt: skip

    def _table(self, element: Any) -> Iterator[Paragraph]:
        """A table as one; a table of a single cell is a frame around its paragraphs."""
        rows = [
            [[self.read(one) for one in flat(cell) if one.tag == f"{W}p"] for cell in row]
            for row in _grid(element)
        ]
        if sum(len(row) for row in rows) == 1:
            yield from (one for one in rows[0][0] if _says(one))
            return
        inside = [one for row in rows for cell in row for one in cell]
        whole = Content()
        for one in inside:
            whole.images += one.content.images
            whole.comments += one.content.comments
            whole.deletions += one.content.deletions
            whole.boxes += one.content.boxes
            whole.apart += one.content.apart
        words = "\n".join(
            "\t".join(" ".join(one.words for one in cell) for cell in row) for row in rows
        )
        if any(_says(one) for one in inside):
            yield Paragraph("", words, whole, Style("table"), table=rows)


def _says(one: Paragraph) -> bool:
    """Whether a paragraph says or shows something, if only beside the text."""
    content = one.content
    aside = content.deletions or content.boxes or content.comments or content.apart
    return bool(one.words or content.images or aside)


def _grid(table: Any) -> Iterator[list[Any]]:
    """The cells of each row, in their columns: a cell over several columns is followed by empty ones."""
    for row in _wrapped(table, f"{W}tr"):
        before = row.find(f"{W}trPr/{W}gridBefore")
        cells: list[Any] = [()] * _count(before, 0)
        for cell in _wrapped(row, f"{W}tc"):
            cells += [cell, *[()] * (_count(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)]
        yield cells


def _count(element: Any, fallback: int) -> int:
    found = value(element)
    return min(int(found), _MOST_COLUMNS) if found.isdigit() else fallback


def _wrapped(element: Any, tag: str) -> Iterator[Any]:
    """The children of `element` called `tag`, out of whatever wraps them."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _wrapped(child, tag)


def flat(element: Any) -> Iterator[Any]:
    """The paragraphs and tables in `element`, out of whatever wraps them; none in an empty cell."""
    for child in element.iterchildren() if len(element) else ():
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
            if child.tag == f"{W}tbl" and element.tag == f"{W}tc":
                yield from child.iter(f"{W}p")
        elif child.tag in _WRAPPERS:
            yield from flat(child)

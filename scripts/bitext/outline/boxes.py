"""Boxes with a title: admonitions, details, content tabs."""

import re

from bitext.outline.leaves import add_heading
from bitext.outline.nodes import Chunk, Node, Reading, detab

_ADMONITION = re.compile(r'!!! ?([\w\-]+(?: +[\w\-]+)*)(?: +"(.*?)")? *$')
_DETAILS = re.compile(
    r'\?{3}\+? ?(?:([\w\-]+(?: +[\w\-]+)*?)?(?: +"(.*?)")|([\w\-]+(?: +[\w\-]+)*?)) *$'
)
_TAB = re.compile(r'={3}(?:\+|\+!|!\+|!)? +"(.*?)" *$')
_BOXES = ("admonition", "details", "tab")


class Boxes(Reading):
    """Reads boxes."""

    def _box(self, parent: Node, chunks: list[Chunk]) -> bool | None:
        chunk = chunks[0]
        opened = self._box_opening(chunk)
        if opened is None:
            return None
        row, kind, detail, title = opened
        chunks.pop(0)
        if row:
            self.read_chunks(parent, [chunk[:row]])
        text, number, column = chunk[row]
        node = parent.add(Node(kind, number, detail))
        if title is not None:
            at = text.rfind(f'"{title}"') + 1
            node.head = (title, number, column + at)
            if kind == "details" and (match := self.hash.match(title)):
                node.head = None
                add_heading(node, match, (title, number, column + at))
        inside, rest = detab(chunk[row + 1 :])
        self.read(node, inside)
        if rest:
            chunks.insert(0, rest)
        return True

    def _box_opening(self, chunk: Chunk) -> tuple[int, str, str, str | None] | None:
        has = self.dialect.extensions
        now = self.now
        if "!!!" not in now and "???" not in now and "===" not in now:
            return None
        for row, (text, _, _) in enumerate(chunk):
            start = text[:3]
            if start == "!!!" and "admonition" in has and (found := _ADMONITION.match(text)):
                return row, "admonition", found.group(1), found.group(2)
            if start == "???" and "pymdownx.details" in has and (found := _DETAILS.match(text)):
                return row, "details", found.group(1) or found.group(3) or "", found.group(2)
            if start == "===" and "pymdownx.tabbed" in has and (found := _TAB.match(text)):
                return row, "tab", "", found.group(1)
        return None

    def _boxed(self, parent: Node, chunks: list[Chunk]) -> bool:
        chunk = chunks[0]
        if not chunk[0][0].startswith("    "):
            return False
        box = parent.last
        if box is None or box.kind not in _BOXES:
            return False
        inner = box.last
        indent = 4
        while inner is not None and inner.kind in self.nests and _deep(chunk, indent + 4):
            if inner.last is None:
                break
            box = inner.last
            inner = box.last
            indent += 4
        chunks.pop(0)
        inside, rest = detab(chunk, indent)
        if box.kind in self.items:
            box.tight = False
        self.read(box, inside)
        if rest:
            chunks.insert(0, rest)
        return True


def _deep(chunk: Chunk, width: int) -> bool:
    return chunk[0][0].startswith(" " * width)

"""What counts elsewhere: footnotes, abbreviations, addresses of links."""

import re

from bitext.outline.fences import Line
from bitext.outline.links import decoded
from bitext.outline.nodes import Chunk, Node, Reading, find, loose_detab

_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]]*)\]: *(.*)$")
_ABBREVIATION = re.compile(r"\*\[([^\\]*?)\] ?: *(.*)$")
_REFERENCE = re.compile(
    r"^ {0,3}\[([^\[\]]*)\]: *\n? *(\S+) *(?:\n *)?(?:([\"'])(.*)\3 *|\((.*)\) *)?$", re.MULTILINE
)
# One that is whole in its line, with another below it or nothing: none but `_reference` takes it.
_PLAIN = re.compile(
    r" {0,3}\[([^\[\]|\n]*)\]: *([^\s|]+) *(?:([\"'])([^|\n]*)\3 *|\(([^|\n]*)\) *)?"
    r"(?:\n(?= {0,3}\[)|\Z)"
)


class Definitions(Reading):
    """Takes definitions out of the text."""

    def _footnote(self, parent: Node, chunks: list[Chunk]) -> bool | None:
        if (hit := find(chunks[0], "[^", _FOOTNOTE)) is None:
            return None
        row, match = hit
        chunk = chunks.pop(0)
        _, number, column = chunk[row]
        at = match.start(2)
        body: list[Line] = [(match.group(2), number, column + at)]
        after = chunk[row + 1 :]
        following = next((i for i, line in enumerate(after) if _FOOTNOTE.match(line[0])), None)
        if following is None:
            body += loose_detab(after)
            body += self._indented_chunks(chunks)
        else:
            body += loose_detab(after[:following])
            chunks.insert(0, after[following:])
        node = Node("footnote", number, match.group(1))
        self.footnotes.append((match.group(1), node))
        node.lines = body
        if row:
            chunks.insert(0, chunk[:row])
        return True

    def _indented_chunks(self, chunks: list[Chunk]) -> list[Line]:
        body: list[Line] = []
        while chunks and chunks[0][0][0].startswith("    "):
            chunk = chunks.pop(0)
            body.append(("", chunk[0][1], 0))
            stop = next((i for i, line in enumerate(chunk) if _FOOTNOTE.match(line[0])), None)
            body += loose_detab(chunk[:stop])
            if stop is not None:
                chunks.insert(0, chunk[stop:])
                break
        return body

    def _abbreviation(self, parent: Node, chunks: list[Chunk]) -> bool | None:
        if (hit := find(chunks[0], "*[", _ABBREVIATION)) is None:
            return None
        row, match = hit
        chunk = chunks.pop(0)
        self.abbreviations.append((match.group(1).strip(), match.group(2).strip(), chunk[row][1]))
        if after := chunk[row + 1 :]:
            chunks.insert(0, after)
        if row:
            chunks.insert(0, chunk[:row])
        return True

    def _reference(self, parent: Node, chunks: list[Chunk]) -> bool | None:
        text = self.now
        if (match := _REFERENCE.search(text)) is None:
            return None
        chunk = chunks.pop(0)
        first = text.count("\n", 0, match.start())
        last = text.count("\n", 0, match.end())
        self._refer(match, chunk[first])
        position = match.end() + 1
        while following := _PLAIN.match(text, position):
            last += 1
            position = following.end()
            self._refer(following, chunk[last])
        if after := chunk[last + 1 :]:
            chunks.insert(0, after)
        if first:
            chunks.insert(0, chunk[:first])
        return True

    def _refer(self, match: re.Match[str], line: Line) -> None:
        label, target, _, quoted, enclosed = match.groups()
        url = decoded(target.lstrip("<").rstrip(">"))
        self.references.append((label.strip().lower(), url, quoted or enclosed or "", line[1]))

"""What the readers of all kinds of block share: nodes under construction, chunks of lines."""

import re
from collections.abc import Callable

from bitext.dialect import Dialect
from bitext.outline.fences import Fence, Line
from bitext.outline.html import Raw

Chunk = list[Line]
Claim = Callable[["Node", list[Chunk]], bool | None]
"""Whether the first chunk begins with a block of one kind; None if none of its lines does."""

_HASH = re.compile(r"(#{1,6})((?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*$")
_SANE_HASH = re.compile(r"(#{1,6})(?= )((?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*$")
_OPENING_SIGNS = "\"'(“«"
FOLDED = re.compile("\x02([fh])(\\d+)\x03")
LISTS: tuple[str, ...] = ("ul", "ol")
_DEEPEST = 60


class Node:
    """A block under construction."""

    __slots__ = (
        "anchor", "children", "detail", "end_line", "head", "kind", "line", "lines", "tail", "tight",
    )  # fmt: skip

    def __init__(self, kind: str, line: int, detail: str = "") -> None:
        self.kind = kind
        self.detail = detail
        self.line = line
        self.end_line = line
        self.lines: Chunk = []
        self.children: list[Node] = []
        self.head: Line | None = None
        self.tight = False
        self.anchor = ""
        self.tail = "block" if kind == "paragraph" else "heading"

    def add(self, node: "Node") -> "Node":
        """`node`, now the last child."""
        self.children.append(node)
        return node

    @property
    def last(self) -> "Node | None":
        """The last child."""
        return self.children[-1] if self.children else None


class Reading:
    """Reads the lines of one page; `root` is the tree, the definitions stand beside it."""

    claims: list[tuple[Claim, str]]
    """Each kind of block with a sign that a text which holds one has in it."""

    def __init__(self, dialect: Dialect, fences: list[Fence]) -> None:
        self.dialect = dialect
        self.fences = fences
        self.raws: list[Raw] = []
        self.root = Node("page", 1)
        self.footnotes: list[tuple[str, Node]] = []
        self.references: list[tuple[str, str, str, int]] = []
        self.abbreviations: list[tuple[str, str, int]] = []
        self.anchors: list[tuple[str, int]] = []
        self.state: list[str] = []
        self.hungry = False
        self.now = ""
        self._depth = 0
        self.hash = _SANE_HASH if "pymdownx.saneheaders" in dialect.extensions else _HASH
        self.sane = "sane_lists" in dialect.extensions
        defines = "def_list" in dialect.extensions
        self.nests = (*LISTS, "dl") if defines else LISTS
        self.items: tuple[str, ...] = ("item", "definition") if defines else ("item",)
        # Definition lists look only at what plain lists leave to them.
        self.levels = ((LISTS, ("item",)), (self.nests, self.items))[: 1 + defines]

    def read(self, parent: Node, lines: list[Line]) -> None:
        """Add to `parent` the blocks that `lines` hold."""
        chunks: list[Chunk] = []
        chunk: Chunk = []
        gap = 0
        for line in lines:
            if line[0]:
                if gap > 1:
                    # Some kinds of block ask whether there was more than one blank line.
                    chunk.append(("", line[1] - 1, 0))
                chunk.append(line)
                gap = 0
                continue
            gap += 1
            if chunk:
                chunks.append(chunk)
                chunk = []
        if chunk:
            chunks.append(chunk)
        self.read_chunks(parent, chunks)

    def read_chunks(self, parent: Node, chunks: list[Chunk]) -> None:
        """Give each of `chunks` to the first kind of block that claims it."""
        self._depth += 1
        before: Chunk = []
        text = ""
        asked = self.claims
        absent: list[Claim] = []
        while chunks:
            chunk = chunks[0]
            # Python allows no more than some hundred calls within each other.
            if self._depth >= _DEEPEST or (not self.hungry and _is_plain(chunk)):
                self.claims[-1][0](parent, chunks)
                continue
            if not self.hungry and _is_rest(chunk, before):
                taken = before[: len(before) - len(chunk)]
                text = text[sum([len(line[0]) + 1 for line in taken]) :]
                asked = [one for one in asked if one[0] not in absent]
            else:
                text = "\n".join([line[0] for line in chunk])
                asked = self.claims
            self.now, before, absent = text, chunk, []
            for claim, sign in asked:
                claimed = claim(parent, chunks) if sign in text or self.hungry else None
                if claimed:
                    break
                if claimed is None:
                    absent.append(claim)
        self._depth -= 1

    def unfolded(self, chunk: Chunk) -> Chunk:
        """`chunk` with its fences as they are written: next to indented code they are none."""
        found: Chunk = []
        for line in chunk:
            match = FOLDED.search(line[0]) if "\x02f" in line[0] else None
            if match is None:
                found.append(line)
                continue
            for text, number, _ in self.fences[int(match.group(2))].lines:
                found.append((text[line[2] :], number, line[2]))
        return found

    def within(self, state: str, parent: Node, chunks: list[Chunk]) -> None:
        """Read `chunks` as in the state named, as `inside` will tell."""
        self.state.append(state)
        self.read_chunks(parent, chunks)
        self.state.pop()

    def inside(self, state: str) -> bool:
        """Whether `state` is the innermost."""
        return bool(self.state) and self.state[-1] == state


def _is_plain(chunk: Chunk) -> bool:
    """Whether `chunk` can be nothing but a paragraph: its lines begin with words, without pipes."""
    for text, _, _ in chunk:
        first = text[:1]
        if not (first.isalpha() or (first and first in _OPENING_SIGNS)) or "|" in text:
            return False
    return True


def _is_rest(chunk: Chunk, before: Chunk) -> bool:
    """Whether `chunk` is what was left of `before` when a block was made of its first lines."""
    return (
        len(chunk) < len(before)
        and chunk[-1] is before[-1]
        and chunk[0] is before[len(before) - len(chunk)]
    )


def find(chunk: Chunk, sign: str, pattern: re.Pattern[str]) -> tuple[int, re.Match[str]] | None:
    """The first line of `chunk` that has `sign` in it and matches, as row and match."""
    for row, line in enumerate(chunk):
        if sign in line[0] and (match := pattern.match(line[0])):
            return row, match
    return None


def detab(chunk: Chunk, width: int = 4) -> tuple[Chunk, Chunk]:
    """The leading lines of `chunk` that are `width` columns in, freed of them, and the others."""
    pad = " " * width
    inside: Chunk = []
    for row, (text, number, column) in enumerate(chunk):
        if text.startswith(pad):
            inside.append((text[width:], number, column + width))
        elif not text.strip():
            inside.append(("", number, column))
        else:
            return inside, chunk[row:]
    return inside, []


def loose_detab(chunk: Chunk, level: int = 1) -> Chunk:
    """`chunk` with `level` times four columns taken off the lines that have them."""
    width = 4 * level
    pad = " " * width
    return [
        (text[width:], number, column + width) if text.startswith(pad) else (text, number, column)
        for text, number, column in chunk
    ]


def left_stripped(line: Line) -> Line:
    """`line` without the white space it begins with."""
    text, number, column = line
    bare = text.lstrip()
    return bare, number, column + len(text) - len(bare)

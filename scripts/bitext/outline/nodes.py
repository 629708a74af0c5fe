"""What the readers of all kinds of block share: nodes under construction, chunks of lines."""

import re
from collections.abc import Callable
from typing import Any

from bitext.dialect import Dialect
from bitext.outline.fences import Fence, Line
from bitext.outline.html import Raw

Chunk = list[Line]
Claim = Callable[[Any, "Node", list[Chunk]], bool | None]
"""Whether the first chunk begins with a block of one kind; None if none of its lines does.

It is a method of what extends `Reading`, which comes first.
"""

_TITLE = r"((?:[^\\#\n]++|\\.|#+(?=[^#\n]))*?)#*$"
_HASH = re.compile(rf"(#{{1,6}}){_TITLE}")
_SANE_HASH = re.compile(rf"(#{{1,6}})(?= ){_TITLE}")
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


class Claims:
    """The kinds of block that a dialect has, each with the signs that a line of it begins with.

    Spaces before a sign do not count. Signs of the first line alone are `INDENTED`, `PIPED` and
    `EMPTY`; a kind without signs may begin anywhere: it is the last one, which takes all.
    """

    INDENTED, PIPED, EMPTY = " ", "|", "\n"

    def __init__(self, kinds: list[tuple[Claim, str]]) -> None:
        self.all = [claim for claim, _ in kinds]
        self._kinds = kinds
        self._signs = frozenset("".join(signs for _, signs in kinds))
        self._known: dict[frozenset[str], list[Claim]] = {}

    def signs(self, chunk: Chunk) -> frozenset[str]:
        """The signs that the lines of `chunk` begin with."""
        if len(chunk) == 1:
            firsts = chunk[0][0].lstrip(" ")[:1]
        else:
            firsts = "".join([text.lstrip(" ")[:1] for text, _, _ in chunk])
        # A list may be numbered in the digits of any script.
        return self._signs.intersection(firsts if firsts.isascii() else f"0{firsts}")

    def of(self, signs: frozenset[str], chunk: Chunk) -> list[Claim]:
        """What is to be asked of a chunk with `signs`, in order."""
        first = chunk[0][0] if chunk else ""
        if not first:
            signs |= {self.EMPTY}
        elif first.startswith("    "):
            signs |= {self.INDENTED}
        if "|" in first and len(chunk) > 1:
            signs |= {self.PIPED}
        asked = self._known.get(signs)
        if asked is None:
            kinds = [claim for claim, own in self._kinds if not own or not signs.isdisjoint(own)]
            asked = self._known[signs] = kinds
        return asked


class Reading:
    """Reads the lines of one page; `root` is the tree, the definitions stand beside it."""

    claims: Claims

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
        claims = self.claims
        before: Chunk = []
        text = ""
        signs: frozenset[str] = frozenset()
        absent: list[Claim] = []
        while chunks:
            chunk = chunks[0]
            if len(chunk) == 1 and chunk[0][0][:1].isalpha() and not self.hungry:
                claims.all[-1](self, parent, chunks)
                continue
            rest = len(chunk) < len(before) and _is_rest(chunk, before)
            if not rest:
                before, absent, signs = [], [], claims.signs(chunk)
            asked = claims.all if self.hungry else claims.of(signs, chunk)
            # Python allows no more than some hundred calls within each other.
            if len(asked) == 1 or self._depth >= _DEEPEST:
                claims.all[-1](self, parent, chunks)
                continue
            if rest:
                taken = before[: len(before) - len(chunk)]
                text = text[sum([len(line[0]) + 1 for line in taken]) :]
            else:
                text = chunk[0][0] if len(chunk) == 1 else "\n".join([line[0] for line in chunk])
            self.now, before = text, chunk
            for claim in asked:
                if claim not in absent or self.hungry:
                    claimed = claim(self, parent, chunks)
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


def _is_rest(chunk: Chunk, before: Chunk) -> bool:
    """Whether the shorter `chunk` is what a block made of the first lines of `before` has left."""
    return chunk[-1] is before[-1] and chunk[0] is before[len(before) - len(chunk)]


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
    if len(bare) == len(text):
        return line
    return bare, number, column + len(text) - len(bare)

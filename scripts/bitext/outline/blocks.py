"""Blocks as Python-Markdown makes them, with the line and column each one came from.

Text is read in chunks (lines without a blank one between them); each chunk goes to the first kind
of block that claims it, which may look at what stands before it in the same parent. The order of
the questions is the order in which Python-Markdown asks them.
"""

from functools import lru_cache

from bitext.dialect import Dialect
from bitext.outline.boxes import Boxes
from bitext.outline.definitions import Definitions
from bitext.outline.fences import Fence, Line
from bitext.outline.html import take_html
from bitext.outline.leaves import Leaves
from bitext.outline.lists import Lists
from bitext.outline.nodes import FOLDED, Chunk, Claim, Claims, Node
from bitext.outline.slashes import Slashes


class Blocks(Boxes, Lists, Leaves, Definitions, Slashes):
    """Reads all kinds of block that a dialect has."""

    def __init__(self, dialect: Dialect, fences: list[Fence]) -> None:
        super().__init__(dialect, fences)
        has = dialect.extensions
        self._markdown = "md_in_html" in has
        self._opened = []
        boxes = bool(has & {"admonition", "pymdownx.details", "pymdownx.tabbed"})
        self.claims = _claims(
            has & _OPTIONAL, boxes, bool(dialect.blocks), dialect.indented_code, bool(dialect.math)
        )

    def read_page(self, lines: list[Line]) -> None:
        """Read a whole page into `root`; the footnotes, which stand at its foot, come last."""
        self.read(self.root, take_html(lines, self.raws, self._markdown, False))
        for _, node in self.footnotes:
            body, node.lines = node.lines, []
            text, number, column = body[-1]
            self.read(node, [*body[:-1], (text.rstrip(), number, column)])

    def _container(self, parent: Node, chunks: list[Chunk]) -> bool:
        text, number, column = chunks[0][0]
        if not text.startswith("\x02h") or not (match := FOLDED.match(text)):
            return False
        index = int(match.group(2))
        raw = self.raws[index]
        if not raw.container:
            return False
        chunk = chunks.pop(0)
        node = parent.add(Node("html", raw.lines[0][1], str(index)))
        inner = take_html(list(raw.inner), self.raws, True, True)
        if raw.span:
            self._read_span(node, inner)
        else:
            state, self.state = self.state, []
            self.read(node, inner)
            self.state = state
        rest = text[match.end() :]
        chunk = [(rest, number, column + match.end()), *chunk[1:]] if rest else chunk[1:]
        if chunk:
            chunks.insert(0, chunk)
        return True

    def _read_span(self, parent: Node, lines: list[Line]) -> None:
        """What stands between the elements in a container that holds no blocks."""
        words: Chunk = []
        for line in [*lines, ("\x02h", 0, 0)]:
            if not line[0].startswith("\x02h"):
                words.append(line)
                continue
            if any(text.strip() for text, _, _ in words):
                parent.add(Node("paragraph", words[0][1])).lines = words
            words = []
            if FOLDED.match(line[0]) and not self._container(parent, [[line]]):
                parent.add(Node("paragraph", line[1])).lines = [line]


_OPTIONAL = frozenset(("md_in_html", "tables", "def_list", "footnotes", "abbr"))


@lru_cache
def _claims(has: frozenset[str], boxes: bool, slashes: bool, indented: bool, math: bool) -> Claims:
    """The kinds of block of a dialect that has some extensions and not others."""
    kinds: tuple[tuple[Claim, bool, str], ...] = (
        (Blocks._container, "md_in_html" in has, "\x02"),
        (Blocks._box, boxes, "!?="),
        (Blocks._boxed, boxes, Claims.INDENTED),
        (Blocks._empty, True, Claims.EMPTY),
        (Blocks._indented, True, Claims.INDENTED),
        (Blocks._slash, slashes, "/"),
        (Blocks._code, indented, Claims.INDENTED),
        (Blocks._math, math, "$\\"),
        (Blocks._table, "tables" in has, Claims.PIPED),
        (Blocks._hash, True, "#"),
        (Blocks._setext, True, "=-"),
        (Blocks._rule, True, "-_*"),
        (Blocks._list, True, "*+-0123456789"),
        (Blocks._definitions, "def_list" in has, ":"),
        (Blocks._quote, True, ">"),
        (Blocks._footnote, "footnotes" in has, "["),
        (Blocks._abbreviation, "abbr" in has, "*"),
        (Blocks._reference, True, "["),
        (Blocks._paragraph, True, ""),
    )
    return Claims([(claim, signs) for claim, on, signs in kinds if on])

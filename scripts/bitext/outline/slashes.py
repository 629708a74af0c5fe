"""Blocks between slashes (`/// note` … `///`), as pymdownx.blocks reads them.

What is open takes all that follows in its parent, chunk by chunk, up to a line of as many slashes
as have opened it; the block opened last is served first.
"""

import re
from dataclasses import dataclass

from bitext.outline.headers import Header, read_header
from bitext.outline.html import BLOCK_TAGS, RAW_TAGS, SPAN_TAGS
from bitext.outline.leaves import add_heading
from bitext.outline.nodes import Chunk, Node, Reading, detab

_END = re.compile(r" {0,3}(/{3,}) *$")
_HEADING = re.compile("h[1-6]$")


@dataclass(slots=True)
class _Open:
    """A block that is not closed yet; `target` is the node that takes what it holds."""

    header: Header
    node: Node
    target: Node
    parent: Node
    hungry: bool = False


class Slashes(Reading):
    """Reads blocks between slashes."""

    _opened: list[_Open]

    def _slash(self, parent: Node, chunks: list[Chunk]) -> bool:
        if self._opened and (home := self._hungry(parent)) is not None:
            self._serve(home, chunks)
            return True
        chunk = chunks[0]
        for row, (text, _, _) in enumerate(chunk):
            if "///" in text and (header := read_header(chunk, row, self.dialect)):
                chunks.pop(0)
                if row:
                    self.read_chunks(parent, [chunk[:row]])
                if chunk[header.rows :]:
                    chunks.insert(0, chunk[header.rows :])
                self._open(parent, header, chunk[row][1])
                self._fill(parent, chunks)
                return True
            if "///" in text and re.match(r" {0,3}/{3,} *[\w-]+", text):
                return False
        return False

    def _hungry(self, parent: Node) -> Node | None:
        """The parent of the block opened last, if what follows in `parent` belongs to it."""
        last = self._opened[-1]
        node: Node | None = parent
        while node is not None:
            if last.hungry and last.parent is node:
                return node
            node = node.last
        return None

    def _serve(self, parent: Node, chunks: list[Chunk]) -> None:
        for one in self._opened:
            if one.hungry and one.parent is parent:
                stray = parent.last
                if stray is not None and stray is not one.node:
                    # A box has taken what stands in this block: it belongs inside.
                    parent.children.pop()
                    one.target.add(stray)
                one.hungry = False
                self._fill(parent, chunks)
                return

    def _open(self, parent: Node, header: Header, line: int) -> None:
        node = target = self._node(parent, header, line)
        if node.kind == "heading":
            node.anchor = header.anchor
        elif header.anchor:
            self.anchors.append((header.anchor, line))
        if header.kind == "caption":
            target = Node("division", line, "figcaption")
            first = (header.argument or "").startswith("<")
            node.children.insert(0 if first else len(node.children), target)
        self._opened.append(_Open(header, node, target, parent))
        self.hungry = True

    def _node(self, parent: Node, header: Header, line: int) -> Node:
        """The node that a block makes in `parent`."""
        kind = header.kind
        if kind == "html":
            return self._element(parent, header, line)
        if kind == "define":
            return parent.add(Node("dl", line))
        if kind == "caption":
            return _figure(parent, line)
        node = parent.add(Node(kind, line, header.detail if kind != "tab" else ""))
        if header.argument:
            head = (header.argument, line, header.column)
            match = self.hash.match(header.argument) if kind != "tab" else None
            if match:
                add_heading(node, match, head)
            else:
                node.head = head
        return node

    def _element(self, parent: Node, header: Header, line: int) -> Node:
        tag = header.tag
        if _HEADING.match(tag):
            return parent.add(Node("heading", line, tag[1]))
        if tag == "details":
            return parent.add(Node("details", line))
        if _mode(header) == "raw":
            return parent.add(Node("raw", line, tag))
        if tag in BLOCK_TAGS and tag != "p":
            return parent.add(Node("division", line, tag))
        return parent.add(Node("paragraph", line))

    def _fill(self, parent: Node, chunks: list[Chunk]) -> None:
        """Give `chunks` to what is open, the block opened last first."""
        while chunks and self._opened:
            one = self._opened[-1]
            chunk = chunks.pop(0)
            above = self._opened[-1].node if len(self._opened) > 1 else None
            width = 4 * _items_above(parent, above) if above is not None else 0
            inside, after = detab(chunk, width) if width else (chunk, [])
            if not inside:
                inside, after = after, []
            if after:
                chunks.insert(0, after)
            inside, after, closed = _until_end(inside, one.header.size)
            if after:
                chunks.insert(0, after)
            if inside:
                self._take(one, inside)
            if closed:
                self._close(one)
        if self._opened:
            self._opened[-1].hungry = True

    def _take(self, one: _Open, chunk: Chunk) -> None:
        """Put `chunk` into an open block."""
        mode = _mode(one.header)
        if mode == "block":
            self.state.append("blocks")
            self.read(one.target, chunk)
            self.state.pop()
            return
        if any("\x02f" in line[0] for line in chunk):
            chunk = self.unfolded(chunk)
        node = one.node
        if node.kind == "division":
            node = node.last or node.add(Node("paragraph", chunk[0][1]))
        if node.kind == "heading":
            node.line = node.line if node.lines else chunk[0][1]
            chunk = [(text.strip(), line, column) for text, line, column in chunk if text.strip()]
        node.lines = [*node.lines, *chunk]

    def _close(self, one: _Open) -> None:
        # The one opened last goes, though it be another: that is what pymdownx does.
        self._opened.pop()
        self.hungry = bool(self._opened)
        if one.header.kind == "define":
            one.node.children = list(_defined(one.node))


def _mode(header: Header) -> str:
    """How a block reads what it holds: as blocks, as one text, or not at all."""
    if header.kind != "html":
        return "block"
    if header.mode in ("block", "inline"):
        return header.mode
    if header.mode in ("raw", "html") or header.tag in {*RAW_TAGS, "code"} - {"hr"}:
        return "raw"
    return "block" if header.tag in BLOCK_TAGS - SPAN_TAGS - {"hr"} else "inline"


def _figure(parent: Node, line: int) -> Node:
    """The figure that a caption belongs to: the last one, if it has none, or one made for it."""
    last = parent.last
    captioned = last is not None and any(one.detail == "figcaption" for one in last.children)
    if last is not None and last.detail == "figure" and not captioned:
        return last
    node = Node("division", last.line if last is not None else line, "figure")
    if last is not None:
        parent.children.pop()
        node.children.append(last)
    return parent.add(node)


def _defined(node: Node) -> list[Node]:
    """What a definition list holds: the items of its lists as definitions, all else as terms."""
    found: list[Node] = []
    for child in node.children:
        if child.kind in ("ul", "ol"):
            for item in child.children:
                item.kind = "definition"
                found.append(item)
        elif child.kind == "paragraph":
            child.kind = "term"
            found.append(child)
        else:
            term = Node("terms", child.line)
            term.children = [child]
            found.append(term)
    return found


def _until_end(chunk: Chunk, size: int) -> tuple[Chunk, Chunk, bool]:
    """What stands before the line that closes a block, what after it, and whether there is one."""
    for row, (text, _, _) in enumerate(chunk):
        if "///" in text and (match := _END.match(text)) and len(match.group(1)) == size:
            return chunk[:row], chunk[row + 1 :], True
    return chunk, [], False


def _items_above(parent: Node, node: Node) -> int:
    """How many list items lie between `parent`, which counts too, and `node`."""
    path = _path(parent, node)
    return sum(one.kind in ("item", "definition") for one in path)


def _path(parent: Node, node: Node) -> list[Node]:
    if parent is node:
        return []
    for child in reversed(parent.children):
        if child is node:
            return [parent]
        if found := _path(child, node):
            return [parent, *found]
    return []

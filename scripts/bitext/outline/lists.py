"""Lists and definition lists, and what is indented under their items."""

import re

from bitext.outline.fences import Line
from bitext.outline.nodes import (
    LISTS,
    Chunk,
    Node,
    Reading,
    detab,
    find,
    left_stripped,
    loose_detab,
)

_ORDERED = re.compile(r" {0,3}(\d+)\. +(.*)")
_BULLET = re.compile(r" {0,3}[*+-] +(.*)")
_ANY_ITEM = re.compile(r" {0,3}(?:\d+\.|[*+-]) +(.*)")
_NESTED_ITEM = re.compile(r" {4,7}(?:\d+\.|[*+-]) +.*")
_TERM = re.compile(r" {0,3}: {1,3}(.*)$")


class Lists(Reading):
    """Reads lists; nesting asks for four columns."""

    def _indented(self, parent: Node, chunks: list[Chunk]) -> bool:
        chunk = chunks[0]
        if not chunk[0][0].startswith("    ") or self.inside("detabbed"):
            return False
        last = parent.last
        for lists, items in self.levels:
            if parent.kind in items or (last is not None and last.kind in lists):
                chunks.pop(0)
                self._indent(parent, chunk, lists, items)
                return True
        return False

    def _indent(
        self, parent: Node, chunk: Chunk, lists: tuple[str, ...], items: tuple[str, ...]
    ) -> None:
        last = parent.last
        level, sibling = self._nesting(parent, chunk, (*lists, *items))
        inside = loose_detab(chunk, level)
        if parent.kind in items:
            home = last if last is not None and last.kind in lists else parent
            self.within("detabbed", home, [inside])
        elif sibling.kind in items:
            self.within("detabbed", sibling, [inside])
        elif sibling.last is not None and sibling.last.kind in items:
            sibling.last.tight = False
            self.state.append("detabbed")
            self.read(sibling.last, inside)
            self.state.pop()
        else:
            node = sibling.add(Node("definition" if sibling.kind == "dl" else "item", inside[0][1]))
            self.within("detabbed", node, [inside])

    def _nesting(self, parent: Node, chunk: Chunk, kinds: tuple[str, ...]) -> tuple[int, Node]:
        text = chunk[0][0]
        depth = (len(text) - len(text.lstrip(" "))) // 4
        level = 1 if self.inside("list") else 0
        node = parent
        while depth > level:
            child = node.last
            if child is None or child.kind not in kinds:
                break
            if child.kind in self.nests:
                level += 1
            node = child
        return level, node

    def _list(self, parent: Node, chunks: list[Chunk]) -> bool:
        first = chunks[0][0][0]
        if ordered := _ORDERED.match(first):
            kind, own = "ol", _ORDERED
        elif _BULLET.match(first):
            kind, own = "ul", _BULLET
        else:
            return False
        items = self._list_items(chunks.pop(0), own if self.sane else _ANY_ITEM)
        last = parent.last
        if last is not None and last.kind in ((kind,) if self.sane else LISTS):
            node = last
            if node.last is not None:
                node.last.tight = False
            item = node.add(Node("item", items[0][0][1]))
            self.within("looselist", item, [items.pop(0)])
        elif parent.kind in LISTS:
            node = parent
        else:
            node = parent.add(Node(kind, items[0][0][1]))
            if ordered and ordered.group(1) not in ("0", "1"):
                node.detail = ordered.group(1)
        self.state.append("list")
        for lines in items:
            if lines[0][0].startswith("    ") and node.last is not None:
                self.read_chunks(node.last, [lines])
            else:
                item = node.add(Node("item", lines[0][1]))
                item.tight = True
                self.read_chunks(item, [lines])
        self.state.pop()
        return True

    def _list_items(self, chunk: Chunk, pattern: re.Pattern[str]) -> list[Chunk]:
        items: list[Chunk] = []
        for line in chunk:
            text, number, column = line
            if match := pattern.match(text):
                at = match.start(match.lastindex or 1)
                items.append([(text[at:], number, column + at)])
            elif _NESTED_ITEM.match(text):
                if items[-1][0][0].startswith("    "):
                    items[-1].append(line)
                else:
                    items.append([line])
            else:
                items[-1].append(line)
        return items

    def _definitions(self, parent: Node, chunks: list[Chunk]) -> bool | None:
        chunk = chunks[0]
        if (hit := find(chunk, ":", _TERM)) is None:
            return None
        row, match = hit
        terms = [line for line in chunk[:row] if line[0].strip()]
        state = "list"
        if not terms:
            taken = _take_terms(parent)
            if taken is None:
                return False
            terms, state = taken, "looselist" if taken else "list"
        chunks.pop(0)
        body = chunk[row + 1 :]
        rest: Chunk = []
        if body and not re.match(r" {0,3}[^ :]", body[0][0]):
            body, rest = detab(body)
        text, number, column = chunk[row]
        at = match.start(1)
        inside: Chunk = [(text[at:], number, column + at), *body]
        node = parent.last
        if node is None or node.kind != "dl":
            node = parent.add(Node("dl", terms[0][1] if terms else number))
        elif not terms and node.last is not None and node.last.kind == "definition":
            state = "list" if node.last.tight else "looselist"
        for term in terms:
            node.add(Node("term", term[1])).lines = [_stripped(term)]
        definition = node.add(Node("definition", number))
        definition.tight = state == "list"
        self.within(state, definition, [inside] if inside[0][0] or body else [])
        if rest:
            chunks.insert(0, rest)
        return True


def _take_terms(parent: Node) -> Chunk | None:
    """The terms that a definition without any finds before it; None where it is no definition."""
    last = parent.last
    if last is not None:
        if last.kind != "paragraph":
            return []
        parent.children.pop()
        return last.lines
    if parent.kind == "details":
        return []
    head = parent.head
    if parent.kind != "admonition" or (head is not None and not head[0]):
        return None
    # The title is a paragraph too, and so becomes the term.
    parent.head = None
    return [head or ("", parent.line, 0)]


def _stripped(line: Line) -> Line:
    text, number, column = left_stripped(line)
    return text.rstrip(), number, column

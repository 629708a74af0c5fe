"""Nodes as blocks: with their items, and with the addresses that are written in them.

It goes through the tree in the order in which the page is read: links and footnotes may be defined
behind the lines that refer to them, so all nodes are there before.
"""

import re

from bitext.model import Block, Item
from bitext.outline.attributes import id_of
from bitext.outline.blocks import Blocks
from bitext.outline.fences import Line
from bitext.outline.finders import code_spans
from bitext.outline.html import BLOCK_TAGS
from bitext.outline.inline import scan, source_column
from bitext.outline.links import Scope
from bitext.outline.nodes import FOLDED, Node
from bitext.outline.tags import scan_html, tags
from bitext.outline.words import plain
from bitext.unseen import DOCUMENTED

_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_TEXTS = ("paragraph", "cell", "term")
_NAMES = {"division": "html", "terms": "term", "ul": "list", "ol": "list"}


class Maker:
    """Makes the blocks of one page; what it meets on the way stands beside them.

    `written` are addresses that headings may not get, `raw_names` the others, with their lines;
    `headings` come with their words and the address they have been given, `tabs` are words, a line
    and the number of headings above. Where lines are `scattered`, those of a fence need not follow each
    other.
    """

    def __init__(self, blocks: Blocks, scope: Scope, *, scattered: bool) -> None:
        self.dialect = scope.dialect
        self.scope = scope
        self.fences = blocks.fences
        self.raws = blocks.raws
        self.scattered = scattered
        self.written: list[tuple[str, int]] = []
        self.raw_names: list[tuple[str, int]] = []
        self.headings: list[tuple[Block, str, str | None]] = []
        self.tabs: list[tuple[str, int, int]] = []

    def children(self, node: Node) -> list[Block]:
        """The blocks that `node` holds."""
        found: list[Block] = []
        for child in node.children:
            if child.kind not in _TEXTS:
                found.append(self._block(child))
                continue
            lines = child.lines
            text = "\n".join([line[0] for line in lines]) if len(lines) != 1 else lines[0][0]
            if "\x02" in text:
                found += self._parted(child, text)
            elif lines:
                found.append(self._leaf(child, lines, text))
        return found

    def note(self, node: Node) -> Block:
        """The block of a footnote."""
        if node.last is not None:
            # The way back is put behind it, so that no attribute list closes it.
            node.last.tail = ""
        return self._holder("footnote", node, node.detail)

    def _holder(self, kind: str, node: Node, detail: str) -> Block:
        """A block that holds others."""
        children = [self._title(node, node.head)] if node.head is not None else []
        children += self.children(node)
        end = max([child.end_line for child in children]) if children else node.line
        return Block(kind, node.line, end, detail, "", (), (), tuple(children))

    def _block(self, node: Node) -> Block:
        kind = node.kind
        if kind == "heading":
            return self._heading(node)
        if kind == "html":
            return self._container(node)
        if kind == "indented-code":
            code = "\n".join(line[0] for line in node.lines).rstrip()
            return Block("code", node.line, node.lines[-1][1], "indented", code)
        if kind == "math":
            formula = "\n".join(line[0] for line in node.lines)
            places = tuple(self._place(line) for line in node.lines)
            return Block("math", node.line, node.lines[-1][1], "", formula, places)
        if kind == "raw":
            return self._raw(node)
        if kind == "rule":
            return Block("rule", node.line, node.line)
        detail = f"{kind} {node.detail}".strip() if kind in ("ul", "ol") else node.detail
        return self._holder(_NAMES.get(kind, kind), node, detail)

    def _title(self, node: Node, head: Line) -> Block:
        """The title of a box; that of a tab may have an address."""
        text, number, _ = head
        items = scan([head], text, self.scope)
        if node.kind == "tab" and self.dialect.tab_slugs is not None:
            self.tabs.append((plain(text, items, self.dialect), number, len(self.headings)))
        return Block("title", number, number, "", text, (self._place(head),), items)

    def _raw(self, node: Node) -> Block:
        """What a `///` block holds that is not read."""
        text = "\n".join(line[0] for line in node.lines)
        places = tuple(self._place(line) for line in node.lines)
        end = node.lines[-1][1] if node.lines else node.line
        kind = "code" if node.detail == "pre" else "html"
        return Block(kind, node.line, end, node.detail, text, places)

    def _parted(self, node: Node, whole: str) -> list[Block]:
        """A text with fences or raw HTML in it: what is left of it comes first."""
        if alone := FOLDED.fullmatch(whole):
            return [self._folded(alone)]
        lines: list[Line] = []
        folded: list[Block] = []
        hidden = _in_comments(whole) + code_spans(whole)
        for text, number, column in node.lines:
            folds = list(FOLDED.finditer(text)) if "\x02" in text else []
            folded += [self._folded(fold) for fold in folds if fold.group() not in hidden]
            start = folds[0].start() if folds else len(text)
            if text[:start].strip():
                lines.append((text[:start], number, column))
            if folds and text[folds[-1].end() :].strip():
                end = folds[-1].end()
                lines.append((text[end:], number, column + end))
        if lines:
            text = "\n".join([line[0] for line in lines])
            folded.insert(0, self._leaf(node, lines, text))
        return folded

    def _place(self, line: Line) -> tuple[int, int]:
        return line[1], source_column(self.scope.tabbed, line[1], line[2])

    def _leaf(self, node: Node, lines: list[Line], text: str) -> Block:
        items = scan(lines, text, self.scope, node.tail)
        if self.scope.tabbed:
            places = tuple([self._place(line) for line in lines])
        elif len(lines) == 1:
            places = ((lines[0][1], lines[0][2] + 1),)
        else:
            places = tuple([(number, column + 1) for _, number, column in lines])
        kind = node.kind
        if items:
            self._note_ids(items)
            if text.startswith("<!--") and len(items) == 1 and text.strip() == items[0].target:
                kind = "comment"
        if kind == "paragraph" and self.dialect.unseen and self._made(text, items):
            kind = "macro"
        return Block(kind, lines[0][1], lines[-1][1], "", text, places, items)

    def _made(self, text: str, items: tuple[Item, ...]) -> bool:
        """Whether a paragraph is nothing but what becomes something else when the site is built."""
        if DOCUMENTED in self.dialect.unseen and text.startswith("::: "):
            return True
        rest = text
        for one in reversed([one for one in items if one.kind == "macro"]):
            rest = rest[: one.start] + rest[one.end :]
        return rest != text and not rest.strip()

    def _note_ids(self, items: tuple[Item, ...]) -> None:
        for item in items:
            if item.kind == "attributes" and (name := id_of(item.target)):
                self.written.append((name, item.line))
            elif item.kind == "html":
                self._note_html(item.target, item.line)

    def _note_html(self, text: str, line: int, built: bool = False) -> None:
        for tag in tags(text) if "=" in text else ():
            at = line + text.count("\n", 0, tag.start)
            identity = tag.attributes.get("id")
            if identity:
                known = built and tag.name in BLOCK_TAGS
                (self.written if known else self.raw_names).append((identity, at))
            name = tag.attributes.get("name")
            if tag.name == "a" and name and name != identity:
                self.raw_names.append((name, at))

    def _heading(self, node: Node) -> Block:
        line = node.lines[0] if node.lines else ("", node.line, 0)
        items = scan([line], line[0], self.scope, "heading")
        explicit = node.anchor or None
        if items:
            # The list of the heading itself begins with a space, that of an item with its brace.
            own = [it for it in items if it.kind == "attributes" and _closes(line[0], it.start)]
            explicit = id_of(own[-1].target) if own else explicit
            self._note_ids(tuple(one for one in items if one not in own))
        end = max(node.line, node.end_line)
        places = (self._place(line),)
        level = min(6, int(node.detail) + self.dialect.base - 1)
        block = Block("heading", node.line, end, str(level), line[0], places, items)
        self.headings.append((block, plain(line[0], items, self.dialect), explicit))
        return block

    def _folded(self, fold: re.Match[str]) -> Block:
        index = int(fold.group(2))
        return self._fence(index) if fold.group(1) == "f" else self._html(index)

    def _fence(self, index: int) -> Block:
        fence = self.fences[index]
        if fence.anchor:
            self.raw_names.append((fence.anchor, fence.line))
        width = fence.column - 1
        first = fence.lines[1][1]
        places: tuple[tuple[int, int], ...] = (self._place(("", first, width)),)
        if self.scattered:
            inner = fence.lines[1:-1] or fence.lines[:1]
            places = tuple(
                [self._place(("", number, column + width)) for _, number, column in inner]
            )
        return Block("code", fence.line, fence.end_line, fence.language, fence.code, places)

    def _html(self, index: int) -> Block:
        raw = self.raws[index]
        text, bare, places = self._unfold(raw.lines)
        self._note_html(bare, raw.lines[0][1], raw.built)
        kind = "comment" if text.startswith("<!--") else "html"
        return Block(kind, places[0][0], raw.end_line, "", text, places, scan_html(bare, places))

    def _container(self, node: Node) -> Block:
        raw = self.raws[int(node.detail)]
        text, bare, places = self._unfold(raw.lines)
        self._note_html(bare, raw.lines[0][1], raw.built)
        children = tuple(self.children(node))
        return Block("html", node.line, raw.end_line, "markdown", text, places, (), children)

    def _unfold(self, lines: tuple[Line, ...]) -> tuple[str, str, tuple[tuple[int, int], ...]]:
        """The text of raw HTML, the same with fences made blank, and the place of each line."""
        whole: list[str] = []
        bare: list[str] = []
        places: list[tuple[int, int]] = []
        for text, number, column in lines:
            match = FOLDED.search(text) if "\x02f" in text else None
            parts = [text]
            if match is not None:
                fence = self.fences[int(match.group(2))]
                parts = [line[0] for line in fence.lines]
            whole += parts
            bare += parts if match is None else [" " * len(part) for part in parts]
            places += [self._place(("", number + row, column)) for row in range(len(parts))]
        return "\n".join(whole), "\n".join(bare), tuple(places)


def _closes(text: str, start: int) -> bool:
    """Whether the attribute list at `start` is that of the heading `text` itself."""
    return text[start] != "{" or text.startswith("{@", start)


def _in_comments(text: str) -> str:
    """What stands in comments in a paragraph: a fence there is none."""
    return "".join(_COMMENT.findall(text)) if "<!--" in text else ""

"""From the lines of a page to its sections: every step, in the order of Python-Markdown."""

import re
from dataclasses import replace

from bitext.dialect import Dialect, Slugs
from bitext.model import Anchor, Block, Definition, Item, Section
from bitext.outline.attributes import id_of
from bitext.outline.blocks import Blocks
from bitext.outline.fences import Line, take_fences
from bitext.outline.finders import code_spans
from bitext.outline.html import BLOCK_TAGS, tags
from bitext.outline.inline import scan, signs_of, source_column
from bitext.outline.lines import Prepared
from bitext.outline.links import Scope
from bitext.outline.nodes import FOLDED, Node
from bitext.outline.slugs import slug, unique
from bitext.outline.snippets import Include
from bitext.outline.words import plain
from bitext.unseen import DOCUMENTED

_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)


class Reader:
    """Turns one body into sections; holds what its steps share."""

    def __init__(
        self, body: str, first: int, last: int, dialect: Dialect, include: Include | None = None
    ) -> None:
        self.dialect = dialect
        prepared = Prepared(body, first, last, dialect, include)
        self.elsewhere, self.tabbed = prepared.elsewhere, prepared.tabbed
        self.end_line = last
        folded, self.fences = take_fences(prepared.lines, dialect)
        self.blocks = Blocks(dialect, self.fences)
        self.blocks.read_page(folded if any(line[0].strip() for line in folded) else [])
        self.scope = Scope(
            dialect,
            {name: (url, title) for name, url, title, _ in self.blocks.references},
            frozenset(label for label, _ in self.blocks.footnotes),
            self.tabbed,
            signs_of(dialect),
        )
        self.written: list[tuple[str, int]] = []
        self.raw_names: list[tuple[str, int]] = []
        self.headings: list[tuple[Block, str, str | None]] = []
        self.tabs: list[tuple[str, int, Block | None]] = []
        self.definitions: tuple[Definition, ...] = ()
        self.anchors: tuple[Anchor, ...] = ()

    def sections(self) -> tuple[Section, ...]:
        """The sections of the page; the addresses and definitions are known afterwards."""
        top = [self._block(node) for node in self.blocks.root.children]
        blocks = tuple(self._homed(block) for group in top for block in group)
        notes = [
            Definition("footnote", label, node.line, "", self._homed(self._note(node)))
            for label, node in self.blocks.footnotes
        ]
        links = [
            Definition("reference", name, line, f"{url} {title}".strip())
            for name, url, title, line in self.blocks.references
        ]
        short = [
            Definition("abbreviation", name, line, value)
            for name, value, line in self.blocks.abbreviations
        ]
        self.definitions = (*notes, *links, *short)
        names = self._addresses()
        return self._cut(blocks, names)

    def _note(self, node: Node) -> Block:
        if node.last is not None:
            # The way back is put behind it, so that no attribute list closes it.
            node.last.tail = ""
        children = tuple(block for child in node.children for block in self._block(child))
        end = max((child.end_line for child in children), default=node.line)
        return Block("footnote", node.line, end, node.detail, children=children)

    def _addresses(self) -> dict[int, tuple[str, bool, str]]:
        self.written += self.blocks.anchors
        used = {name for name, _ in self.written}
        used |= {explicit for _, _, explicit in self.headings if explicit}
        names: dict[int, tuple[str, bool, str]] = {}
        reached: dict[str, int] = {}
        written = (*self.written, *self.raw_names)
        anchors = [Anchor(name, line, False, True) for name, line in written]
        for block, title, explicit in self.headings:
            if explicit is not None:
                name = explicit
            elif "toc" in self.dialect.extensions:
                words = " ".join(title.split())
                name = unique(slug(words, self.dialect.slugs), used, reached)
            else:
                name = ""
            names[id(block)] = (name, bool(explicit), title)
            if name:
                anchors.append(Anchor(name, block.line, True, bool(explicit)))
        for title, line, above in self.tabs:
            slugs = self.dialect.tab_slugs or Slugs()
            name = slug(" ".join(title.split()), slugs)
            if self.dialect.tab_headings and above is not None:
                name = f"{names[id(above)][0]}{slugs.separator}{name}"
            anchors.append(Anchor(unique(name, used, reached), line, False, False))
        self.anchors = tuple(sorted(anchors, key=lambda anchor: anchor.line))
        return names

    def _cut(
        self, blocks: tuple[Block, ...], names: dict[int, tuple[str, bool, str]]
    ) -> tuple[Section, ...]:
        """Sections: the opening, then one for each heading that stands at the top of the page."""
        heads = [index for index, block in enumerate(blocks) if block.kind == "heading"]
        stops = [*heads, len(blocks)]
        ends = [self._host(blocks[stop].line) - 1 for stop in heads] + [self.end_line]
        opening = blocks[: stops[0]]
        sections = [Section("_", 0, "", 1, ends[0], False, opening)]
        for start, stop, end in zip(heads, stops[1:], ends[1:], strict=True):
            head = blocks[start]
            name, explicit, title = names[id(head)]
            line = self._host(head.line)
            body = blocks[start:stop]
            sections.append(Section(name, int(head.detail), title, line, end, explicit, body))
        return tuple(sections)

    def _host(self, line: int) -> int:
        """The line of the page that a line stands in, or that includes it."""
        return self.elsewhere[line][2] if line in self.elsewhere else line

    def _homed(self, block: Block) -> Block:
        """`block` from the first of its lines to the last, if one of them is included."""
        if not self.elsewhere:
            return block
        line, end = block.line, block.end_line
        if (line in self.elsewhere) != (end in self.elsewhere):
            line, end = self._host(line), self._host(end)
        children = tuple(self._homed(child) for child in block.children)
        if (line, end) == (block.line, block.end_line) and children == block.children:
            return block
        homed = replace(block, line=line, end_line=end, children=children)
        self.headings = [
            (homed if head is block else head, title, name) for head, title, name in self.headings
        ]
        return homed

    # from nodes to blocks

    def _block(self, node: Node) -> list[Block]:
        kind = node.kind
        if kind in ("paragraph", "cell", "term"):
            return self._text(node)
        if kind == "heading":
            return [self._heading(node)]
        if kind == "html":
            return [self._container(node)]
        if kind == "indented-code":
            code = "\n".join(line[0] for line in node.lines).rstrip()
            return [Block("code", node.line, node.lines[-1][1], "indented", code)]
        if kind == "math":
            formula = "\n".join(line[0] for line in node.lines)
            places = tuple(self._place(line) for line in node.lines)
            return [Block("math", node.line, node.lines[-1][1], "", formula, places)]
        if kind == "raw":
            return [self._raw(node)]
        if kind == "rule":
            return [Block("rule", node.line, node.line)]
        if kind in ("division", "terms"):
            kind = "html" if kind == "division" else "term"
        children = [self._title(node, node.head)] if node.head is not None else []
        children += [block for child in node.children for block in self._block(child)]
        end = max((child.end_line for child in children), default=node.line)
        detail = node.detail
        if kind in ("ul", "ol"):
            kind, detail = "list", f"{kind} {detail}".strip()
        return [Block(kind, node.line, end, detail, children=tuple(children))]

    def _title(self, node: Node, head: Line) -> Block:
        """The title of a box; that of a tab may have an address."""
        text, number, _ = head
        items = scan([head], text, self.scope)
        if node.kind == "tab" and self.dialect.tab_slugs is not None:
            above = self.headings[-1][0] if self.headings else None
            self.tabs.append((plain(text, items, self.dialect), number, above))
        return Block("title", number, number, "", text, (self._place(head),), items)

    def _raw(self, node: Node) -> Block:
        """What a `///` block holds that is not read."""
        text = "\n".join(line[0] for line in node.lines)
        places = tuple(self._place(line) for line in node.lines)
        end = node.lines[-1][1] if node.lines else node.line
        kind = "code" if node.detail == "pre" else "html"
        return Block(kind, node.line, end, node.detail, text, places)

    def _text(self, node: Node) -> list[Block]:
        if not node.lines:
            return []
        whole = "\n".join([line[0] for line in node.lines])
        if "\x02" not in whole:
            return [self._leaf(node, node.lines, whole)]
        lines: list[Line] = []
        folded: list[Block] = []
        hidden = _in_comments(whole) + code_spans(whole)
        for text, number, column in node.lines:
            folds = list(FOLDED.finditer(text)) if "\x02" in text else []
            for fold in folds:
                folded += [] if fold.group() in hidden else self._folded(fold)
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
        return line[1], source_column(self.tabbed, line[1], line[2])

    def _leaf(self, node: Node, lines: list[Line], text: str) -> Block:
        items = scan(lines, text, self.scope, node.tail)
        if self.tabbed:
            places = tuple([self._place(line) for line in lines])
        else:
            places = tuple([(number, column + 1) for _, number, column in lines])
        if not items and not self.dialect.unseen:
            return Block(node.kind, lines[0][1], lines[-1][1], "", text, places)
        self._note_ids(items)
        remark = len(items) == 1 and text.strip() == items[0].target and text.startswith("<!--")
        kind = "comment" if remark else node.kind
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
        for tag in tags(text):
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
        # The list of the heading itself begins with a space, that of an item with its brace.
        own = [one for one in items if one.kind == "attributes" and _closes(line[0], one.start)]
        explicit = id_of(own[-1].target) if own else node.anchor or None
        self._note_ids(tuple(one for one in items if one not in own))
        end = max(node.line, node.end_line)
        places = (self._place(line),)
        level = min(6, int(node.detail) + self.dialect.base - 1)
        block = Block("heading", node.line, end, str(level), line[0], places, items)
        self.headings.append((block, plain(line[0], items, self.dialect), explicit))
        return block

    def _folded(self, match: re.Match[str]) -> list[Block]:
        if match.group(1) == "f":
            fence = self.fences[int(match.group(2))]
            if fence.anchor:
                self.raw_names.append((fence.anchor, fence.line))
            first = fence.lines[1][1]
            places: tuple[tuple[int, int], ...] = (
                (first, self._place(("", first, fence.column - 1))[1]),
            )
            if self.elsewhere:
                # The lines of the code need not follow each other.
                width = fence.column - 1
                inner = fence.lines[1:-1] or fence.lines[:1]
                places = tuple(
                    self._place(("", number, column + width)) for _, number, column in inner
                )
            return [Block("code", fence.line, fence.end_line, fence.language, fence.code, places)]
        raw = self.blocks.raws[int(match.group(2))]
        text, bare, places = self._unfold(raw.lines)
        self._note_html(bare, raw.lines[0][1], raw.built)
        kind = "comment" if text.startswith("<!--") else "html"
        items = scan_html(bare, places)
        return [Block(kind, places[0][0], raw.end_line, "", text, places, items)]

    def _container(self, node: Node) -> Block:
        raw = self.blocks.raws[int(node.detail)]
        text, bare, places = self._unfold(raw.lines)
        self._note_html(bare, raw.lines[0][1], raw.built)
        children = tuple(block for child in node.children for block in self._block(child))
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


def scan_html(text: str, places: tuple[tuple[int, int], ...]) -> tuple[Item, ...]:
    """The links and images of a raw HTML block, the lines of which stand at `places`."""
    found: list[Item] = []
    for tag in tags(text):
        attribute = {"a": "href", "area": "href"}.get(tag.name, "src")
        target = tag.attributes.get(attribute)
        if target is None:
            continue
        start, end = (_spot(text, places, offset) for offset in (tag.start, tag.end))
        kind = "raw-image" if tag.name == "img" else "raw-link"
        alt = tag.attributes.get("alt", "")
        bounds = (tag.start, tag.end, tag.start, tag.end)
        found.append(Item(kind, *bounds, *start, *end, target, alt))
    return tuple(found)


def _spot(text: str, places: tuple[tuple[int, int], ...], offset: int) -> tuple[int, int]:
    line, column = places[text.count("\n", 0, offset)]
    return line, column + offset - text.rfind("\n", 0, offset) - 1

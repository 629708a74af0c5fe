"""Code, formulas, tables, headings, rules, block quotes, paragraphs."""

import re

from bitext.outline.fences import Line
from bitext.outline.nodes import (
    Chunk,
    Node,
    Reading,
    detab,
    find,
    left_stripped,
    loose_detab,
)
from bitext.outline.tables import cells, is_framed, table_columns

_SETEXT = re.compile(r"(?:=+|-+) *$")
_RULE = re.compile(r"^ {0,3}([-_*])(?: {0,2}\1){2,} *$", re.MULTILINE)
_RULE_SIGNS = "-*_ "
_CALLOUT = re.compile(r" {0,3}> *\[!([\w-]+(?: *\| *[\w-]+)*)\]([-+])?(.*)")
_QUOTE = re.compile(r" {0,3}> ?(.*)")
_MATH = {
    "$$": re.compile(r"\$\$(?:\\.|[^\\])+?\$\$ *$", re.DOTALL),
    "square": re.compile(r"\\\[(?:\\[^\]]|[^\\])+?\\\] *$", re.DOTALL),
    "begin": re.compile(r"\\begin\{([a-z]+\*?)\}(?:\\.|[^\\])+?\\end\{\1\} *$", re.DOTALL),
}


class Leaves(Reading):
    """Reads what holds no other block, and block quotes."""

    def _empty(self, parent: Node, chunks: list[Chunk]) -> bool:
        if chunks[0] and chunks[0][0][0]:
            return False
        chunk = chunks.pop(0)[1:]
        if chunk:
            chunks.insert(0, chunk)
        return True

    def _code(self, parent: Node, chunks: list[Chunk]) -> bool:
        chunk = chunks[0]
        if not chunk[0][0].startswith("    "):
            return False
        chunks.pop(0)
        if any("\x02f" in line[0] for line in chunk):
            chunk = self.unfolded(chunk)
        inside, rest = detab(chunk)
        last = parent.last
        if last is not None and last.kind == "indented-code":
            gap = inside[0][1] - last.lines[-1][1] - 1
            last.lines += [("", 0, 0)] * gap + inside
        else:
            last = parent.add(Node("indented-code", inside[0][1]))
            last.lines = inside
        if rest:
            chunks.insert(0, rest)
        return True

    def _math(self, parent: Node, chunks: list[Chunk]) -> bool:
        chunk = chunks[0]
        if not chunk[0][0].startswith(("$$", "\\[", "\\begin{")):
            return False
        text = "\n".join(line[0] for line in chunk)
        if not any(_MATH[kind].match(text) for kind in self.dialect.math if kind in _MATH):
            return False
        chunks.pop(0)
        parent.add(Node("math", chunk[0][1])).lines = chunk
        return True

    def _table(self, parent: Node, chunks: list[Chunk]) -> bool:
        chunk = chunks[0]
        columns = table_columns(chunk)
        if not columns:
            return False
        chunks.pop(0)
        node = parent.add(Node("table", chunk[0][1], f"{len(chunk) - 1}x{columns}"))
        framed = is_framed(chunk[0])
        for row, line in enumerate(chunk):
            if row == 1:
                continue
            for cell in cells(line, columns, framed):
                node.add(Node("cell", line[1])).lines = [cell]
        return True

    def _hash(self, parent: Node, chunks: list[Chunk]) -> bool | None:
        if (hit := find(chunks[0], "#", self.hash)) is None:
            return None
        row, match = hit
        chunk = chunks.pop(0)
        if row:
            self.read_chunks(parent, [chunk[:row]])
        add_heading(parent, match, chunk[row])
        if after := chunk[row + 1 :]:
            chunks.insert(0, loose_detab(after) if self.inside("looselist") else after)
        return True

    def _setext(self, parent: Node, chunks: list[Chunk]) -> bool:
        chunk = chunks[0]
        if len(chunk) < 2 or chunk[1][0][:1] not in "=-" or not _SETEXT.match(chunk[1][0]):
            return False
        chunks.pop(0)
        text, number, column = chunk[0]
        node = parent.add(Node("heading", number, "1" if chunk[1][0].startswith("=") else "2"))
        node.end_line = chunk[1][1]
        node.lines = [(text.strip(), number, column + len(text) - len(text.lstrip()))]
        if chunk[2:]:
            chunks.insert(0, chunk[2:])
        return True

    def _rule(self, parent: Node, chunks: list[Chunk]) -> bool | None:
        if not _may_be_rule(chunks[0]) or (hit := _RULE.search(self.now)) is None:
            return None
        row = self.now.count("\n", 0, hit.start())
        chunk = chunks.pop(0)
        if row:
            self.read_chunks(parent, [chunk[:row]])
        parent.add(Node("rule", chunk[row][1]))
        if chunk[row + 1 :]:
            chunks.insert(0, chunk[row + 1 :])
        return True

    def _quote(self, parent: Node, chunks: list[Chunk]) -> bool | None:
        if (hit := find(chunks[0], ">", _QUOTE)) is None:
            return None
        row = hit[0]
        chunk = chunks.pop(0)
        if row:
            self.read_chunks(parent, [chunk[:row]])
        lines = chunk[row:]
        node = (
            self._callout(parent, lines) if "pymdownx.quotes" in self.dialect.extensions else None
        )
        if node is not None:
            lines = [line for line in lines if line[1] > node.line]
        elif "pymdownx.quotes" not in self.dialect.extensions:
            last = parent.last
            node = last if last is not None and last.kind == "quote" else None
        node = node or parent.add(Node("quote", chunk[row][1]))
        self.state.append("blockquote")
        self.read(node, [_unquoted(line) for line in lines])
        self.state.pop()
        return True

    def _callout(self, parent: Node, lines: Chunk) -> Node | None:
        """The box that a quote makes whose first words are `[!TYPE]`, if the site has such."""
        first = next((line for line in lines if line[0].strip() not in ("", ">")), None)
        match = _CALLOUT.match(first[0]) if first and self.dialect.callouts else None
        if first is None or match is None:
            return None
        kind = "details" if match.group(2) else "admonition"
        node = parent.add(Node(kind, first[1], match.group(1).partition("|")[0].strip().lower()))
        if title := match.group(3).strip():
            head = (
                title,
                first[1],
                first[2] + match.start(3) + len(match.group(3)) - len(match.group(3).lstrip()),
            )
            if heading := self.hash.match(title):
                add_heading(node, heading, head)
            else:
                node.head = head
        return node

    def _paragraph(self, parent: Node, chunks: list[Chunk]) -> bool:
        chunk = chunks.pop(0)
        if not chunk[0][0].strip() and not any(text.strip() for text, _, _ in chunk):
            return True
        tight = self.inside("list")
        if tight:
            last = parent.last
            if last is not None and last.kind == "paragraph" and last.tight:
                last.lines = [*last.lines, *chunk]
                return True
        node = parent.add(Node("paragraph", chunk[0][1]))
        node.tight = tight
        node.lines = [left_stripped(chunk[0]), *chunk[1:]]
        return True


def _may_be_rule(chunk: Chunk) -> bool:
    """Whether a line of `chunk` is made of nothing but the signs of rules."""
    for text, _, _ in chunk:  # noqa: SIM110  every chunk is asked: no generator
        if text[-1:] in _RULE_SIGNS and not text.strip(_RULE_SIGNS):
            return True
    return False


def _unquoted(line: Line) -> Line:
    """`line` without the mark of a quote."""
    text, number, column = line
    if text.strip() == ">":
        return "", number, column
    match = _QUOTE.match(text)
    return (match.group(1), number, column + match.start(1)) if match else line


def add_heading(parent: Node, match: re.Match[str], line: Line) -> None:
    """Add to `parent` the heading that `match` found at the start of `line`."""
    node = parent.add(Node("heading", line[1], str(len(match.group(1)))))
    title = match.group(2)
    at = len(match.group(1)) + len(title) - len(title.lstrip())
    node.lines = [(title.strip(), line[1], line[2] + at)]

"""From the lines of a page to its sections: every step, in the order of Python-Markdown."""

from dataclasses import replace

from bitext.dialect import Dialect, Slugs
from bitext.model import Anchor, Block, Definition, Section
from bitext.outline.blocks import Blocks
from bitext.outline.fences import take_fences
from bitext.outline.inline import signs_of
from bitext.outline.lines import Prepared
from bitext.outline.links import Scope, escapes
from bitext.outline.magic import has_commit
from bitext.outline.making import Maker
from bitext.outline.slugs import slug, unique
from bitext.outline.snippets import Include


class Reader:
    """Turns one body into sections; holds what its steps share."""

    def __init__(
        self, body: str, first: int, last: int, dialect: Dialect, include: Include | None = None
    ) -> None:
        self.dialect = dialect
        prepared = Prepared(body, first, last, dialect, include)
        self.elsewhere = prepared.elsewhere
        self.end_line = last
        folded, fences = take_fences(prepared.lines, dialect)
        self.blocks = Blocks(dialect, fences)
        self.blocks.read_page(folded if any(line[0].strip() for line in folded) else [])
        magic = dialect.magic
        commits = magic is not None and magic.references and has_commit(prepared.text)
        scope = Scope(
            dialect,
            {name: (url, title) for name, url, title, _ in self.blocks.references},
            frozenset(label for label, _ in self.blocks.footnotes),
            prepared.tabbed,
            signs_of(dialect, commits),
            commits,
            escapes(dialect),
        )
        self.maker = Maker(self.blocks, scope, scattered=bool(self.elsewhere))
        self.definitions: tuple[Definition, ...] = ()
        self.anchors: tuple[Anchor, ...] = ()

    def sections(self) -> tuple[Section, ...]:
        """The sections of the page; the addresses and definitions are known afterwards."""
        blocks = tuple(self.maker.children(self.blocks.root))
        notes = [
            Definition("footnote", label, node.line, "", self._homed(self.maker.note(node)))
            for label, node in self.blocks.footnotes
        ]
        if self.elsewhere:
            first = next(iter(self.elsewhere.values()))[2]  # nothing is included before
            blocks = tuple([one if one.end_line < first else self._homed(one) for one in blocks])
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

    def _addresses(self) -> dict[int, tuple[str, bool, str]]:
        made = self.maker
        fixed = made.written + self.blocks.anchors
        used = {name for name, _ in fixed}
        used |= {explicit for _, _, explicit in made.headings if explicit}
        names: dict[int, tuple[str, bool, str]] = {}
        reached: dict[str, int] = {}
        anchors = [Anchor(name, line, False, True) for name, line in fixed + made.raw_names]
        for block, title, explicit in made.headings:
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
        for title, line, above in made.tabs:
            slugs = self.dialect.tab_slugs or Slugs()
            name = slug(" ".join(title.split()), slugs)
            if self.dialect.tab_headings and above:
                heading = made.headings[above - 1][0]
                name = f"{names[id(heading)][0]}{slugs.separator}{name}"
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
        children = block.children
        if children:
            children = tuple([self._homed(child) for child in children])
        if (line, end) == (block.line, block.end_line) and children == block.children:
            return block
        homed = replace(block, line=line, end_line=end, children=children)
        if block.kind == "heading":
            self.maker.headings = [
                (homed if head is block else head, title, name)
                for head, title, name in self.maker.headings
            ]
        return homed

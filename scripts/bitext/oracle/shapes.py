"""What the two readings of a page are compared by: headings, addresses, the tree of blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Thing:
    """A heading or an address as text; where its line is known on both sides, that counts too."""

    text: str
    line: int = field(default=0, compare=False)


CODE = re.compile(r'<(?:div|table) [^>]*class="[^"]*(?:highlight|codehilite)|<pre')
"""How code begins that is marked up, by an extension or in the page itself."""
# The signs that typography puts for others are ink: a heading says the same with either.
_INK = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "«": '"', "»": '"', "…": "..."})


def heading(level: str, name: str, title: str, line: int) -> Thing:
    """A heading as a thing to compare."""
    return Thing(f"{level} #{name} {title.translate(_INK)}".rstrip(), line)


@dataclass(frozen=True, slots=True)
class Shape:
    """A block: its kind, what it holds, and the lines of the page whose words stand in it."""

    kind: str
    detail: str = ""
    children: tuple["Shape", ...] = ()
    lines: frozenset[int] = field(default=frozenset(), compare=False)

    @property
    def name(self) -> str:
        """The kind, with what tells it from others of its kind."""
        return f"{self.kind} {self.detail}".strip()

    def all_lines(self) -> frozenset[int]:
        """The lines of this block and of all that it holds."""
        return self.lines.union(*(child.all_lines() for child in self.children))


@dataclass(slots=True)
class Truth:
    """Headings as “level #id title”, addresses in order, ids, the tree of blocks, the footnotes.

    `marked` are the lines that carry a mark which is shown: about these, and no others, the lines
    of a block say anything.
    """

    headings: list[Thing] = field(default_factory=list)
    links: list[Thing] = field(default_factory=list)
    images: list[Thing] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    blocks: tuple[Shape, ...] = ()
    notes: dict[str, tuple[Shape, ...]] = field(default_factory=dict)
    marked: frozenset[int] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """What the outline and Python-Markdown see differently; line 0 where no line says it."""

    line: int
    message: str


def differences(seen: Truth, truth: Truth) -> Iterator[Difference]:
    """What `seen`, the outline of a page, has otherwise than `truth`."""
    for name, ours, theirs in (
        ("heading", seen.headings, truth.headings),
        ("link", seen.links, truth.links),
        ("image", seen.images, truth.images),
    ):
        yield from _first(name, ours, theirs)
    yield from _blocks(seen.blocks, truth.blocks, truth.marked)
    for label in sorted(seen.notes.keys() | truth.notes.keys()):
        note, true_note = seen.notes.get(label), truth.notes.get(label)
        if note is None or true_note is None:
            side = "Python-Markdown has none" if true_note is None else "the outline has none"
            yield Difference(0, f"footnote “{label}”: {side}")
        else:
            yield from _blocks(note, true_note, truth.marked)
    for name in sorted(seen.ids ^ truth.ids):
        side = "Python-Markdown has none" if name in seen.ids else "the outline has none"
        yield Difference(0, f"id “{name}”: {side}")


def _first(name: str, ours: list[Thing], theirs: list[Thing]) -> Iterator[Difference]:
    """The first of `ours` that is another in `theirs`, or stands on another line."""
    for mine, yours in zip(ours, theirs, strict=False):
        if mine.text != yours.text:
            message = f"{name} is “{mine.text}”, Python-Markdown has “{yours.text}”"
            yield Difference(mine.line, message)
            return
        if mine.line and yours.line and mine.line != yours.line:
            message = f"{name} “{mine.text}” is at line {mine.line}, Python-Markdown has it at line {yours.line}"
            yield Difference(mine.line, message)
    count = min(len(ours), len(theirs))
    if len(ours) > count:
        yield Difference(ours[count].line, f"{name} “{ours[count].text}”: Python-Markdown has none")
    if len(theirs) > count:
        more = theirs[count]
        yield Difference(more.line, f"{name} “{more.text}” of Python-Markdown is missing")


def _blocks(
    ours: tuple[Shape, ...], theirs: tuple[Shape, ...], marked: frozenset[int], line: int = 0
) -> Iterator[Difference]:
    """The first block that is another, in reading order; then every block on other lines."""
    for mine, yours in zip(ours, theirs, strict=False):
        at = min(mine.all_lines() or yours.all_lines(), default=line)
        if (mine.kind, mine.detail) != (yours.kind, yours.detail):
            message = f"block is “{mine.name}”, Python-Markdown has “{yours.name}”"
            yield Difference(at, message)
            return
        if marked and mine.lines & marked != yours.lines & marked:
            have, expected = sorted(mine.lines & marked), sorted(yours.lines & marked)
            message = f"{mine.name} has lines {have}, Python-Markdown has {expected}"
            yield Difference(at, message)
        found = list(_blocks(mine.children, yours.children, marked, at))
        yield from found
        if mine.children != yours.children:
            return
        line = at
    count = min(len(ours), len(theirs))
    if len(ours) > count:
        at = min(ours[count].all_lines(), default=line)
        yield Difference(at, f"block “{ours[count].name}”: Python-Markdown has none")
    if len(theirs) > count:
        at = min(theirs[count].all_lines(), default=line)
        yield Difference(at, f"block “{theirs[count].name}” of Python-Markdown is missing")

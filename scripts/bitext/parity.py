"""What two sides of a unit have in common: blocks side by side, and what one has that the other lacks."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from bitext.alignment.lone import lone
from bitext.model import Bitext, Block, Location, Page, Pair, Section, Term, Unit
from bitext.outline import place, walk
from bitext.passages import Passage, passage
from bitext.terms import Use, by_look, index, possible, says, uses

# What the reader is to put there, in words: `<your name>`, not `Map<String, String>`.
_TO_FILL = re.compile(r"(?<![\w>])<[^\W\d_][^<>=/:;,{}()\n]* [^<>=/:;,{}()\n]*>")


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: it is large
class Both:
    """A unit with both its sides, and the pages they stand in.

    `left` and `right` have the blocks of its rows, and what is in them, without the comments.
    """

    pair: Pair
    unit: Unit
    source_page: Page
    target_page: Page
    source: Section
    target: Section
    left: Passage
    right: Passage

    @property
    def sides(self) -> tuple[Passage, Passage]:
        """`left` and `right`."""
        return self.left, self.right

    @property
    def at(self) -> Location:
        """Where the target section begins."""
        return Location(self.target_page.path, self.target.line)

    @property
    def source_at(self) -> Location:
        """Where the source section begins."""
        return Location(self.source_page.path, self.source.line)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that both sides should carry: how it compares, how it reads, where it stands."""

    value: str
    text: str
    block: Block
    start: int
    end: int

    def at(self, page: Page) -> Location:
        """Its place in `page`."""
        line, column = place(self.block, self.start)
        end_line, end_column = place(self.block, self.end)
        return Location(page.path, line, column, end_line, end_column)


@dataclass(frozen=True, slots=True)
class Difference:
    """One side has something that the other lacks; where both do at one place, one stands for the other.

    `source` and `target` are the blocks side by side it was found in, `near` the last block of the
    target up to there.
    """

    missing: Thing | None
    extra: Thing | None
    source: Block | None
    target: Block | None
    near: Block | None


@lru_cache(maxsize=1)  # most rules ask for the same units one after the other
def translated(bitext: Bitext) -> tuple[Both, ...]:
    """Every unit that has a source and a target, with their pages."""
    return tuple(
        Both(pair, unit, pair.source, pair.target, unit.source, unit.target, *_sides(unit))
        for pair in bitext.pairs
        if pair.source is not None and pair.target is not None
        for unit in pair.units
        if unit.source is not None and unit.target is not None
    )


def _sides(unit: Unit) -> tuple[Passage, Passage]:
    left, right = (_leaves(row[side] for row in unit.rows) for side in (0, 1))
    return passage(left), passage(right)


def _leaves(blocks: Iterable[Block | None]) -> list[Block]:
    """`blocks` and what is in them, without comments."""
    found = walk(tuple(block for block in blocks if block is not None))
    return [block for block in found if block.kind != "comment"]


def opened(code: str) -> str:
    """`code` without the words between angle brackets for what a reader puts there."""
    return _TO_FILL.sub("<>", code) if "<" in code else code


def alike(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether both sides hold the same values, in whatever order: then they have no differences."""
    return sorted(left) == sorted(right)


def differences(
    both: Both, things: Callable[[Block, str], Iterable[Thing]], locales: tuple[str, str]
) -> list[Difference]:
    """What the two sides of a unit do not share, as multisets over the whole section.

    `things` lists what counts in a block of a locale. A thing that moved inside the section is no
    difference; two that differ in blocks side by side are reported as one. Nor is what is lost or
    added with a whole block, which is named for itself.
    """
    rows = [
        (list(_things(left, things, locales[0])), list(_things(right, things, locales[1])))
        for left, right in both.unit.rows
    ]
    have = Counter(one.value for _, right in rows for one in right)
    want = Counter(one.value for left, _ in rows for one in left)
    if have == want:
        return []
    lacking, surplus = want - have, have - want
    found: list[Difference] = []
    near = both.target.blocks[0] if both.target.blocks else None
    for (left, right), (mine, yours) in zip(both.unit.rows, rows, strict=True):
        near = right or near
        missing = _taken(mine, yours, lacking)
        extra = _taken(yours, mine, surplus)
        if len(missing) + len(extra) == len(mine) + len(yours) and alone(both, left, right):
            continue
        found += [
            Difference(lost, added, left, right, near)
            for lost, added in zip_longest(missing, extra)
        ]
    return found


def alone(both: Both, left: Block | None, right: Block | None) -> bool:
    """Whether a row has a block that the other side of the section lacks, and at most code beside."""
    apart = [one for one in (left, right) if one is not None and one.kind != "code"]
    return len(apart) == 1 and id(apart[0]) in _lone(both)


@lru_cache(maxsize=1)
def _lone(both: Both) -> frozenset[int]:
    return frozenset(id(one) for one in lone(both.source.blocks, both.target.blocks))


def _taken(things: list[Thing], others: list[Thing], budget: Counter[str]) -> list[Thing]:
    """The things in this row that the other side lacks, first those the row itself lacks."""
    near = Counter(one.value for one in others)
    taken: list[Thing] = []
    for one in things:
        if near[one.value] > 0:
            near[one.value] -= 1
        elif budget[one.value] > 0:
            budget[one.value] -= 1
            taken.append(one)
    return taken


def _things(
    block: Block | None, things: Callable[[Block, str], Iterable[Thing]], locale: str
) -> Iterator[Thing]:
    for one in _leaves((block,)):
        yield from things(one, locale)


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A term that a source block uses and its target section says in no accepted form.

    `alike` tells whether the target language has the very form that the source uses; `at` is the
    place in the target to look at.
    """

    both: Both
    term: Term
    form: Thing
    alike: bool
    at: Location


@lru_cache(maxsize=1)  # the rules on terms and on names ask the same
def unsaid(bitext: Bitext) -> tuple[Unsaid, ...]:
    """The terms that are lost on the way, once in each section."""
    return tuple(_unsaid(bitext))


def _unsaid(bitext: Bitext) -> Iterator[Unsaid]:
    known = index(bitext.terms, bitext.source)
    for both in translated(bitext) if known.starts else ():
        if not _may_lack(both, bitext):
            continue
        yours = both.right.prose
        seen: set[str] = set()
        near = both.target.line
        for left, right in both.unit.rows:
            near = right.line if right is not None else near
            for block in walk((left,)) if left is not None else ():
                for use in uses(block.prose, known):
                    wording = use.term.wordings.get(bitext.target)
                    if use.term.id in seen or wording is None:
                        continue
                    seen.add(use.term.id)
                    if not says(yours, wording) and not _quoted(block, use, right):
                        text = " ".join(block.text[use.start : use.end].split())
                        form = Thing(use.form, text, block, use.start, use.end)
                        alike = use.form in (wording.term, wording.abbreviation, *wording.also)
                        at = Location(both.target_page.path, near)
                        yield Unsaid(both, use.term, form, alike, at)


def _may_lack(both: Both, bitext: Bitext) -> bool:
    """Whether the source has a term that is not said in the target."""
    known = by_look(bitext.terms, bitext.source)
    return any(
        says(both.left.prose, term.wordings[bitext.source])
        for term in possible(set(both.left.words), known)
        if bitext.target in term.wordings
        and not says(both.right.prose, term.wordings[bitext.target])
    )


def _quoted(block: Block, use: Use, right: Block | None) -> bool:
    """Whether the block on the other side keeps the words as they are, marked with a language."""
    if right is None or block.text[use.start : use.end] not in right.text:
        return False
    return any("lang=" in item.target for item in right.items)

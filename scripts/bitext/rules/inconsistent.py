"""Headings and table heads that one source says alike and the target does not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bitext.model import Bitext, Block, Finding, Level, Location, Rule
from bitext.outline import MASK, prose, walk
from bitext.parity import Both, translated


@dataclass(frozen=True, slots=True)
class _Label:
    """A label and its translation: how it compares, how it reads, where it stands."""

    said: str
    text: str
    source: str
    both: Both
    line: int
    source_line: int


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each label that is not translated as most of its equals on the site are."""
    labels: dict[tuple[str, str], list[_Label]] = {}
    for both in translated(bitext):
        heads = _heads(both)
        for left, right in both.unit.rows:
            if left is None or right is None or id(left) not in heads or left.kind != right.kind:
                continue
            source, target = _plain(left), _plain(right)
            if source and target:
                label = _Label(_key(target), target, source, both, right.line, left.line)
                labels.setdefault((left.kind, _key(source)), []).append(label)
    for same in labels.values():
        count = Counter(one.said for one in same)
        if len(count) == 1:
            continue
        usual = min(count, key=lambda said: (-count[said], said))
        model = next(one for one in same if one.said == usual)
        for one in same:
            if one.said != usual:
                at = Location(one.both.target_page.path, one.line)
                there = Location(one.both.source_page.path, one.source_line)
                message = f"“{one.source}” is “{one.text}” here, “{model.text}” elsewhere"
                yield Finding(at, rule, message, there, section=one.both.unit.key)


def _heads(both: Both) -> set[int]:
    """The headings of the source section and the cells in the first row of its tables."""
    found: set[int] = set()
    for block in walk(both.source.blocks):
        if block.kind == "heading":
            found.add(id(block))
        elif block.kind == "table":
            found |= {id(cell) for cell in block.children if cell.line == block.line}
    return found


def _plain(block: Block) -> str:
    return " ".join(prose(block).replace(MASK, " ").split())


def _key(text: str) -> str:
    return text.casefold().strip("*_ .:").replace("'", "’")


rule = Rule("inconsistent", Level.WARNING, "one translation for one heading or table head", check)

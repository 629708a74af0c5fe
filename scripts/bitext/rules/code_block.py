"""Code blocks that differ from the source; comments and drawings may be translated."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from bitext.model import Bitext, Block, Finding, Level, Location, Rule
from bitext.outline import walk
from bitext.parity import Both, translated

_COMMENT = re.compile(r"^\s*;.*$|(?:^|(?<=\s))(?:#+|//+|--)(?=\s|$).*$")
_LONG_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->", re.DOTALL)
_DRAWN = frozenset(("mermaid", "plantuml", "dot", "graphviz"))


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each code block that is missing, added or altered."""
    for both in translated(bitext):
        left = [block for block in walk(both.source.blocks) if block.kind == "code"]
        right = [block for block in walk(both.target.blocks) if block.kind == "code"]
        if len(left) != len(right):
            message = f"{_count(right)}, source has {len(left)}"
            yield Finding(both.at, rule, message, both.source_at, section=both.unit.key)
            continue
        for source, target in zip(left, right, strict=True):
            yield from _compare(both, source, target)


def _count(blocks: list[Block]) -> str:
    return f"{len(blocks) or 'no'} code block{'' if len(blocks) == 1 else 's'}"


def _compare(both: Both, source: Block, target: Block) -> Iterator[Finding]:
    there = Location(both.source_page.path, source.line)
    if source.detail != target.detail:
        message = f"code block is marked “{target.detail}”, source has “{source.detail}”"
        at = Location(both.target_page.path, target.line)
        yield Finding(at, rule, message, there, section=both.unit.key)
    if target.detail in _DRAWN:
        return
    first = target.places[0][0] if target.places else target.line
    last = target.end_line - first
    for mine, yours in zip_longest(_said(target), _said(source), fillvalue=(last, "")):
        if mine[1] != yours[1]:
            at = Location(both.target_page.path, first + mine[0])
            message = f"code differs: “{_short(mine[1])}”, source has “{_short(yours[1])}”"
            yield Finding(at, rule, message, there, section=both.unit.key)
            return


def _said(block: Block) -> list[tuple[int, str]]:
    """The lines of code with their rows, without comments and what they leave blank."""
    text = _LONG_COMMENT.sub(lambda match: "\n" * match.group().count("\n"), block.text)
    lines = [_COMMENT.sub("", line).rstrip() for line in text.split("\n")]
    return [(row, line) for row, line in enumerate(lines) if line]


def _short(line: str) -> str:
    line = line.strip() or "(nothing)"
    return line if len(line) <= 60 else f"{line[:59]}…"


rule = Rule("code-block", Level.ERROR, "same code blocks as in the source", check)

"""Code blocks that differ from the source; comments and drawings may be translated."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from bitext.alignment.lone import lone
from bitext.alignment.matching import match_blocks
from bitext.model import Bitext, Block, Finding, Level, Location, Rule
from bitext.outline import walk
from bitext.parity import Both, opened, translated

_COMMENT = re.compile(r"^\s*;.*$|(?:^|(?<=\s))(?:#+|//+|--)(?=\s|$).*$")
_LONG_COMMENT = re.compile(r"/\*.*?\*/|<!--.*?-->", re.DOTALL)
_TAGGED = frozenset(("html", "xml", "jsx", "tsx", "vue", "svelte", "php"))
_WIDTH = 59
_DRAWN = frozenset(("mermaid", "plantuml", "dot", "graphviz"))


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each code block that is missing, added or altered."""
    for both in translated(bitext):
        if not any("code" in side.kinds for side in both.sides):
            continue
        left, right = (_code(side.blocks) for side in (both.source, both.target))
        if len(left) != len(right):
            apart = {id(one) for one in lone(both.source.blocks, both.target.blocks)}
            near = [[one for one in side if id(one) not in apart] for side in (left, right)]
            if len(near[0]) != len(near[1]):
                yield _counted(both, left, right)
                continue
            left, right = near  # the others went with the block around them, which is named
        for source, target in zip(left, right, strict=True):
            yield from _compare(both, source, target)


def _code(blocks: tuple[Block, ...]) -> list[Block]:
    return [one for one in walk(blocks) if one.kind == "code"]


def _counted(both: Both, left: list[Block], right: list[Block]) -> Finding:
    """The finding for a code block too few or too many, at the first that has no counterpart."""
    message = f"{_count(right)}, source has {len(left)}"
    line, there = both.target.line, both.source.line
    for source, target in match_blocks(left, right):
        if source is None or target is None:
            line = target.line if target else line
            there = source.line if source else there
            break
        line, there = target.line, source.line
    at = Location(both.target_page.path, line)
    source_at = Location(both.source_page.path, there)
    return Finding(at, rule, message, source_at, section=both.unit.key)


def _count(blocks: list[Block]) -> str:
    return f"{len(blocks) or 'no'} code block{'' if len(blocks) == 1 else 's'}"


def _compare(both: Both, source: Block, target: Block) -> Iterator[Finding]:
    there = Location(both.source_page.path, source.line)
    mark, theirs = _mark(target), _mark(source)
    if mark != theirs:
        message = f"code block is marked “{mark}”, source has “{theirs}”"
        at = Location(both.target_page.path, target.line)
        yield Finding(at, rule, message, there, section=both.unit.key)
    if target.detail in _DRAWN or (target.text == source.text and target.detail == source.detail):
        return
    first = target.places[0][0] if target.places else target.line
    last = target.end_line - first
    rows = zip_longest(_said(target), _said(source), fillvalue=(last, ""))
    differing = [(mine, yours) for mine, yours in rows if mine[1] != yours[1]]
    if differing:
        words = (one for one in differing if one[0][1].strip() != one[1][1].strip())
        mine, yours = next(words, differing[0])  # indentation is the lesser difference
        at = Location(both.target_page.path, first + mine[0])
        yield Finding(at, rule, _message(mine[1], yours[1]), there, section=both.unit.key)


def _said(block: Block) -> list[tuple[int, str]]:
    """The lines of code with their rows, without comments and what they leave blank."""
    text = _LONG_COMMENT.sub(lambda match: "\n" * match.group().count("\n"), block.text)
    text = text if block.detail in _TAGGED else opened(text)
    lines = [_COMMENT.sub("", line).rstrip() for line in text.split("\n")]
    return [(row, line) for row, line in enumerate(lines) if line]


def _mark(block: Block) -> str:
    """The language that `block` is marked with: none where four spaces mark it as code."""
    return "" if block.detail == "indented" else block.detail


def _message(mine: str, yours: str) -> str:
    if mine.strip() == yours.strip():
        ours, theirs = (len(line) - len(line.lstrip()) for line in (mine, yours))
        return f"“{_short(mine)}” is indented by {ours}, source has it by {theirs}"
    mine, yours = mine.strip(), yours.strip()
    apart = (at for at, (one, other) in enumerate(zip(mine, yours, strict=False)) if one != other)
    start = max(0, next(apart, min(len(mine), len(yours))) - 20)
    return f"code differs: “{_short(mine, start)}”, source has “{_short(yours, start)}”"


def _short(line: str, start: int = 0) -> str:
    """What a message shows of `line`: from `start` on if it is long."""
    line = line.strip() or "(nothing)"
    if len(line) <= _WIDTH:
        return line
    start = min(start, len(line) - _WIDTH)
    before, after = "…" if start else "", "…" if start + _WIDTH < len(line) else ""
    return f"{before}{line[start : start + _WIDTH].strip()}{after}"


rule = Rule("code-block", Level.ERROR, "same code blocks as in the source", check)

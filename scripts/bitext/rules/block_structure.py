"""Blocks that differ from the source in kind, order or shape."""

from collections.abc import Iterator

from bitext.alignment.lone import comparable, entered
from bitext.alignment.matching import match_blocks
from bitext.model import Bitext, Block, Finding, Level, Location, Rule
from bitext.outline import walk
from bitext.parity import Both, translated

_SHOWN = 40
_BOXES = ("admonition", "details")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each block that one side lacks, or whose shape differs, where it differs."""
    for both in translated(bitext):
        yield from _compare(both, both.source.blocks, both.target.blocks, both.target.line)


def _compare(
    both: Both, sources: tuple[Block, ...], targets: tuple[Block, ...], line: int
) -> Iterator[Finding]:
    for source, target in match_blocks(comparable(sources), comparable(targets)):
        if target is not None:
            line = target.line
        if source is not None and target is not None:
            if message := _difference(source, target):
                yield _finding(both, message, line, _odd(source, target))
            if entered(source, target) and not (_bare(target) or (message and _items(source))):
                yield from _compare(both, source.children, target.children, line)
        elif source is not None:
            message = f"{_name(source)} is missing here{_beginning(source)}"
            yield _finding(both, message, line, source)
        elif target is not None:
            yield _finding(both, f"{_name(target)} is not in the source", line, None)
        if target is not None:
            line = target.end_line


def _beginning(block: Block) -> str:
    """How `block` begins, for a message: two that are missing at one place are told apart."""
    text = next((one.text for one in walk((block,)) if one.text.strip()), "")
    words = " ".join(text.split())
    if len(words) > _SHOWN:
        words = f"{words[: _SHOWN - 1].rstrip()}…"
    return f": “{words}”" if words else ""


def _finding(both: Both, message: str, line: int, source: Block | None) -> Finding:
    at = Location(both.target_page.path, line)
    there = Location(both.source_page.path, source.line if source else both.source.line)
    return Finding(at, rule, message, there, section=both.unit.key)


def _items(block: Block) -> bool:
    return block.kind == "list"


def _odd(source: Block, target: Block) -> Block:
    """The part of `source` to look at: the first item that a shorter list lacks, or all of it."""
    if _items(source) and _items(target):
        for left, right in match_blocks(source.children, target.children):
            if left is not None and right is None:
                return left
    return source


def _bare(block: Block) -> bool:
    """Whether `block` is a box that has a title at most."""
    return block.kind in _BOXES and not comparable(block.children)


def _difference(source: Block, target: Block) -> str:
    """What tells two blocks apart that should match; empty where nothing does."""
    if source.kind != target.kind:
        return f"{_name(target)} here, source has {_name(source)}"
    if _items(source):
        mine, yours = len(target.children), len(source.children)
        if mine != yours:
            return f"list has {mine} items, source has {yours}"
        if source.detail[:2] != target.detail[:2]:
            return f"{_name(target)} here, source has {_name(source)}"
    if source.kind == "table" and source.detail != target.detail:
        return f"table has {_shape(target)}, source has {_shape(source)}"
    # MkDocs reads the type of a box in lower case.
    if source.kind in _BOXES and source.detail.lower().split() != target.detail.lower().split():
        return f"{source.kind} type is “{target.detail}”, source has “{source.detail}”"
    if _bare(target) and target.children and not _bare(source):
        return f"{_name(target)} is empty, source has text"  # without a title: see the rule empty
    if source.kind == "quote" and source.children and not target.children:
        return "quotation is empty, source has text"
    return ""


def _name(block: Block) -> str:
    if block.kind == "list":
        return "a numbered list" if block.detail.startswith("ol") else "a list"
    names = {
        "rule": "a horizontal rule",
        "html": "an HTML block",
        "dl": "a definition list",
        "tab": "a content tab",
        "details": "a details block",
        "admonition": f"an admonition “{block.detail}”",
        "item": "a list item",
        "quote": "a quotation",
    }
    return names.get(block.kind, f"a {block.kind}")


def _shape(block: Block) -> str:
    rows, _, columns = block.detail.partition("x")
    return f"{rows} rows and {columns} columns"


rule = Rule("block-structure", Level.ERROR, "same blocks in the same order as the source", check)

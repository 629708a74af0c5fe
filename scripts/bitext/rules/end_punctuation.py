"""Question marks and colons at the end of a paragraph, lost or added in translation."""

import re
from collections.abc import Iterator

from bitext.model import MASK, Bitext, Block, Finding, Level, Location, Rule
from bitext.outline import place, walk
from bitext.parity import Both, translated

_MARKS = {"?": "?", "？": "?", "؟": "?", ":": ":", "：": ":"}
_AFTER = f' \t\n\u00a0\u202f*_~”’"»)]!！.…{MASK}'
_SENTENCE = re.compile(r"\b\w+\W+\w")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each paragraph of a section that ends with “?” or “:” on one side only."""
    for both in translated(bitext):
        for left, right in both.unit.rows:
            if left is None or right is None:
                continue
            if left.kind != "paragraph" or right.kind != "paragraph":
                continue
            mine, yours = _end(left), _end(right)
            if mine != yours and _sentence(left) and _sentence(right) and not _listed(both, right):
                line, column = place(right, max(len(right.text.rstrip()) - 1, 0))
                at = Location(both.target_page.path, line, column, line, column + 1)
                there = Location(both.source_page.path, left.end_line)
                message = f"ends with “{yours}”, source with “{mine}”"
                if not yours or not mine:
                    message = f"“{mine or yours}” at the end is {'missing' if mine else 'added'}"
                yield Finding(at, rule, message, there, section=both.unit.key)


def _end(block: Block) -> str:
    """The mark that `block` ends with, empty for any other."""
    text = block.prose.rstrip(_AFTER)
    if f"{MASK}." in block.prose[len(text) :]:
        return ""  # it ends like a sentence, with code as its last word
    return _MARKS.get(text[-1:], "")


def _sentence(block: Block) -> bool:
    return _SENTENCE.search(block.prose.rstrip(_AFTER)) is not None


def _listed(both: Both, block: Block) -> bool:
    """Whether `block` stands in an item of a list, where punctuation is a matter of taste."""
    return any(
        block is leaf
        for one in walk(both.target.blocks)
        if one.kind in ("item", "definition")
        for leaf in walk(one.children)
    )


rule = Rule("end-punctuation", Level.WARNING, "same “?” or “:” at the end of a paragraph", check)

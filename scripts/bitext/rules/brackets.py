"""Brackets and quotation marks without a partner."""

import re
from collections.abc import Iterator

from bitext.model import Bitext, Block, Finding, Level, Location, Rule
from bitext.outline import place, walk
from bitext.parity import translated

_PAIRS = ("()", "[]", "“”", "«»")
_MARK = re.compile("[()\\[\\]“”«»]")
# Emoticons, and intervals such as [0, 1) and ]0, 1].
_ALONE = re.compile(
    r"[:;]-?[()\[\]](?!\w)|[\[\]](?=[-−+\d\s]*\d)[-−+\d.,;\s∞]+[\[\])]|\([-−+\d.,;\s∞]+[\[\]]"
)
_LABEL = re.compile(r"(?:^|[\s;,])[\w.]{1,3}$")
_ESCAPED = re.compile(r"\\.")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each kind of bracket that does not balance in a target block.

    Where the source does not balance either, that is how it is meant.
    """
    for both in translated(bitext):
        for left, right in both.unit.rows if _MARK.search(both.right.prose) else ():
            for block in walk((right,)) if right is not None else ():
                for pair, start in _unbalanced(block):
                    if left is None or not any(map(any, map(_unbalanced, walk((left,))))):
                        at = Location(both.target_page.path, *place(block, start))
                        opens, closes = (block.text.count(mark) for mark in pair)
                        message = (
                            f"{opens} “{pair[0]}” and {closes} “{pair[1]}” in the {block.kind}"
                        )
                        yield Finding(at, rule, message, both.source_at, section=both.unit.key)


def _unbalanced(block: Block) -> Iterator[tuple[str, int]]:
    """The pairs that do not balance in `block`, and the first mark that has no partner."""
    text = block.prose
    if block.kind == "math" or not _MARK.search(text):
        return
    text = _ESCAPED.sub("  ", text) if "\\" in text else text
    text = _ALONE.sub(lambda match: " " * len(match.group()), text)
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text)]
    for pair in _PAIRS:
        waiting: list[int] = []
        for index, mark in marks:
            if mark == pair[0]:
                waiting.append(index)
            elif mark == pair[1]:
                if waiting:
                    waiting.pop()
                elif mark != ")" or not _LABEL.search(text, max(index - 4, 0), index):
                    yield pair, index
                    break
        else:
            if waiting:
                yield pair, waiting[0]


rule = Rule("brackets", Level.WARNING, "brackets and quotation marks have a partner", check)

"""Code spans lost or altered in translation."""

from collections.abc import Iterable, Iterator

from bitext.model import Bitext, Block, Finding, Level, Rule
from bitext.parity import Thing, alike, differences, opened, translated
from bitext.wording import lacking


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each code span that the two sides of a section do not share."""
    for both in translated(bitext):
        if alike(both.left.targets("code"), both.right.targets("code")):
            continue
        for difference in differences(both, _spans, (bitext.source, bitext.target)):
            yield lacking(rule, both, difference, "code span")


def _spans(block: Block, _: str) -> Iterable[Thing]:
    for item in block.items:
        if item.kind == "code":
            yield Thing(opened(item.target), item.target, block, item.start, item.end)


rule = Rule("code-span", Level.ERROR, "same code spans as in the source", check)

"""Blocks far shorter or longer than a translation of their source can be."""

from collections.abc import Iterator

from bitext.locales import language_of
from bitext.model import MASK, Bitext, Block, Finding, Level, Location, Rule
from bitext.parity import translated

_SHORT, _LONG = 0.35, 2.5
# A name may be very short in one language: cells often hold nothing else.
_LEAST = {"cell": 100, "term": 100, "title": 100, "heading": 100}
# How many characters each language takes to say what English says in one.
_WIDTH = {"en": 1.0, "fr": 1.15, "de": 1.15, "es": 1.12, "it": 1.12, "pt": 1.08, "nl": 1.1}
_DENSE = {"ja", "ko", "th", "zh"}


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each block whose length is no translation's, over forty characters."""
    source, target = map(language_of, (bitext.source, bitext.target))
    if _DENSE & {source, target}:
        return
    expected = _WIDTH.get(target, 1.1) / _WIDTH.get(source, 1.1)
    for both in translated(bitext):
        for left, right in both.unit.rows:
            if left is None or right is None or left.kind != right.kind:
                continue
            least = _LEAST.get(left.kind, 40)
            if len(left.text) <= least:
                continue
            mine = _length(left)
            yours = _length(right) if mine > least else 0
            if yours and not _SHORT <= yours / mine / expected <= _LONG:
                at = Location(both.target_page.path, right.line)
                there = Location(both.source_page.path, left.line)
                message = f"{yours} characters, source has {mine}"
                yield Finding(at, rule, message, there, section=both.unit.key)


def _length(block: Block) -> int:
    """How many characters of `block` are prose; a masked item counts as a space."""
    return len(" ".join(block.prose.replace(MASK, " ").split()))


rule = Rule("length", Level.WARNING, "about as long as the source", check)

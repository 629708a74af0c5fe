"""Placeholders lost or altered in translation."""

import re
from collections.abc import Iterable, Iterator

from bitext.model import Bitext, Block, Finding, Level, Rule
from bitext.parity import Thing, differences, translated
from bitext.wording import lacking

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[^{}\s]+\}|(?<![\w{])\{[A-Za-z_]\w*\}(?!\})"
    r"|(?<![\w%])%(?:\d\$)?(?:\(\w+\))?[sdif](?![^\W_])"
)
_WORDS = re.compile(r"\"[^\"]*\"|'[^']*'|\s+")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each placeholder that the two sides of a section do not share."""
    for both in translated(bitext):
        for difference in differences(both, _placeholders, (bitext.source, bitext.target)):
            yield lacking(rule, both, difference, "placeholder")


def _placeholders(block: Block, _: str) -> Iterable[Thing]:
    if "{" not in block.text and "%" not in block.text:
        return
    for match in _PLACEHOLDER.finditer(block.prose):
        # What a macro is given in quotes may be text, and translated.
        value = _WORDS.sub("", match.group())
        yield Thing(value, match.group(), block, match.start(), match.end())


rule = Rule("placeholder", Level.ERROR, "same placeholders as in the source", check)

"""Placeholders lost or altered in translation."""

import re
from collections.abc import Iterable, Iterator

from bitext.model import Bitext, Block, Finding, Level, Rule
from bitext.parity import Thing, alike, differences, translated
from bitext.passages import Passage
from bitext.wording import lacking

_PLACEHOLDER = re.compile(
    r"[{$%](?:(?<=\{)(?:\{[^{}\n]*\}\}|%[^{}\n]*%\}|(?<![\w{].)[A-Za-z_]\w*\}(?!\}))"
    r"|(?<=\$)\{[^{}\s]+\}|(?<=%)(?<![\w%].)(?:\d\$)?(?:\(\w+\))?[sdif](?![^\W_]))"
)
# The name of a macro that is called: outside of Jinja, which masks its own, in any case.
_CALLED = re.compile(r"(?<=\{\{)-?\s*[A-Za-z_]\w*(?=\s*\()")
_WORDS = re.compile(r"\"[^\"]*\"|'[^']*'|\s+")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each placeholder that the two sides of a section do not share."""
    for both in translated(bitext):
        mine, yours = _values(both.left), _values(both.right)
        if not (mine or yours) or alike(mine, yours):
            continue
        for difference in differences(both, _placeholders, (bitext.source, bitext.target)):
            yield lacking(rule, both, difference, "placeholder")


def _values(passage: Passage) -> list[str]:
    macros = [_WORDS.sub("", target) for target in passage.targets("macro")]
    return [*macros, *(value for value, _ in _found(passage.prose))]


def _placeholders(block: Block, _: str) -> Iterable[Thing]:
    for item in block.items:
        # What a template fills in is masked in the prose.
        if item.kind == "macro":
            value = _WORDS.sub("", item.target)
            yield Thing(value, item.target, block, item.start, item.end)
    for value, match in _found(block.prose):
        yield Thing(value, match.group(), block, match.start(), match.end())


def _found(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in _PLACEHOLDER.finditer(text) if "{" in text or "%" in text else ():
        yield _value(match.group()), match


def _value(text: str) -> str:
    """How a placeholder compares: what a macro is given in quotes may be text, and translated."""
    return _CALLED.sub(lambda name: name.group().casefold(), _WORDS.sub("", text))


rule = Rule("placeholder", Level.ERROR, "same placeholders as in the source", check)

"""Markdown that readers would see as it is written."""

import re
from collections.abc import Iterator

from bitext.model import MASK, Bitext, Block, Finding, Level, Location, Page, Rule
from bitext.outline import place
from bitext.passages import Passage, passages

_ESCAPED = re.compile(r"\\.")
_APART = re.compile(
    r"\[[^\[\]\n]+\][ \u00a0\u202f]+\((?:https?://|\.{0,2}/|#|[\w\-/]+\.md\b)[^\s()]*\)"
)
_UNCLOSED = re.compile(r"\]\([^\s()]*")
_FENCE = re.compile(r"(?:```|~~~)[^`~]*$", re.MULTILINE)
_BOLD = re.compile(r"(?<![/*])\*\*(?![/*])(?!k?w?args\b|options\b|opts\b)")
_TICKS = re.compile("`+")
_QUOTES = ('"', "“", "”", "«", "»")
_ANY = re.compile(r"[\]`*~](?:(?<=[\]`])|(?<=\*)\*|(?<=~)~~)")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each mark that renders as text, in either language, code apart."""
    for page, passage in passages(bitext):
        yield from _no_addresses(page, passage)
        for block in passage.blocks if _ANY.search(passage.prose) else ():
            for start, end, message in _broken(block):
                at = Location(page.path, *place(block, start), *place(block, end))
                yield Finding(at, rule, message, locale=page.locale)


def _no_addresses(page: Page, passage: Passage) -> Iterator[Finding]:
    for block, item in passage.each("html"):
        first = block.text.partition("<http")[2]
        if item.target in ("<https:>", "<http:>") and "://" not in first[:4]:
            at = Location(page.path, *place(block, item.start), *place(block, item.end))
            yield Finding(at, rule, f"“{item.target}” is no address", locale=page.locale)


def _broken(block: Block) -> Iterator[tuple[int, int, str]]:
    text = block.text
    if block.kind == "math" or not _ANY.search(block.prose):
        return
    if not ("](" in text or "] " in text or "*" in text or "`" in text or "~~~" in text):
        return
    bare = _ESCAPED.sub(MASK * 2, block.prose) if "\\" in text else block.prose
    if fence := _FENCE.match(bare):
        yield fence.start(), fence.end(), f"“{fence.group()[:3]}” opens code that is never closed"
        return
    for match in _APART.finditer(bare):
        yield *match.span(), "a space stands between “]” and “(”"
    for match in _UNCLOSED.finditer(bare):
        yield *match.span(), f"“{match.group()}” is no link: “)” or “[” is missing"
    for match in _TICKS.finditer(bare):
        if (
            bare[match.start() - 1 : match.start()] in _QUOTES
            and bare[match.end() :][:1] in _QUOTES
        ):
            continue  # the mark itself, quoted
        yield *match.span(), f"“{match.group()}” opens code that is never closed"
    bold = list(_BOLD.finditer(bare)) if "**" in bare else []
    if len(bold) % 2 and "***" not in bare:  # which may close bold along with italics
        yield *bold[-1].span(), "“**” has no partner"


rule = Rule("markdown-broken", Level.ERROR, "no Markdown renders as it is written", check)

"""Text left in the language of the source."""

import re
from collections.abc import Iterator

from bitext.language import foreign_runs
from bitext.model import MASK, Bitext, Block, Finding, Level, Location, Page, Rule
from bitext.outline import place

_LANGUAGE = re.compile(r"\blang=[\"']?[a-zA-Z]")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each run of source-language words in a target page, footnotes included.

    Text marked with its language (`lang` in an attribute list or in HTML) is meant to be foreign.
    """
    for pair in bitext.pairs:
        if pair.target is None:
            continue
        for block in _blocks(pair.target):
            for start, end in foreign_runs(_own(block), bitext.target, bitext.source):
                words = " ".join(block.text[start:end].split())
                at = Location(pair.target.path, *place(block, start), *place(block, end))
                message = f"“{_short(words)}” is in “{bitext.source}”, expected “{bitext.target}”"
                yield Finding(at, rule, message)


def _blocks(page: Page) -> Iterator[Block]:
    """The blocks of `page` that hold prose, those of its footnotes included."""
    notes = tuple(one.block for one in page.definitions if one.block is not None)
    for group in (*(section.blocks for section in page.sections), notes):
        yield from _readable(group)


def _readable(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if block.kind in ("code", "comment") or (block.kind == "html" and _marked(block.text)):
            continue
        if block.text and block.kind != "html":
            yield block
        yield from _readable(block.children)


def _marked(text: str) -> bool:
    return _LANGUAGE.search(text) is not None


def _own(block: Block) -> str:
    """The prose of `block` without what is marked as another language."""
    text = block.prose
    for index, item in enumerate(block.items):
        if item.kind not in ("attributes", "html") or not _marked(item.target):
            continue
        start, end = item.start, item.end
        if item.kind == "html":
            name = item.target[1:].split()[0]
            closing = (one for one in block.items[index:] if one.target.startswith(f"</{name}"))
            end = next((one.end for one in closing), end)
        elif block.text[start : start + 1] == " " or block.text[:start].endswith("\n"):
            start = 0
        else:
            start = _marked_start(block, text, start)
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _marked_start(block: Block, text: str, end: int) -> int:
    """Where the element begins that an attribute list at `end` belongs to."""
    for item in block.items:
        if item.end == end and item.kind in ("link", "image"):
            return item.start
    closing = re.search(r"[*_]+$", text[:end])
    if closing is None:
        return end
    return max(text.rfind(closing.group(), 0, closing.start()), 0)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


rule = Rule("untranslated", Level.ERROR, "no text is left in the language of the source", check)

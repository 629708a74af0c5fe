"""Sections and blocks that the target leaves without a word."""

import re
from collections.abc import Iterable, Iterator

from bitext.model import Bitext, Block, Finding, Level, Location, Rule
from bitext.outline import walk
from bitext.parity import Both, translated

_WORD = re.compile(r"\w")
_MUTE = ("code", "rule")
_SILENT = ("attributes", "footnote")
_LONG = 4000
_STUB = re.compile(
    r"(?:\W*(?:todo|tbd|tba|fixme|wip|coming soon|work in progress|à traduire|à venir|to do|"
    r"(?:to be|not yet|not) translated(?: yet)?|translation (?:needed|pending|in progress)|"
    r"lorem ipsum\b.*))+\W*",
    re.IGNORECASE | re.DOTALL,
)


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each section, else each block, with text in the source and none here."""
    for both in translated(bitext):
        if message := _section(both):
            yield Finding(both.at, rule, message, both.source_at, section=both.unit.key)
            continue
        for left, right in both.unit.rows:
            if left and right and right.kind not in _MUTE and not _says(right) and _says(left):
                at = Location(both.target_page.path, right.line)
                there = Location(both.source_page.path, left.line)
                message = f"the {right.kind} is empty, source has text"
                yield Finding(at, rule, message, there, section=both.unit.key)


def _section(both: Both) -> str:
    yours = _body(both.target.blocks)
    silent = not any(map(_speaks, yours))
    text = " ".join([block.text for block in yours])
    if not silent and (len(text) > _LONG or not _STUB.fullmatch(text)):
        return ""
    mine = _body(both.source.blocks)
    if not any(map(_speaks, mine)):
        return ""
    if silent:
        return "the section is empty, source has text"
    if _STUB.fullmatch(" ".join([block.text for block in mine])):
        return ""
    return f"“{text.strip()[:40]}” is all there is, source has a text"


def _body(blocks: Iterable[Block]) -> list[Block]:
    return [block for block in walk(tuple(blocks)) if block.kind not in ("heading", "comment")]


def _says(block: Block) -> bool:
    return any(_speaks(one) for one in walk((block,)) if one.kind != "comment")


def _speaks(block: Block) -> bool:
    """Whether a reader sees anything of `block`: words, code, an image."""
    if block.kind in ("code", "html"):
        return bool(_WORD.search(block.text))
    if _WORD.search(block.prose):
        return True
    said = (one for one in block.items if one.kind not in _SILENT)
    return any(not one.target.startswith("<!--") for one in said)


rule = Rule("empty", Level.ERROR, "text where the source has text", check)

"""Digests that see meaning, not ink: two texts a reader would call the same have the same one.

Outside code, what is folded before hashing: Unicode form (NFC), white space and line breaks,
no-break spaces and the spaces before French punctuation, quotation marks and apostrophes, the
marks of emphasis, the dots of an ellipsis, list bullets, the padding of tables. Footnotes, link
addresses and abbreviations count in every section that uses them. HTML comments do not count.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from bitext.model import Block, Page, Section
from bitext.outline import walk
from bitext.outline.front import shown

VERSION = "1"
LENGTH = 12

_PLAIN = (
    ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'),
    ("’", "'"), ("‘", "'"), ("‚", "'"), ("…", "..."),
)  # fmt: skip
_INSIDE = re.compile(r"(?<=«)\s+|\s+(?=»)")
_BEFORE = (" :", " ;", " !", " ?", " %")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def digest(section: Section, page: Page, keys: tuple[str, ...]) -> str:
    """Twelve hexadecimal digits for what `section` of `page` says.

    `keys` are the front matter keys that readers see; they count in the opening of the page.
    """
    parts = [*_parts(section, page)]
    if section.level == 0:
        parts.insert(0, fold(shown(page.meta, keys)))
    text = "\n".join(part for part in parts if part)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def fold(text: str) -> str:
    """`text` without its ink."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if "«" in text or "»" in text:
            text = _INSIDE.sub("", text)
        for mark, plain in _PLAIN:  # faster than to translate all characters
            text = text.replace(mark, plain)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text)
    text = " ".join(text.split())
    for spaced in _BEFORE:
        text = text.replace(spaced, spaced[1])
    return text


def _parts(section: Section, page: Page) -> Iterator[str]:
    notes: list[str] = []
    words: list[str] = []
    for block in walk(section.blocks):
        if block.kind == "comment":
            continue
        said = _said(block)
        yield f"{block.kind} {block.detail}: {said}".rstrip()
        words.append(said)
        for item in block.items:
            if item.kind == "footnote" and item.target not in notes:
                notes.append(item.target)
            elif item.kind in ("link", "image"):
                yield f"{item.kind} {item.target} {fold(item.title)}".rstrip()
    whole = "\n".join(words)
    for definition in page.definitions:
        if definition.kind == "footnote" and definition.label in notes and definition.block:
            for block in walk(definition.block.children):
                yield f"note {definition.label} {block.kind}: {_said(block)}"
        elif definition.kind == "abbreviation" and _uses(whole, definition.label):
            yield f"abbreviation {definition.label}: {fold(definition.value)}"


def _uses(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _said(block: Block) -> str:
    """The text of a block: code as it stands, everything else folded, code spans as they stand."""
    if block.kind == "code":
        return "\n".join(line.rstrip() for line in block.text.split("\n")).strip("\n")
    if not block.text:
        return ""
    if block.kind == "html":
        return fold(_COMMENT.sub("", block.text))
    if not block.items:
        return fold(block.text)
    pieces: list[str] = []
    position = 0
    for item in block.items:
        skip = item.kind == "code" or (block.kind == "heading" and item.kind == "attributes")
        skip = skip or (item.kind == "html" and item.target.startswith("<!--"))
        if not skip or item.start < position:
            continue
        pieces.append(fold(block.text[position : item.start]))
        pieces.append(item.target if item.kind == "code" else "")
        position = item.end
    pieces.append(fold(block.text[position:]))
    return " ".join(piece for piece in pieces if piece)

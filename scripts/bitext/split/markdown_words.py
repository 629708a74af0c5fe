"""What a reader sees of a block of Markdown."""

import html
import re
from collections.abc import Sequence

from bitext.model import Block

_ANY = re.compile(r"[\\*_~=&]")
_MARKS = re.compile(r"(?<!\\)(?:\*+|~~|==|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~^:])")


def words_of(block: Block, lines: Sequence[str] = ()) -> str:
    """The words of `block` and of all blocks inside it; `lines` are those it stands on."""
    if block.kind == "table":
        rows: dict[int, list[str]] = {}
        for cell in block.children:
            rows.setdefault(cell.line, []).append(words_of(cell))
        return "\n".join("\t".join(row) for row in rows.values())
    if block.kind == "rule":
        return "\n".join(lines).strip()
    if block.kind == "code":
        return block.text
    if not block.children:
        return _leaf(block)
    parts = [words_of(child) for child in block.children]
    return "\n".join([_leaf(block), *parts] if block.text else parts)


def _leaf(block: Block) -> str:
    """The words of one leaf, without addresses, marks and attributes."""
    pieces: list[str] = []
    at = 0
    for item in sorted(block.items, key=lambda one: one.start):
        if item.start < at:
            continue
        pieces.append(_plain(block.text[at : item.start]))
        if item.kind in ("link", "image"):
            pieces.append(_plain(block.text[item.inner : item.inner_end]))
        elif item.kind == "code":
            pieces.append(item.target)
        at = item.end
    pieces.append(_plain(block.text[at:]))
    return "".join(pieces)


def _plain(text: str) -> str:
    if not _ANY.search(text):
        return text
    return html.unescape(_ESCAPED.sub(r"\1", _MARKS.sub("", text)))

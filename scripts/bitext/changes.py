"""How a section changed: in its prose, a number, a link, some code, or in its dress alone."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from bitext.digest import fold
from bitext.model import MASK, Block, Change, Page, Section
from bitext.outline import walk
from bitext.outline.front import shown

KINDS = ("prose", "number", "code", "link", "cosmetic")
"""From the gravest to the lightest."""

_NUMBER = r"\d+(?: \d{3}(?!\d))*(?:[.,]\d+)*\w*|[%‰€$£°±×≤≥<>=+−]|(?<!\w)-(?=\d)"
_WORD = r"\w+(?:['\-]\w+)*"
_TOKEN = re.compile(f"{_NUMBER}|{_WORD}")
_IS_NUMBER = re.compile(_NUMBER)
_PIECE = re.compile(r"\w+(?:['’\-]\w+)*|\s+|[^\w\s]")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


class _Said(NamedTuple):
    """What a section says, kind by kind."""

    words: tuple[str, ...]
    code: tuple[str, ...]
    links: tuple[str, ...]


def change(
    before: tuple[Section, Page], now: tuple[Section, Page], keys: tuple[str, ...]
) -> Change:
    """How a section differs from what it was; `keys` are those of the front matter readers see."""
    old, new = _said(*before, keys), _said(*now, keys)
    words, code = list(_hunks(old.words, new.words)), list(_hunks(old.code, new.code))
    kinds = {_kind(word) for gone, come in words for word in (*gone, *come)}
    if code:
        kinds.add("code")
    if sorted(old.links) != sorted(new.links):
        kinds.add("link")
    kind = next((one for one in KINDS if one in kinds), "cosmetic")
    return Change(kind, sum(max(len(gone), len(come)) for gone, come in (*words, *code)))


def _kind(word: str) -> str:
    return "number" if _IS_NUMBER.fullmatch(word) else "prose"


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What was taken out and put in, place by place; what both ends share is cut off first."""
    old, new = _inner(old, new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, left, right, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield old[left:right], new[first:last]


def _inner(old: Sequence[str], new: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _said(section: Section, page: Page, keys: tuple[str, ...]) -> _Said:
    words: list[str] = []
    code: list[str] = []
    links: list[str] = []
    if section.level == 0:
        words += _words(shown(page.meta, keys))
    for block in _blocks(section, page):
        words += _words(_prose(block))
        code += _code(block)
        links += [
            f"{item.kind} {item.target}"
            for item in block.items
            if item.kind in ("link", "image", "raw-link", "raw-image", "footnote")
        ]
        words += [word for item in block.items for word in _words(item.title)]
    known = set(words)
    for definition in page.definitions:
        if definition.kind == "abbreviation" and definition.label.casefold() in known:
            words += _words(definition.value)
    return _Said(tuple(words), tuple(code), tuple(links))


def _blocks(section: Section, page: Page) -> Iterator[Block]:
    """The blocks of `section`, then those of the footnotes it calls."""
    called: set[str] = set()
    for block in walk(section.blocks):
        if block.kind != "comment":
            called |= {item.target for item in block.items if item.kind == "footnote"}
            yield block
    for definition in page.definitions:
        if definition.kind == "footnote" and definition.label in called and definition.block:
            yield from walk(definition.block.children)


def _prose(block: Block) -> str:
    if block.kind == "math":
        return ""
    if block.kind == "html":
        return _TAG.sub(" ", block.text)
    text = block.prose
    for item in block.items:
        if item.kind == "image":
            text += " " + block.text[item.inner : item.inner_end]
    return text.replace(MASK, " ")


def _words(text: str) -> list[str]:
    """The words and numbers of `text`; capitals and punctuation are dress."""
    return _TOKEN.findall(fold(text).casefold())


def _code(block: Block) -> Iterator[str]:
    """The words of code, formulas and tags."""
    if block.kind in ("code", "math"):
        yield from block.text.split()
    elif block.kind == "html":
        yield from (tag for tag in _TAG.findall(block.text) if not tag.startswith("<!--"))
    for item in block.items:
        if item.kind in ("code", "math", "html") and not item.target.startswith("<!--"):
            yield from block.text[item.start : item.end].split()


def word_diff(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """The text `new` against `old` as (kind, gone, come): equal or changed.

    What differs in ink alone counts as equal, and is given as it is now.
    """
    left, right = _PIECE.findall(old), _PIECE.findall(new)
    keys = [_ink_free(piece) for piece in left], [_ink_free(piece) for piece in right]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for _, start, end, first, last in matcher.get_opcodes():
        gone, come = "".join(left[start:end]), "".join(right[first:last])
        yield "equal" if fold(gone) == fold(come) else "changed", gone, come


def _ink_free(piece: str) -> str:
    if piece.isspace():
        return "\n\n" if piece.count("\n") > 1 else " "
    return fold(piece) or piece

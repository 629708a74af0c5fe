"""Addresses of headings: what the renderer makes of their titles."""

import re
import unicodedata
from collections.abc import Callable

from bitext.dialect import Dialect
from bitext.model import Item
from bitext.outline.links import ENTITY, ESCAPE, decoded

_STARS = (
    re.compile(r"\*{3}(?![\s*])(.+?)(?<!\s)\*(?!\*)(.+?)(?<!\s)\*\*", re.DOTALL),
    re.compile(r"\*{3}(?![\s*])(.+?)(?<!\s)\*\*(.*?)\*", re.DOTALL),
    re.compile(r"\*\*(?![\s*])([^*]+?)\*(?![\s*])(.+?)(?<!\s)\*{3}", re.DOTALL),
    re.compile(r"\*\*(?![\s*])(.+?)(?<!\s)\*\*", re.DOTALL),
    re.compile(r"(?<!\*)\*(?![\s*])([^*]+)(?<!\s)\*(?!\*)", re.DOTALL),
)
_LINES = (
    re.compile(r"(?<!\w)_{3}(?!\s)(.+?)(?<!\s)_(?!\w)(.*?)(?<!\s)__(?!\w)", re.DOTALL),
    re.compile(r"(?<!\w)_{3}(?!\s)(.+?)(?<!\s)__(?!\w)(.*?)(?<!\s)_(?!\w)", re.DOTALL),
    re.compile(r"(?<!\w)__(?![\s_])(.+?)(?<!\s)__(?!\w)", re.DOTALL),
    re.compile(r"(?<!\w)_(?![\s_])(.+?)(?<!\s)_(?!\w)", re.DOTALL),
)
_LONE = re.compile(r"(?:^|(?<=\s))(?:\*{1,3}|_{1,3})(?=\s|$)")
_COUNTED = re.compile(r"^(.*)_([0-9]+)$")
_UNSEEN = ("html", "raw-link", "raw-image", "image", "footnote", "attributes", "math", "emoji")
# Put in the place of an item, as the renderer does: no letter, no mark, nothing to a pattern.
_STAND_IN = 0xE000


def plain(text: str, items: tuple[Item, ...]) -> str:
    """What a reader sees of a line of Markdown: no marks, no addresses, no images, no notes."""
    kept: list[str] = []

    def put(shown: str) -> str:
        kept.append(shown)
        return chr(_STAND_IN + len(kept) - 1)

    pieces: list[str] = []
    position = 0
    for item in items:
        if item.start < position:
            continue
        pieces.append(_bare(text[position : item.start], put))
        pieces.append(put(_shown(text, item, items)))
        position = item.end
    pieces.append(_bare(text[position:], put))
    shown = _unmarked(_LONE.sub(lambda match: put(match.group()), "".join(pieces)))
    return "".join(
        kept[ord(one) - _STAND_IN] if 0 <= ord(one) - _STAND_IN < len(kept) else one
        for one in shown
    ).strip()


def _shown(text: str, item: Item, items: tuple[Item, ...]) -> str:
    if item.kind in _UNSEEN:
        return ""
    if item.kind == "code":
        return item.target
    inside = tuple(
        _shift(one, item.inner)
        for one in items
        if item.inner <= one.start < item.inner_end and one is not item
    )
    return plain(text[item.inner : item.inner_end], inside)


def _shift(item: Item, by: int) -> Item:
    return Item(
        item.kind, item.start - by, item.end - by, item.inner - by, item.inner_end - by,
        item.line, item.column, item.end_line, item.end_column, item.target, item.title,
    )  # fmt: skip


def _bare(text: str, put: Callable[[str], str]) -> str:
    if "\\" in text:
        text = ESCAPE.sub(lambda match: put(match.group(1)), text)
    if "&" in text:
        text = ENTITY.sub(lambda match: put(decoded(match.group())), text)
    return text


def _unmarked(text: str) -> str:
    """`text` without the marks of emphasis."""
    for mark, patterns in (("*", _STARS), ("_", _LINES)):
        position = 0
        while (position := text.find(mark, position)) >= 0:
            for pattern in patterns:
                if match := pattern.match(text, position):
                    words = "".join(_unmarked(group) for group in match.groups())
                    text = text[:position] + words + text[match.end() :]
                    position += len(words)
                    break
            else:
                position += 1
    return text


def slug(title: str, dialect: Dialect) -> str:
    """The address that the `toc` extension makes of `title`, before it is made unique."""
    if dialect.slugs.startswith("pymdownx"):
        text = unicodedata.normalize("NFC", title).strip()
        if dialect.slugs == "pymdownx-lower":
            text = text.lower()
        return re.sub(r"[^\w\- ]", "", text).replace(" ", dialect.separator)
    text = unicodedata.normalize("NFKC" if dialect.slugs == "unicode" else "NFKD", title)
    if dialect.slugs == "ascii":
        text = text.encode("ascii", "ignore").decode("ascii")
    text = re.sub(r"[^\w\s-]", "", text).strip().lower()
    return re.sub(rf"[{re.escape(dialect.separator)}\s]+", dialect.separator, text)


def unique(name: str, used: set[str], reached: dict[str, int]) -> str:
    """`name`, or the first of `name_1`, `name_2`… that is not `used`; it is used from then on.

    `reached` keeps the last number that each name came to, for names that return often.
    """
    if name in used or not name:
        match = _COUNTED.match(name)
        stem, number = (match.group(1), int(match.group(2))) if match else (name, 0)
        number = reached.get(name, number) + 1
        while f"{stem}_{number}" in used:
            number += 1
        reached[name] = number
        name = f"{stem}_{number}"
    used.add(name)
    return name

"""What a reader sees of a line of Markdown, which is what its address is made of."""

import re
from collections.abc import Callable
from dataclasses import replace

from bitext.dialect import Dialect
from bitext.model import Item
from bitext.outline.emphasis import unmarked
from bitext.outline.links import ENTITY, decoded, escapes

_MARKS = re.compile(r"[*_\\&~^=\ue000-\uf8ff]")
_LONE = re.compile(r"(?:^|(?<=\s))(?:\*{1,3}|_{1,3})(?=\s|$)")
_UNSEEN = (
    "html",
    "raw-link",
    "raw-image",
    "image",
    "footnote",
    "attributes",
    "emoji",
    "critic",
    "progress",
)
_HILITE = re.compile(r"(?::{3,}|#!)[\w#.+-]*\s+")
_DASHES = re.compile(r"(?<!-)-{2,3}(?!-)")
_SYMBOLS = (
    (re.compile(r"\(tm\)"), "™"),
    (re.compile(r"\(c\)"), "©"),
    (re.compile(r"\(r\)"), "®"),
    (re.compile(r"\+/-"), "±"),
    (re.compile(r"=/="), "≠"),
    (re.compile(r"\bc/o\b"), "℅"),
    (re.compile(r"<-->"), "↔"),
    (re.compile(r"(?<!-)-->"), "→"),
    (re.compile(r"<--(?!-)"), "←"),
)
_SIGNS = re.compile(r"\(|/|--")
_FRACTION = re.compile(r"(?<!\d)([1-7]/[234568])(?!\d)")
_FRACTIONS = {
    "1/4": "¼", "1/2": "½", "3/4": "¾", "1/3": "⅓", "2/3": "⅔", "1/5": "⅕", "2/5": "⅖",
    "3/5": "⅗", "4/5": "⅘", "1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝",
    "7/8": "⅞",
}  # fmt: skip
# Put in the place of an item, as the renderer does: no letter, no mark, nothing to a pattern.
_STAND_IN = 0xE000


def plain(text: str, items: tuple[Item, ...], dialect: Dialect) -> str:
    """What a reader sees of `text`: no marks, no addresses, no images, no notes."""
    if not items and not _MARKS.search(text):
        return _symbols(text, dialect).strip()
    kept: list[str] = []

    def put(shown: str) -> str:
        kept.append(shown)
        return chr(_STAND_IN + len(kept) - 1)

    pieces: list[str] = []
    position = 0
    for item in items:
        if item.start < position:
            continue
        pieces.append(_bare(text[position : item.start], put, dialect))
        pieces.append(put(_shown(text, item, items, dialect)))
        position = item.end
    pieces.append(_bare(text[position:], put, dialect))
    legacy = "legacy_em" in dialect.extensions
    whole = _LONE.sub(lambda match: put(match.group()), "".join(pieces))
    shown = _symbols(unmarked(whole, dialect.emphasis, legacy=legacy), dialect)
    if not kept:
        return shown.strip()
    return "".join(
        kept[ord(one) - _STAND_IN] if 0 <= ord(one) - _STAND_IN < len(kept) else one
        for one in shown
    ).strip()


def _shown(text: str, item: Item, items: tuple[Item, ...], dialect: Dialect) -> str:
    if item.kind in _UNSEEN:
        return ""
    if item.kind in ("code", "math", "keys", "macro"):
        hilite = item.kind == "code" and "pymdownx.inlinehilite" in dialect.extensions
        return _HILITE.sub("", item.target, count=1) if hilite else item.target
    inside = tuple(
        _shift(one, item.inner)
        for one in items
        if item.inner <= one.start < item.inner_end and one is not item
    )
    return plain(text[item.inner : item.inner_end], inside, dialect)


def _shift(item: Item, by: int) -> Item:
    bounds = {name: getattr(item, name) - by for name in ("start", "end", "inner", "inner_end")}
    return replace(item, **bounds)


def _bare(text: str, put: Callable[[str], str], dialect: Dialect) -> str:
    if "\\" in text:
        text = escapes(dialect).sub(lambda match: put(match.group(1)), text)
    if "&" in text:
        text = ENTITY.sub(lambda match: put(decoded(match.group())), text)
    return text


def _symbols(text: str, dialect: Dialect) -> str:
    """`text` with the signs that smarty and smartsymbols make of several characters."""
    if "pymdownx.smartsymbols" in dialect.extensions and _SIGNS.search(text):
        for pattern, sign in _SYMBOLS:
            text = pattern.sub(sign, text)
        text = _FRACTION.sub(lambda match: _FRACTIONS.get(match.group(1), match.group(1)), text)
    if "smarty" in dialect.extensions and "--" in text:
        text = _DASHES.sub(lambda match: "—" if len(match.group()) == 3 else "–", text)
    return text

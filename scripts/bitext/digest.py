"""Digests that see meaning, not ink: two texts a reader would call the same have the same one.

Outside code, what is folded before hashing: Unicode form (NFC), white space and line breaks,
no-break spaces and the spaces before French punctuation, quotation marks and apostrophes, the
marks of emphasis, the dots of an ellipsis, list bullets, the padding of tables. Footnotes, link
addresses and abbreviations count in every section that uses them. HTML comments do not count.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain

from bitext.model import Block, Item, Page
from bitext.outline import walk
from bitext.outline.front import shown

VERSION = "1"
LENGTH = 12

_PLAIN = (
    ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'),
    ("’", "'"), ("‘", "'"), ("‚", "'"), ("…", "..."),
)  # fmt: skip
_BEFORE = re.compile(r" (?=[:;!?%])")
_UNDERSCORE = re.compile(r"_(?:(?<!\w_)_*(?=\S)|(?<=\S_)_*(?!\w))")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BETWEEN = " \0 "
"""Stands between texts that are folded as one: nothing is folded across it."""
Said = Mapping[int, str]
"""What blocks say, without ink, by the `id()` of each."""


def digests(page: Page, keys: tuple[str, ...]) -> list[str]:
    """Twelve hexadecimal digits for what each section of `page` says, in the order of the page.

    `keys` are the front matter keys that readers see; they count in the opening of the page.
    """
    sections = [
        [one for one in walk(section.blocks) if one.kind != "comment"] for section in page.sections
    ]
    notes = [
        (one.label, walk(one.block.children))
        for one in page.definitions
        if one.kind == "footnote" and one.block is not None
    ]
    short = [one for one in page.definitions if one.kind == "abbreviation"]
    said = _said([*chain(*sections), *chain(*(blocks for _, blocks in notes))])
    found: list[str] = []
    for section, blocks in zip(page.sections, sections, strict=True):
        parts, marks = _parts(blocks, said)
        for label, within in notes if marks else ():
            if label in marks:
                parts += [f"note {label} {one.kind}: {said[id(one)]}" for one in within]
        if short:
            whole = "\n".join([said[id(one)] for one in blocks])
            used = (one for one in short if _uses(whole, one.label))
            parts += [f"abbreviation {one.label}: {fold(one.value)}" for one in used]
        if section.level == 0:
            parts.insert(0, fold(shown(page.meta, keys)))
        text = "\n".join([part for part in parts if part])
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        found.append(digest[:LENGTH])
    return found


def fold(text: str) -> str:
    """`text` without its ink."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if "«" in text or "»" in text:
            text = _tight(text)
        for mark, plain in _PLAIN:  # faster than to translate all characters
            text = text.replace(mark, plain)
    if "_" in text:  # before the stars are gone: they count for what is inside of a word
        text = _UNDERSCORE.sub("", text)
    return _BEFORE.sub("", " ".join(text.replace("*", "").split()))


def _tight(text: str) -> str:
    """`text` without the spaces inside of French quotation marks."""
    first, *after = text.split("«")
    *before, last = "«".join([first, *(one.lstrip() for one in after)]).split("»")
    return "»".join([*(one.rstrip() for one in before), last])


def folded(texts: list[str]) -> list[str]:
    """Each of `texts` without its ink; all are folded at once, which is faster."""
    found = fold(_BETWEEN.join(texts)).split("\0")
    if len(found) != len(texts):  # one of them has such a sign itself
        return [fold(text) for text in texts]
    return [one.strip() for one in found]


def _parts(blocks: Iterable[Block], said: Said) -> tuple[list[str], set[str]]:
    """What stands in `blocks`, their words and where their links lead; the footnotes they name."""
    parts: list[str] = []
    marks: set[str] = set()
    for block in blocks:
        parts.append(f"{block.kind} {block.detail}: {said[id(block)]}".rstrip())
        for item in block.items:
            kind = item.kind
            if kind == "footnote":
                marks.add(item.target)
            elif kind in ("link", "image"):
                title = fold(item.title) if item.title else ""
                parts.append(f"{kind} {item.target} {title}".rstrip())
    return parts, marks


def _uses(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _said(blocks: Iterable[Block]) -> Said:
    """The text of each block: code as it stands, all else folded, code spans as they stand."""
    found: dict[int, str] = {}
    plain: dict[int, str] = {}
    parted: dict[int, list[str]] = {}
    texts: list[str] = []
    for block in blocks:
        if block.kind == "code":
            lines = [line.rstrip() for line in block.text.split("\n")]
            found[id(block)] = "\n".join(lines).strip("\n")
        elif block.kind == "html":
            plain[id(block)] = _COMMENT.sub("", block.text)
        elif spans := _spans(block) if block.items else ():
            parted[id(block)] = [span.target if span.kind == "code" else "" for span in spans]
            bounds = [0, *chain(*((span.start, span.end) for span in spans)), len(block.text)]
            texts += map(block.text.__getitem__, map(slice, bounds[::2], bounds[1::2]))
        else:
            plain[id(block)] = block.text
    without = iter(folded([*texts, *plain.values()]))
    for name, code in parted.items():
        pieces = [next(without)]
        for span in code:
            pieces += span, next(without)
        found[name] = " ".join([piece for piece in pieces if piece])
    found.update(zip(plain, without, strict=True))
    return found


def _spans(block: Block) -> list[Item]:
    """What is not folded with the text of `block`: code spans, and what says nothing.

    That is the attribute list of a heading, and a comment.
    """
    found: list[Item] = []
    position = 0
    for item in block.items:
        if item.start >= position and (item.kind == "code" or _mute(item, block)):
            found.append(item)
            position = item.end
    return found


def _mute(item: Item, block: Block) -> bool:
    if item.kind == "attributes":
        return block.kind == "heading"
    return item.kind == "html" and item.target.startswith("<!--")

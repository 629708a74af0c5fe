"""What the outline of a page says, in the shape of the truth."""

import re

from bitext.dialect import Dialect
from bitext.model import Block, Item, Page
from bitext.oracle.shapes import CODE, Shape, Thing, Truth, heading
from bitext.outline import place, walk
from bitext.outline.words import plain

_TARGETS = {"link": "links", "autolink": "links", "raw-link": "links"}
_TARGETS |= {"image": "images", "raw-image": "images"}
_SKIPPED = ("title", "cell")


def seen(page: Page, dialect: Dialect) -> Truth:
    """What the outline of `page`, read in `dialect`, has to say for itself."""
    truth = Truth(ids={anchor.name for anchor in page.anchors})
    # Of two footnotes with one label, the second stands in the place of the first.
    notes = {one.label: one.block for one in page.definitions if one.kind == "footnote"}
    kept = tuple(block for block in notes.values() if block)
    body = tuple(block for section in page.sections for block in section.blocks)
    names = {anchor.line: anchor.name for anchor in page.anchors if anchor.heading}
    for block in walk((*body, *kept)):
        if block.kind == "heading":
            title = " ".join(plain(block.text, block.items, dialect).split())
            name = names.get(block.line, "")
            truth.headings.append(heading(block.detail, name, title, block.line))
        for item in block.items:
            if kind := _TARGETS.get(item.kind):
                getattr(truth, kind).append(Thing(item.target, _line(block, item)))
    truth.blocks = tuple(_shape(block) for block in body)
    truth.notes = {block.detail: tuple(map(_shape, block.children)) for block in kept}
    return truth


def _line(block: Block, item: Item) -> int:
    """The line that an address stands on, where an item says so: an HTML tag may be of several."""
    if item.kind.startswith("raw-"):
        return 0
    return place(block, item.inner_end)[0]


def _shape(block: Block) -> Shape:
    if block.kind == "comment":
        return Shape("comment")
    lines = _lines(block)
    if block.kind in ("heading", "table"):
        return Shape(block.kind, re.sub("^1x", "2x", block.detail), (), lines)
    if block.kind == "html" and CODE.match(block.text):
        return Shape("code", lines=lines)
    if block.kind == "math":
        return Shape("html", lines=lines)
    inner = tuple(_shape(child) for child in block.children if child.kind not in _SKIPPED)
    if block.kind == "html" and block.text.startswith("<p") and inner[:1] == (Shape("paragraph"),):
        return inner[0] if len(inner) == 1 else Shape("html", "", inner)
    if block.detail == "markdown" and block.text.startswith("<details"):
        summary = bool(block.children) and block.children[0].text.startswith("<summary")
        return Shape("details", "", inner[summary:])
    if block.kind == "details" and block.children[:1] and block.children[0].detail == "summary":
        inner = inner[1:]
    if block.kind == "list":
        return Shape("list", block.detail[:2], inner)
    return Shape(block.kind, "", inner, frozenset() if inner else lines)


def _lines(block: Block) -> frozenset[int]:
    """The lines whose words stand in `block` itself."""
    if block.kind == "code":
        return frozenset(range(block.line, block.end_line + 1))
    rows = [line for line, _ in block.places]
    return frozenset((*rows, *(line for child in block.children for line, _ in child.places)))

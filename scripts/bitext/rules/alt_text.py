"""Images that say nothing to a reader who does not see them."""

import re
from collections.abc import Iterator

from bitext.links import IMAGES
from bitext.model import Bitext, Finding, Item, Level, Location, Rule
from bitext.passages import passages

_EMPTY = re.compile(r"\salt\s*=\s*(?:\"\"|'')", re.IGNORECASE)


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each image without a text alternative, in either language.

    An ornament says so in HTML: `alt=""`.
    """
    for page, passage in passages(bitext):
        for block, item in passage.each(*IMAGES):
            if not _described(block.text, item):
                at = Location(page.path, item.line, item.column, item.end_line, item.end_column)
                message = f"image “{item.target}” has no text alternative"
                yield Finding(at, rule, message, locale=page.locale)


def _described(text: str, item: Item) -> bool:
    if item.kind == "raw-image":
        return bool(item.title.strip()) or bool(_EMPTY.search(text[item.start : item.end]))
    return bool(text[item.inner : item.inner_end].strip())


rule = Rule("alt-text", Level.WARNING, "every image has a text alternative", check)

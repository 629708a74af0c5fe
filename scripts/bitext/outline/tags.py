"""The tags in a text: where each stands, its attributes, the links and images that tags make."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from bitext.model import Item

TEXT_TAGS = ("script", "style")
COMMENT_END = re.compile("--!?>")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/<]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
# Nothing is given back once it is read: a page full of “<a <a <a” would take for ever.
TAG = re.compile(
    r"<(/?)([a-zA-Z][^\s/>`]*)"
    r"((?:[^>=/]++|/(?!>)|=(?!\s*[\"'])|=\s*+\"[^\"]*+\"|=\s*+'[^']*+')*+)(/?)>"
)


class Tag(NamedTuple):
    """A start tag and its attributes, at an offset of the text it was found in."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int


def tags(text: str) -> Iterator[Tag]:
    """Every start tag in `text` that stands outside comments."""
    for match in tokens(text, 0):
        if not match.group(1):
            yield Tag(match.group(2).lower(), attributes(match.group(3)), *match.span())


def attributes(text: str) -> dict[str, str]:
    """The attributes of a start tag, names in lower case, values as a browser reads them."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def scan_html(text: str, places: tuple[tuple[int, int], ...]) -> tuple[Item, ...]:
    """The links and images of a raw HTML block, the lines of which stand at `places`."""
    found: list[Item] = []
    for tag in tags(text):
        attribute = {"a": "href", "area": "href"}.get(tag.name, "src")
        target = tag.attributes.get(attribute)
        if target is None:
            continue
        start, end = (_spot(text, places, offset) for offset in (tag.start, tag.end))
        kind = "raw-image" if tag.name == "img" else "raw-link"
        alt = tag.attributes.get("alt", "")
        bounds = (tag.start, tag.end, tag.start, tag.end)
        found.append(Item(kind, *bounds, *start, *end, target, alt))
    return tuple(found)


def _spot(text: str, places: tuple[tuple[int, int], ...], offset: int) -> tuple[int, int]:
    line, column = places[text.count("\n", 0, offset)]
    return line, column + offset - text.rfind("\n", 0, offset) - 1


def tokens(text: str, position: int) -> Iterator[re.Match[str]]:
    """The tags in `text` from `position` on, without those in comments, scripts and styles."""
    commented = True
    last = text.rfind(">")
    while (position := text.find("<", position, max(last, 0))) >= 0:
        if text.startswith("<!--", position):
            end = COMMENT_END.search(text, position + 4) if commented else None
            commented = end is not None
            position = end.end() if end else position + 4
            continue
        match = TAG.match(text, position)
        if match is None:
            position += 1
            continue
        yield match
        position = match.end()
        if not match.group(1) and match.group(2).lower() in TEXT_TAGS:
            closing = re.compile(rf"</{match.group(2)}\s*>", re.IGNORECASE)
            end = closing.search(text, position)
            position = end.start() if end else position

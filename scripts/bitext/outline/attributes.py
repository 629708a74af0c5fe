"""Attribute lists: `{ #id .class key="value" }` behind a heading, a block or an item."""

import re

_TOKEN = re.compile(
    r"(?P<key>[^=}\s]+)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s=}]*))"
    r"|(?P<word>[^\s=}]+)|\s+"
)


def id_of(attributes: str) -> str | None:
    """The id that an attribute list gives; the last one wins."""
    return read_attributes(attributes)[0]


def read_attributes(text: str) -> tuple[str | None, str]:
    """The id that an attribute list gives, and what follows the brace that closes it, with it."""
    found: str | None = None
    position = 0
    while match := _TOKEN.match(text, position):
        position = match.end()
        word = match.group("word") or ""
        if word.startswith("#"):
            found = word[1:]
        elif match.group("key") == "id":
            found = match.group("double") or match.group("single") or match.group("bare") or ""
    brace = text.find("}", position)
    return found, text[brace:] if brace >= 0 else ""

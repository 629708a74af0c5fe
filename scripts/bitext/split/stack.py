"""Blocks of Markdown one below the other, each staying what it is."""

from collections.abc import Iterable

_SEPARATE = "<!-- -->"
_MERGING = ("list", "quote")


def stacked(blocks: Iterable[tuple[str, str]]) -> str:
    """Blocks, each given as (kind, Markdown), parted by blank lines.

    Markdown would make one list of two that follow each other, and take indented code below a
    list for a part of it: a comment stands between them.
    """
    parts: list[str] = []
    before = ""
    for kind, markdown in blocks:
        indented = before == "list" and markdown.startswith(("    ", "\t"))
        if (kind == before and kind in _MERGING) or indented:
            parts.append(_SEPARATE)
        parts.append(markdown)
        before = kind
    return "\n\n".join(parts)


def indented(markdown: str) -> str:
    """`markdown` as the content of a list item or a footnote, below its first line."""
    return "\n".join(f"    {line}" if line else "" for line in markdown.split("\n"))

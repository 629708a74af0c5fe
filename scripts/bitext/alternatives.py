"""Patterns for any one of many words, which give up at the first letter of most places."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str], *, optional_end: str = "", whole: bool = False) -> str:
    """A pattern for any of `words`, the longest first; each may end in `optional_end`.

    With `whole`, none begins inside of a word. A search for the pattern alone, without anything
    before it, runs from one possible first letter to the next.
    """
    found: dict[str, list[str]] = {}
    for word in sorted({*words}, key=len, reverse=True):
        found.setdefault(word[0], []).append(re.escape(word[1:]))
    end = f"(?:{re.escape(optional_end)})?" if optional_end else ""
    start = r"(?<!\w.)" if whole else ""
    return "|".join(
        f"{re.escape(one)}{start}(?:{'|'.join(rest)}){end}" for one, rest in found.items()
    )

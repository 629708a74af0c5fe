"""Marks that tell, after rendering, from which line of a page each word came.

A mark is a letter of a script that no page here uses, one for each line, put inside an ordinary
word and in front of each address. Letters change nothing of what Markdown makes of a line; where
they do after all, rendering finds other blocks than without them, and the marks are not used.
"""

import re
from collections.abc import Iterable

_FIRST, _LAST = 0x20000, 0x2A6D0
_MARK = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_REFERENCE = re.compile(r"\s*\[[^\]]*\]:")
_IN_FRONT = re.compile(f"(?:https?://)?({_MARK.pattern})")
_WORD = re.compile(r"(?:(?<=\s)|^)[A-Za-zÀ-ÿ](?=[A-Za-zÀ-ÿ]*(?:[\s.,;?!]|$))")
_CLOSED = re.compile(r"<[^>]*>?|\{[^}]*\}?|\([^)]*\)?|\[[^\]]*\]?|\"[^\"]*\"?|`+[^`]*`*|\$[^$]*\$")
_NO_TEXT = re.compile(r"\s*(?:!!!|\?\?\?|===|```|~~~|\*\[|\[|/{3}|:{3}|-+8<|;+-+8<|\{|<|@)")
_ADDRESS = re.compile(r"(?:\]\(<?|\b(?:href|src)=[\"'])(?=[\w./#])|<https?://(?=\w)")


def planted(body: str, first: int, rows: Iterable[int]) -> str:
    """`body`, which begins at line `first` of its page, with marks in its `rows`."""
    lines = body.split("\n")
    for row in rows:
        line = lines[row]
        mark = chr(_FIRST + (row + first) % (_LAST - _FIRST))
        if _REFERENCE.match(line) or (row and lines[row - 1].endswith("]:")):
            continue
        if spot := _spot(line):
            line = line[:spot] + mark + line[spot:]
        lines[row] = _ADDRESS.sub(rf"\g<0>{mark}", line)
    return "\n".join(lines)


def _spot(line: str) -> int:
    """Where in `line` a mark can stand: inside a plain word, outside of all brackets; 0 if nowhere."""
    if _NO_TEXT.match(line) or _MARK.search(line):
        return 0
    open_words = _CLOSED.sub(lambda match: "\x00" * len(match.group()), line)
    match = _WORD.search(open_words)
    return match.end() if match else 0


def lines_of(text: str) -> frozenset[int]:
    """The lines whose marks stand in `text`."""
    return frozenset(ord(mark) - _FIRST for mark in _MARK.findall(text))


def line_of(address: str) -> int:
    """The line whose mark stands in front of `address`; 0 where none does."""
    match = _IN_FRONT.match(address)
    return ord(match.group(1)) - _FIRST if match else 0


def bare(text: str) -> str:
    """`text` without its marks."""
    return _MARK.sub("", text)

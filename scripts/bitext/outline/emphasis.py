"""Marks of emphasis, taken out: those of Python-Markdown itself and those of pymdownx."""

import re
import unicodedata
from collections.abc import Iterator

from bitext.dialect import Delimiter

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
_LEGACY = (
    re.compile(r"__(?![\s_])(.+?)(?<!\s)__", re.DOTALL),
    re.compile(r"_(?![\s_])(.+?)(?<!\s)_", re.DOTALL),
)


def unmarked(text: str, delimiters: tuple[Delimiter, ...], *, legacy: bool = False) -> str:
    """`text` without its marks of emphasis; with `legacy`, underscores count inside words too."""
    taken = {one.token for one in delimiters}
    if "*" in text and "*" not in taken:
        text = _without("*", _STARS, text)
    if "_" in text and "_" not in taken:
        text = _without("_", _LEGACY if legacy else _LINES, text)
    for one in delimiters:
        if one.token in text:
            text = _undelimited(text, one)
    return text


def _without(mark: str, patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    position = 0
    while (position := text.find(mark, position)) >= 0:
        for pattern in patterns:
            if match := pattern.match(text, position):
                words = "".join(
                    _without("_", _LINES, _without("*", _STARS, group)) for group in match.groups()
                )
                text = text[:position] + words + text[match.end() :]
                position += len(words)
                break
        else:
            position += 1
    return text


def _undelimited(text: str, delimiter: Delimiter) -> str:
    """`text` without the marks of one kind that pair off, by the rules of CommonMark."""
    dropped: set[int] = set()
    opened: list[tuple[int, int]] = []  # where the rest of a run begins, how long it is
    for start, end, opens, closes in _runs(text, delimiter):
        at, length = start, end - start
        while closes and length and opened:
            before, count = opened.pop()
            size = _size(delimiter, length, count, text[before + count : at])
            if not size:
                continue
            dropped |= {*range(before + count - size, before + count), *range(at, at + size)}
            at, length = at + size, length - size
            if count > size:
                opened.append((before, count - size))
        if opens and length:
            opened.append((at, length))
    return "".join(char for at, char in enumerate(text) if at not in dropped)


def _size(delimiter: Delimiter, closing: int, opening: int, words: str) -> int:
    """How many marks of two runs go together: two, one, or none."""
    both = min(closing, opening)
    if delimiter.double and both > 1:
        return 2
    if not delimiter.single or (delimiter.tight and re.search(r"\s", words)):
        return 0
    return 1


def _runs(text: str, delimiter: Delimiter) -> Iterator[tuple[int, int, bool, bool]]:
    """Each run of marks, and whether it may open, and close, what it emphasizes."""
    for match in re.finditer(f"{re.escape(delimiter.token)}+", text):
        start, end = match.span()
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        left, right = not after.isspace(), not before.isspace()
        if delimiter.strict:
            left = left and (not _sign(after) or before.isspace() or _sign(before))
            right = right and (not _sign(before) or after.isspace() or _sign(after))
        if delimiter.smart:
            left, right = left and not before.isalnum(), right and not after.isalnum()
        yield start, end, left, right


def _sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"

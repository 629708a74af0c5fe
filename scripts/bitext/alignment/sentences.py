"""A text as sentences: where each begins and ends."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"(?:[.!?…]+|[\u00a0\u202f ][!?]+)[\"'”’»)\]*_\ufffc]*(?:[\u00a0\u202f]»[*_\ufffc]*)?(?=\s)"
    r"|[。！？]+"
)
_BEGIN = re.compile(r"\s*[\"'“‘«(\[*_\ufffc\u00a0\u202f¿¡]*[^\W_a-zà-ÿ]|\s*[\ufffc*_`]+")
_SHORT = re.compile(
    r"(?:^|[\W\d_])(?:[^\W\d_]|MM|Mmes?|Mlles?|Mrs?|Ms|Drs?|Prof|Pr|St|Ste|cf|p|pp|fig|art|vol"
    r"|n°|[Nn]os?|[Ee]d|al|etc|vs|env|av|apr|ex|e\.g|i\.e|c\.-à-d|Inc|Ltd|Corp|janv|févr|avr|juil"
    r"|sept|oct|nov|déc|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of `text`, without the space around them.

    A stop after an abbreviation, a single letter or a number in a list ends none, nor does one
    before a small letter.
    """
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if match[0] == "." and _SHORT.search(text, max(start, match.start() - 8), match.start()):
            continue
        if not _BEGIN.match(text, match.end()) and match[0][0] not in "。！？":
            continue
        if any(char.isalpha() for char in text[start : match.start()]):
            yield start, match.end()
            rest = text[match.end() :]
            start = match.end() + len(rest) - len(rest.lstrip())
    if start < len(text.rstrip()):
        yield start, len(text.rstrip())

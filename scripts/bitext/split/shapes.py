"""What flat text looks like: headings by their shape, levels by numbering and position."""

import re
from collections.abc import Sequence

_BYLINE = re.compile(
    r"(?:par|by|de|from|propos recueillis par|interview by|texte|photos?|publié|published|posted|"
    r"mis à jour|updated|le \d|on \d|contact|crédits?|credits?|©)\b(?!.*\?$)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{1,2}(?:er|st|nd|rd|th)? \w+ \d{4}\b|\b\w+ \d{1,2}, \d{4}\b")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)]))[.)]?\s+\S")
_ROMAN = re.compile(r"[IVXLC]+\s*[.)\-–—]\s*\S")
_LETTER = re.compile(r"[A-Z]\s*[.)]\s+\S")
_ITEM = re.compile(r"\s*(?:[-•*–‣◦▪·+>#]|[a-z]\))\s")
_SPOKEN = re.compile(r"[«“\"].*[»”\"]$")
_CLOSING = re.compile(
    r"(?:bibliographie|sources|références|remerciements|notes?|pour en savoir plus|conclusion"
    r"|bibliography|references|acknowledge?ments|further reading)$",
    re.IGNORECASE,
)
MOST_WORDS = 12
MOST_CHARACTERS = 90


def is_heading(line: str) -> bool:
    """Whether a line has the shape of a heading: short, no final stop, no byline, no list item."""
    if len(line) > 4 * MOST_CHARACTERS:
        return False
    text = " ".join(line.split())
    if not text or len(text) > MOST_CHARACTERS:
        return False
    if sum(any(map(str.isalnum, word)) for word in text.split()) > MOST_WORDS:
        return False
    if text[-1] in ".;,:…" or "\t" in line.strip() or _ITEM.match(line):
        return False
    if not any(char.isalpha() for char in text) or text[0].islower():
        return False
    if "@" in text or "://" in text or _SPOKEN.match(text):
        return False
    return not (_BYLINE.match(text) or (_DATE.search(text) and len(text.split()) <= 6))


def levels(headings: Sequence[tuple[str, bool]], *, titled: bool = True) -> list[int]:
    """The level of each heading, given as (its words, whether another heading follows at once).

    The first one is the title (1) if `titled`. Numbering decides where there is any; else 2, or 3
    below a heading that another one follows, up to the next such heading or a closing section.
    """
    roman = any(_ROMAN.match(words) for words, _ in headings)
    found: list[int] = []
    below = False
    letter = "@"
    for index, (words, upper) in enumerate(headings):
        if index == 0 and titled:
            found.append(1)
            continue
        if words[:1] == chr(ord(letter) + 1) and _LETTER.match(words):
            letter = words[0]  # after “B.”, a “C.” is no Roman hundred
            numbered = 3 if roman else 2
        else:
            numbered = _numbered(words, roman)
            letter = "@" if numbered else letter
        if not numbered and (upper or _CLOSING.match(words.strip())):
            below = upper
        found.append(numbered or (3 if below and not upper else 2))
    return found


def _numbered(words: str, roman: bool) -> int:
    if match := _DECIMAL.match(words):
        return match.group(1).count(".") + (3 if roman else 2)
    if _ROMAN.match(words):
        return 2
    return 0

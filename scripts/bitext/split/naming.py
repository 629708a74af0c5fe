"""Short ASCII names for pages and headings."""

import re
import unicodedata

_WORDS = 3
_CHARACTERS = 30
_STOP = frozenset(
    [
        "la",
        "le",
        "les",
        "l",
        "d",
        "de",
        "des",
        "du",
        "un",
        "une",
        "et",
        "en",
        "à",
        "a",
        "au",
        "aux",
        "pour",
        "par",
        "sur",
        "dans",
        "the",
        "an",
        "of",
        "and",
        "in",
        "on",
        "for",
        "to",
        "by",
        "with",
    ]
)
_NUMBERING = re.compile(
    r"(?:\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?|[IVXLC]+\s*[.)\-–—]|[A-Z]\s*[.)])\s+(?=\S)"
)
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o"})


def identifier(words: str) -> str:
    """A short ASCII id for a heading: its first three telling words, numbering left out."""
    bare = _NUMBERING.sub("", words.strip(), count=1).translate(_LIGATURES)
    bare = unicodedata.normalize("NFKD", re.sub(r"[’'`‘\W]", " ", bare))
    parts = re.findall(r"[a-z0-9]+", bare.encode("ascii", "ignore").decode("ascii").lower())
    telling = [part for part in parts if part not in _STOP] or parts
    found = ""
    for part in telling[:_WORDS]:
        longer = f"{found}-{part}" if found else part
        if len(longer) > _CHARACTERS:
            break
        found = longer
    return found or (telling[0][:_CHARACTERS] if telling else "")


class Names:
    """Names given so far; no two are alike."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def take(self, name: str) -> str:
        """`name`, or `name-2`, `name-3`… where it is taken."""
        found = name
        while found in self._used:
            self._used[name] += 1
            found = f"{name}-{self._used[name]}"
        self._used[found] = 1
        return found

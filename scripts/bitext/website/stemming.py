"""Words as a reader types them, and what is left of a word without its ending."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module

Stem = Callable[[str], str]
"""From a folded word to what it has in common with its other forms."""

_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"}
_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f’',.](?=\d{3}(?!\d))")
_JOINED = re.compile(r"[^\W\d_]+(?:[-\u2011][^\W\d_]+)+")
_LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


@lru_cache(maxsize=1)  # its words are asked for, then those that a hyphen holds together
def folded(text: str) -> str:
    """The text in lower case, without accents and ligatures."""
    text = text.lower()
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def words(text: str) -> list[str]:
    """The folded words of a text, in order; a number in groups of three figures is one word.

    An apostrophe ends a word: `l’ADN` is `l` and `adn`.
    """
    return _WORD.findall(_GROUPED.sub("", folded(text)))


def joined(text: str) -> list[str]:
    """The words that a hyphen holds together, folded and without it: `high-frequency`."""
    return [re.sub(r"[-\u2011]", "", one) for one in _JOINED.findall(folded(text))]


def has_stemmer() -> bool:
    """Whether the library that knows the endings of languages is installed."""
    try:
        import_module("snowballstemmer")
    except ImportError:
        return False
    return True


def stemmer(language: str) -> Stem:
    """The stem of a word of this language (ISO 639-1), by Snowball; any other is left as it is.

    It needs the extra `search`: see `has_stemmer`.
    """
    name = _LANGUAGES.get(language)
    if name is None:
        return str
    stem: Stem = import_module("snowballstemmer").stemmer(name).stemWord
    return (lambda word: _agent(stem(word))) if language == "fr" else stem


def _agent(stem: str) -> str:
    """One stem for who does a thing, man or woman: Snowball keeps `chercheur`, `chercheuse` apart."""
    return re.sub(r"(?<=\w{2}t)(?:eur|ric)$|(?<=\w{2}eu)[rx]$", "", stem)

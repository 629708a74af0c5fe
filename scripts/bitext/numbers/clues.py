"""What the words of a text give away of what it counts, one sign a word; each word is asked once.

Where no word may belong to a date, to a century or to a number in words, none is looked for.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bitext.alternatives import any_of
from bitext.locales import language_of
from bitext.model import MASK
from bitext.numbers.dates import names
from bitext.numbers.plain import unit_behind
from bitext.numbers.worded import AGE, ROMAN, STEMS, large, small

_MOST = 20_000
_LETTER = r"[^\W\d_]"
_WORD = re.compile(r"\w+")
_CURRENCY = re.compile("[€$£¥]|EUR|USD|GBP")
_DATE, _STEM, _NUMBER, _FEW = 1, 2, 4, 8  # each sign is a sum of these


def _sign(bits: int) -> str:
    return chr(ord("@") + bits)


def _with(bit: int) -> re.Pattern[str]:
    return re.compile(f"[{''.join(_sign(bits) for bits in range(16) if bits & bit)}]")


_DATED, _HINTED, _NUMBERED, _OF_FEW = map(_with, (_DATE, _STEM, _NUMBER, _FEW))


class Clues(NamedTuple):
    """The words of a text, punctuation and all, and the sign of each."""

    words: list[str]
    signs: str
    locale: str

    @property
    def dating(self) -> list[str]:
        """The words that may be the name of a month, or what counts centuries."""
        return [self.words[match.start()] for match in _DATED.finditer(self.signs)]

    @property
    def hinted(self) -> bool:
        """Whether the text may say a number of four or more."""
        return _HINTED.search(self.signs) is not None

    @property
    def spelling(self) -> list[str]:
        """The words of large numbers, and small ones that count something, where it is `hinted`."""
        if not self.hinted:
            return []
        found = [self.words[match.start()] for match in _NUMBERED.finditer(self.signs)]
        ends = (match.end() for match in _OF_FEW.finditer(self.signs, 0, len(self.signs) - 1))
        after = {at: self.words[at] for at in ends}
        return found + [
            self.words[at - 1]
            for at, word in after.items()
            if unit_behind(f" {word}", self.locale) != ""
        ]


def clues(text: str, locale: str) -> Clues:
    """What the words of `text` give away."""
    known, words = signs_of(locale), text.split()
    if len(known) > _MOST:
        known.clear()
    signs = "".join(map(known.__getitem__, words))
    if known.new:
        known.learn()
        signs = "".join(map(known.__getitem__, words))
    return Clues(words, signs, locale)


class _Signs(dict[str, str]):
    """The signs of the words met so far in a locale; `new` ones are looked at together."""

    def __init__(self, words: "_Words") -> None:
        super().__init__()
        self._words = words
        self.new: list[str] = []

    def __missing__(self, word: str) -> str:
        self.new.append(word)
        return ""

    def learn(self) -> None:
        """Give each new word its sign."""
        text = "\n".join(self.new)
        self.update(dict.fromkeys(self.new, _sign(0)))
        lower = text.lower()
        found = set(self.new) if len(lower) != len(text) else set[str]()
        for match in self._words.telling.finditer(lower):
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.start())
            found.add(text[start : end if end >= 0 else len(text)])
        self.update((word, self._words.sign(word)) for word in found)
        self.new.clear()


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The words of a locale that give something away; `telling` finds nothing in most others."""

    telling: re.Pattern[str]
    month: re.Pattern[str]
    stems: Sequence[str]
    age: str
    few: frozenset[str]
    many: frozenset[str]
    locale: str

    def sign(self, word: str) -> str:
        """The sign of `word`."""
        lower = word.lower()
        age = bool(self.age) and self.age in lower
        said = _WORD.findall(lower)
        return _sign(
            _DATE * (age or self.month.search(word) is not None)
            + _STEM * any(map(lower.__contains__, self.stems))
            + _NUMBER * (age or self._numbers(word, lower))
            + _FEW * (bool(said) and said[-1] in self.few and lower.endswith(said[-1]))
        )

    def _numbers(self, word: str, lower: str) -> bool:
        """Whether `word` may be part of a large number, or has a small one and what it counts."""
        if _CURRENCY.search(word) or len(word) != len(lower) or ROMAN.search(word):
            return True
        return any(
            match[0] in self.many or (match[0] in self.few and self._counts(word[match.end() :]))
            for match in _WORD.finditer(lower)
        )

    def _counts(self, after: str) -> bool:
        return bool(after) and unit_behind(after, self.locale) != ""


@lru_cache(maxsize=16)
def signs_of(locale: str) -> _Signs:
    """The signs of all words of `locale`, as far as they are known by now."""
    language = language_of(locale)
    stems, few, many = STEMS.get(language, "").split(), small(language), large(language)
    months = names(locale)
    found = [
        *((one, rf"(?!\w)(?<!\w.{{{len(one)}}})") for one in (*few, *many)),
        *((one.lower(), rf"(?!{_LETTER})") for one in months),
        *((one, "") for one in (*stems, *"€$£¥", "eur", "usd", "gbp")),
        *((one, rf"(?<!\w.)[ivx]*{MASK}*[erèʳᵉ]") for one in "ivx" if language == "fr"),
    ]
    name = rf"(?:{any_of(months)})(?!{_LETTER})" if months else "(?!)"
    words = _Words(
        re.compile(_one_of(found)),
        re.compile(name),
        stems,
        AGE.get(language, ""),
        few,
        many,
        locale,
    )
    return _Signs(words)


def _one_of(some: Iterable[tuple[str, str]]) -> str:
    """A pattern for any of `some`, each with what has to follow: one choice for each first letter."""
    found: dict[str, list[str]] = {}
    for one, more in some:
        found.setdefault(one[0], []).append(re.escape(one[1:]) + more)
    return "|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in found.items())

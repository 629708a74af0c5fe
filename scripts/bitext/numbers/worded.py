"""Whole numbers written as words, read by text2num; French and English.

A word of less than four says too little alone (“one”, « premier »); so do ordinals, collectives
(« vingtaine ») and words that have another sense. Such a number is loose: it can stand for digits
on the other side, but nothing is asked of it. So a Roman ordinal (« XXIᵉ ») is a word too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bitext.alternatives import any_of
from bitext.locales import language_of

_GAP = r"(?:[\s\u00a0\u202f]+|-)"
_MASK = "\ufffc"
_TOKENS = {
    "fr": "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize vingt vingts trente quarante cinquante soixante septante huitante nonante cent cents "
    "mille million millions milliard milliards",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million billion trillion",
}
_NTH = {
    "fr": "premier premiers première premières second seconde secondes unième deuxième troisième "
    "quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième "
    "quatorzième quinzième seizième vingtième trentième quarantième cinquantième soixantième "
    "centième millième",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth",
}
_OTHERS = {
    "fr": {
        "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
        "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
        "premier": 1, "première": 1, "second": 2, "seconde": 2, "double": 2, "triple": 3,
        "quadruple": 4,
    },
    "en": {
        "once": 1, "twice": 2, "both": 2, "double": 2, "triple": 3, "quadruple": 4, "dozen": 12,
        "hundreds": 100, "thousands": 1000,
        "first": 1, "second": 2, "third": 3,
    },
}  # fmt: skip
# One of these stands in every text that says a number of four or more.
STEMS = {
    "fr": "quatr cinq six sept huit neuf dix onze douze treiz quatorz quinz seiz vingt trent "
    "quarant cinquant soixant septant huitant nonant cent mill siècle",
    "en": "four five six seven eigh nine ten eleven twel teen twent thirt forty fift hundred "
    "thousand illion centur",
}
# Alone or beside each other, these say less than four.
_FEW = {
    "fr": "un une deux trois premier premiers première premières second seconde secondes unième "
    "deuxième troisième",
    "en": "zero one two three first second third",
}
# Words with another sense, or that say no number without another one.
_SENSES = {
    "fr": frozenset(["neuf", "neufs", "million", "milliard"]),
    "en": frozenset(["hundred", "thousand", "million", "billion", "trillion"]),
}
_FORTNIGHT = re.compile(r"(?:huit|quinze)\sjours\b")
_CROWD = re.compile(r"(?:cents|millions|milliards)$")
_SCALE = re.compile(r"cents?|mille|millions?|milliards?|hundred|thousand|billion|trillion")
_COUNTED = re.compile(r"\d[\s\u00a0\u202f]?$")
_PERCENT = re.compile(r"\bpour[\s\u00a0\u202f]$")
AGE = {"fr": "siècle", "en": "centur"}
_BEFORE_AGE = {
    language: re.compile(
        rf"[\s\u00a0\u202f-]*(?:(?:et|au|ou|and|to|or|–)\s(?:[\w{_MASK}]+[\s-])?)?{age}"
    )
    for language, age in AGE.items()
}
_ROMAN = re.compile(
    rf"(?<!\w)(?=[IVX])(X{{0,3}}(?:IX|IV|V?I{{0,3}})){_MASK}*(?:er|re|ère|e|è|ème|ᵉʳ|ʳᵉ|ᵉ){_MASK}*(?!\w)"
)
ROMAN = re.compile(rf"[IVX]{_MASK}*[erèʳᵉ]")
_LETTERS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Worded:
    """A number in words: its value in digits, whether it is a century, whether it is loose."""

    value: str
    start: int
    end: int
    century: bool
    loose: bool


@lru_cache(maxsize=4)
def small(language: str) -> frozenset[str]:
    """The words that make no number of four or more among themselves, or a loose one."""
    some = (*_FEW.get(language, "").split(), *_OTHERS.get(language, ()))
    return frozenset((*some, *(f"{one}s" for one in some)))


@lru_cache(maxsize=4)
def large(language: str) -> frozenset[str]:
    """The other words that numbers are made of."""
    nth = _NTH.get(language, "").split()
    some = {*_TOKENS.get(language, "").split(), *nth, *(f"{one}s" for one in nth)}
    return frozenset(some - small(language))


def worded(text: str, locale: str) -> tuple[Worded, ...]:
    """The numbers that `text` writes as words, in order; nothing for a language not known here."""
    language = language_of(locale)
    if language not in _TOKENS:
        return ()
    lower = text.lower()
    if len(lower) != len(text):  # a letter of another script: keep every place
        lower = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return tuple(_worded(text, lower, language))


def _worded(text: str, lower: str, language: str) -> Iterator[Worded]:
    words = _known(language)
    others = words.others
    for match in _matches(words, lower):
        start, end = match.span()
        said = match.group()
        century = _century(lower, end, language)
        if said in others or said.removesuffix("s") in others:
            value = str(others.get(said) or others[said.removesuffix("s")])
            yield Worded(value, start, end, century, not century)
            continue
        scale = _SCALE.match(said) and _COUNTED.search(lower, max(0, start - 3), start)
        if scale or _CROWD.match(said):
            continue
        if said.startswith("cent") and _PERCENT.search(lower, max(0, start - 6), start):
            continue
        unclear = said in _SENSES[language] or _FORTNIGHT.match(lower, start)
        loose = not century and bool(unclear or words.ordinal.search(said))
        for value in _values(said, language):
            yield Worded(value, start, end, century, loose or (len(value) == 1 and value < "4"))
    if language == "fr" and ROMAN.search(text):
        for match in _ROMAN.finditer(text):
            nth = _roman(match[1])
            century = _century(lower, match.end(), language)
            yield Worded(str(nth), *match.span(), century, nth < 4 and not century)


@dataclass(frozen=True, slots=True)
class _Words:
    """The number words of a language: any at the start of one, all that say one, ordinals, others."""

    first: re.Pattern[str]
    number: re.Pattern[str]
    ordinal: re.Pattern[str]
    others: dict[str, int]


def _matches(words: _Words, lower: str) -> Iterator[re.Match[str]]:
    """What `lower` has of `words`: looked for where a word begins that may be one of them."""
    end = 0
    for first in words.first.finditer(lower):
        if first.start() >= end and (match := words.number.match(lower, first.start())):
            yield match
            end = match.end()


@lru_cache(maxsize=4)
def _known(language: str) -> _Words:
    joined = "et" if language == "fr" else "and"
    others, nth = _OTHERS[language], _NTH[language].split()
    token = rf"(?:{any_of(nth, optional_end='s')}|{any_of(_TOKENS[language].split())})\b"
    run = rf"{token}(?:{_GAP}(?:{joined}{_GAP})?{token})*"
    names = any_of(others, optional_end="s")
    return _Words(
        re.compile(any_of((*others, *nth, *_TOKENS[language].split()), whole=True)),
        re.compile(rf"\b(?:(?:{names})\b(?!{_GAP}{token})|{run})"),
        re.compile(rf"(?:{'|'.join(nth)})s?$"),
        others,
    )


@lru_cache(maxsize=1024)
def _values(said: str, language: str) -> tuple[str, ...]:
    from text_to_num import alpha2digit  # type: ignore[import-untyped]  # a page without such words does not pay for it

    plain = re.sub(r"[\s\u00a0\u202f]+", " ", said)
    return tuple(re.findall(r"\d+", alpha2digit(plain, language, 0)))


def _century(text: str, end: int, language: str) -> bool:
    """Whether a century is what is counted: at once, or after another one (« XIXᵉ et XXᵉ »)."""
    return AGE[language] in text and _BEFORE_AGE[language].match(text, end) is not None


def century(text: str, end: int, locale: str) -> bool:
    """Whether the ordinal that ends at `end` counts centuries."""
    language = language_of(locale)
    return language in AGE and _century(text, end, language)


def _roman(letters: str) -> int:
    total = 0
    for one, after in zip(letters, [*letters[1:], ""], strict=True):
        value = _LETTERS[one]
        total += -value if value < _LETTERS.get(after, 0) else value
    return total

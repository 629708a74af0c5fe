"""Numbers written in digits, read as the language of the page writes them.

Separators of groups and decimals come from CLDR (by Babel). A token of letters and digits, a
version number or an address is an identifier, not a number; a unit may cling to a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

_SPACES = " \u00a0\u202f\u2009"
_ORDINALS = {
    "fr": r"(?:er|re|ère|ere|e|è|ème|eme|nd|nde|ᵉʳ|ʳᵉ|ᵉ|ⁿᵈ)(?:s|ˢ)?",
    "en": r"(?:st|nd|rd|th|s)",
}
_UNITS = r"(?:[kKMGT](?:Hz|W|V|B|o)|Hz|V|W|[cmkµ]?m|[mkµ]?g|[mcd]?[lL]|M|Md|bn|k|K|x)"
_SMALL = {
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty",
}
_NTH = {
    "fr": "zéroième premier deuxième troisième quatrième cinquième sixième septième huitième "
    "neuvième dixième onzième douzième treizième quatorzième quinzième seizième dix-septième "
    "dix-huitième dix-neuvième vingtième",
    "en": "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
    "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
}
_MORE = {
    "fr": {
        1: "une première", 2: "second seconde", 30: "trente", 40: "quarante", 50: "cinquante",
        60: "soixante", 70: "soixante-dix", 80: "quatre-vingt", 90: "quatre-vingt-dix",
        100: "cent", 1000: "mille",
    },
    "en": {
        1: "once", 2: "twice", 21: "twenty-first", 30: "thirty", 40: "forty", 50: "fifty",
        60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred", 1000: "thousand",
    },
}  # fmt: skip
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_DIGIT = re.compile(r"\d")
_RAISED = "\ufffc"


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its value in plain digits with a decimal point, and where it stands in the text."""

    value: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)  # several rules ask this of the same block
def numbers(text: str, locale: str) -> tuple[Number, ...]:
    """The numbers that `text` writes in digits, in order."""
    return tuple(_numbers(text, locale)) if _DIGIT.search(text) else ()


def _numbers(text: str, locale: str) -> Iterator[Number]:
    pattern, decimal = _pattern(locale)
    for match in pattern.finditer(text):
        if match.lastgroup == "identifier":
            continue
        written = match.group("number")
        whole, _, fraction = written.partition(decimal)
        if decimal != "." and not fraction and written.count(".") == 1:
            whole, _, fraction = written.partition(".")
        digits = re.sub(r"\D", "", whole).lstrip("0") or "0"
        fraction = re.sub(r"\D", "", fraction)
        value = f"{digits}.{fraction}" if fraction else digits
        yield Number(value, written, match.start("number"), match.end("number"))


def spelled(value: str, text: str, locale: str) -> int:
    """How often `text` writes the whole number `value` as a word: up to twenty, and the tens.

    In French, the Roman number of a century (XXIᵉ, or XXI<sup>e</sup> masked) is such a word.
    """
    if not value.isdigit() or len(value) > 4:
        return 0
    number, language = int(value), _language(locale)
    words = _MORE.get(language, {}).get(number, "").split()
    for names in (_SMALL.get(language, "").split(), _NTH.get(language, "").split()):
        words += names[number : number + 1]
    count = 0
    if words:
        count += len(
            re.findall(rf"(?<![\w-])(?:{'|'.join(words)})s?(?![\w-])", text, re.IGNORECASE)
        )
    if language == "fr" and 0 < number < 40:
        century = rf"(?<!\w){_roman(number)}{_RAISED}*{_ORDINALS['fr']}(?!\w)"
        count += len(re.findall(century, text))
    return count


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters


def _language(locale: str) -> str:
    return locale.lower().replace("_", "-").partition("-")[0]


@lru_cache(maxsize=16)
def _pattern(locale: str) -> tuple[re.Pattern[str], str]:
    """How `locale` writes numbers: the pattern, and the decimal mark."""
    decimal, group = symbols(locale)
    groups = _SPACES + (group if group not in (decimal, *_SPACES) else "")
    separator = re.escape(groups) if group in _SPACES else re.escape(group)
    point = re.escape(decimal) if decimal == "." else re.escape(decimal) + "."
    ordinal = _ORDINALS.get(_language(locale), r"(?:\.(?=\s+\w))")
    number = rf"\d{{1,3}}(?:[{separator}]\d{{3}})+(?![{separator}]?\d)(?:[{point}]\d+)?"
    return re.compile(
        rf"(?P<identifier>\d+(?:\.\d+){{2,}}|[^\W\d_][\w\-]*\d[\w\-]*(?:\.\d[\w\-]*)*|\d+(?!(?:{ordinal}|{_UNITS})\b)[^\W\d_][\w]*)"
        rf"|(?<![\w])(?P<number>{number}|\d+(?:[{point}]\d+)?)(?:{ordinal}(?![\w]))?"
    ), decimal


def symbols(locale: str) -> tuple[str, str]:
    """The decimal mark of `locale`, and the mark between groups of three digits."""
    try:
        symbols = Locale.parse(locale.replace("-", "_")).number_symbols
    except (UnknownLocaleError, ValueError):
        return ".", ","
    latin = symbols.get("latn", symbols)
    return str(latin.get("decimal", ".")), str(latin.get("group", ","))

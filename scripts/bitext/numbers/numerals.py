"""Numbers written in digits, read as the language of the page writes them.

Separators of groups and decimals come from CLDR (by Babel). A token of letters and digits, a
version number or an address is an identifier, not a number; a unit may cling to a number.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bitext.locales import language_of
from bitext.numbers import cldr

_SPACES = " \u00a0\u202f\u2009"
_ORDINALS = {
    "fr": r"(?:er|re|ère|ere|e|è|ème|eme|nd|nde|ᵉʳ|ʳᵉ|ᵉ|ⁿᵈ)(?:s|ˢ)?",
    "en": r"(?:st|nd|rd|th|s)",
}
_UNITS = (
    r"(?:[kKMGT](?:Hz|W|V|B|o)|Hz|V|W|[cmkµ]?m|[mkµ]?g|[mcd]?[lL]|M|Mds?|bn|k|K|x|h|min|mn|ms|j)"
)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_OTHER = re.compile(r"\D")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PLAIN = re.compile(r"(?<![\w-])\d+(?!\w|\W\d)")


class Number(NamedTuple):  # there are many: it is made faster than a frozen class
    """A number: its value in plain digits with a decimal point, and where it stands in the text."""

    value: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=1024)  # several rules ask this of the same block
def numbers(text: str, locale: str) -> tuple[Number, ...]:
    """The numbers that `text` writes in digits, in order."""
    return tuple(_numbers(text, locale)) if _DIGIT.search(text) else ()


def _numbers(text: str, locale: str) -> Iterator[Number]:
    """Each begins with a digit; of letters before it, an identifier is made."""
    pattern, decimal, group = _pattern(locale)
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.end() <= end:
            continue
        start = max(digits.start(), end)
        if plain := _PLAIN.match(text, start):
            end = plain.end()
            yield Number(_value(plain[0], decimal, group), plain[0], start, end)
            continue
        while start > end and (text[start - 1].isalnum() or text[start - 1] in "_-"):
            start -= 1
        match = pattern.search(text, start)
        if match is None:
            return
        end = match.end()
        if match.lastgroup != "identifier":
            written, at = match["number"], match.start("number")
            parts = written.split(decimal) if _in_list(text, *match.span("number"), decimal) else ()
            for part in parts or (written,):
                yield Number(_value(part, decimal, group), part, at, at + len(part))
                at += len(part) + 1


def _in_list(text: str, start: int, end: int, decimal: str) -> bool:
    """Whether a decimal mark goes on before or after what looks like a decimal: « 3,4,5 »."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[-1:] == decimal and before[:1].isdigit()) or (
        after[:1] == decimal and after[1:].isdigit()
    )


def _value(written: str, decimal: str, group: str) -> str:
    """A lone point is a decimal mark also where a comma is usual, if it can be no mark of groups."""
    if written.isdecimal():
        return written.lstrip("0") or "0"
    whole, _, fraction = written.partition(decimal)
    grouped = group == "." and _THOUSANDS.fullmatch(written)
    if decimal != "." and not fraction and written.count(".") == 1 and not grouped:
        whole, _, fraction = written.partition(".")
    digits = _OTHER.sub("", whole).lstrip("0") or "0"
    fraction = _OTHER.sub("", fraction)
    return f"{digits}.{fraction}" if fraction else digits


@lru_cache(maxsize=16)
def _pattern(locale: str) -> tuple[re.Pattern[str], str, str]:
    """How `locale` writes numbers: the pattern, the decimal mark, the mark between groups."""
    decimal, group = symbols(locale)
    groups = _SPACES + (group if group not in (decimal, *_SPACES) else "")
    separator = re.escape(groups) if group in _SPACES else re.escape(group)
    point = re.escape(decimal) if decimal == "." else re.escape(decimal) + "."
    ordinal = _ORDINALS.get(language_of(locale), r"(?:\.(?=\s+\w))")
    number = rf"\d{{1,3}}(?:[{separator}]\d{{3}})+(?![{separator}]?\d)(?:[{point}]\d+)?"
    no_groups = rf"(?!{_THOUSANDS.pattern}(?!\.?\w))" if group == "." else ""
    return (
        re.compile(
            rf"(?P<identifier>{no_groups}\d+(?:\.\d+){{2,}}|(?<![^\W\d_])[^\W\d_][\w\-]*\d[\w\-]*(?:\.\d[\w\-]*)*|\d+(?!(?:{ordinal}|{_UNITS})\b)[^\W\d_][\w]*)"
            rf"|(?<![\w])(?P<number>{number}|\d+(?:[{point}]\d+)?)(?:{ordinal}(?![\w]))?"
        ),
        decimal,
        group,
    )


def symbols(locale: str) -> tuple[str, str]:
    """The decimal mark of `locale`, and the mark between groups of three digits."""
    known = cldr.known(locale)
    if known is None:
        return ".", ","
    latin = known.number_symbols.get("latn", known.number_symbols)
    return str(latin.get("decimal", ".")), str(latin.get("group", ","))

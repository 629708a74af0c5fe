"""Numbers as each language writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.numbers import numerals
from bitext.numbers.numerals import numbers


def values(text: str, locale: str) -> list[str]:
    return [number.value for number in numbers(text, locale)]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("13\u202f976 articles", "13,976 papers"),
        ("13 976", "13,976"),
        ("380\u00a0000", "380,000"),
        ("77,7 millions", "77.7 million"),
        ("1\u202f234\u202f567,89", "1,234,567.89"),
        ("le 1er avril 2020", "on 1 April 2020"),
        ("la 2e fois, le 21ᵉ", "the 2nd time, the 21st"),
        ("de 1999 à 2002", "from 1999 to 2002"),
        ("2015-2021", "2015–2021"),
        ("16\u00a0%", "16%"),
        ("décret 83-975", "decree 83-975"),
        ("0,5", "0.5"),
        ("dans les années 1990", "in the 1990s"),
        ("Python 3.11", "Python 3.11"),
        ("de 5 à 10 ans", "5 to 10 years"),
        ("256 unités et 45 services", "256 units and 45 services"),
    ],
)
def test_two_ways_to_write_one_number(french: str, english: str) -> None:
    assert values(french, "fr") == values(english, "en") != []


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("IPv4, SHA256, S01, v1.2.3, 3D", "en", []),
        ("version 1.6.1", "fr", []),
        ("en 2021 256 unités", "fr", ["2021", "256"]),
        ("1,3,6", "en", ["1", "3", "6"]),
        ("1,3,6 et 10,20,30.", "fr", ["1", "3", "6", "10", "20", "30"]),
        ("12,5, 13,5", "fr", ["12.5", "13.5"]),
        ("fin 2021.", "fr", ["2021"]),
        ("1.234,5", "de", ["1234.5"]),
        ("13.976 Fälle, 1.234.567,8 und 2.345.678.", "de", ["13976", "1234567.8", "2345678"]),
        ("1.5 Liter, Version 1.6.1, 12.13", "de", ["1.5", "12.13"]),
        ("13.976 casos", "es", ["13976"]),
        ("1.234 pages", "fr", ["1.234"]),
        ("no digits", "en", []),
        ("x²", "en", []),
        ("12", "xx-unknown", ["12"]),
    ],
)
def test_what_is_a_number(text: str, locale: str, expected: list[str]) -> None:
    assert values(text, locale) == expected


def test_places_point_at_the_digits() -> None:
    text = "en 2021, 13 976 articles"
    assert [text[one.start : one.end] for one in numbers(text, "fr")] == ["2021", "13 976"]


@pytest.mark.parametrize("locale", ["fr", "en", "de"])
@given(text=st.text(st.sampled_from("0123456789ekmrstàXV₂².,-_/%€ \u202f\n\ufffc"), max_size=30))
def test_to_go_from_digit_to_digit_misses_nothing(locale: str, text: str) -> None:
    pattern, *_ = numerals._pattern(locale)
    every = [m.span("number") for m in pattern.finditer(text) if m.lastgroup != "identifier"]
    found = [(one.start, one.end) for one in numbers(text, locale)]
    for start, end in every:  # one number, or those of a list
        parts = [span for span in found if start <= span[0] and span[1] <= end]
        assert (parts[0][0], parts[-1][1]) == (start, end)
        found = [span for span in found if span not in parts]
    assert not found

"""Words as readers type them, and their stems."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.website.stemming import folded, has_stemmer, joined, stemmer, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Génique, thérapie !", ["genique", "therapie"]),
        ("L’Œuvre au cœur, ex æquo", ["l", "oeuvre", "au", "coeur", "ex", "aequo"]),
        ("l’ADN et l'ARN", ["l", "adn", "et", "l", "arn"]),
        ("13\u202f976 ou 13\u00a0976 ou 13,976 ou 48,4", [*["13976", "ou"] * 3, "48", "4"]),
        ("1 234 567", ["1", "234", "567"]),
        ("snake_case, AP-HP", ["snake", "case", "ap", "hp"]),
        ("Straße, Øst, Đà Nẵng", ["strasse", "ost", "đa", "nang"]),
    ],
)
def test_a_text_is_its_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_held_by_a_hyphen_are_one_word_too() -> None:
    assert joined("high-frequency, Wiskott\u2011Aldrich, 2015-2024, a - b") == [
        "highfrequency",
        "wiskottaldrich",
    ]


@pytest.mark.parametrize(
    ("language", "alike"),
    [
        ("fr", ("chercheur", "chercheurs", "chercheuse", "chercheuses")),
        ("fr", ("fondateur", "fondateurs", "fondatrice", "fondatrices")),
        ("fr", ("genique", "geniques")),
        ("fr", ("medical", "medicale", "medicales")),
        ("en", ("therapy", "therapies")),
        ("en", ("translate", "translating", "translation")),
    ],
)
def test_the_forms_of_a_word_have_one_stem(language: str, alike: tuple[str, ...]) -> None:
    assert len({stemmer(language)(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("fr", "chercheur", "cherche"), ("fr", "peur", "pe"), ("en", "patent", "patient")],
)
def test_two_words_keep_two_stems(language: str, first: str, second: str) -> None:
    assert stemmer(language)(first) != stemmer(language)(second)


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stemmer("ja")("words") == "words"


def test_the_library_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_stemmer()
    monkeypatch.setitem(sys.modules, "snowballstemmer", None)
    assert not has_stemmer()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_a_word_is_found_by_itself(text: str) -> None:
    for word in words(text):
        assert words(word) == [word]

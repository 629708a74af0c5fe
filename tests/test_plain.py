"""What is read at a glance is what is read one by one."""

from hypothesis import given
from hypothesis import strategies as st

from bitext.model import APART, MASK
from bitext.numbers.clues import clues
from bitext.numbers.figures import figures, words
from bitext.numbers.numerals import numbers
from bitext.numbers.plain import plain

NUMBERS = (
    "0 7 24 30 007 5,6 5.6 1,2,3 1.2.3 12\u202f000 12,345.6 3/4 7/7 10:30 2023–2024 2-3 2021-05-04 "
    "03/04/2021 S18 Covid-19 4x4 10² A24 ٣ € $ £ US$ EUR"
)
AFTER = (
    "% ‰ € °C km km² m k M Md bn h s min j ans years secondes seconds mètres carrés pour cent "
    "degrés Celsius square metres million millions d’euros p.m. am a amis à to et and sur of de "
    "e th er siècle century siècles mars mai. May août Sept sept janv. midi"
)
SPELLED = (
    "un une deux trois quatre cinq sept neuf dix vingt cent cents mille dizaine premier seconde "
    "quarantième XXe XIXᵉ d’une deux-jours vingt-et-un one two three four five ten twenty-one both "
    "dozen first second fortieth two-day hundred thousand written often centre écrit récente"
)
MARKS = (" ", "\u00a0", "\u202f", "\n", "", "-", "–", "/", ":", ", ", ".", "’", "(", MASK, APART)
TEXTS = st.lists(
    st.tuples(
        st.sampled_from((NUMBERS + " " + AFTER + " " + SPELLED).split()), st.sampled_from(MARKS)
    ),
    max_size=8,
).map(lambda some: "".join(word + mark for word, mark in some))
LOCALES = st.sampled_from(("fr", "en", "de", "de-CH", "pt"))


@given(TEXTS, LOCALES)
def test_plain_numbers_are_all_figures_there_are(text: str, locale: str) -> None:
    found = None if clues(text, locale).dating else plain(text, locale)
    if found is not None:
        own = numbers(text, locale)
        assert [value for value, _ in found] == [one.value for one in own]
        assert found == [(one.value, one.unit) for one in figures(text, locale, own)]


@given(TEXTS, LOCALES)
def test_no_number_in_words_is_passed_over(text: str, locale: str) -> None:
    told = clues(text, locale)
    if told.hinted and not told.spelling:
        assert not [one for one in words(text, locale) if one.unit or not one.loose]
    if not told.hinted:
        assert not [one for one in words(text, locale) if not one.loose and one.value > "3"]


def test_most_numbers_are_plain() -> None:
    text = "Les 30 nœuds gardent 12\u202f000 lignes, 5,6\u00a0% de plus qu’en 2019. Voir S18."
    assert plain(text, "fr") == [("30", ""), ("12000", ""), ("5.6", "%"), ("2019", "")]


def test_numbers_that_may_say_more_are_not() -> None:
    for text in ("5 millions", "€5", "14 h 30", "5 à 10 km", "3/4/2021", "7/7", "10 pour cent"):
        assert plain(text, "fr") is None


def test_signs_are_the_same_when_all_words_have_been_forgotten() -> None:
    before = clues("En mai, quatre cas sur deux ans", "fr")
    for number in range(30):
        clues(" ".join(f"mot{number}x{at}" for at in range(1000)), "fr")
    assert clues("En mai, quatre cas sur deux ans", "fr") == before

"""Text left in the other language."""

import pytest

from bitext.language import foreign_runs


def runs(text: str, own: str = "en", other: str = "fr") -> list[str]:
    return [text[start:end] for start, end in foreign_runs(text, own, other)]


@pytest.mark.parametrize(
    "text",
    [
        "Inserm was created in 1964 and has 256 units.",
        "The Rue de la République and the Institut Pasteur are in Paris.",
        "A team at Université Paris Cité, led by Anne Galy, published in Nature.",
        "Read the a priori and the vis-à-vis of it.",
        "",
        "Configuration",
    ],
)
def test_english_is_not_french(text: str) -> None:
    assert runs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "L’Inserm est né en 1964 et la France le finance.",
        "Le mot clé est dans la page.",
        "It works well, mais il ne suffit pas pour les malades.",
    ],
)
def test_french_in_an_english_page(text: str) -> None:
    assert runs(text)


def test_english_in_a_french_page() -> None:
    assert runs("Une phrase puis the end of the sentence is here.", "fr", "en")
    assert runs("Il a lu le journal Nature dans le train.", "fr", "en") == []


def test_a_run_does_not_reach_over_a_stop() -> None:
    found = runs("We like it. Les équipes sont dans la ville. They work.")
    assert len(found) == 1
    assert "like" not in found[0]
    assert "They" not in found[0]


def test_unknown_languages_are_left_alone() -> None:
    assert runs("Les équipes sont dans la ville", "xx", "fr") == []
    assert runs("Les équipes sont dans la ville", "fr-CA", "fr") == []

"""Sentences, and two sequences of them side by side."""

import pytest

from bitext.alignment.beads import Bead, by_length, cheapest
from bitext.alignment.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two. Three", ["One.", "Two.", "Three"]),
        ("Vrai\u202f? Oui\u202f! Bien.", ["Vrai\u202f?", "Oui\u202f!", "Bien."]),
        ("« Oui.\u00a0» Il part.", ["« Oui.\u00a0»", "Il part."]),
        ("M. Petit et Mme. Grand, cf. p. 12, en 2.5 fois. Fin.",
         ["M. Petit et Mme. Grand, cf. p. 12, en 2.5 fois.", "Fin."]),
        ("It is e.g. this, i.e. That. End", ["It is e.g. this, i.e. That.", "End"]),
        ("Etc. and so on… Then “yes!” He left.", ["Etc. and so on…", "Then “yes!”", "He left."]),
        ("First line\nof one. **Second** one.", ["First line\nof one.", "**Second** one."]),
        ("Voir \ufffc\ufffc. \ufffc\ufffc est là.", ["Voir \ufffc\ufffc.", "\ufffc\ufffc est là."]),
        ("1. Ceci", ["1. Ceci"]),
        ("これは本です。あれは猫です。", ["これは本です。", "あれは猫です。"]),
        ("  ", []),
        ("", []),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_sentences_lose_nothing_but_space() -> None:
    text = "  Un mot. Deux ! Trois…  Et « quatre. » Cinq  "
    assert "".join("".join(split(text)).split()) == "".join(text.split())


def shapes(left: list[int], right: list[int]) -> list[tuple[int, int]]:
    return [bead.shape for bead in by_length(left, right)]


def test_by_length_one_for_one() -> None:
    assert shapes([50, 100, 20], [45, 90, 18]) == [(1, 1)] * 3


def test_by_length_two_sentences_that_became_one() -> None:
    assert shapes([100, 40, 45, 120], [90, 80, 110]) == [(1, 1), (2, 1), (1, 1)]
    assert shapes([90, 80, 110], [100, 40, 45, 120]) == [(1, 1), (1, 2), (1, 1)]


def test_by_length_of_nothing() -> None:
    assert by_length([], []) == []
    assert shapes([], [10]) == [(0, 1)]
    assert shapes([10], []) == [(1, 0)]


def test_beads_string_all_sentences_in_order() -> None:
    left, right = [30, 80, 12, 55, 70, 33], [28, 90, 70, 65, 30, 14]
    beads = by_length(left, right)
    assert [n for bead in beads for n in range(bead.start, bead.end)] == list(range(6))
    assert [n for one in beads for n in range(one.target_start, one.target_end)] == list(range(6))


def test_the_cheapest_way_is_found() -> None:
    like = {(0, 0): 0.1, (1, 2): 0.2}

    def cost(bead: Bead) -> float:
        if 0 in bead.shape:
            return 0.35
        return like.get((bead.start, bead.target_start), 0.9)

    found = cheapest(2, 3, cost, ((1, 1), (1, 0), (0, 1)))
    assert found == [Bead(0, 1, 0, 1), Bead(1, 1, 1, 2), Bead(1, 2, 2, 3)]


def test_very_long_texts_are_one_bead() -> None:
    assert by_length([10] * 300, [10] * 300) == [Bead(0, 300, 0, 300)]

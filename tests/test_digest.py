"""Digests see meaning, not ink."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.dialect import read_dialect
from bitext.digest import digests, fold, folded
from bitext.outline import outline

DIALECT = read_dialect(["attr_list", "footnotes", "abbr", "admonition", "pymdownx.superfences"])


def of(text: str, index: int = 1) -> str:
    page = outline(text, DIALECT, "x.md", "x.md", "fr")
    return digests(page, ("title",))[index]


BASE = "# Titre { #t }\n\nUne *phrase* sûre : « oui », l'ADN (16 %).\n\n- un\n- deux\n"


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u202f»"),
        BASE.replace(" %", "\u00a0%"),
        BASE.replace("'", "’"),
        BASE.replace("*phrase*", "_phrase_").replace("- ", "* "),
        BASE.replace("*phrase*", "phrase"),
        BASE.replace("Une *phrase*", "Une\n*phrase*"),
        BASE.replace("sûre", "su\u0302re"),
        BASE.replace("{ #t }", "{#u}"),
        BASE.replace("- deux", "- deux   "),
        BASE.replace("« oui »", "“oui”"),
        BASE.replace("\n\n- un", "\n\n<!-- note to translators -->\n\n- un"),
    ],
)
def test_ink_changes_no_digest(other: str) -> None:
    assert other != BASE
    assert of(other) == of(BASE)


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace("16", "17"),
        BASE.replace("phrase", "frase"),
        BASE.replace("oui", "non"),
        BASE.replace("- deux\n", ""),
        BASE.replace("- un\n- deux", "1. un\n2. deux"),
        BASE.replace("# Titre", "## Titre"),
        BASE.replace("phrase", "[phrase](x.md)"),
    ],
)
def test_meaning_changes_the_digest(other: str) -> None:
    assert of(other) != of(BASE)


def test_code_counts_to_the_letter() -> None:
    assert of("# T\n\nSet `a b`.") != of("# T\n\nSet `a  b`.")
    assert of("# T\n\n```\nl'a  b\n```\n") != of("# T\n\n```\nl’a  b\n```\n")


def test_a_footnote_counts_in_every_section_that_uses_it() -> None:
    text = "# A { #a }\n\nx[^1].\n\n# B { #b }\n\ny.\n\n# C { #c }\n\nz[^1].\n\n[^1]: Le texte.\n"
    changed = text.replace("Le texte", "Un texte")
    assert of(text, 1) != of(changed, 1)
    assert of(text, 2) == of(changed, 2)
    assert of(text, 3) != of(changed, 3)


def test_a_link_address_counts_where_it_is_used() -> None:
    text = "# A\n\nvoir [là][l].\n\n# B\n\nrien.\n\n[l]: x.md\n"
    changed = text.replace("x.md", "y.md")
    assert of(text, 1) != of(changed, 1)
    assert of(text, 2) == of(changed, 2)


def test_an_abbreviation_counts_where_its_word_stands() -> None:
    text = "# A\n\nl’ADN\n\n# B\n\nrien\n\n*[ADN]: acide désoxyribonucléique\n"
    changed = text.replace("acide", "un acide")
    assert of(text, 1) != of(changed, 1)
    assert of(text, 2) == of(changed, 2)


def test_the_opening_counts_what_readers_see_of_the_front_matter() -> None:
    text = '---\ntitle: "A"\ntags: [x]\n---\n\n# T\n'
    assert of(text, 0) != of(text.replace('"A"', '"B"'), 0)
    assert of(text, 0) == of(text.replace("[x]", "[y]"), 0)


def test_version_1_never_changes() -> None:
    """These are in users' pages: a better reader must leave them as they are."""
    assert of(BASE) == "add75e8f6f89"
    assert of("# T\n\n```python\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n") == "8b765cf652ae"
    assert of('---\ntitle: "A"\n---\n\ntexte\n', 0) == "87b2c89f0a46"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text("a_*« »:%\u0301é\0\n\u00a0…") | st.text()))
def test_folding_together_is_folding_each(texts: list[str]) -> None:
    assert folded(texts) == [fold(text) for text in texts]

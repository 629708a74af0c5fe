"""What is looked for in a whole passage first must miss nothing that is in one of its blocks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext import config, corpus
from bitext.model import Block
from bitext.numbers.figures import figures
from bitext.numbers.numerals import numbers
from bitext.passages import blocks_of, passage
from bitext.terms import by_look, index, possible, uses

SITE = corpus.read(config.load(Path(__file__).parent.parent))


def blocks(locale: str) -> list[Block]:
    return [block for page in SITE.pages[locale].values() for block in blocks_of(page)]


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_quick_look_misses_no_term(locale: str) -> None:
    known, looks = index(SITE.terms, locale), by_look(SITE.terms, locale)
    found = 0
    for block in blocks(locale):
        used = {use.term for use in uses(block.prose, known)}
        assert used <= possible(set(block.words), looks), block.text
        found += len(used)
    assert found > 500
    assert possible({"and", "mais"}, looks) == set()


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_passage_has_all_that_its_blocks_have(locale: str) -> None:
    some = blocks(locale)
    whole = passage(some)
    assert whole.words == [word for block in some for word in block.words]
    assert whole.kinds == {block.kind for block in some}
    assert whole.prose.split("\n") == [
        line for block in some if block.text for line in block.prose.split("\n")
    ]
    items = [item for block in some for item in block.items]
    assert whole.targets("link") == sorted(one.target for one in items if one.kind == "link")
    assert sum(1 for _ in whole.each(*whole.items)) == len(items)


FIGURES = (
    " ", "\n", "5", "12", "000", "2024", ".", ",", "-", "/", ":", "h", "pm", "mars", "May", "e", "th",
    "siècle", "century", "million", "millions", "km", "%", "€", "$", "d’", "et", "to", "24", "7",
    "B", "\ufffc",
)  # fmt: skip
BLOCKS = st.lists(st.lists(st.sampled_from(FIGURES), max_size=8).map("".join), max_size=4)


@pytest.mark.parametrize("locale", ["fr", "en", "de"])
@given(texts=BLOCKS)
def test_no_figure_reaches_from_one_block_into_the_next(locale: str, texts: list[str]) -> None:
    whole = passage(Block("paragraph", 1, 1, text=text) for text in texts).apart
    assert _figures(whole, locale) == [one for text in texts for one in _figures(text, locale)]


def _figures(text: str, locale: str) -> list[tuple[str, str, str, bool]]:
    found = figures(text, locale, numbers(text, locale))
    return [(one.value, one.sort, one.unit, one.said) for one in found]

"""What is looked for in a whole passage first must miss nothing that is in one of its blocks."""

from pathlib import Path

import pytest

from bitext import config, corpus
from bitext.model import Block
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
    assert whole.words() == {word for block in some for word in block.words}
    assert whole.kinds == {block.kind for block in some}
    assert whole.prose.split("\n") == [
        line for block in some if block.text for line in block.prose.split("\n")
    ]
    items = [item for block in some for item in block.items]
    assert whole.targets("link") == sorted(one.target for one in items if one.kind == "link")
    assert sum(1 for _ in whole.each(*whole.items)) == len(items)

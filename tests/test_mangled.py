"""No page, however broken, stops the reading; `bench/mangled.py` reads 20,000, and times them."""

import pytest
from mangling import RUNS, mangled
from test_outline import BLOCKS, DIALECTS, MORE, SAMPLES, SHORT, check_lines

from bitext.dialect import read_dialect
from bitext.outline import outline
from bitext.unseen import DOCUMENTED, TEMPLATES

TEXTS = [*SAMPLES.values(), *MORE.values()]
EVERY = [
    *DIALECTS["all"],
    *BLOCKS,
    "wikilinks",
    "pymdownx.bracketspan",
    {"pymdownx.magiclink": SHORT},
]


def test_mangled_pages_are_read() -> None:
    dialect = read_dialect(EVERY, unseen=frozenset((TEMPLATES, DOCUMENTED)))
    for text in mangled(TEXTS, 300):
        page = outline(text, dialect, "x.md", "x", "fr")
        assert page.trouble is not None or page.sections


def test_mangled_pages_give_every_line_to_one_section() -> None:
    for text in mangled(TEXTS, 100, seed=1):
        check_lines(text)


@pytest.mark.parametrize("run", RUNS)
def test_a_page_of_one_thing_is_read_whole(run: str) -> None:
    dialect = read_dialect(EVERY, unseen=frozenset((TEMPLATES, DOCUMENTED)))
    text = "# A\n\n" + run * (16_000 // len(run))
    page = outline(text, dialect, "x.md", "x", "fr")
    assert page.sections[-1].end_line == text.count("\n") + (not text.endswith("\n"))

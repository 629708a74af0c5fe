"""No page, however broken, stops the reading or makes it slow; `bench/mangled.py` reads 20,000."""

import statistics
from time import process_time

import pytest
from mangling import mangled
from test_outline import BLOCKS, DIALECTS, MORE, SAMPLES, SHORT, check_lines

from bitext.dialect import Dialect, read_dialect
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


def test_mangled_pages_are_read_in_time() -> None:
    dialect = read_dialect(EVERY, unseen=frozenset((TEMPLATES, DOCUMENTED)))
    costs: list[float] = []
    for text in mangled(TEXTS, 300):
        start = process_time()
        page = outline(text, dialect, "x.md", "x", "fr")
        costs.append((process_time() - start) / len(text))
        assert page.trouble is not None or page.sections
    assert max(costs) < 100 * statistics.median(costs)


def test_mangled_pages_give_every_line_to_one_section() -> None:
    for text in mangled(TEXTS, 100, seed=1):
        check_lines(text)


RUNS = [
    "<a", "<a\n", ": a\n", "\\(", "{~~", "{{", "{%", "[^", "[^a]: b\n", "[a]: b\n", "*[a]: b\n",
    "a\n===\n", "# a\n", "---\n", "> a\n# b\n",
]  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
def test_eight_times_as_many_of_one_thing_take_no_longer_than_that(run: str) -> None:
    dialect = read_dialect(EVERY, unseen=frozenset((TEMPLATES, DOCUMENTED)))
    few, many = (
        min(_cost("# A\n\n" + run * (size // len(run)), dialect) for _ in range(3))
        for size in (2000, 16_000)
    )
    assert many < 24 * few + 0.01  # by the square of their number: 64 times


def _cost(text: str, dialect: Dialect) -> float:
    start = process_time()
    outline(text, dialect, "x.md", "x", "fr")
    return process_time() - start

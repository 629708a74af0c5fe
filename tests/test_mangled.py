"""No page, however broken, stops the reading or makes it slow; `bench/mangled.py` reads 20,000."""

import statistics
from time import process_time

from mangling import mangled
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

"""Whether any page, however broken, stops the reading or makes it slow.

Usage: python tests/bench/mangled.py [PAGES] [SEED]. Reads 20,000 mangled pages with every
extension on; prints what raised, and the slowest time per byte as a multiple of the median. Then
it reads pages of one thing alone: eight times as much should take about eight times as long.
"""

import statistics
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent))

from mangling import RUNS, mangled
from test_outline import BLOCKS, DIALECTS, MORE, SAMPLES, SHORT, Extensions

from bitext.dialect import Dialect, read_dialect
from bitext.outline import outline
from bitext.unseen import DOCUMENTED, TEMPLATES

EVERY: Extensions = [
    *DIALECTS["all"],
    *BLOCKS,
    "wikilinks",
    "pymdownx.bracketspan",
    "legacy_attrs",
    {"pymdownx.quotes": {"callouts": True}},
    {"pymdownx.magiclink": SHORT},
    {"pymdownx.snippets": {"auto_append": ["a"]}},
]


def main(count: int, seed: int) -> int:
    """Read `count` pages; gives 1 where one raised or took 100 times the median."""
    dialect = read_dialect(EVERY, unseen=frozenset((TEMPLATES, DOCUMENTED)))
    texts = [*SAMPLES.values(), *MORE.values()]
    costs: list[float] = []
    raised = 0
    slowest = ""
    for text in mangled(texts, count, seed):
        start = process_time()
        try:
            outline(text, dialect, "x.md", "x", "fr", lambda _: ("a.md", "[a]: b.md\n"))
        except Exception as error:
            raised += 1
            print(f"{type(error).__name__}: {error}: {text[:200]!r}")
        cost = (process_time() - start) / len(text.encode("utf-8", "surrogatepass"))
        if cost > max(costs, default=0.0):
            slowest = text
        costs.append(cost)
    middle = statistics.median(costs)
    worst = max(costs) / middle
    print(
        f"{count} pages, {raised} raised, median {1e9 * middle:.0f} ns a byte, slowest {worst:.1f} x"
    )
    if worst >= 100:
        print(repr(slowest))
    for run in RUNS:
        few, many = (
            min(seconds("# A\n\n" + run * (size // len(run)), dialect) for _ in range(3))
            for size in (2000, 16_000)
        )
        print(f"{run!r:14} eight times as much: {many / few:5.1f} x the time")
    return int(raised > 0 or worst >= 100)


def seconds(text: str, dialect: Dialect) -> float:
    """CPU time of reading `text` once."""
    start = process_time()
    outline(text, dialect, "x.md", "x", "fr", lambda _: ("a.md", "[a]: b.md\n"))
    return process_time() - start


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:]]
    sys.exit(main(numbers[0] if numbers else 20_000, numbers[1] if len(numbers) > 1 else 0))

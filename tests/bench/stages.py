"""Where the time of a whole check goes, stage by stage: reading, alignment, every rule.

Usage: python tests/bench/stages.py [FOLDER…]; without folders a generated site of 100 pairs and our
own. Each pair is gone through as `bitext check --no-cache` does it, in this process, with a clock
around each stage; the best of several rounds counts, in ms of CPU per KB and as a ratio to lychee
on the same Markdown. What rules share is asked for before them and has lines of its own, so that
the line of a rule is what it costs beyond them. Nothing is asserted here.
"""

import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from generated import make

from bitext.alignment.align import bitext as bitext_of
from bitext.alignment.align import pair_pages
from bitext.config import Config, load
from bitext.corpus import agreed, content, listed, page_of
from bitext.includes import Includes
from bitext.model import Page, Scope, Site
from bitext.numbers.clues import signs_of
from bitext.numbers.dates import dated
from bitext.numbers.figures import words
from bitext.numbers.numerals import numbers
from bitext.numbers.plain import digits_of
from bitext.numbers.reckoning import defects
from bitext.packing import Record, pack
from bitext.parity import translated
from bitext.passages import passages
from bitext.rules import USUAL
from bitext.silence import directives
from bitext.site import Asked, Listing, facts

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 5
BY_TEXT = (numbers, dated, words, signs_of, digits_of)
LOCAL = tuple(rule for rule in USUAL if rule.scope is Scope.PAIR)


class Clock:
    """How much CPU each stage took, in seconds."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    @contextmanager
    def over(self, stage: str) -> Iterator[None]:
        """Count what is done inside for `stage`."""
        start = time.process_time_ns()
        try:
            yield
        finally:
            self.spent[stage] += time.process_time_ns() - start


def once(config: Config, listing: Listing) -> Clock:
    """Every pair of the site, read and judged anew: what is kept by text or by word is forgotten first."""
    for kept in BY_TEXT:
        kept.cache_clear()
    clock = Clock()
    terms = agreed(config)
    for target in config.targets:
        for key in sorted({*listing.paths[config.source], *listing.paths[target]}):
            pages: dict[str, dict[str, Page]] = {locale: {} for locale in config.locales}
            for locale in (config.source, target):
                if path := listing.path_of(locale, key):
                    with clock.over("read"):
                        data = content(config.root / path)
                        include = Includes(config, path) if config.dialect.snippets else None
                        pages[locale][key] = page_of(data, path, key, locale, config, include)
            both = pages[config.source].get(key), pages[target].get(key)
            with clock.over("align"):
                pair = pair_pages(key, *both, config.shown)
            asked = Asked(listing)
            bitext = bitext_of(config, target, (pair,), pages, cast(Site, asked), terms)
            with clock.over("(prose and passages)"):
                passages(bitext)
            with clock.over("(units)"):
                translated(bitext)
            with clock.over("number, number-word, date, unit"):
                defects(bitext)
            for rule in LOCAL:
                with clock.over(rule.id):
                    list(rule.check(bitext))
            with clock.over("(record)"):
                quiet = tuple(one for page in both if page is not None for one in directives(page))
                pack(Record((), (*asked.answers.items(),), (), quiet, facts(pair)))
    return clock


def best(run: Callable[[], Clock]) -> dict[str, float]:
    """The least that each stage took in any round, in ms."""
    rounds = [run().spent for _ in range(ROUNDS)]
    return {stage: min(one[stage] for one in rounds) / 1e6 for stage in rounds[0]}


def lychee(site: Path) -> float:
    """The CPU of lychee on the pages of `site`, in ms, the least of some runs."""
    program = shutil.which("lychee", path=str(Path(sys.executable).parent))
    assert program is not None, "lychee is not installed"
    asked = [program, "--offline", "--include-fragments", "--no-progress", "--root-dir", str(site)]
    times = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*asked, "docs/**/*.md"], cwd=site, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return 1000 * min(times)


def table(site: Path) -> None:
    """Print what each stage costs on `site`, the dearest rule first."""
    config = load(site)
    listing = listed(config)
    paths = [path for pages in listing.paths.values() for path in pages.values()]
    size = sum((config.root / path).stat().st_size for path in paths) / 1000
    measure = lychee(site)
    spent = best(lambda: once(config, listing))
    shared = [name for name in spent if name.startswith("(") or name in ("read", "align")]
    rules = sorted((name for name in spent if name not in shared), key=lambda name: -spent[name])
    print(f"\n{site.name}: {len(paths)} pages, {size:.0f} KB, lychee {measure / size:.4f} ms/KB")
    print(f"{'stage':34} {'ms/KB':>8} {'x lychee':>9}")
    sums = {
        "everything": sum(spent.values()),
        "everything but reading": sum(spent.values()) - spent["read"],
    }
    for name, ms in (*sums.items(), *((name, spent[name]) for name in (*shared, *rules))):
        print(f"{name:34} {ms / size:8.4f} {ms / measure:9.2f}")


if __name__ == "__main__":
    folders = [Path(one).resolve() for one in sys.argv[1:]]
    for folder in folders or [make(ROOT / ".cache" / "bench" / "100", 100), ROOT]:
        table(folder)

"""What `bitext check` costs on large sites, as ratios in one run.

Usage: python tests/bench/check.py [PAIRS…]; without numbers 100 and 1000, which takes some minutes.
The sites are generated (see generated.py) and kept in .cache/bench. The measures are lychee on the
same Markdown for a cold run (`--offline --include-fragments`, CPU), and reading and hashing every
page for a warm one (wall). Nothing is asserted here.
"""

import shutil
import sys
from pathlib import Path

from generated import make, place
from measuring import Cost, cost, in_turn, median

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".cache" / "bench"
PYTHON = sys.executable
CHECK = [PYTHON, "-m", "bitext", "check"]
FLOOR = """
import hashlib, os
for folder, _, names in os.walk("docs"):
    for name in names:
        if name.endswith(".md"):
            with open(os.path.join(folder, name), "rb") as file:
                hashlib.sha256(file.read()).hexdigest()
"""
READING = """
from pathlib import Path
from bitext.config import load
from bitext.corpus import listed, read_page
config = load(Path.cwd())
for locale, pages in listed(config).paths.items():
    for key, path in pages.items():
        read_page(config.root / path, path, key, locale, config)
"""
SLOW = "typography"


def cold(site: Path, rounds: int) -> dict[str, Cost]:
    """Runs that begin with nothing but the pages."""
    lychee = shutil.which("lychee", path=str(Path(PYTHON).parent))
    assert lychee is not None, "lychee is not installed"
    pages = "docs/**/*.md"
    asked = [lychee, "--offline", "--include-fragments", "--no-progress", "--root-dir", str(site)]
    check = [*CHECK, "--no-cache"]
    return in_turn(
        {
            "lychee, files and fragments": [*asked, pages],
            "reading alone": [PYTHON, "-c", READING],
            "check": [*check, "--jobs", "1"],
            f"check without {SLOW}": [*check, "--jobs", "1", "--ignore", SLOW],
            "check, two processes": [*check, "--jobs", "2"],
        },
        site,
        rounds,
    )


def warm(site: Path, rounds: int) -> dict[str, Cost]:
    """Runs after a first one; what one page costs by itself is that of a site with no other."""
    cost(CHECK, site)
    found = in_turn(
        {"reading and hashing": [PYTHON, "-c", FLOOR], "unchanged": CHECK}, site, rounds
    )
    alone = median([cost([*CHECK, "--no-cache"], make(KEPT / "1", 1)) for _ in range(rounds)])
    page = site / "docs" / "en" / place(3)
    text = page.read_text(encoding="utf-8")
    changed: list[Cost] = []
    try:
        for turn in range(rounds):
            page.write_text(f"{text}\nOnce more: {turn} times.\n", encoding="utf-8")
            changed.append(cost(CHECK, site))
    finally:
        page.write_text(text, encoding="utf-8")
    best = sorted(changed, key=lambda one: one.wall)[len(changed) // 2]
    return found | {"one page changed": best, "a site of one page": alone}


def table(title: str, costs: dict[str, Cost], measure: str) -> None:
    """Print the costs, with ratios of `measure` (cpu or wall) to the first of them."""
    base = getattr(next(iter(costs.values())), measure)
    print(f"\n{title:38} {'cpu s':>8} {'wall s':>8} {'MB':>6} {'ratio ' + measure:>11}")
    for name, one in costs.items():
        ratio = getattr(one, measure) / base
        print(f"{name:38} {one.cpu:8.2f} {one.wall:8.2f} {one.memory:6.0f} {ratio:11.2f}")


def main(sizes: list[int]) -> None:
    """Measure every size in turn; the cost per page of the sizes side by side."""
    per_page: dict[int, float] = {}
    for pairs in sizes:
        site = make(KEPT / str(pairs), pairs)
        size = int((site / "done").read_text())
        rounds = 5 if pairs <= 100 else 3 if pairs <= 1000 else 1
        print(f"\n{pairs} pairs, {size / 1e6:.1f} MB, {size / 2000 / pairs:.1f} KB a page")
        found = cold(site, rounds)
        table("cold", found, "cpu")
        one, two = found["check"], found["check, two processes"]
        print(f"two processes are {one.wall / two.wall:.2f} times as fast as one")
        per_page[pairs] = one.cpu / (2 * pairs)
        table("warm", warm(site, rounds), "wall")
    print("\nCPU ms a page:", ", ".join(f"{n} pairs {1000 * s:.2f}" for n, s in per_page.items()))


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [100, 1000])

"""How long the command takes on our own site as a whole process, as ratios to an empty Python.

Usage: python tests/bench/whole.py [RUNS]. Each round runs every command once, so that a change in
the machine's speed touches all alike; medians are printed. Nothing is asserted here.
"""

import os
import sys
import tempfile
from pathlib import Path

from measuring import cost, in_turn

ROOT = Path(__file__).parent.parent.parent
PYTHON = sys.executable
BITEXT = [PYTHON, "-m", "bitext"]


def commands(site: Path) -> dict[str, list[str]]:
    """What is measured; the first is the measure."""
    return {
        "python -c pass": [PYTHON, "-c", "pass"],
        "bitext --help": [*BITEXT, "--help"],
        "bitext explain": [*BITEXT, "explain", "number"],
        "bitext status": [*BITEXT, "status"],
        "bitext check, nothing kept": [*BITEXT, "check", "--no-cache"],
        "bitext check, unchanged": [*BITEXT, "check"],
        "bitext check, one page": [*BITEXT, "check", "docs/en/index.md"],
        "bitext links": [*BITEXT, "links", str(site)],
    }


def main(runs: int) -> None:
    """Build the site once, run every command in turn, print the table."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build = cost([PYTHON, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)], ROOT)
        in_turn(commands(site), ROOT, 1)
        found = in_turn(commands(site), ROOT, runs) | {"mkdocs build (once)": build}
    base = found["python -c pass"].wall
    print(f"{'command':28} {'median s':>9} {'cpu s':>7} {'ratio':>7}")
    for name, one in found.items():
        print(f"{name:28} {one.wall:9.3f} {one.cpu:7.3f} {one.wall / base:7.1f}")
    print(f"{len(list((ROOT / 'docs').rglob('*.md')))} pages, {runs} rounds")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)

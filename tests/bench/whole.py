"""How long the command takes as a whole process, as ratios to an empty Python, in one run.

Usage: python tests/bench/whole.py [RUNS]. Each round runs every command once, so that a change in
the machine's speed touches all alike; medians are printed. Nothing is asserted here.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PYTHON = sys.executable
BITEXT = [PYTHON, "-m", "bitext"]


def commands(site: Path) -> dict[str, list[str]]:
    """What is measured; the first is the measure."""
    found = {
        "python -c pass": [PYTHON, "-c", "pass"],
        "bitext --help": [*BITEXT, "--help"],
        "bitext explain": [*BITEXT, "explain", "number"],
        "bitext status": [*BITEXT, "status"],
        "bitext check": [*BITEXT, "check"],
        "bitext check, one page": [*BITEXT, "check", "docs/en/index.md"],
    }
    if site.is_dir():
        found["bitext links"] = [*BITEXT, "links", str(site)]
    return found


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Build the site once, run every command in turn, print the table."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        mkdocs = [PYTHON, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        start = time.perf_counter()
        subprocess.run(mkdocs, cwd=ROOT, check=True)
        build = time.perf_counter() - start
        measured = commands(site)
        times: dict[str, list[float]] = {name: [] for name in measured}
        for command in measured.values():
            seconds(command)
        for _ in range(runs):
            for name, command in measured.items():
                times[name].append(seconds(command))
    base = statistics.median(next(iter(times.values())))
    print(f"{'command':26} {'median s':>9} {'min':>7} {'max':>7} {'ratio':>7}")
    for name, values in times.items():
        middle = statistics.median(values)
        row = f"{middle:9.3f} {min(values):7.3f} {max(values):7.3f} {middle / base:7.1f}"
        print(f"{name:26} {row}")
    print(f"{'mkdocs build (once)':26} {build:9.3f} {'':7} {'':7} {build / base:7.1f}")
    pages = len(list((ROOT / "docs").rglob("*.md")))
    lychee = shutil.which("lychee", path=str(Path(PYTHON).parent))
    print(f"{pages} pages, {runs} rounds; lychee {'is' if lychee else 'is not'} installed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)

"""How long `bitext split` takes to propose and to apply a plan for a manuscript of 1 MB.

Usage: python tests/bench/split.py [RUNS]. The manuscript of each format is made of a golden one,
repeated under new headings; medians are printed. Nothing is asserted here.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from bitext.split.checked import check
from bitext.split.drafts import drafts
from bitext.split.manuscript import read
from bitext.split.plan import parsed
from bitext.split.printed import printed
from bitext.split.propose import propose

GOLDEN = Path(__file__).parent.parent / "split"
SIZE = 1_000_000
CASES = (
    "06-dossier.txt",
    "09-report.txt",
    "17-bulletin.md",
    "16-gauge-api.md",
    "14-tide-clocks.html",
)


def large(case: str) -> str:
    """A manuscript of one megabyte, each repetition a little different from the last."""
    text = (GOLDEN / case).read_text(encoding="utf-8-sig")
    start, end = "", ""
    if case.endswith(".html"):
        start, rest = text.split("<article>")
        text, end = rest.split("</article>")
        start, end = f"{start}<article>", f"</article>{end}"
    parts: list[str] = []
    while sum(map(len, parts)) < SIZE:
        parts.append(text.replace("a", f"a{len(parts)}") if case.endswith(".txt") else text)
    return start + "\n\n".join(parts) + end


def seconds(path: Path) -> tuple[float, float]:
    """The time to propose, and the time to apply."""
    start = time.perf_counter()
    manuscript = read(path)
    plan, marked = propose(manuscript)
    text = printed(plan, marked)
    middle = time.perf_counter()
    manuscript = read(path)
    plan = parsed(text, "plan.toml")
    check(plan, manuscript, text, "plan.toml")
    drafts(plan, manuscript)
    return middle - start, time.perf_counter() - middle


def main(runs: int) -> None:
    """Measure every case, print the table."""
    print(f"{'manuscript':24} {'blocks':>7} {'propose s':>10} {'apply s':>8} {'both':>6}")
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, case)
            path.write_text(large(case), encoding="utf-8")
            blocks = len(read(path).passages)
            times = [seconds(path) for _ in range(runs)]
        first = statistics.median(one for one, _ in times)
        second = statistics.median(two for _, two in times)
        print(f"{case:24} {blocks:7} {first:10.2f} {second:8.2f} {first + second:6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)

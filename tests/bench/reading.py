"""How exactly and how fast pages are read: those that source distributions on PyPI carry.

Usage: python tests/bench/reading.py [speed|exactness] [ROUNDS]. The distributions are fetched once into
.cache/sdists. Exactness is agreement with Python-Markdown and the extensions of each package itself.
Speed is CPU (user and system) of the reading alone, in a process of its own that imports, reads and
outlines every page, as a ratio to that of lychee on the same Markdown (`lychee --offline
--include-fragments`); the rounds take turns, and medians are printed. Nothing is asserted here.
"""

import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pages import page_of, read_all

from bitext.config import Config
from bitext.dialect import read_dialect
from bitext.model import Page
from bitext.outline import walk
from bitext.outline.front import read_meta

if TYPE_CHECKING:
    from sdists import Site

KINDS = {"link", "autolink", "raw-link", "image", "raw-image"}


def reader(site: "Site") -> Config:
    """A configuration that reads the pages of `site`."""
    dialect = read_dialect([{name: dict(options)} for name, options in site.extensions])
    return Config(site.root.resolve(), site.root, "folder", "x", (), {}, dialect)


def stages(plan: Path) -> None:
    """Print how the reading divides: front matter, fences, HTML, blocks, what is in lines."""
    from cProfile import Profile
    from pstats import Stats

    profile = Profile()
    profile.runcall(read_all, plan)
    found = Stats(profile).stats  # type: ignore[attr-defined]
    named = {
        "front matter": ("front.py", "read_meta"),
        "included files": ("snippets.py", "run"),
        "fences": ("fences.py", "take_fences"),
        "raw HTML": ("html.py", "take_html"),
        "blocks, raw HTML too": ("blocks.py", "read_page"),
        "blocks of nodes": ("making.py", "children"),
        "what is in lines": ("inline.py", "scan"),
        "the whole": ("__init__.py", "outline"),
    }
    whole = 0.0
    rows = {}
    for (file, _, function), (_, _, _, spent, _) in found.items():
        for name, (module, wanted) in named.items():
            if function == wanted and file.endswith(f"outline/{module}"):
                rows[name] = spent
                whole = max(whole, spent)
    for name in named:
        print(
            f"{name:24} {100 * rows.get(name, 0.0) / whole:6.1f} % of the reading, under a profiler"
        )


def exactness() -> None:
    """Print how many pages have the same headings, links and images, and the same blocks."""
    from sdists import sites

    from bitext.oracle.seen import seen
    from bitext.oracle.settings import oracle
    from bitext.oracle.shapes import differences

    total: Counter[str] = Counter()
    for site in sites():
        config, count = reader(site), Counter[str]()
        truths = oracle(site.extensions, site.root)
        for path in site.pages:
            page = page_of(path, config)
            body = read_meta(page.text)[2]
            truth = truths.truth(page.text[body:], page.text.count("\n", 0, body) + 1)
            ours = seen(page, config.dialect)
            count["pages"] += 1
            count["bytes"] += path.stat().st_size
            same = (ours.headings, ours.links, ours.images) == (
                truth.headings,
                truth.links,
                truth.images,
            )
            count["HLI"] += same
            count["blocks"] += (ours.blocks, ours.notes) == (truth.blocks, truth.notes)
            count["all"] += not list(differences(ours, truth))
            count["links"] += links(page)
        total += count
        print(line(site.name, count))
    print(line("together", total))


def links(page: Page) -> int:
    """How many links and images a page has."""
    blocks = walk(tuple(block for section in page.sections for block in section.blocks))
    return sum(item.kind in KINDS for block in blocks for item in block.items)


def line(name: str, count: Counter[str]) -> str:
    """One line of the table."""
    size = count["bytes"] / 1000
    shares = (
        f"{100 * count[key] / max(1, count['pages']):6.2f} %" for key in ("HLI", "blocks", "all")
    )
    density = f"{count['links'] / max(size, 0.001):5.2f}"
    return f"{name:30} {count['pages']:5} {size:9.1f} {density} {' '.join(shares)}"


def cpu(command: list[str]) -> float:
    """User and system time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def speed(rounds: int) -> None:
    """Print the CPU of the reading and of lychee, in turns, and their ratio."""
    from sdists import sites

    work = [(reader(site), [path.resolve() for path in site.pages]) for site in sites()]
    paths = [str(path) for _, some in work for path in some]
    with tempfile.TemporaryDirectory() as folder:
        plan, listing = Path(folder, "plan"), Path(folder, "pages.txt")
        plan.write_bytes(pickle.dumps(work))
        listing.write_text("\n".join(paths), "utf-8")
        lychee = str(Path(sys.executable).with_name("lychee"))
        options = ["--offline", "--include-fragments", "--no-progress", "--files-from"]
        commands = {
            "lychee": [lychee, *options, str(listing)],
            "python -c pass": [sys.executable, "-c", "pass"],
            "reading": [sys.executable, str(Path(__file__).with_name("pages.py")), str(plan)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(cpu(command))
        base = statistics.median(times["lychee"])
        for name, values in times.items():
            middle = statistics.median(values)
            spread = f"{min(values):7.3f} {max(values):7.3f}"
            print(f"{name:16} {middle:7.3f} s CPU {spread} {middle / base:6.2f} x lychee")
        print(f"{len(paths)} pages, {rounds} rounds")
        stages(plan)


def main(what: str, rounds: int) -> None:
    """Print what is asked for."""
    if what in ("", "exactness"):
        print(f"{'package':30} pages        KB  links/KB    HLI    blocks   all, lines too")
        exactness()
    if what in ("", "speed"):
        speed(rounds)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    number = next((int(one) for one in arguments if one.isdigit()), 5)
    main(next((one for one in arguments if not one.isdigit()), ""), number)

"""What the plugin adds to `mkdocs build`, as ratios of CPU and of wall time in one run.

Usage: python tests/bench/build.py [PAIRS [ROUNDS]]; 1000 pairs, one round, which takes some minutes.
The site is generated (see generated.py), has terms and a history, and one page in ten is behind; it
is kept in .cache/bench. A build counts with its own children; one of them, which reads all pages
beside their translations while others render them, is measured by itself, too. Nothing is asserted
here.
"""

import os
import shutil
import sys
from pathlib import Path

import yaml
from generated import make, place
from measuring import Cost, in_turn

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from repositories import commit, rewrite  # noqa: E402

KEPT = TESTS.parent / ".cache" / "bench"
BEHIND = 10
"""One page in so many is behind its source."""
TERMS = (
    ("noeud", "nœud", "node"),
    ("grappe", "grappe", "cluster"),
    ("chef-de-file", "chef de file", "leader"),
    ("journal", "journal", "log"),
    ("horloge", "horloge", "clock"),
    ("chiffrement", "chiffrement", "encryption"),
    *((f"absent-{n}", f"notion étrangère {n}", f"foreign notion {n}") for n in range(100)),
)
"""Six that the pages use, and as many that they do not as a termbase of some size has."""
ENGINES: dict[str, dict[str, object]] = {
    "Material and static-i18n": {},
    "with Material’s search": {"search": {}},
    "bitext’s hooks": {"bitext": {"side_by_side": False}},
    "and side by side": {"bitext": {}},
    "and its search": {"search": {}, "bitext": {}},
}
"""The plugins of each site besides static-i18n; a ratio is to the first."""


def site(pairs: int) -> Path:
    """The generated site with what the plugin reads, unless it is there; gives the folder."""
    folder = KEPT / f"build-{pairs}"
    if (folder / "docs" / "termbase.toml").exists():
        return folder
    make(folder, pairs)
    (folder / ".gitignore").write_text("/done\n/site*/\n/built-*.yml\n", "utf-8")
    for locale, words in (("fr", "Mots"), ("en", "Words")):
        rows = "".join(
            f"| **{fr if locale == 'fr' else en}**{{ #{name} }} |\n" for name, fr, en in TERMS
        )
        page = folder / "docs" / locale / "mots.md"
        page.write_text(f"# {words} {{ #mots }}\n\n| Terme |\n|---|\n{rows}", "utf-8")
        page.with_name("index.md").write_text("# Atelier { #atelier }\n", "utf-8")
    commit(folder, "every page")
    for number in range(0, pairs, BEHIND):
        rewrite(folder / "docs" / "fr" / place(number), "## Principe", "Autre.\n\n## Principe")
    commit(folder, "some sources change")
    (folder / "docs" / "termbase.toml").write_text(termbase(), "utf-8")
    return folder


def termbase() -> str:
    """The terms as the file that tells them."""
    head = '[glossary]\npage = "mots.md"\n[glossary.fr]\n[glossary.en]\n[categories.s]\nfr = "S"\nen = "S"\n'
    return head + "".join(
        f'[[term]]\nid = "{name}"\ncategory = "s"\n'
        f'[term.fr]\nterm = "{fr}"\ndefinition = "Voir {fr}."\n'
        f'[term.en]\nterm = "{en}"\ndefinition = "See {en}."\n'
        for name, fr, en in TERMS
    )


def command(folder: Path, number: int, plugins: dict[str, object]) -> list[str]:
    """What builds the site with these plugins."""
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    i18n = settings["plugins"][0]
    settings |= {"plugins": [*({name: options} for name, options in plugins.items()), i18n]}
    settings |= {"site_dir": f"site{number}"}
    file = folder / f"built-{number}.yml"
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", file.name]


def main(pairs: int, rounds: int) -> None:
    """Build each site in turn; print the table."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    folder = site(pairs)
    commands = {
        name: command(folder, number, plugins)
        for number, (name, plugins) in enumerate(ENGINES.items())
    }
    reading = [sys.executable, "-c", "from bitext.website.ahead import send; send()"]
    commands["of which reading"] = [*reading, str(folder / f"built-{len(commands) - 1}.yml")]
    for number in range(len(ENGINES)):
        shutil.rmtree(folder / f"site{number}", ignore_errors=True)
    found = in_turn(commands, folder, rounds)
    for number, name in enumerate(ENGINES):  # a build that fails is a fast one
        assert (folder / f"site{number}" / "en" / "mots" / "index.html").is_file(), (
            f"{name}: no site was built"
        )
    base = next(iter(found.values()))
    print(f"{pairs} pairs, {rounds} round{'s' * (rounds > 1)}")
    print(
        f"{'plugins':28} {'cpu s':>8} {'wall s':>8} {'MB':>6} {'ratio cpu':>10} {'ratio wall':>11}"
    )
    for name, one in found.items():
        print(line(name, one, base))


def line(name: str, one: Cost, base: Cost) -> str:
    """A line of the table."""
    ratios = f"{one.cpu / base.cpu:10.2f} {one.wall / base.wall:11.2f}"
    return f"{name:28} {one.cpu:8.2f} {one.wall:8.2f} {one.memory:6.0f} {ratios}"


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]]
    main(*asked, *(1000, 1)[len(asked) :])

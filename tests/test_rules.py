"""Every rule on tiny sites, in which the expected findings are written where they occur.

A case is a folder `rules/<id>/bad` or `rules/<id>/good` with the pages of a site in `fr` (the
source) and `en`. A mark in a comment names the rules that must find something:

- `<!-- expect-next: number -->` on the next line;
- `<!-- expect: number -->` on the line of the mark itself: in a list, in a table, on line 1;
- `<!-- expect: front-matter line=1 -->` on the line that is named.

Several rules are separated by commas; a rule that must find two things on a line is named twice.
Where HTML comments have no place (front matter, code), the mark is `# expect: …` up to the end of
the line. What is found must be exactly what is marked, for all rules together.

Each section counts as confirmed as it stands, except those that the front matter of its page names
under `translation: sections:`; these keep the digests written there, if there are any.
"""

import pkgutil
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

import bitext.rules
from bitext.alignment.align import align
from bitext.checking import check
from bitext.config import load, without_mkdocs
from bitext.corpus import read
from bitext.edits import applied
from bitext.freshness import record
from bitext.model import Bitext, Finding, Page, Pair
from bitext.rules import RULES, USUAL
from bitext.silence import UNKNOWN_RULE, UNUSED_IGNORE

SITES = Path(__file__).parent / "rules"
IDS = [rule.id for rule in RULES]
FROM_GIT = {
    "born-stale",
    "blind-confirm",
}  # no folder holds a history: see test_history, test_since
ON_SITES = [name for name in IDS if name not in FROM_GIT]
ASKED = {rule.id for rule in RULES if rule.asked}
HEADINGS = {
    "en": ("What it checks", "Why", "Bad", "Good", "How to fix", "What it leaves alone"),
    "fr": (
        "Ce qu’elle vérifie",
        "Pourquoi",
        "Mauvais",
        "Bon",
        "Que faire",
        "Ce qu’elle laisse passer",
    ),
}
MARK = re.compile(r"(?:<!--|#) expect(-next)?: ([a-z, -]+?)(?: line=(\d+))?(?: -->|$)")
Place = tuple[str, int, str]


def marked(site: Path) -> Iterator[Place]:
    for path in sorted((*site.rglob("*.md"), *site.glob("mkdocs.yml"))):
        name = path.relative_to(site).as_posix()
        lines = path.read_bytes().decode("utf-8", "replace").splitlines()
        for number, line in enumerate(lines, 1):
            for following, names, at in MARK.findall(line):
                for rule in names.split(","):
                    yield name, int(at or number + bool(following)), rule.strip()


def confirmed(bitext: Bitext) -> Bitext:
    pairs = tuple(with_records(pair) for pair in bitext.pairs)
    return replace(bitext, pairs=pairs, by_key={pair.key: pair for pair in pairs})


def with_records(pair: Pair) -> Pair:
    named = set(recorded(pair.target)) if pair.target else set()
    units = []
    for unit in pair.units:
        if unit.source and unit.target and unit.key not in named:
            source, target = record(unit).split()
            unit = replace(unit, recorded=(source, target))
        units.append(unit)
    return replace(pair, units=tuple(units))


def recorded(page: Page) -> list[str]:
    state = page.meta.get("translation")
    sections = state.get("sections") if isinstance(state, dict) else None
    return list(sections) if isinstance(sections, dict) else []


def checked(site: Path) -> tuple[Finding, ...]:
    config = (
        load(site)
        if (site / "mkdocs.yml").is_file()
        else without_mkdocs(site, ("fr", site / "fr"), ("en", site / "en"))
    )
    rules = tuple(rule for rule in RULES if rule in USUAL or site.parent.name in ASKED)
    return check([confirmed(align(read(config), "en"))], rules).findings


def found(site: Path) -> Iterator[Place]:
    for finding in checked(site):
        yield finding.at.path, finding.at.line, finding.rule.id


@pytest.mark.parametrize("rule", ON_SITES)
def test_bad(rule: str) -> None:
    site = SITES / rule / "bad"
    expected = sorted(marked(site))
    assert rule in {name for _, _, name in expected}
    assert sorted(found(site)) == expected


@pytest.mark.parametrize("rule", ON_SITES)
def test_good(rule: str) -> None:
    site = SITES / rule / "good"
    assert list(site.glob("en/**/*.md"))
    assert sorted(found(site)) == sorted(marked(site)) == []


def test_fixes_settle_what_they_are_for(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITES / "invisible-characters/bad", site)
    before = [one for one in checked(site) if one.fix]
    assert len(before) == 4
    for path in {finding.at.path for finding in before}:
        edits = [
            edit for one in before if one.fix for edit in one.fix.edits if edit.at.path == path
        ]
        text = (site / path).read_text(encoding="utf-8")
        (site / path).write_text(applied(text, edits), encoding="utf-8")
    assert "Le motcoupé, un état" in (site / "fr/essai.md").read_text(encoding="utf-8")
    assert "`docker run`" in (site / "en/essai.md").read_text(encoding="utf-8")
    assert [one for one in checked(site) if one.fix] == []


def test_every_case_belongs_to_a_rule() -> None:
    folders = {path.relative_to(SITES).as_posix() for path in SITES.glob("*/*/*")}
    assert folders - {
        path for path in folders if path.endswith(("/assets", "/docs", "/mkdocs.yml"))
    } == {
        f"{rule}/{kind}/{locale}"
        for rule in ON_SITES
        for kind in ("bad", "good")
        for locale in ("fr", "en")
    }


def test_every_module_is_on_the_list() -> None:
    names = [module.name for module in pkgutil.iter_modules(bitext.rules.__path__)]
    own = {import_module(f"bitext.rules.{name}").rule for name in names}
    assert own == set(RULES) - {UNUSED_IGNORE, UNKNOWN_RULE}
    assert sorted(names) == sorted(rule.id.replace("-", "_") for rule in own)


def test_ids_are_unique_names() -> None:
    assert max(Counter(IDS).values()) == 1
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in IDS)


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("rule", IDS)
def test_texts(rule: str, locale: str) -> None:
    text = (files("bitext.rules") / f"{rule}.{locale}.md").read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert text.startswith(f"# {rule}\n\n## {HEADINGS[locale][0]}\n")
    headings = re.findall(r"^## (.*)$", prose, re.MULTILINE)
    assert headings in (list(HEADINGS[locale]), list(HEADINGS[locale][:5]))
    assert text.count("\n```") == 2 * text.count("\n```\n") >= 4
    assert 60 <= len(re.findall(r"\w+(?:[’'-]\w+)*", prose)) <= 150
    assert "'" not in re.sub(r"`[^`]*`", "", prose)


def test_no_text_without_a_rule() -> None:
    names = {file.name for file in files("bitext.rules").iterdir() if file.name.endswith(".md")}
    assert names == {f"{rule}.{locale}.md" for rule in IDS for locale in ("fr", "en")}

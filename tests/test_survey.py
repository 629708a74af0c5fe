"""A survey, pair by pair and from its cache, finds what one look at the whole site finds."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import commit, rewrite
from sites import make
from sites import read as read_site

from bitext import confirming, looking, sealed, store, survey
from bitext.alignment.align import align
from bitext.checking import Report, check
from bitext.cli import main
from bitext.config import Config, load, without_mkdocs
from bitext.corpus import listed, read
from bitext.rules import USUAL

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests" / "rules").glob("*/*"))
NAMES = [rule.id for rule in USUAL]


def configured(site: Path) -> Config:
    if (site / "mkdocs.yml").is_file():
        return load(site)
    return without_mkdocs(site, ("fr", site / "fr"), ("en", site / "en"))


def at_once(config: Config) -> Report:
    corpus = read(config)
    return check([align(corpus, target) for target in config.targets])


def surveyed(config: Config, *, jobs: int = 1, cached: bool = True) -> Report:
    return survey.survey(config, listed(config), USUAL, jobs=jobs, cached=cached)


def looks(config: Config, monkeypatch: pytest.MonkeyPatch) -> tuple[Report, list[str]]:
    """What a survey finds, and the keys of the pairs that it looked at."""
    seen: list[str] = []
    look = looking.look

    def noted(task: looking.Task, site: looking.Site, name: looking.Name) -> looking.Record:
        seen.append(name[1])
        return look(task, site, name)

    with monkeypatch.context() as patch:
        patch.setattr(looking, "look", noted)
        return surveyed(config), seen


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_case_is_found_pair_by_pair(case: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(case, site)
    config = configured(site)
    expected = at_once(config)
    assert surveyed(config) == expected
    assert surveyed(config) == expected


def test_our_own_pages_in_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "ENOUGH", 1)
    config = load(ROOT)
    assert surveyed(config, jobs=2, cached=False) == at_once(config)


HUB = "# Accueil { #accueil }\n\n## Suite { #suite }\n\nTexte du bas.\n"
PAGES = {
    f"{locale}/{name}.md": f"# {head} {'{'} #{name} {'}'}\n\n[x](hub.md#suite) [y](sub/z.md)\n\n## {plan} {{ #plan }}\n\n{text}\n"
    for name in ("a", "b", "c", "d")
    for locale, head, plan, text in (
        ("fr", f"Page {name}", "Plan", "Il y a 12 vaches."),
        ("en", f"Page {name} in English", "Map", "There are 12 cows."),
    )
} | {
    "fr/hub.md": HUB,
    "en/hub.md": "# Home { #accueil }\n\n## More { #suite }\n\nText below.\n",
    "fr/sub/z.md": "# Zoo { #zoo }\n\nFin.\n",
    "en/sub/z.md": "# Zoo { #zoo }\n\nEnd.\n",
}


def rewritten(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(docs: Path) -> None:
        text = (docs / name).read_text(encoding="utf-8")
        assert old in text
        (docs / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


CHANGES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a number": (rewritten("en/a.md", "12", "13"), {"a.md"}),
    "an anchor that others link to": (
        rewritten("en/hub.md", "#suite", "#later"),
        {"hub.md", "a.md", "b.md", "c.md", "d.md"},
    ),
    "text of a page that others link to": (rewritten("fr/hub.md", "bas", "haut"), {"hub.md"}),
    "a page that others link to is gone": (
        lambda docs: (docs / "en/sub/z.md").unlink(),
        {"sub/z.md", "a.md", "b.md", "c.md", "d.md"},
    ),
    "a page of one language more": (
        lambda docs: (docs / "en/new.md").write_text("# New { #new }\n", encoding="utf-8") and None,
        {"new.md"},
    ),
    "a label said otherwise": (rewritten("en/a.md", "## Map", "## Plan"), {"a.md"}),
    "nothing": (lambda docs: None, set()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_a_change_touches_is_looked_at(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = load(make(tmp_path, PAGES))
    _, seen = looks(config, monkeypatch)
    assert set(seen) == {"a.md", "b.md", "c.md", "d.md", "hub.md", "sub/z.md"}
    change, touched = CHANGES[name]
    change(tmp_path / "docs")
    found, seen = looks(config, monkeypatch)
    assert found == at_once(config)
    assert set(seen) == touched


def test_what_most_pages_do_may_turn(tmp_path: Path) -> None:
    config = load(make(tmp_path, PAGES))
    surveyed(config)
    for name in "abc":
        rewritten(f"en/{name}.md", "## Map", "## Chart")(tmp_path / "docs")
    turned = surveyed(config)
    assert turned == at_once(config)
    assert {(one.rule.id, one.at.path) for one in turned.findings} >= {
        ("inconsistent", "docs/en/d.md")
    }
    for path in (tmp_path / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(" { #plan }", "").replace(" { #suite }", ""), encoding="utf-8")
    assert surveyed(config) == at_once(config)


def test_many_changes_one_after_another(tmp_path: Path) -> None:
    chance = random.Random(7)
    site = make(tmp_path, PAGES)
    config = load(site)
    lines = [line for text in PAGES.values() for line in text.split("\n")]
    names = [*PAGES, "en/e.md", "fr/e.md", "fr/sub/y.md"]
    for _ in range(60):
        path = site / "docs" / chance.choice(names)
        if path.exists() and chance.random() < 0.3:
            path.unlink()
        else:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            rows = text.split("\n")
            rows.insert(chance.randrange(len(rows) + 1), chance.choice(lines))
            path.write_text("\n".join(rows), encoding="utf-8")
        assert surveyed(config) == at_once(config)


def one_cache(site: Path) -> Path:
    (found,) = (site / sealed.FOLDER).glob("*.msgpack")
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:100],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: b"something else",
        lambda data: data + b"x",
    ],
)
def test_a_damaged_cache_is_made_anew(
    spoil: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = load(make(tmp_path, PAGES))
    expected = surveyed(config)
    cache = one_cache(tmp_path)
    sound = cache.read_bytes()
    cache.write_bytes(spoil(sound))
    found, seen = looks(config, monkeypatch)
    assert found == expected
    assert len(seen) == 6
    assert store.load(cache) == store.load(one_cache(tmp_path))
    assert store.load(cache).records


def test_other_settings_have_another_cache(tmp_path: Path) -> None:
    site = make(tmp_path, PAGES)
    files = {store.cache_file(load(site), NAMES), store.cache_file(load(site), NAMES[1:])}
    (site / "pyproject.toml").write_text('[tool.bitext]\nshown = ["title"]\n', encoding="utf-8")
    files.add(store.cache_file(load(site), NAMES))
    assert len(files) == 3


def test_old_caches_are_thrown_away(tmp_path: Path) -> None:
    for number in range(store.KEPT + 3):
        path = tmp_path / f"{number}.msgpack"
        store.save(path, store.Stored())
        os.utime(path, (number, number))
    store.save(tmp_path / "last.msgpack", store.Stored())
    left = sorted(path.name for path in tmp_path.glob("*.msgpack"))
    assert left == ["4.msgpack", "5.msgpack", "6.msgpack", "last.msgpack"]


def test_where_no_cache_can_be_written_there_is_none(tmp_path: Path) -> None:
    config = load(make(tmp_path, PAGES))
    (tmp_path / ".cache").write_text("in the way", encoding="utf-8")
    assert surveyed(config) == at_once(config)
    assert (tmp_path / ".cache").read_text(encoding="utf-8") == "in the way"


def test_the_cache_is_kept_out_of_git(tmp_path: Path) -> None:
    surveyed(load(make(tmp_path, PAGES)))
    assert (tmp_path / sealed.FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_what_git_said_is_asked_again_when_the_history_is_another(tmp_path: Path) -> None:
    site = make(tmp_path, PAGES)
    config = load(site)
    _, bitext = read_site(site)
    confirming.confirm(config, [bitext], [("en", "a.md", "")])
    commit(site)
    rewrite(site / "docs/fr/a.md", "12 vaches", "12 vaches et un veau")

    def stale() -> list[str]:
        found = surveyed(config).findings
        return [one.message for one in found if one.rule.id == "stale-section"]

    assert stale() == ["the source changed since “plan” was confirmed: prose, 3 words"]
    shutil.rmtree(site / ".git")
    assert stale() == ["the source changed since “plan” was confirmed"]


PARTS = {
    "fr/a.md": '# A { #a }\n\n--8<-- "part.md"\n',
    "en/a.md": "# A { #a }\n\nThere are 13 cows.\n",
    "fr/b.md": '# B { #b }\n\nIl y a 4 ruches.\n\n--8<-- "docs/fr/a.md"\n',
    "en/b.md": "# B { #b }\n\nThere are 5 hives.\n",
    "fr/c.md": "# C { #c }\n\nIl y a 2 loups.\n",
    "en/c.md": "# C { #c }\n\nThere are 3 wolves.\n",
}


def test_a_finding_in_a_file_belongs_to_the_pages_that_include_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make(tmp_path, PARTS)
    rewrite(site / "mkdocs.yml", "attr_list,", "attr_list, pymdownx.snippets,")
    (site / "part.md").write_text("Il y a [12](rien.md) vaches.\n", encoding="utf-8")
    monkeypatch.chdir(site)

    def found(*arguments: str) -> set[str]:
        main(["check", "--select", "number,broken-link", "--format", "json", *arguments])
        return {one["path"] for one in json.loads(capsys.readouterr().out)["findings"]}

    for cache in ([], ["--no-cache"]):
        assert found("docs/fr/a.md", *cache) == {"part.md", "docs/en/a.md"}
        assert found("docs/en/b.md", *cache) == {"part.md", "docs/en/b.md"}
        assert found("docs/en/c.md", *cache) == {"docs/en/c.md"}
        assert found(*cache) == {"part.md", *(f"docs/en/{name}.md" for name in "abc")}

"""An answer that is kept is given again only where the check, made anew, would say the same."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import commit
from sites import MKDOCS

from bitext import check_command, sealed, verdict
from bitext.cli import main
from bitext.edition import edition

Change = Callable[[Path], object]
Captured = pytest.CaptureFixture[str]

SETTINGS = (
    "INHERIT: base.yml\nhooks: [hook.py]\nexclude_docs: !ENV [TEST_EXCLUDED, '']\n"
    + MKDOCS.format(layout="folder").replace(
        "attr_list,", "attr_list, {pymdownx.snippets: {base_path: [parts, .]}},"
    )
)
TERMS = """
[categories]
x = {fr = "x"}
[[term]]
id = "x"
category = "x"
fr = {term = "essaim"}
en = {term = "swarm"}
[[term]]
id = "y"
category = "x"
fr = {term = "page"}
en = {term = "page"}
"""
FILES = {
    "mkdocs.yml": SETTINGS,
    "base.yml": "nav:\n  - Accueil: a.md\n  - b.md\n",
    "hook.py": "def on_page_context(): ...\n",
    "pyproject.toml": "[tool.bitext]\nignore = []\n",
    "parts/note.md": "Il y a 12 vaches.\n",
    "docs/fr/a.md": '# Page { #a }\n\n--8<-- "note.md"\n\n[x](b.md#b) [y](../logo.txt)\n',
    "docs/en/a.md": "# Leaf { #a }\n\nThere are 12 cows.\n\n[x](b.md#b) [y](../logo.txt)\n",
    "docs/fr/b.md": '# Autre { #b }\n\nUn essaim.\n\n--8<-- "late.md"\n',
    "docs/en/b.md": "# Other { #b }\n\nA swarm.\n",
    "docs/termbase.toml": TERMS,
    "docs/logo.txt": "",
    "elsewhere/c.md": "# Loin { #c }\n\nFin.\n",
    "another/d.md": "# Loin { #c }\n\nFin.\n",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        write(tmp_path / name, text)
    (tmp_path / "docs/fr/linked").symlink_to(tmp_path / "elsewhere")
    monkeypatch.delenv("TEST_EXCLUDED", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rewritten(name: str, old: str, new: str) -> Change:
    def change(site: Path) -> None:
        text = (site / name).read_text(encoding="utf-8")
        assert old in text
        write(site / name, text.replace(old, new))

    return change


def written(name: str, text: str) -> Change:
    return lambda site: write(site / name, text)


def removed(name: str) -> Change:
    return lambda site: (site / name).unlink()


def said(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    """The status of a check and all that it writes."""
    capsys.readouterr()
    status = main(["check", *arguments])
    return status, *capsys.readouterr()


def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Grows with each check that is really made."""
    seen: list[object] = []
    check = check_command.check
    monkeypatch.setattr(check_command, "check", lambda options: (seen.append(0), check(options))[1])
    return seen


def relinked(site: Path) -> None:
    link = site / "docs/fr/linked"
    link.unlink()
    link.symlink_to(site / "another")


def a_folder_in_its_place(site: Path) -> None:
    (site / "docs/en/b.md").unlink()
    (site / "docs/en/b.md").mkdir()


CHANGES: dict[str, Change] = {
    "a number": rewritten("docs/en/a.md", "12", "13"),
    "an anchor that others link to": rewritten("docs/en/b.md", "#b", "#later"),
    "an included file": rewritten("parts/note.md", "12", "13"),
    "an included file is gone": removed("parts/note.md"),
    "an included file comes": written("parts/late.md", "Encore 15 ruches.\n"),
    "one comes where it was looked for later": written("late.md", "Encore 15 ruches.\n"),
    "a page more": written("docs/en/z.md", "# New { #z }\n"),
    "a page less": removed("docs/en/b.md"),
    "a page moves": lambda site: (site / "docs/en/a.md").rename(site / "docs/en/z.md"),
    "a page becomes a folder": a_folder_in_its_place,
    "a page is no text": lambda site: (site / "docs/en/b.md").write_bytes(b"# \xff\n"),
    "a file that pages link to is gone": removed("docs/logo.txt"),
    "a link leads elsewhere": relinked,
    "a page behind a link": written("elsewhere/e.md", "# Plus { #e }\n"),
    "a page is excluded": rewritten("mkdocs.yml", "'']", "b.md]"),
    "a setting that is inherited": rewritten("base.yml", "  - b.md\n", ""),
    "what a hook does": written("hook.py", "def on_files(): ...\n"),
    "options": rewritten("pyproject.toml", "[]", '["missing-page"]'),
    "options are gone, and so is a page": lambda site: (
        (site / "pyproject.toml").unlink(),
        (site / "docs/en/b.md").unlink(),
    ),
    "what was agreed": rewritten("docs/termbase.toml", "swarm", "colony"),
    "nothing is agreed any more": removed("docs/termbase.toml"),
    "a silencing": rewritten(
        "docs/fr/b.md", "# Autre", "<!-- bitext: ignore number: no -->\n\n# Autre"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_is_seen(
    name: str, site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(capsys)
    checks = asked(monkeypatch)
    assert said(capsys) == before == said(capsys, "--no-cache")
    assert len(checks) == 1
    CHANGES[name](site)
    after = said(capsys, "--no-cache")
    assert after != before, "this change shows nothing"
    assert said(capsys) == after
    assert said(capsys) == after
    assert len(checks) == 3


def test_the_environment_is_seen_where_it_is_used(
    site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(capsys)
    monkeypatch.setenv("TEST_UNUSED", "1")
    checks = asked(monkeypatch)
    assert said(capsys) == before
    assert not checks
    monkeypatch.setenv("TEST_EXCLUDED", "b.md")
    assert said(capsys) == said(capsys, "--no-cache") != before


def test_many_changes_one_after_another(site: Path, capsys: Captured) -> None:
    chance = random.Random(11)
    names = [name for name in FILES if name not in ("mkdocs.yml", "pyproject.toml")]
    lines = [line for name in names for line in FILES[name].split("\n")]
    for _ in range(60):
        path = site / chance.choice(names)
        if path.exists() and chance.random() < 0.2:
            path.unlink()
        elif chance.random() < 0.3:
            write(path, FILES[path.relative_to(site).as_posix()])
        else:
            rows = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
            rows.insert(chance.randrange(len(rows) + 1), chance.choice(lines))
            write(path, "\n".join(rows))
        assert said(capsys) == said(capsys, "--no-cache")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "json"),
        ("--format", "sarif"),
        ("--format", "junit"),
        ("--format", "github"),
        ("--strict",),
        ("--silenced",),
        ("--verbose",),
        ("--select", "number"),
        ("--ignore", "missing-page"),
        ("docs/fr/a.md",),
        ("docs/en",),
        ("--baseline", "known.json"),
    ],
    ids=" ".join,
)
def test_each_way_to_ask_has_its_own_answer(
    arguments: tuple[str, ...], site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten("docs/en/a.md", "12", "13")(site)
    said(capsys, "--write-baseline", "known.json", "docs/en/a.md")
    said(capsys)
    first = said(capsys, *arguments)
    checks = asked(monkeypatch)
    assert said(capsys, *arguments) == first
    assert not checks
    assert said(capsys, *arguments, "--no-cache") == first


def test_what_is_accepted_is_seen(
    site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten("docs/en/a.md", "12", "13")(site)
    said(capsys, "--write-baseline", "known.json")
    before = said(capsys, "--baseline", "known.json")
    assert before[0] == 0
    checks = asked(monkeypatch)
    assert said(capsys, "--baseline", "known.json") == before
    assert not checks
    rewritten("known.json", "12", "11")(site)
    after = said(capsys, "--baseline", "known.json")
    assert after == said(capsys, "--baseline", "known.json", "--no-cache") != before


def test_a_path_may_come_to_mean_something_else(
    site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten("docs/en/a.md", "12", "13")(site)
    (site / "deep").mkdir()
    monkeypatch.chdir(site / "deep")
    before = said(capsys, "docs/en")
    (site / "deep/docs").symlink_to(site / "docs/fr/linked")
    assert said(capsys, "docs/en") == said(capsys, "docs/en", "--no-cache")
    (site / "deep/docs").unlink()
    (site / "deep/docs/en").mkdir(parents=True)
    assert said(capsys, "docs/en") == said(capsys, "docs/en", "--no-cache") != before


def test_the_nearest_site_is_meant(
    site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = site / "docs" / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    before = said(capsys)
    write(inner / "mkdocs.yml", SETTINGS.replace("INHERIT", "# INHERIT"))
    write(inner / "docs/fr/q.md", "# Quoi { #q }\n")
    (inner / "docs/en").mkdir()
    assert said(capsys) == said(capsys, "--no-cache") != before


def test_folders_without_mkdocs(
    site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = ("--source-dir", "../docs/fr", "--target-dir", "../docs/en")
    asking = (*folders, "--source", "fr", "--target", "en")
    (site / "deep").mkdir()
    monkeypatch.chdir(site / "deep")
    before = said(capsys, *asking)
    checks = asked(monkeypatch)
    assert said(capsys, *asking) == before
    assert not checks
    removed("docs/en/b.md")(site)
    assert said(capsys, *asking) == said(capsys, *asking, "--no-cache") != before
    assert said(capsys, *asking[:-2])[0] == 2


def test_a_folder_that_is_named_may_be_a_link(
    site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "french").symlink_to(site / "docs/fr")
    asking = ("--source-dir", "french", "--target-dir", "docs/en", "--source", "fr")
    before = said(capsys, *asking, "--target", "en")
    (site / "french").unlink()
    (site / "french").symlink_to(site / "elsewhere")
    after = said(capsys, *asking, "--target", "en", "--no-cache")
    assert said(capsys, *asking, "--target", "en") == after != before


def test_the_past_is_seen_where_something_is_stale(site: Path, capsys: Captured) -> None:
    assert main(["confirm", "docs/fr/b.md"]) == 0
    commit(site)
    rewritten("docs/fr/b.md", "essaim", "grand essaim")(site)
    before = said(capsys)
    assert "prose, 1 word" in before[1]
    assert said(capsys) == before
    (site / ".git").rename(site / "aside")
    after = said(capsys)
    assert after == said(capsys) == said(capsys, "--no-cache") != before
    (site / "aside").rename(site / ".git")
    assert said(capsys) == before


def test_another_edition_has_other_answers(
    site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(capsys)
    checks = asked(monkeypatch)
    library = site / "libraries" / "markdown-99.dist-info"
    library.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(library.parent)])
    assert said(capsys) == before
    assert len(checks) == 1
    assert "markdown-99.dist-info" in edition().split("\n")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:100],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: data.replace(b"error", b"fault"),
        lambda data: b"[{}, 0]",
    ],
)
def test_a_damaged_answer_is_none(
    spoil: Callable[[bytes], bytes], site: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten("docs/en/a.md", "12", "13")(site)
    before = said(capsys)
    (kept,) = (site / sealed.FOLDER).glob("*.answer")
    sound = kept.read_bytes()
    assert spoil(sound) != sound
    kept.write_bytes(spoil(sound))
    checks = asked(monkeypatch)
    assert said(capsys) == before
    assert said(capsys) == before
    assert len(checks) == 1


def test_few_answers_are_kept(site: Path, capsys: Captured) -> None:
    for number in range(verdict.KEPT + 3):
        said(capsys, "--jobs", str(number + 1))
    assert len([*(site / sealed.FOLDER).glob("*.answer")]) == verdict.KEPT


def test_nothing_is_kept_where_it_is_not_wanted(site: Path, capsys: Captured) -> None:
    for arguments in (("--no-cache",), ("--write-baseline", "known.json")):
        said(capsys, *arguments)
        assert not [*(site / ".cache").glob("*/*.answer")]


def test_runs_at_once_do_not_spoil_it(site: Path, capsys: Captured) -> None:
    rewritten("docs/en/a.md", "12", "13")(site)
    expected = said(capsys, "--no-cache")
    command = [sys.executable, "-m", "bitext", "check"]
    for _ in range(3):
        runs = [
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
            for _ in range(4)
        ]
        for run in runs:
            output, _ = run.communicate(timeout=60)
            assert (run.returncode, output) == expected[:2]
    assert not [*(site / sealed.FOLDER).glob(".new.*")]


def test_an_answer_that_holds_needs_no_understanding(site: Path) -> None:
    command = [sys.executable, "-c", SEEN]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    first, again = (
        subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout
        for _ in range(2)
    )
    loaded = {"bitext.rules", "bitext.config", "yaml", "msgpack"}
    assert loaded <= {*first.split("\n")}
    assert not {*loaded, "bitext.model", "bitext.git", "subprocess"} & {*again.split("\n")}


SEEN = """
import sys
before = {*sys.modules}
from bitext.cli import main
main(["check"])
print(*({*sys.modules} - before), sep="\\n")
"""

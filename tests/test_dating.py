"""The day on which a stale section was confirmed, as git tells it."""

from datetime import date
from pathlib import Path

import pytest
from repositories import commit, git, rewrite
from sites import make, read

from bitext.cli import main
from bitext.website import dating

FR = "# A { #a }\n\nUn texte.\n\n## B { #b }\n\nUn autre.\n"
EN = "# A { #a }\n\nA text.\n\n## B { #b }\n\nAnother.\n"
CONFIRMED, LATER = date(2025, 2, 3), date(2026, 4, 5)


def commit_on(day: date, folder: Path) -> None:
    """Commit everything in `folder` as if it were this day."""
    commit(folder)
    git(folder, "commit", "--amend", "--no-edit", "--quiet", "--allow-empty", f"--date={day}T12:00")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose one page was confirmed one day; its section `a` is stale."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = make(tmp_path / "site", {"fr/é à.md": FR, "en/é à.md": EN})
    monkeypatch.chdir(root)
    assert main(["confirm", "docs/en/é à.md"]) == 0
    commit_on(CONFIRMED, root)
    rewrite(root / "docs/fr/é à.md", "Un texte", "Le texte")
    commit_on(LATER, root)
    return root


def days(root: Path) -> dict[str, date | None]:
    """What is known of each section, by its anchor."""
    config, bitext = read(root)
    (dated,) = dating.dated([bitext], config.root)
    return {unit.key: unit.past.confirmed for unit in dated.pairs[0].units}


def test_a_stale_section_has_the_day_of_its_confirmation(root: Path) -> None:
    assert days(root) == {"a": CONFIRMED, "b": None}


def test_an_edit_of_the_target_does_not_change_the_day(root: Path) -> None:
    rewrite(root / "docs/en/é à.md", "A text", "Some text")
    commit(root)
    assert days(root)["a"] == CONFIRMED


def test_a_page_that_moves_keeps_the_day(root: Path) -> None:
    for locale in ("fr", "en"):
        git(root, "mv", f"docs/{locale}/é à.md", f"docs/{locale}/moved.md")
    commit(root)
    assert days(root)["a"] == CONFIRMED


def test_the_last_confirmation_counts(root: Path) -> None:
    assert main(["confirm", "docs/en/é à.md#a"]) == 0
    commit_on(LATER, root)
    rewrite(root / "docs/fr/é à.md", "Le texte", "Ce texte")
    assert days(root)["a"] == LATER


def test_a_confirmation_that_is_not_committed_has_no_day(root: Path) -> None:
    assert main(["confirm", "docs/en/é à.md#a"]) == 0
    rewrite(root / "docs/fr/é à.md", "Le texte", "Ce texte")
    assert days(root)["a"] is None


def test_the_edge_of_a_shallow_clone_is_no_day(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "shallow")
    assert days(tmp_path / "shallow") == {"a": None, "b": None}


def test_a_site_below_the_root_of_its_repository_has_the_same_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    site = make(tmp_path / "deep" / "site", {"fr/x.md": FR, "en/x.md": EN})
    monkeypatch.chdir(site)
    assert main(["confirm", "docs/en/x.md"]) == 0
    commit_on(CONFIRMED, tmp_path)
    rewrite(site / "docs/fr/x.md", "Un autre", "Le dernier")
    assert days(site) == {"a": None, "b": CONFIRMED}


def test_without_git_there_is_no_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = make(tmp_path, {"fr/x.md": FR, "en/x.md": EN})
    monkeypatch.chdir(root)
    assert main(["confirm", "docs/en/x.md"]) == 0
    rewrite(root / "docs/fr/x.md", "Un texte", "Le texte")
    assert days(root) == {"a": None, "b": None}


def test_git_is_asked_once_and_only_where_something_is_stale(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(dating, "git", lambda *words, **_: asked.append(words) or b"")
    config, bitext = read(root)
    dating.dated([bitext, bitext], config.root)
    assert len(asked) == 1
    monkeypatch.undo()
    monkeypatch.chdir(root)
    assert main(["confirm", "docs/en/é à.md"]) == 0
    monkeypatch.setattr(dating, "git", lambda *words, **_: asked.append(words) or b"")
    config, bitext = read(root)
    dating.dated([bitext], config.root)
    assert len(asked) == 1


def test_a_text_that_looks_like_a_patch_misleads_nobody() -> None:
    record = "0123456789ab 0123456789ab"
    log = (
        f"\x002026-01-02 HEAD -> main\n\ndiff --git a/x b/x\n--- x\n+++ docs/en/x.md\n@@ -0,0 +1,2 @@\n"
        f'++ docs/en/other.md\n+    "a": "{record}"\n\x002020-01-01 \n\ndiff --git a/x b/x\n+++ docs/en/x.md\n'
        f'@@ -1 +1 @@\n+    "a": "{record}"\n'
    )
    assert dating._read(log) == {record: {"docs/en/x.md": date(2026, 1, 2)}}

"""What git knows of a stale section: its earlier source, how that changed, who was late."""

import json
import subprocess
from pathlib import Path

import pytest
from repositories import commit, git, rewrite
from sites import make, read

from bitext import history, output
from bitext.changes import change, word_diff
from bitext.cli import main
from bitext.dialect import Dialect
from bitext.history import History
from bitext.model import Change, Page, Section
from bitext.outline import outline

FR = '---\ntitle: "Une page"\n---\n\n# A { #a }\n\nEn 1964, un texte.\n\n## B { #b }\n\n- un\n- deux\n'
EN = '---\ntitle: "A page"\n---\n\n# A { #a }\n\nIn 1964, a text.\n\n## B { #b }\n\n- one\n- two\n'
STALE = "docs/en/x.md:12:1: warning: stale-section: the source changed since “a” was confirmed"
LOST = "docs/en/x.md#a: the source changed, and its earlier text cannot be found: "


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one page, confirmed; `docs/fr/x.md` then says 1965."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    site = make(tmp_path / "site", {"fr/x.md": FR, "en/x.md": EN})
    monkeypatch.chdir(site)
    assert main(["confirm", "docs/en/x.md"]) == 0
    commit(site)
    rewrite(site / "docs/fr/x.md", "1964", "1965")
    return site


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> list[str]:
    capsys.readouterr()
    assert main(arguments) == status
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out.splitlines()


def section(capsys: pytest.CaptureFixture[str], anchor: str = "a") -> tuple[str, str, int]:
    (page,) = json.loads("".join(said(capsys, "status", "--format=json")))["targets"]["en"]["pages"]
    (one,) = [one for one in page["sections"] if one["anchor"] == anchor]
    return one["status"], one["change"], one["words"]


# kinds of change


def read_section(text: str, number: int = 1) -> tuple[Section, Page]:
    dialect = Dialect(extensions=frozenset({"toc", "attr_list", "footnotes", "abbr", "tables"}))
    page = outline(text, dialect, "x.md", "x.md", "fr")
    return page.sections[number], page


def test_the_kinds() -> None:
    for old, new, expected in [
        ("un deux trois", "un quatre trois", ("prose", 1)),
        ("un deux trois", "un trois", ("prose", 1)),
        ("un", "un et deux autres", ("prose", 3)),
        ("deux ans, 40 cas", "trois ans, 50 cas", ("prose", 2)),
        ("les 40 cas", "les 50 cas", ("number", 1)),
        ("les 1 500 cas", "les 1\u202f600 cas", ("number", 1)),
        ("40 % des cas", "40 € des cas", ("number", 1)),
        ("de 3,5 à 4", "de 3,6 à 5", ("number", 2)),
        ("le `a b` ici", "le `a c` ici", ("code", 1)),
        ("    a b\n", "    a\n", ("code", 1)),
        ("[ici](a.md)", "[ici](b.md)", ("link", 0)),
        ("![Un](a.svg)", "![Un](b.svg)", ("link", 0)),
        ("![Un plan](a.svg)", "![Un schéma](a.svg)", ("prose", 1)),
        ("un, deux", "un deux", ("cosmetic", 0)),
        ("un. Deux", "un, deux", ("cosmetic", 0)),
        ("un\n\ndeux", "- un\n- deux", ("cosmetic", 0)),
        ("un[^a]\n\n[^a]: La note.", "un[^a]\n\n[^a]: La remarque.", ("prose", 1)),
        ("Le HTML\n\n*[HTML]: une langue", "Le HTML\n\n*[HTML]: un langage", ("prose", 2)),
        ("CD4", "CD8", ("prose", 1)),
        ("[ici](a.md) 3", "[ici](b.md) 4", ("number", 1)),
        ("<div>un</div>", '<div class="a">un</div>', ("code", 1)),
    ]:
        before, now = (read_section(f"# A {{ #a }}\n\n{text}\n") for text in (old, new))
        assert change(before, now, ()) == Change(*expected), (old, new)


def test_the_opening_counts_what_readers_see_of_the_front_matter() -> None:
    before, now = (read_section(f"---\ntitle: {one}\n---\n\n# A\n", 0) for one in ("Un", "Deux"))
    assert change(before, now, ("title",)) == Change("prose", 1)


def test_word_diff_leaves_ink_alone() -> None:
    old, new = "*Un* « mot » : non\ncela.", "**Un** “mot” : oui cela."
    changed = [one for one in word_diff(old, new) if one[0] != "equal"]
    assert changed == [("changed", "non", "oui")]
    assert "".join(come for _, _, come in word_diff(old, new)) == new


# check and status


def test_check_says_what_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = " (docs/fr/x.md:5)"
    (line, *_) = said(capsys, "check", "--select", "stale-section")
    assert line == f"{STALE}: number, 1 word{at}"
    rewrite(root / "docs/fr/x.md", "un texte", "un autre grand texte")
    (line, *_) = said(capsys, "check", "--select", "stale-section")
    assert line == f"{STALE}: prose, 3 words{at}"


def test_status_says_what_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert section(capsys) == ("stale", "number", 1)
    assert section(capsys, "b") == ("fresh", None, None)
    assert said(capsys, "status") == [
        "docs/en/x.md  2 fresh, 1 stale: #a (number, 1 word)",
        "en: 2 fresh, 1 stale; 5 words to translate",
    ]


def test_renames_are_followed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for locale in ("fr", "en"):
        git(root, "mv", f"docs/{locale}/x.md", f"docs/{locale}/où ça [1] *.md")
    commit(root)
    assert section(capsys) == ("stale", "number", 1)


def test_the_text_is_found_behind_later_versions(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "BATCH", 2)
    for year in range(1965, 1970):
        rewrite(root / "docs/fr/x.md", str(year), str(year + 1))
        commit(root)
    assert section(capsys) == ("stale", "number", 1)
    monkeypatch.setattr(history, "VERSIONS", 4)
    assert section(capsys) == ("stale", None, None)


def test_the_text_of_a_side_branch_is_found(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "stash")
    git(root, "switch", "--quiet", "--create", "side")
    rewrite(root / "docs/fr/x.md", "1964", "1970")
    assert main(["confirm", "docs/en/x.md#b"]) == 0
    rewrite(root / "docs/en/x.md", "1964", "1970")
    assert main(["confirm", "docs/en/x.md"]) == 0
    commit(root)
    git(root, "switch", "--quiet", "main")
    rewrite(root / "docs/fr/x.md", "- deux", "- trois")
    commit(root)
    git(root, "merge", "--quiet", "--no-edit", "side")
    rewrite(root / "docs/fr/x.md", "1970", "1971")
    commit(root)
    assert section(capsys) == ("stale", "number", 1)
    assert section(capsys, "b") == ("stale", "prose", 1)


def test_a_site_below_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make(tmp_path / "deep/down", {"fr/x.md": FR, "en/x.md": EN})
    monkeypatch.chdir(site)
    assert main(["confirm", "docs/en/x.md"]) == 0
    commit(tmp_path)
    rewrite(site / "docs/fr/x.md", "1964", "1965")
    assert section(capsys) == ("stale", "number", 1)


def test_inside_a_hook_of_git(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
    monkeypatch.chdir(root / "docs")
    assert section(capsys) == ("stale", "number", 1)


def test_nothing_is_asked_where_nothing_is_stale(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError

    rewrite(root / "docs/fr/x.md", "1965", "1964")
    monkeypatch.setattr(subprocess, "run", never)
    assert said(capsys, "check", "--strict") == ["nothing to report"]
    assert section(capsys) == ("fresh", None, None)


# without a past


def without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PATH", str(root))
    return "git is not installed"


def without_repository(root: Path, _: pytest.MonkeyPatch) -> str:
    (root / ".git").rename(root / "elsewhere")
    return "the site is in no git repository"


def without_commit(root: Path, _: pytest.MonkeyPatch) -> str:
    (root / ".git").rename(root / "elsewhere")
    git(root, "init", "--quiet")
    return "bad revision 'HEAD'"


def without_time(_: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(history, "BUDGET", -1)
    return "git takes too long"


def with_another_past(root: Path, _: pytest.MonkeyPatch) -> str:
    (root / ".git").rename(root / "elsewhere")
    commit(root)
    return "it is not in the history of docs/fr/x.md"


def with_a_damaged_repository(root: Path, _: pytest.MonkeyPatch) -> str:
    blob = git(root, "rev-parse", "HEAD:docs/fr/x.md")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    return "it is not in the history of docs/fr/x.md"


@pytest.mark.parametrize(
    "make_it",
    [
        without_git,
        without_repository,
        without_commit,
        without_time,
        with_another_past,
        with_a_damaged_repository,
    ],
)
def test_without_a_past(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    make_it: object,
) -> None:
    assert callable(make_it)
    why = make_it(root, monkeypatch)
    assert said(capsys, "check", "--select", "stale-section")[0] == f"{STALE} (docs/fr/x.md:5)"
    assert section(capsys) == ("stale", None, None)
    assert said(capsys, "diff", "docs/en/x.md#a") == [LOST + why]


def test_a_shallow_clone(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(root)
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert section(capsys) == ("stale", None, None)
    assert said(capsys, "diff", "docs/en/x.md") == [f"{LOST}the clone is shallow"]
    git(tmp_path, "clone", "--quiet", root.as_uri(), "whole")
    monkeypatch.chdir(tmp_path / "whole")
    assert section(capsys) == ("stale", "number", 1)


def test_a_clone_without_texts_fetches_none(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", root.as_uri(), "partial")
    monkeypatch.chdir(tmp_path / "partial")
    assert section(capsys) == ("stale", None, None)
    (line,) = said(capsys, "diff", "docs/en/x.md")
    assert line.startswith(LOST)


def test_a_page_is_asked_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, bitext = read(root)
    page = bitext.pages["fr"]["x.md"]
    past = History(config)
    (unit,) = [one for one in bitext.pairs[0].units if one.key == "a"]
    assert unit.recorded is not None
    found = past.section(page, unit.recorded[0])
    assert found is not None
    assert "En 1964" in found.page.text
    monkeypatch.setattr(history, "git", None)
    assert past.section(page, unit.recorded[0]) == found
    assert past.section(page, "0" * 12) is None


# diff


def test_diff(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(root / "docs/fr/x.md", "un texte.", "un **texte**.")
    expected = [
        "docs/en/x.md#a: number, 1 word",
        "  docs/fr/x.md:5, then and now",
        "    # A { #a }",
        "",
        "    En [-1964-]{+1965+}, un **texte**.",
        "  docs/en/x.md:12, the translation",
        "    12 | # A { #a }",
        "    13 |",
        "    14 | In 1964, a text.",
    ]
    for name in ("docs/en/x.md#a", "docs/fr/x.md#a", "docs/en/x.md", "en/x.md"):
        assert said(capsys, "diff", name) == expected


def test_diff_in_colour(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "coloured", lambda: True)
    lines = said(capsys, "diff", "docs/en/x.md#a")
    assert lines[4] == "    En \x1b[9;31m1964\x1b[0m\x1b[32m1965\x1b[0m, un texte."


def test_diff_of_front_matter_and_notes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for locale in ("fr", "en"):
        path = root / f"docs/{locale}/x.md"
        path.write_text(path.read_text("utf-8") + "\nFin[^n].\n\n## C { #c }\n\n[^n]: Avant.\n")
    rewrite(root / "docs/fr/x.md", "1965", "1964")
    assert main(["confirm", "docs/en/x.md"]) == 0
    commit(root)
    rewrite(root / "docs/fr/x.md", "Avant.", "Après.")
    rewrite(root / "docs/fr/x.md", "Une page", "Une grande page")
    assert said(capsys, "diff", "docs/fr/x.md") == [
        "docs/en/x.md#_: prose, 1 word",
        "  docs/fr/x.md:1, then and now",
        '    title: "Une {+grande+} page"',
        "  docs/en/x.md:1, the translation",
        '    2 | title: "A page"',
        "docs/en/x.md#b: prose, 1 word",
        "  docs/fr/x.md:9, then and now",
        "    ## B { #b }",
        "",
        "    - un",
        "    - deux",
        "",
        "    Fin[^n].",
        "",
        "    [^n]: [-Avant-]{+Après+}.",
        "  docs/en/x.md:17, the translation",
        "    17 | ## B { #b }",
        "    18 |",
        "    19 | - one",
        "    20 | - two",
        "    21 |",
        "    22 | Fin[^n].",
        "    23 |",
        "    26 | [^n]: Avant.",
    ]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("docs/en/x.md#b", "docs/en/x.md#b: the source says what it said when this was confirmed"),
        ("docs/en/y.md", "docs/en/y.md: nothing is stale"),
        ("docs/en/y.md#y", "docs/en/y.md#y: never confirmed, so there is nothing to compare with"),
    ],
)
def test_diff_of_what_is_not_stale(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, line: str
) -> None:
    make(root, {"fr/y.md": "# Y { #y }\n", "en/y.md": "# Y { #y }\n"})
    assert said(capsys, "diff", name) == [line]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("docs/en/z.md", "docs/en/z.md: no such page on this site"),
        ("docs/en/x.md#zzz", "x.md#zzz: no such section in both languages"),
        ("docs/fr/seule.md", "seule.md: no page on the other side, nothing to compare"),
        ("docs/en/w.md", "docs/en/w.md:3: front matter is not YAML"),
    ],
)
def test_diff_of_what_does_not_exist(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    broken = "---\na: {\n---\n"
    make(root, {"fr/seule.md": "# S { #s }\n", "fr/w.md": "# W { #w }\n", "en/w.md": broken})
    capsys.readouterr()
    assert main(["diff", name]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"bitext: {message}")


# born-stale


def born(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return said(capsys, "check", "--select", "born-stale")[:-1]


def test_born_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make(tmp_path / "site", {"fr/x.md": FR, "en/x.md": EN})
    monkeypatch.chdir(site)
    commit(site)
    assert main(["confirm", "docs/en/x.md"]) == 0
    confirmed = (site / "docs/en/x.md").read_bytes()
    (site / "docs/en/x.md").write_text(EN, "utf-8")
    rewrite(site / "docs/fr/x.md", "1964", "1965")
    commit(site, "the source moves on")
    (site / "docs/en/x.md").write_bytes(confirmed)
    line = "docs/en/x.md:12:1: note: born-stale: “a” was confirmed against a source that was already past (docs/fr/x.md:5)"
    assert born(capsys) == []
    commit(site, "a confirmation from elsewhere")
    assert born(capsys) == [line]
    assert said(capsys, "check", "--select", "born-stale", "--strict")[-1] == "1 note"
    rewrite(site / "docs/en/x.md", "a text", "the text")
    commit(site, "an edit of the translation")
    assert born(capsys) == [line]
    git(tmp_path, "clone", "--quiet", "--depth=3", site.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert said(capsys, "check", "--select", "stale-section")[0].startswith(STALE)
    assert born(capsys) == []


def test_a_source_that_changed_afterwards_is_not_born_stale(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(root)
    assert born(capsys) == []


def test_a_confirmation_committed_before_its_source_is_not_born_stale(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(root / "docs/en/x.md", "1964", "1965")
    assert main(["confirm", "docs/en/x.md"]) == 0
    git(root, "commit", "--quiet", "--message", "the target first", "docs/en/x.md")
    commit(root, "then the source")
    rewrite(root / "docs/fr/x.md", "1965", "1966")
    commit(root)
    assert section(capsys) == ("stale", "number", 1)
    assert born(capsys) == []

"""What a change caused, what a site has accepted for now, and how a record begins."""

import json
from pathlib import Path

import pytest
from repositories import commit, git, rewrite
from sites import MKDOCS, make

from bitext.cli import main

FR = "# A { #a }\n\nLes 40 patients.\n\n## B { #b }\n\nEn 1964.\n"
EN = "# A { #a }\n\nThe 30 patients.\n\n## B { #b }\n\nIn 1964.\n"
OLD = "docs/en/x.md:3:5: error: number: “30” here, source has “40” (docs/fr/x.md:3)"
NEW = "docs/en/x.md:7:4: error: number: “1965” here, source has “1964” (docs/fr/x.md:7)"
NUMBER = ("check", "--select", "number")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose one page has an old error and nothing confirmed."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    site = make(tmp_path / "site", {"fr/x.md": FR, "en/x.md": EN})
    commit(site)
    monkeypatch.chdir(site)
    return site


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> list[str]:
    capsys.readouterr()
    assert main(arguments) == status
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out.splitlines()


def stopped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


# --since


def test_only_what_the_change_caused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *NUMBER, status=1) == [OLD, "1 error"]
    assert said(capsys, *NUMBER, "--since", "HEAD") == ["nothing to report (1 forgiven)"]
    rewrite(root / "docs/en/x.md", "1964", "1965")
    since = (*NUMBER, "--since", "HEAD")
    assert said(capsys, *since, status=1) == [NEW, "1 error (1 forgiven)"]
    data = json.loads("".join(said(capsys, *since, "--format=json", status=1)))
    assert (len(data["findings"]), data["forgiven"]) == (1, 1)
    commit(root)
    assert said(capsys, *since) == ["nothing to report (2 forgiven)"]
    assert said(capsys, *NUMBER, "--since", "HEAD~1", status=1)[-1] == "1 error (1 forgiven)"


def test_moved_lines_are_no_new_finding(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heading = "# Double { #double }\n\n## Encore { #double }\n\n"
    make(root, {"fr/z.md": heading, "en/z.md": heading})
    commit(root)
    for path in sorted(root.glob("docs/*/*.md")):
        rewrite(path, "# ", "\n\n# ") if path.stem == "x" else None
        path.write_text("Un mot.\n\n" + path.read_text("utf-8"), "utf-8")
    ran = said(capsys, "check", "--select", "number,duplicate-id", "--since", "HEAD")
    assert ran == ["nothing to report (3 forgiven)"]


def test_the_same_finding_once_more_is_new(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for locale in ("fr", "en"):
        rewrite(root / f"docs/{locale}/x.md", " patients.", " patients.\n\n![](a.svg)")
    commit(root)
    since = ("check", "--select", "broken-image", "--since", "HEAD")
    assert said(capsys, *since) == ["nothing to report (2 forgiven)"]
    rewrite(root / "docs/fr/x.md", "![](a.svg)", "![](a.svg) ![](a.svg)")
    assert said(capsys, *since, status=1)[-1] == "1 error (2 forgiven)"


def test_what_becomes_worse_is_new(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(root / "docs/en/x.md", "30", "40")
    assert main(["confirm", "docs/en/x.md"]) == 0
    rewrite(root / "docs/fr/x.md", "40", "50")
    commit(root, "stale, so the number is a warning")
    recorded = (root / "docs/en/x.md").read_text("utf-8")
    digests = [line for line in recorded.splitlines() if '"a":' in line]
    (root / "docs/en/x.md").write_text(recorded.replace(f"{digests[0]}\n", ""), "utf-8")
    since = ("check", "--select", "number,stale-section", "--since", "HEAD")
    assert said(capsys, *since, status=1)[-1] == "1 error (0 forgiven)"


def test_a_section_that_was_stale_before_is_forgiven(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(root / "docs/en/x.md", "30", "40")
    assert main(["confirm", "docs/en/x.md"]) == 0
    commit(root)
    since = ("check", "--select", "stale-section", "--since", "HEAD")
    rewrite(root / "docs/fr/x.md", "patients", "malades")
    assert said(capsys, *since)[-1] == "1 warning (0 forgiven)"
    commit(root)
    rewrite(root / "docs/fr/x.md", "malades", "personnes malades")
    assert said(capsys, *since) == ["nothing to report (1 forgiven)"]


def test_the_configuration_is_part_of_the_change(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    since = ("check", "--select", "broken-anchor", "--since", "HEAD")
    rewrite(root / "docs/fr/x.md", "1964.", "1964, [A](#a).")
    commit(root)
    rewrite(root / "mkdocs.yml", "attr_list, ", "")
    assert said(capsys, *since, status=1)[-1] == "1 error (0 forgiven)"


def test_files_that_git_ignores_export_of(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / ".gitattributes").write_text("docs export-ignore\n* text eol=crlf\n")
    (root / "docs/fr/lié.md").symlink_to("x.md")
    (root / "docs/fr/ailleurs.md").symlink_to("/etc/hostname")
    (root / "docs/fr/é\n.svg").touch()
    commit(root)
    assert said(capsys, *NUMBER, "--since", "HEAD") == ["nothing to report (1 forgiven)"]
    assert said(capsys, "check", "--since", "HEAD")[0].startswith("nothing to report (")


def test_on_some_pages(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(root, {"fr/y.md": FR, "en/y.md": EN})
    since = (*NUMBER, "--since", "HEAD")
    assert said(capsys, *since, "docs/en/x.md") == ["nothing to report (1 forgiven)"]
    assert said(capsys, *since, "docs/en/y.md", status=1)[-1] == "1 error (0 forgiven)"


def test_a_site_below_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make(tmp_path / "deep/down", {"fr/x.md": FR, "en/x.md": EN})
    commit(tmp_path)
    rewrite(site / "docs/en/x.md", "1964", "1965")
    monkeypatch.chdir(tmp_path)
    config = ("--config", "deep/down/mkdocs.yml", "--since", "HEAD")
    assert said(capsys, *NUMBER, *config, status=1) == [NEW, "1 error (1 forgiven)"]
    folders = ("--source-dir=deep/down/docs/fr", "--target-dir=deep/down/docs/en")
    without = (*folders, "--source=fr", "--target=en", "--since", "HEAD")
    assert said(capsys, *NUMBER, *without, status=1)[-1] == "1 error (1 forgiven)"


def test_the_tree_and_git_are_left_as_they_are(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(root / "docs/en/x.md", "1964", "1965")
    before = git(root, "status", "--porcelain=v2", "--branch"), git(root, "worktree", "list")
    said(capsys, *NUMBER, "--since", "HEAD", status=1)
    after = git(root, "status", "--porcelain=v2", "--branch"), git(root, "worktree", "list")
    assert before == after


@pytest.mark.parametrize("ref", ["nope", "--all", "HEAD:docs", "HEAD~9", "HEAD\n"])
def test_an_unknown_commit(root: Path, capsys: pytest.CaptureFixture[str], ref: str) -> None:
    message = f"bitext: --since {ref}: no such commit in a repository here\n"
    assert stopped(capsys, "check", f"--since={ref}") == message


def test_since_without_git(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / ".git").rename(root / "elsewhere")
    message = "bitext: --since HEAD: no such commit in a repository here\n"
    assert stopped(capsys, "check", "--since", "HEAD") == message
    monkeypatch.setenv("PATH", str(root))
    message = "bitext: --since HEAD: git is not installed\n"
    assert stopped(capsys, "check", "--since", "HEAD") == message


def test_since_in_a_shallow_clone(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(root)
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert said(capsys, *NUMBER, "--since", "HEAD") == ["nothing to report (1 forgiven)"]
    message = "bitext: --since HEAD~1: no such commit in a repository here\n"
    assert stopped(capsys, "check", "--since", "HEAD~1") == message


def test_a_commit_without_the_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "mkdocs.yml").unlink()
    commit(root)
    (root / "mkdocs.yml").write_text(MKDOCS.format(layout="folder"), "utf-8")
    message = "the site cannot be read: mkdocs.yml: no such configuration file"
    assert stopped(capsys, "check", "--since", "HEAD") == f"bitext: --since HEAD: {message}\n"


def test_a_commit_whose_texts_are_gone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blob = git(root, "rev-parse", "HEAD:docs/fr/x.md")
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    message = "the site cannot be read: docs/fr/x.md: its text is not in this clone"
    assert stopped(capsys, "check", "--since", "HEAD") == f"bitext: --since HEAD: {message}\n"


# blind-confirm


def blind(capsys: pytest.CaptureFixture[str], ref: str = "HEAD") -> list[str]:
    return said(capsys, "check", "--select", "blind-confirm", "--since", ref)[:-1]


@pytest.fixture
def confirmed(root: Path) -> Path:
    """The same, all confirmed and committed."""
    rewrite(root / "docs/en/x.md", "30", "40")
    assert main(["confirm", "docs/en/x.md"]) == 0
    commit(root)
    return root


def test_blind_confirm(confirmed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(confirmed / "docs/fr/x.md", "Les 40 patients", "Les 40 nouveaux patients")
    assert blind(capsys) == []
    assert main(["confirm", "docs/en/x.md"]) == 0
    line = (
        "docs/en/x.md:10:1: note: blind-confirm: “a” was confirmed again with the same text, "
        "but its source changed: prose, 1 word (docs/fr/x.md:1)"
    )
    assert blind(capsys) == [line]
    assert said(capsys, "check", "--select", "blind-confirm") == ["nothing to report"]
    rewrite(confirmed / "docs/en/x.md", "40 patients", "40 new patients")
    assert main(["confirm", "docs/en/x.md"]) == 0
    assert blind(capsys) == []


def test_blind_confirm_of_an_older_change(
    confirmed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(confirmed / "docs/fr/x.md", "patients", "malades")
    commit(confirmed)
    assert main(["confirm", "docs/en/x.md"]) == 0
    assert blind(capsys)[0].endswith("source changed: prose, 1 word (docs/fr/x.md:1)")
    rewrite(confirmed / "docs/fr/x.md", "malades", "gens")
    assert blind(capsys)[0].endswith("but its source changed (docs/fr/x.md:1)")


def test_dress_may_be_confirmed_unread(confirmed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(confirmed / "docs/fr/x.md", "Les 40 patients.", "Les 40 patients !")
    assert main(["confirm", "docs/en/x.md"]) == 0
    assert blind(capsys) == []


def test_a_first_confirmation_is_not_blind(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(root / "docs/fr/x.md", "40", "30")
    assert main(["confirm", "docs/en/x.md"]) == 0
    assert blind(capsys) == []


# baseline


def write_baseline(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    return said(capsys, "check", "--write-baseline", "known.json", *arguments)


def test_a_baseline(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = (*NUMBER, "--baseline", "known.json")
    assert write_baseline(capsys) == ["known.json: 3 findings written"]
    data = json.loads((root / "known.json").read_text("utf-8"))
    assert data["version"] == 1
    assert [(one["rule"], one["path"], one["section"]) for one in data["findings"]] == [
        ("unconfirmed-section", "docs/en/x.md", "a"),
        ("number", "docs/en/x.md", "a"),
        ("unconfirmed-section", "docs/en/x.md", "b"),
    ]
    assert said(capsys, "check", "--strict", "--baseline", "known.json") == [
        "nothing to report (3 in the baseline)"
    ]
    for locale in ("fr", "en"):
        path = root / f"docs/{locale}/x.md"
        path.write_text("\n\n" + path.read_text("utf-8"), "utf-8")
    rewrite(root / "docs/en/x.md", "1964", "1965")
    ran = said(capsys, *known, status=1)
    assert ran == [
        "docs/en/x.md:9:4: error: number: “1965” here, source has “1964” (docs/fr/x.md:9)",
        "1 error (1 in the baseline)",
    ]


@pytest.mark.parametrize(("locale", "word"), [("fr", "patients"), ("en", "patients")])
def test_an_entry_lapses_when_a_text_changes(
    root: Path, capsys: pytest.CaptureFixture[str], locale: str, word: str
) -> None:
    write_baseline(capsys)
    rewrite(root / f"docs/{locale}/x.md", word, "persons")
    known = (*NUMBER, "--baseline", "known.json")
    lapsed = "docs/en/x.md#a: lapsed from the baseline: number: “30” here, source has “40”"
    assert said(capsys, *known, status=1) == [
        OLD,
        lapsed,
        "1 error (0 in the baseline, 1 lapsed)",
    ]
    data = json.loads("".join(said(capsys, *known, "--format=json", status=1)))
    assert data["baseline"]["accepted"] == 0
    (entry,) = data["baseline"]["lapsed"]
    assert (entry["rule"], entry["path"], entry["section"]) == ("number", "docs/en/x.md", "a")


def test_what_was_not_asked_has_not_lapsed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(root, {"fr/y.md": FR, "en/y.md": EN, "fr/z.md": "# Z { #z }\n"})
    assert write_baseline(capsys) == ["known.json: 7 findings written"]
    known = ("check", "--baseline", "known.json")
    assert said(capsys, *known, "docs/en/y.md") == ["nothing to report (3 in the baseline)"]
    assert said(capsys, *known, "--select", "missing-page") == [
        "nothing to report (1 in the baseline)"
    ]
    rewrite(root / "docs/fr/z.md", "# Z", "# Zed")
    assert said(capsys, *known)[-1] == "1 warning (6 in the baseline, 1 lapsed)"
    (root / "docs/en/z.md").write_text("# Zed { #z }\n", "utf-8")
    assert "lapsed from the baseline: missing-page" in "\n".join(said(capsys, *known))


def test_an_entry_stands_for_one_finding(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_baseline(capsys, "--select", "number")
    make(root, {"fr/y.md": FR, "en/y.md": EN})
    ran = said(capsys, *NUMBER, "--baseline", "known.json", status=1)
    assert ran[-1] == "1 error (1 in the baseline)"


def test_a_page_that_moved_keeps_its_entries(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_baseline(capsys)
    for locale in ("fr", "en"):
        (root / f"docs/{locale}/x.md").rename(root / f"docs/{locale}/y.md")
    ran = said(capsys, "check", "--baseline", "known.json", "--strict")
    assert ran == ["nothing to report (3 in the baseline)"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "known.json: cannot be read: No such file or directory"),
        ("{", "known.json: not a baseline: "),
        ("[]", "known.json: not a baseline of version 1"),
        ('{"version": 2}', "known.json: not a baseline of version 1"),
        ('{"version": 1}', "known.json: not a baseline: `findings` is damaged"),
        ('{"version": 1, "findings": [{}]}', "known.json: not a baseline: `findings` is damaged"),
    ],
)
def test_what_is_no_baseline(
    root: Path, capsys: pytest.CaptureFixture[str], text: str | None, message: str
) -> None:
    if text is not None:
        (root / "known.json").write_text(text)
    assert stopped(capsys, "check", "--baseline", "known.json").startswith(f"bitext: {message}")


@pytest.mark.parametrize("other", ["--since=HEAD", "--baseline=known.json"])
def test_a_baseline_is_written_whole(
    root: Path, capsys: pytest.CaptureFixture[str], other: str
) -> None:
    message = "bitext: --write-baseline goes without --since and --baseline\n"
    assert stopped(capsys, "check", "--write-baseline=known.json", other) == message
    assert not (root / "known.json").exists()


def test_since_and_a_baseline(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(root / "docs/en/x.md", "1964", "1965")
    write_baseline(capsys)
    ran = said(capsys, *NUMBER, "--since=HEAD", "--baseline=known.json")
    assert ran == ["nothing to report (0 forgiven, 2 in the baseline)"]


# --adopt


def test_adopt(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(
        root,
        {
            "fr/y.md": "# Y { #y }\n",
            "en/y.md": "# Y { #y }\n",
            "fr/w.md": "# W { #w }\n",
            "en/w.md": "---\na: {\n---\n",
            "fr/seule.md": "# S { #s }\n",
        },
    )
    assert said(capsys, "confirm", "--adopt", status=1) == [
        "docs/en/w.md: left alone, line 3: front matter is not YAML: "
        "did not find expected node content",
        "docs/en/x.md#a: refused, line 3: number: “30” here, source has “40”",
        "2 sections recorded on 2 pages, 1 left unconfirmed",
    ]
    data = json.loads("".join(said(capsys, "status", "--format=json")))["targets"]["en"]
    assert {one["anchor"]: one["status"] for page in data["pages"] for one in page["sections"]} == {
        "a": "unconfirmed",
        "b": "fresh",
        "y": "fresh",
        "s": "missing",
    }


def test_adopt_where_there_is_a_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["confirm", "docs/en/x.md#b"]) == 0
    before = (root / "docs/en/x.md").read_bytes()
    message = "docs/en/x.md: has a record already; --adopt starts one where there is none"
    assert stopped(capsys, "confirm", "--adopt") == f"bitext: {message}\n"
    assert (root / "docs/en/x.md").read_bytes() == before


def test_adopt_of_a_clean_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(root / "docs/en/x.md", "30", "40")
    ran = said(capsys, "confirm", "--adopt")
    assert ran == ["2 sections recorded on 1 page, 0 left unconfirmed"]
    assert said(capsys, "check", "--strict") == ["nothing to report"]


@pytest.mark.parametrize("arguments", [[], ["--adopt", "docs/en/x.md"]])
def test_confirm_needs_names_or_adopt(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    message = "bitext: name what to confirm; --adopt goes without names\n"
    assert stopped(capsys, "confirm", *arguments) == message
    assert (root / "docs/en/x.md").read_text("utf-8") == EN


def test_nothing_is_left_behind(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    said(capsys, *NUMBER, "--since", "HEAD")
    stopped(capsys, "check", "--since", "nope")
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize("how", ["sarif", "junit"])
def test_formats_without_a_place_for_it_say_it_aside(
    root: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    capsys.readouterr()
    assert main([*NUMBER, "--since", "HEAD", "--format", how]) == 0
    assert capsys.readouterr().err == "bitext: nothing to report (1 forgiven)\n"
    assert said(capsys, *NUMBER, "--format", "github", "--since", "HEAD") == [
        "nothing to report (1 forgiven)"
    ]

"""`bitext split` as a command: what it writes, what it refuses, and that a refusal writes nothing."""

from pathlib import Path

import pytest
import sites
import yaml

from bitext.cli import main

ARTICLE = """\
Le moulin d’Ivenec

Il a moulu du froment pendant trois siècles, puis il s’est arrêté.

Histoire

Un acte de 1647 le nomme pour la première fois.

À lire aussi : Les moulins de la côte
"""
PLAN = """\
version = 1
article = "moulin.txt"
digest = "*"

[[page]]
path = "moulin.md"
title = "Le moulin d’Ivenec"
blocks = [
  { block = 1, level = 1, id = "moulin" },  # Le moulin d’Ivenec
  2,
  { block = 3, level = 2, id = "histoire" },
  4,
]

[[aside]]
block = 5
reason = "read-also"
"""
NAV = """\
# first
nav:
  - Accueil: index.md   # home
  - Guide:
      - guide/index.md
      - Pas: guide/pas.md

# last
extra: {a: 1}
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = sites.make(tmp_path / "site", {"fr/index.md": "# Accueil\n", "en/index.md": "# Home\n"})
    (root / "moulin.txt").write_text(ARTICLE, encoding="utf-8")
    (root / "plan.toml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["split", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_propose_then_apply(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, plan, _ = run("moulin.txt", "--propose", capsys=capsys)
    assert status == 0
    (site / "plan.toml").write_text(plan, encoding="utf-8")
    status, out, _ = run("moulin.txt", "--plan", "plan.toml", capsys=capsys)
    assert status == 0
    assert out.splitlines() == [
        "docs/fr/moulin-ivenec.md: written",
        "",
        "To add under nav in mkdocs.yml:",
        "",
        "  - Le moulin d’Ivenec: moulin-ivenec.md",
    ]
    page = (site / "docs/fr/moulin-ivenec.md").read_text(encoding="utf-8")
    assert page == (
        '---\ntitle: "Le moulin d’Ivenec"\ndescription: "UNFINISHED"\n---\n\n'
        "# Le moulin d’Ivenec { #moulin-ivenec }\n\n"
        "Il a moulu du froment pendant trois siècles, puis il s’est arrêté.\n\n"
        "## Histoire { #histoire }\n\n"
        "Un acte de 1647 le nomme pour la première fois.\n"
    )
    assert main(["check", "docs/fr/moulin-ivenec.md"]) == 0
    assert "docs/fr/moulin-ivenec.md:3:1: warning: unfinished" in capsys.readouterr().out


def test_dry_run_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(site)
    arguments = ("moulin.txt", "--plan", "plan.toml", "--dry-run", "--nav")
    status, out, _ = run(*arguments, capsys=capsys)
    assert status == 0
    assert out.startswith("--- /dev/null\n+++ b/docs/fr/moulin.md\n@@ ")
    assert "+## Histoire { #histoire }\n" in out
    assert files(site) == before


def test_the_suffix_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = sites.make(tmp_path / "site", {"index.md": "# Accueil\n"}, "suffix")
    (root / "moulin.txt").write_text(ARTICLE, encoding="utf-8")
    (root / "plan.toml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(root)
    assert main(["split", "moulin.txt", "--plan", "plan.toml"]) == 0
    assert (root / "docs/moulin.md").is_file()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_nav_keeps_comments_and_order(site: Path, end: str) -> None:
    path = site / "mkdocs.yml"
    old = (NAV + path.read_text(encoding="utf-8")).replace("\n", end)
    path.write_bytes(old.encode())
    assert main(["split", "moulin.txt", "--plan", "plan.toml", "--nav"]) == 0
    new = path.read_bytes().decode()
    added = f"  - Le moulin d’Ivenec: moulin.md{end}"
    assert new.replace(added, "") == old
    assert yaml.safe_load(new)["nav"][-1] == {"Le moulin d’Ivenec": "moulin.md"}
    assert new.index("guide/pas.md") < new.index(added) < new.index("# last")


@pytest.mark.parametrize("nav", ["", "nav: index.md\n", "nav: [index.md]\n", "nav: []\n"])
def test_nav_that_cannot_be_added_to(
    site: Path, nav: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site / "mkdocs.yml"
    path.write_text(nav + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = files(site)
    status, _, error = run("moulin.txt", "--plan", "plan.toml", "--nav", capsys=capsys)
    assert status == 2
    assert "mkdocs.yml" in error
    assert "nav" in error
    assert files(site) == before


def test_a_folder_of_pages_is_a_group(site: Path) -> None:
    plan = PLAN.replace('"moulin.md"', '"moulin/index.md"').replace(
        '  { block = 3, level = 2, id = "histoire" },\n',
        ']\n\n[[page]]\npath = "moulin/histoire.md"\ntitle = "Oui : histoire"\nblocks = [\n'
        '  { block = 3, level = 1, id = "histoire" },\n',
    )
    (site / "plan.toml").write_text(plan, encoding="utf-8")
    path = site / "mkdocs.yml"
    path.write_text("nav:\n- index.md\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["split", "moulin.txt", "--plan", "plan.toml", "--nav"]) == 0
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["nav"] == [
        "index.md",
        {"Le moulin d’Ivenec": ["moulin/index.md", {"Oui : histoire": "moulin/histoire.md"}]},
    ]


WRONG = {
    "twice": ("  4,\n", "  4, 2,\n", ":12: block 2 stands twice: “Il a moulu du froment…”"),
    "twice aside": ("block = 5", "block = 4", ":16: block 4 stands twice: “Un acte de 1647 le…”"),
    "absent": ("  4,\n", "", ":1: block 4 is in no page and not set aside: “Un acte de 1647 le…”"),
    "unknown": ("  4,\n", "  4, 9,\n", ":12: block 9 is unknown; the article has 1 to 5"),
    "no reason": ('"read-also"', '" "', ":16: block 5 is set aside without a reason"),
    "id twice": ('"histoire"', '"moulin"', ":11: id “moulin” stands twice: “Histoire”"),
    "bad id": ('"histoire"', '"L’histoire"', ":11: block 3: id “L’histoire”, expected a-z, 0-9 and -"),
    "level": ("level = 2", "level = 7", ":11: block 3: level 7, expected 1 to 6: “Histoire”"),
    "exists": ('"moulin.md"', '"index.md"', ":6: page “index.md” exists: docs/fr/index.md"),
    "above": ('"moulin.md"', '"../moulin.md"', ":6: “../moulin.md” leaves the source pages"),
    "absolute": ('"moulin.md"', '"/moulin.md"', ":6: “/moulin.md” leaves the source pages"),
    "link": ('"moulin.md"', '"out/moulin.md"', ":6: “out/moulin.md” leaves the source pages"),
    "no page": ('"moulin.md"', '"moulin.txt"', ":6: “moulin.txt” is no page"),
    "toml": ("version = 1", "version = ", ":1: not TOML: Invalid value"),
    "version": ("version = 1", "version = 2", "version is 2, expected 1"),
    "key": ("version = 1", "version = 1\nfoo = 1", ":2: unknown key “foo”"),
    "other": ('"*"', '"0123456789ab"', ":3: this plan is for another article: digest “0123456789ab”"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_plan_is_one_line_and_writes_nothing(
    site: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, expected = WRONG[case]
    assert old in PLAN
    (site / "plan.toml").write_text(PLAN.replace(old, new, 1), encoding="utf-8")
    (site.parent / "elsewhere").mkdir()
    (site / "docs/fr/out").symlink_to(site.parent / "elsewhere")
    before = files(site.parent)
    status, out, error = run("moulin.txt", "--plan", "plan.toml", capsys=capsys)
    assert (status, out) == (2, "")
    assert error.startswith("bitext: plan.toml")
    assert expected in error
    assert error.count("\n") == 1
    assert files(site.parent) == before


BAD = {
    "empty": (".txt", b"", "is empty"),
    "blank": (".md", b" \n\n", "is empty"),
    "binary": (".txt", b"\x89PNG\r\n\x1a\n\x00\x00", ":1: byte 0x89 at offset 0 is not utf-8"),
    "null": (".txt", b"abc\nd\x00e", ":2: a null character at offset 5"),
    "latin 1": (".md", "La marée\nbasse été".encode("latin-1"), ":1: byte 0xe9 at offset 6"),
    "half": (".txt", b"\xff\xfea\x00\x00\xd8", "at offset 4 is not utf-16-le"),
    "no zip": (".docx", b"abc", "not a DOCX file"),
    "kind": (".odt", b"abc", "cannot tell what this is; expected one of .docx"),
    "no words": (".html", b"<html></html>", "holds nothing to read"),
    "front": (".md", b"---\na: [\n---\n", "front matter is not YAML"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_article_is_one_line(
    tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    suffix, data, expected = BAD[case]
    path = tmp_path / f"article{suffix}"
    path.write_bytes(data)
    status, out, error = run(str(path), "--propose", capsys=capsys)
    assert (status, out) == (2, "")
    assert expected in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("size", [50_000_000, 5_000_000])
def test_one_endless_line(tmp_path: Path, size: int, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"word " * (size // 5))
    status, _, error = run(str(path), "--propose", capsys=capsys)
    assert status == 2
    assert "has 50 MB, expected 32 at most" in error or "a line of 5000000 characters" in error


def test_a_failure_while_writing_leaves_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = PLAN.replace('"moulin.md"', '"a/b/moulin.md"').replace(
        "  4,\n", ']\n\n[[page]]\npath = "a/autre.md"\ntitle = "Autre"\nid = "autre"\nblocks = [4\n'
    )
    (site / "plan.toml").write_text(plan, encoding="utf-8")
    before, folders = files(site), sorted(site.rglob("*"))
    import bitext.edits as edits

    real = edits.os.replace

    def broken(old: str, new: Path) -> None:
        if new.name == "autre.md":
            raise OSError(28, "No space left on device")
        real(old, new)

    monkeypatch.setattr(edits.os, "replace", broken)
    status, _, error = run("moulin.txt", "--plan", "plan.toml", capsys=capsys)
    assert status == 2
    assert "cannot be written: No space left on device" in error
    assert (files(site), sorted(site.rglob("*"))) == (before, folders)


def test_docx_without_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "docx", None)
    path = tmp_path / "article.docx"
    path.write_bytes(b"PK")
    status, _, error = run(str(path), "--propose", capsys=capsys)
    assert status == 2
    assert error.endswith('needs an extra: pip install "bitext[word]"\n')

"""`bitext confirm` records what it was named, and nothing that is wrong."""

import json
from pathlib import Path

import pytest
from sites import make

from bitext.cli import main

FR = '---\ntitle: "Une page"\n---\n\n# A { #a }\n\nEn 1964, un texte.\n\n## B { #b }\n\n- un\n- deux\n'
EN = '---\ntitle: "A page"\n---\n\n# A { #a }\n\nIn 1964, a text.\n\n## B { #b }\n\n- one\n- two\n'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make(tmp_path, {"fr/x.md": FR, "en/x.md": EN})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def states(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    capsys.readouterr()
    assert main(["status", "--format", "json"]) == 0
    target = json.loads(capsys.readouterr().out)["targets"]["en"]
    return {one["anchor"]: one["status"] for one in target["pages"][0]["sections"]}


@pytest.mark.parametrize("name", ["docs/en/x.md", "docs/fr/x.md", "en/x.md"])
def test_a_page_of_either_side(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["confirm", name]) == 0
    assert states(capsys) == {"_": "fresh", "a": "fresh", "b": "fresh"}
    assert (root / "docs/fr/x.md").read_text() == FR
    assert main(["check", "--strict"]) == 0


def test_one_section(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["confirm", "docs/en/x.md#b"]) == 0
    assert capsys.readouterr().out == "docs/en/x.md#b: confirmed\n"
    assert states(capsys) == {"_": "unconfirmed", "a": "unconfirmed", "b": "fresh"}


def test_confirming_twice_changes_nothing(root: Path) -> None:
    main(["confirm", "docs/en/x.md"])
    once = (root / "docs/en/x.md").read_bytes()
    assert main(["confirm", "docs/en/x.md"]) == 0
    assert (root / "docs/en/x.md").read_bytes() == once


def test_a_typo_mended_in_the_target_hides_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["confirm", "docs/en/x.md"])
    french = root / "docs/fr/x.md"
    french.write_text(FR.replace("un texte", "un autre texte"))
    assert states(capsys)["a"] == "stale"
    english = root / "docs/en/x.md"
    english.write_text(english.read_text().replace("a text", "some text"))
    assert states(capsys) == {"_": "fresh", "a": "stale", "b": "fresh"}
    assert main(["confirm", "docs/en/x.md#a"]) == 0
    assert states(capsys)["a"] == "fresh"


def test_typography_makes_nothing_stale(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["confirm", "docs/en/x.md"])
    (root / "docs/fr/x.md").write_text(FR.replace("En 1964, un", "En\u00a01964,\nun"))
    assert set(states(capsys).values()) == {"fresh"}


def test_a_section_with_an_error_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = root / "docs/en/x.md"
    english.write_text(EN.replace("1964", "1946"))
    assert main(["confirm", "docs/en/x.md"]) == 1
    out = capsys.readouterr().out
    assert "docs/en/x.md#a: refused, line 7: number: “1946” here, source has “1964”" in out
    assert states(capsys) == {"_": "fresh", "a": "unconfirmed", "b": "fresh"}


def test_a_stale_section_with_an_error_is_refused_too(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["confirm", "docs/en/x.md"])
    (root / "docs/fr/x.md").write_text(FR.replace("1964", "1965"))
    assert states(capsys)["a"] == "stale"
    before = (root / "docs/en/x.md").read_bytes()
    assert main(["confirm", "docs/en/x.md#a"]) == 1
    assert (root / "docs/en/x.md").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("docs/en/y.md", "docs/en/y.md: no such page on this site"),
        ("#a", "“#a” names no page, expected PAGE or PAGE#ANCHOR"),
        ("docs/en/x.md#zzz", "x.md#zzz: no such section in both languages (#_, #a, #b)"),
        ("mkdocs.yml", "mkdocs.yml: no such page on this site"),
    ],
)
def test_names_that_mean_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    assert main(["confirm", name]) == 2
    assert capsys.readouterr().err == f"bitext: {message}\n"
    assert (root / "docs/en/x.md").read_text() == EN


def test_there_is_no_way_to_confirm_everything(root: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["confirm", "--all"])
    assert stop.value.code == 2


def test_a_record_of_a_later_version_is_left_alone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["confirm", "docs/en/x.md"])
    page = root / "docs/en/x.md"
    page.write_text(page.read_text().replace("version: 1", "version: 2"))
    before = page.read_bytes()
    capsys.readouterr()
    assert main(["check"]) == 1
    message = "translation record has version “2”, this tool reads 1"
    assert f"docs/en/x.md:3:1: error: unreadable-page: {message}" in capsys.readouterr().out
    assert main(["confirm", "docs/en/x.md"]) == 2
    assert page.read_bytes() == before

"""The translations of a site, read in a process of its own."""

from pathlib import Path

import pytest
import sites

from bitext.errors import BitextError
from bitext.website import ahead
from bitext.website.ahead import ENOUGH, Pairs, Reading
from bitext.website.translations import translations


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A site of one page in two languages."""
    files = {"fr/p.md": "# Un { #a }\n\nUn.\n", "en/p.md": "# One { #a }\n\nOne.\n"}
    return sites.make(tmp_path, files) / "mkdocs.yml"


def refuse(error: BitextError) -> None:
    raise AssertionError(error)


def here(file: Path) -> None:
    raise AssertionError(f"{file} was read in this process")


def test_another_process_finds_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = translations(file)
    monkeypatch.setattr(ahead, "translations", here)
    assert Reading(file, ENOUGH, refuse).found() == expected


def test_a_small_site_is_read_in_this_process(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_COMMAND", ("nothing-of-that-name",))
    assert Reading(file, ENOUGH - 1, refuse).found() == translations(file)


@pytest.mark.parametrize("command", [("false",), ("nothing-of-that-name",)])
def test_a_process_that_fails_costs_only_time(
    file: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(ahead, "_COMMAND", command)
    assert Reading(file, ENOUGH, refuse).found() == translations(file)


@pytest.mark.parametrize("pages", [1, ENOUGH])
def test_what_is_wrong_is_told_once(file: Path, pages: int) -> None:
    (file.parent / "docs/termbase.toml").write_text("[", "utf-8")
    told: list[BitextError] = []
    reading = Reading(file, pages, told.append)
    assert (reading.found(), reading.found()) == ({}, {})
    assert [str(error).partition(":")[0] for error in told] == ["termbase.toml"]


def test_a_site_without_languages_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    told: list[BitextError] = []
    reading = Reading(tmp_path / "mkdocs.yml", 1, told.append)
    assert (len(told), reading.targets, reading.found()) == (1, (), {})


def test_who_asks_for_no_target_does_not_wait(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = ahead.translations
    monkeypatch.setattr(ahead, "translations", here)
    pairs = Pairs(Reading(file, 1, refuse), "docs/fr/p.md")
    assert pairs.get("fr") is None
    assert "de" not in pairs
    monkeypatch.setattr(ahead, "translations", real)
    assert pairs["en"].key == "p.md"
    assert list(pairs) == ["en"]
    assert len(pairs) == 1


def test_a_reading_that_nobody_waits_for_is_stopped(file: Path) -> None:
    reading = Reading(file, ENOUGH, refuse)
    process = reading._process
    assert process is not None
    reading.stop()
    assert process.returncode is not None


def test_pairs_come_in_outline(file: Path) -> None:
    pair = translations(file)["docs/fr/p.md"]["en"]
    (unit,) = pair.units
    assert unit.source is not None
    assert unit.source.anchor == "a"
    assert [block.text for block in unit.source.blocks] == [""]
    assert pair.source is not None
    assert pair.source.text == ""

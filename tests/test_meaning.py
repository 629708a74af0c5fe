"""What the rules on meaning make of the likeness that an encoder sees.

The encoder here knows a text by its letters: a text is like itself, and unlike another. That the
true one tells texts apart in two languages is shown by the cases of the rules.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy
import pytest
import sites
from numpy.typing import NDArray

from bitext import meaning
from bitext.cli import main
from bitext.errors import BitextError

ONE = "Aaaa bbbb cccc dddd eeee ffff gggg hhhh."
TWO = "Iiii jjjj kkkk llll mmmm nnnn oooo pppp."
THREE = "Qqqq rrrr ssss tttt uuuu vvvv wwww xxxx."


class Letters:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Iterable[NDArray[numpy.float32]]:
        self.asked += texts
        for text in texts:
            vector = numpy.zeros(26, dtype=numpy.float32)
            for letter in text.lower():
                if letter.isascii() and letter.isalpha():
                    vector[ord(letter) - ord("a")] += 1
            yield vector / (numpy.linalg.norm(vector) or 1.0)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> Letters:
    encoder = Letters()
    monkeypatch.setattr(meaning, "_encoder", lambda: encoder)
    return encoder


def found(root: Path, french: str, english: str) -> list[tuple[str, int, str]]:
    files = {"fr/x.md": f"# X\n\n{french}\n", "en/x.md": f"# X\n\n{english}\n"}
    bitext = sites.read(sites.make(root, files))[1]
    return [(one.kind, one.at.line, one.message) for one in meaning.doubts(bitext)]


def test_a_sentence_that_is_left_out(letters: Letters, tmp_path: Path) -> None:
    french, english = f"{ONE} {TWO} {THREE}", f"{ONE} {THREE}"
    message = f"nothing here seems to say “{TWO}”"
    assert found(tmp_path, french, english) == [(meaning.OMITTED, 3, message)]
    message = f"“{TWO}” seems to be in the target alone"
    assert found(tmp_path, english, french) == [(meaning.ADDED, 3, message)]


def test_two_sentences_may_become_one(letters: Letters, tmp_path: Path) -> None:
    joined = f"{ONE[:-1]}, {TWO} {THREE}"
    assert found(tmp_path, f"{ONE} {TWO} {THREE}", joined) == []
    assert found(tmp_path, joined, f"{ONE} {TWO} {THREE}") == []


def test_blocks_that_changed_places_are_named_once(letters: Letters, tmp_path: Path) -> None:
    message = f"“{TWO}” seems to translate line 5 of the source"
    expected = [(meaning.SWAPPED, 3, message)]
    assert found(tmp_path, f"{ONE}\n\n{TWO}", f"{TWO}\n\n{ONE}") == expected
    assert found(tmp_path, f"{ONE}\n\n{TWO}", f"{ONE}\n\n{TWO}") == []


def test_a_block_about_something_else(letters: Letters, tmp_path: Path) -> None:
    message = f"“{THREE}” seems unrelated to “{TWO}”"
    expected = [(meaning.UNRELATED, 5, message)]
    assert found(tmp_path, f"{ONE}\n\n{TWO}", f"{ONE}\n\n{THREE}") == expected


def test_short_blocks_and_code_are_left_alone(letters: Letters, tmp_path: Path) -> None:
    assert found(tmp_path, "Aaaa bbbb.\n\n```\nx\n```", "Yyyy zzzz.\n\n```\nx\n```") == []
    assert letters.asked == []


def test_a_text_is_encoded_once_and_a_clear_block_only_by_its_sentences(
    letters: Letters, tmp_path: Path
) -> None:
    found(tmp_path, f"{ONE} {TWO}\n\n{ONE} {TWO}", f"{ONE} {TWO}\n\n{ONE} {TWO}")
    assert sorted(letters.asked) == sorted((ONE, TWO))


def test_languages_that_the_encoder_does_not_know() -> None:
    meaning.ready("fr", ["br", "en-GB"])
    with pytest.raises(BitextError, match="know these languages only: ar, de, en"):
        meaning.ready("fr", ["br", "eu"])
    with pytest.raises(BitextError, match="know these languages only"):
        meaning.ready("fr", ["fr-CA"])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {
        "fr/x.md": f"# X {{ #x }}\n\n{ONE} {TWO} {THREE}\n",
        "en/x.md": f"# X {{ #x }}\n\n{ONE} {THREE}\n",
    }
    monkeypatch.chdir(sites.make(tmp_path, files))
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["check", "--no-cache", "--jobs", "1", *arguments])
    out = capsys.readouterr()
    return status, out.out, out.err


def test_they_run_when_asked_for(
    site: Path, letters: Letters, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = asked(capsys)
    assert (status, "omitted-sentence" in out, letters.asked) == (0, False, [])
    for arguments in (["--meaning"], ["--select", "omitted-sentence"]):
        status, out, _ = asked(capsys, *arguments)
        assert status == 0
        assert f"x.md:3:1: note: omitted-sentence: nothing here seems to say “{TWO}”" in out
    assert "unconfirmed" not in out
    status, out, _ = asked(capsys, "--select", "number", "--meaning", "docs/en/x.md")
    assert "omitted-sentence" in out
    status, out, _ = asked(capsys, "--meaning", "--ignore", "omitted-sentence")
    assert "omitted-sentence" not in out


def test_without_the_extra_it_says_so_once(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    expected = 'bitext: the rules on meaning need an extra: pip install "bitext[meaning]"\n'
    for arguments in (["--meaning"], ["--select", "unrelated-text,swapped-blocks"]):
        assert asked(capsys, *arguments) == (2, "", expected)
    assert asked(capsys)[0] == 0

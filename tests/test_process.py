"""The command as a process: it ends at once, and yet all that it said has been said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sites import make

from bitext.cli import main


def run(*arguments: str) -> tuple[int, str, str]:
    """What a process of its own gives."""
    command = [sys.executable, "-m", "bitext", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_all_that_is_said_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "".join(f"[{row}](gone-{row}.md)\n\n" for row in range(2000))  # no pipe holds as much
    make(tmp_path, {"fr/a.md": f"# A\n\n{wrong}", "en/a.md": "# A\n"})
    monkeypatch.chdir(tmp_path)
    status = main(["check", "--no-cache"])
    expected = capsys.readouterr()
    assert run("check", "--no-cache") == (status, expected.out, expected.err)
    assert status == 1
    assert expected.out.count("gone-") >= 2000


def test_what_cannot_run_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, output, error = run("check")
    assert (status, output) == (2, "")
    assert error.startswith("bitext: ")

"""Asks git, in a way that never waits for a person and never changes a clone."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

SECONDS = 10
"""How long one call of git may take."""
LATE = "git takes too long"

_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",  # the same for a git that does not know the line above
}
_DROPPED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells the hooks it runs; it would lead astray in another folder."""
_OPTIONS = ("--no-pager", "--literal-pathspecs", "-c", "log.showSignature=false")


def git(folder: Path, *arguments: str, given: bytes = b"", seconds: float = SECONDS) -> bytes:
    """What git says in `folder`; raises OSError or SubprocessError where it says nothing."""
    command = ("git", *_OPTIONS, *arguments)
    kept = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    environment = kept | _ENVIRONMENT
    done = subprocess.run(
        command, cwd=folder, env=environment, input=given, capture_output=True,
        timeout=seconds, check=True,
    )  # fmt: skip
    return done.stdout


def head(folder: Path) -> str:
    """The commit that the clone around `folder` is at, and those a shallow one begins with.

    It is empty without git.
    """
    asked = ("rev-parse", "HEAD", "--is-shallow-repository", "--git-path", "shallow")
    try:
        commit, shallow, file = os.fsdecode(git(folder, *asked)).splitlines()
        begins = (folder / file).read_text("ascii") if shallow == "true" else ""
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return " ".join((commit, *begins.split()))


def texts(folder: Path, blobs: Sequence[str], seconds: float = SECONDS) -> list[bytes | None]:
    """The texts that git keeps under the names `blobs`; None for one that is not there."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    answer = git(folder, "cat-file", "--batch", given=asked, seconds=seconds)
    found: list[bytes | None] = []
    position = 0
    for _ in blobs:
        end = answer.index(b"\n", position)
        head = answer[position:end].split()
        position = end + 1
        if len(head) != 3:
            found.append(None)
            continue
        size = int(head[2])
        found.append(answer[position : position + size])
        position += size + 1
    return found


def reason(error: Exception) -> str:
    """Why git said nothing, in a few words."""
    if isinstance(error, FileNotFoundError):
        return "git is not installed"
    if isinstance(error, subprocess.TimeoutExpired):
        return LATE
    if isinstance(error, subprocess.CalledProcessError):
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        if said and "not a git repository" in said[0]:
            return "the site is in no git repository"
        return said[0].removeprefix("fatal: ") if said else "git fails"
    return f"git fails: {error}"

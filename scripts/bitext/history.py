"""What git keeps of a page: its earlier texts, and in them a section by its digest.

Freshness never needs git. Where there is none, or it does not reach far enough, the answer is
None, and `trouble` says why.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bitext.config import Config
from bitext.digest import digest
from bitext.includes import Includes
from bitext.model import Page, Section
from bitext.outline import outline

VERSIONS = 200
"""How far back a page is followed."""
BATCH = 20
"""How many versions are fetched at a time."""
SECONDS = 10
"""How long one call of git may take."""
BUDGET = 30
"""How long all calls about the past of a site may take together."""

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
_LOG = ("--topo-order", "-m", "--raw", "-z", "--no-abbrev", "--format=%x00%H")


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a page once had: the commit that brought it and the name git gives the text."""

    commit: str
    blob: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A section as it once was, in the page as it was then."""

    page: Page
    section: Section


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
    """The commit that the clone around `folder` is at, and whether it is shallow; empty without."""
    try:
        return git(folder, "rev-parse", "HEAD", "--is-shallow-repository").decode().strip()
    except (OSError, subprocess.SubprocessError):
        return ""


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


class History:
    """The past of the pages of one site; what was asked once is not asked again."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._deadline = time.monotonic() + BUDGET
        self._logs: dict[tuple[str, str], tuple[Version, ...]] = {}
        self._texts: dict[str, str | None] = {}
        self._known: dict[tuple[str, str], dict[str, Earlier]] = {}
        self._trouble = ""
        self._shallow: bool | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The front matter keys that readers see, which count in the opening of a page."""
        return self._config.shown

    @property
    def trouble(self) -> str:
        """Why git cannot be asked at all; empty where it can."""
        if self._shallow is None:
            answer = self._git("rev-parse", "--is-shallow-repository")
            self._shallow = answer.strip() == b"true"
        return self._trouble

    @property
    def shallow(self) -> bool:
        """Whether the clone lacks the beginning of its history."""
        return not self.trouble and bool(self._shallow)

    def section(self, page: Page, wanted: str) -> Earlier | None:
        """The section that had the digest `wanted` in an earlier text of `page`, if git has it."""
        found = (known[wanted] for _, known in self._sections(page, "HEAD") if wanted in known)
        return next(found, None)

    def passed_by(self, page: Page, wanted: str, commit: str) -> bool:
        """Whether `page` had lost the section with the digest `wanted` by `commit`.

        Only if an earlier text of it had that section: where git lacks either, nothing is said.
        """
        sections = self._sections(page, commit)
        latest, known = next(sections, (None, {}))
        if latest is None or latest != self._log(page.path, commit)[0] or wanted in known:
            return False
        return any(wanted in known for _, known in sections)

    def digests(self, page: Page) -> dict[str, Earlier]:
        """The sections of `page` by their digest."""
        return {
            digest(section, page, self._config.shown): Earlier(page, section)
            for section in page.sections
        }

    def why_not(self, page: Page) -> str:
        """Why a section of `page` was not found."""
        if self.trouble:
            return self.trouble
        return (
            "the clone is shallow" if self.shallow else f"it is not in the history of {page.path}"
        )

    def texts(self, page: Page, commit: str = "HEAD") -> Iterator[tuple[Version, str]]:
        """Every text that `page` had up to `commit` and that git has, the latest first."""
        versions = self._log(page.path, commit)
        for start in range(0, len(versions), BATCH):
            some = versions[start : start + BATCH]
            self._fetch([one.blob for one in some])
            for one in some:
                text = self._texts[one.blob]
                if text is not None:
                    yield one, text

    def _fetch(self, blobs: Iterable[str]) -> None:
        """Read those of `blobs` that have not been read."""
        missing = [blob for blob in dict.fromkeys(blobs) if blob not in self._texts]
        self._texts |= dict.fromkeys(missing)
        if not missing:
            return
        try:
            found = texts(self._config.root, missing, self._left())
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            self._trouble = self._trouble or reason(error)
            return
        for blob, text in zip(missing, found, strict=True):
            with contextlib.suppress(UnicodeDecodeError):
                self._texts[blob] = None if text is None else text.decode("utf-8")

    def _sections(self, page: Page, commit: str) -> Iterator[tuple[Version, dict[str, Earlier]]]:
        """The sections of every text that `page` had up to `commit`, by their digest."""
        for version, text in self.texts(page, commit):
            key = page.path, version.blob
            if key not in self._known:
                names = page.path, page.key, page.locale
                with contextlib.suppress(RecursionError):
                    include = Includes(self._config, page.path)
                    earlier = outline(text, self._config.dialect, *names, include)
                    self._known[key] = self.digests(earlier)
            yield version, self._known.setdefault(key, {})

    def _log(self, path: str, commit: str) -> tuple[Version, ...]:
        """The versions of the file `path` up to `commit`, renames followed."""
        if (path, commit) not in self._logs:
            limit = f"--max-count={VERSIONS}"
            log = b""
            if not self.trouble:
                log = self._git("log", "--follow", limit, *_LOG, commit, "--", path)
            self._logs[path, commit] = tuple(_versions(log))
        return self._logs[path, commit]

    def _git(self, *arguments: str) -> bytes:
        try:
            return git(self._config.root, *arguments, seconds=self._left())
        except (OSError, subprocess.SubprocessError) as error:
            self._trouble = self._trouble or reason(error)
            return b""

    def _left(self) -> float:
        return max(0.001, min(SECONDS, self._deadline - time.monotonic()))


def reason(error: Exception) -> str:
    """Why git said nothing, in a few words."""
    if isinstance(error, FileNotFoundError):
        return "git is not installed"
    if isinstance(error, subprocess.TimeoutExpired):
        return "git takes too long"
    if isinstance(error, subprocess.CalledProcessError):
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        if said and "not a git repository" in said[0]:
            return "the site is in no git repository"
        return said[0].removeprefix("fatal: ") if said else "git fails"
    return f"git fails: {error}"


def _versions(log: bytes) -> Iterator[Version]:
    """What `git log --raw -z` with our format says: a commit, its files, each with its names."""
    commit = ""
    parts = iter(log.split(b"\0"))
    for part in parts:
        words = part.strip(b"\n").split(b" ")
        if words[0].startswith(b":"):
            for _ in range(2 if words[4][:1] in b"RC" else 1):
                next(parts, b"")
            if words[3].strip(b"0"):
                yield Version(commit, words[3].decode())
        elif words[0]:
            commit = words[0].decode()

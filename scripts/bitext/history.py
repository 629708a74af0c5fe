"""What git keeps of a page: its earlier texts, and in them a section by its digest.

Freshness never needs git. Where there is none, or it does not reach far enough, the answer is
None, and `trouble` says why.
"""

import contextlib
import subprocess
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bitext.config import Config
from bitext.digest import digests
from bitext.git import LATE, SECONDS, git, reason, texts
from bitext.includes import Includes
from bitext.model import Page, Section
from bitext.outline import outline

VERSIONS = 200
"""How far back a page is followed."""
BATCH = 20
"""How many versions are fetched at a time."""
BUDGET = 30
"""How long all calls about the past of a site may take together."""

_LOG = ("--topo-order", "-m", "--raw", "-z", "--no-abbrev", "--format=%x00%H")


class Version(NamedTuple):
    """A text that a page once had: the commit that brought it and the name git gives the text."""

    commit: str
    blob: str


class Earlier(NamedTuple):
    """A section as it once was, in the page as it was then."""

    page: Page
    section: Section


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
    def late(self) -> bool:
        """Whether git took too long: it may say more another time."""
        return self.trouble == LATE

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
            digest: Earlier(page, section)
            for section, digest in zip(
                page.sections, digests(page, self._config.shown), strict=True
            )
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
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise subprocess.TimeoutExpired("git", BUDGET)
        return min(SECONDS, left)


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

"""The day on which each section that is behind was confirmed, as git remembers it."""

import contextlib
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bitext.freshness import status
from bitext.git import git
from bitext.model import Bitext, Pair, Status, Unit
from bitext.recalling import with_units

Days = dict[str, dict[str, date]]
"""The day a record was written, by its two digests and then by the path of its page."""

_RECORD = '"[0-9a-f]{12} [0-9a-f]{12}"'
_ENTRY = re.compile(r'"([0-9a-f]{12} [0-9a-f]{12})"\s*$')
# Renames are followed over the whole folder: a page that moved was not translated on that day.
_LOG = (
    "log", "-p", "-U0", "-M", "--no-color", "--no-ext-diff", "--no-textconv",
    "--no-prefix", "--format=%x00%as %D",
)  # fmt: skip


def dated(bitexts: Iterable[Bitext], root: Path) -> list[Bitext]:
    """`bitexts` with the day on which each stale unit was confirmed, where git knows it.

    Git is asked once for all, and not at all where nothing is stale.
    """
    given = list(bitexts)
    folders = sorted({one.folders[one.target] for one in given if any(_behind(one))})
    days = _days(root, folders) if folders else {}

    def date_of(pair: Pair, unit: Unit) -> Unit:
        if not days or pair.target is None or not _is_behind(unit):
            return unit
        known = days.get(" ".join(unit.recorded or ()), {})
        # A page that has moved since is the only one that had the record.
        alone = next(iter(known.values())) if len(known) == 1 else None
        day = known.get(pair.target.path, alone)
        return replace(unit, past=replace(unit.past, confirmed=day))

    return [with_units(one, date_of) for one in given]


def _behind(bitext: Bitext) -> Iterator[Unit]:
    return (unit for pair in bitext.pairs for unit in pair.units if _is_behind(unit))


def _is_behind(unit: Unit) -> bool:
    return status(unit) is Status.STALE


def _days(root: Path, folders: list[str]) -> Days:
    arguments = (*_LOG, "--relative", "-G", _RECORD, "--", *folders)
    try:
        said = git(root, "-c", "core.quotePath=false", *arguments)
    except (OSError, subprocess.SubprocessError):
        return {}
    return _read(said.decode("utf-8", "replace"))


def _read(log: str) -> Days:
    """The days in what git says; the latest commit comes first, and is the one that counts."""
    days: Days = {}
    for commit in log.split("\0")[1:]:
        head, _, changes = commit.partition("\n")
        day, _, names = head.partition(" ")
        if "grafted" in names.split(", "):
            continue  # the edge of a shallow clone: all that is older seems to date from here
        for path, line in _added(changes):
            if match := _ENTRY.search(line):
                with contextlib.suppress(ValueError):
                    days.setdefault(match[1], {}).setdefault(path, date.fromisoformat(day))
    return days


def _added(changes: str) -> Iterator[tuple[str, str]]:
    """Every line that a commit adds, with the path of its file."""
    path, head = "", False
    for line in changes.split("\n"):
        if line.startswith(("diff ", "@@ ")):
            head = line.startswith("diff ")
        elif head and line.startswith("+++ "):
            path = line[4:].removesuffix("\t")  # git ends a path that holds a space with a tab
        elif not head and line.startswith("+"):
            yield path, line[1:]

"""Which findings a change caused: those of the tree at hand without those of the tree before it.

The tree before is read through git into a temporary folder; the tree at hand is not touched.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bitext import config as configuration
from bitext.checking import Report, gist
from bitext.config import Config
from bitext.contents import content
from bitext.corpus import PAGES, agreed, listed
from bitext.errors import BitextError
from bitext.git import git, reason, texts
from bitext.history import History
from bitext.model import Finding, Level, Pair, Unit
from bitext.pairing import pair_at
from bitext.recalling import between
from bitext.site import Listing

SECONDS = 120
BATCH = 500
_SETTINGS = (".yml", ".yaml", ".toml")
_LINK = "120000"
_RANK = {level: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Then:
    """A site as it once was, laid out in a folder for now."""

    config: Config
    listing: Listing


@contextmanager
def before(config: Config, ref: str, file: Path | None) -> Iterator[Then]:
    """The site at the commit that `ref` names; `file` is its mkdocs.yml, if it has one.

    Raises BitextError where git knows no such commit, or the site cannot be read there.
    """
    try:
        top = Path(os.fsdecode(_asked(config.root, "rev-parse", "--show-toplevel")))
        named = ("--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        commit = _asked(config.root, "rev-parse", *named).decode()
    except FileNotFoundError as error:
        raise BitextError(f"--since {ref}: git is not installed") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise BitextError(f"--since {ref}: no such commit in a repository here") from error
    with tempfile.TemporaryDirectory(prefix="bitext-") as name:
        folder = Path(name).resolve()
        try:
            _lay_out(top, commit, folder)
            old = _config(config, file, top, folder)
            agreed(old)
            then = Then(old, listed(old))
        except BitextError as error:
            message = str(error).replace(f"{folder}/", "")
            raise BitextError(f"--since {ref}: the site cannot be read: {message}") from error
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            raise BitextError(
                f"--since {ref}: git cannot give that tree: {reason(error)}"
            ) from error
        yield then


def _asked(folder: Path, *arguments: str) -> bytes:
    return git(folder, *arguments, seconds=SECONDS).removesuffix(b"\n")


def _lay_out(top: Path, commit: str, folder: Path) -> None:
    """Write the tree of `commit` into `folder`: pages and settings with their text, others empty."""
    wanted: dict[Path, tuple[str, str]] = {}
    for line in git(top, "ls-tree", "-r", "-z", "--full-tree", commit, seconds=SECONDS).split(
        b"\0"
    ):
        head, _, name = line.partition(b"\t")
        if not name or head.split()[1] != b"blob":
            continue
        mode, _, blob = head.decode().split()
        path = folder / os.fsdecode(name)
        if not Path(os.path.normpath(path)).is_relative_to(folder):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK or path.suffix.lower() in (*PAGES, *_SETTINGS):
            wanted[path] = (mode, blob)
        else:
            path.touch()
    paths = list(wanted)
    for start in range(0, len(paths), BATCH):
        some = paths[start : start + BATCH]
        found = texts(top, [wanted[path][1] for path in some], SECONDS)
        for path, text in zip(some, found, strict=True):
            _put(path, text, folder, link=wanted[path][0] == _LINK)


def _put(path: Path, text: bytes | None, folder: Path, *, link: bool) -> None:
    if text is None:
        raise BitextError(f"{path.relative_to(folder)}: its text is not in this clone")
    if not link:
        path.write_bytes(text)
        return
    to = os.fsdecode(text)
    if Path(os.path.normpath(path.parent / to)).is_relative_to(folder):
        path.symlink_to(to)
    else:
        path.touch()


def _config(config: Config, file: Path | None, top: Path, folder: Path) -> Config:
    """The configuration of the site as it was, in `folder`."""

    def moved(path: Path) -> Path:
        if not path.is_relative_to(top):
            raise BitextError(f"{path}: outside of the repository")
        return folder / path.relative_to(top)

    if file is not None:
        then = configuration.load(folder, moved(file.resolve()))
        if all(one.is_relative_to(folder) for one in (then.docs, *then.folders.values())):
            return then
        raise BitextError("docs_dir leads out of the repository")
    folders = {locale: moved(one) for locale, one in config.folders.items()}
    for locale, one in folders.items():
        if not one.is_dir():
            raise BitextError(f"{one}: no folder for the locale “{locale}”")
    return replace(config, root=moved(config.root), docs=moved(config.docs), folders=folders)


def caused(found: Report, listing: Listing, old: Report, then: Then) -> Report:
    """`found` without what the `old` report has as well; it says how much that is.

    A finding is the same if its rule, page, section and message are, and it is not worse now.
    """
    there: dict[tuple[str, ...], list[int]] = {}
    for finding in old.findings:
        there.setdefault(_key(finding, then.listing), []).append(_rank(finding))
    kept: list[Finding] = []
    for finding in found.findings:
        key = _key(finding, listing)
        ranks = sorted(there.get(key, ()))
        if ranks and ranks[0] <= _rank(finding):
            there[key] = ranks[1:]
        else:
            kept.append(finding)
    return replace(found, findings=tuple(kept), forgiven=len(found.findings) - len(kept))


def _rank(finding: Finding) -> int:
    return _RANK[finding.level or finding.rule.level]


def _key(finding: Finding, listing: Listing) -> tuple[str, ...]:
    _, page = listing.page_at(finding.at.path) or ("", finding.at.path)
    return finding.rule.id, finding.locale, page, finding.section, gist(finding)


def compared(then: Then, now: Config, history: History, target: str, pair: Pair) -> Pair:
    """`pair` with, in each unit, the record that the change replaced and how its source moved."""
    path = then.listing.path_of(target, pair.key)
    if pair.target is None or not path or not pair.units:
        return pair
    if content(then.config.root / path) == content(now.root / pair.target.path):
        return pair  # the records stand in there
    before = pair_at(then.config, then.listing, target, pair.key)
    records = {one.key: one.recorded for one in before.units}

    def with_record(unit: Unit) -> Unit:
        old = records.get(unit.key)
        if old is None or old == unit.recorded or unit.recorded is None:
            return unit
        moved = None
        if pair.source and before.source and unit.recorded[0] == unit.source_digest:
            earlier = history.digests(before.source).get(old[0])
            earlier = earlier or history.section(pair.source, old[0])
            moved = between(earlier, pair.source, unit, history)
        return replace(unit, past=replace(unit.past, replaced=old, moved=moved))

    return replace(pair, units=tuple(map(with_record, pair.units)))

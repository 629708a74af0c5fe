"""Findings that a site has accepted for now; each lapses when one of its two texts changes."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, fields, replace
from itertools import groupby
from pathlib import Path

from bitext.checking import Accepted, Report, gist
from bitext.digest import LENGTH, digests
from bitext.edits import write
from bitext.errors import BitextError
from bitext.model import Finding, Page, Pair

VERSION = 1

Key = tuple[str, str, str, str]
Pairs = Callable[[str], list[Pair]]
"""Gives the pairs that the page at a path is one half of."""


def save(path: Path, report: Report, pairs: Pairs, shown: tuple[str, ...]) -> None:
    """Write all findings of `report` to `path`, with the digests of the texts they rest on."""
    entries = [asdict(one) for one in _entries(report.findings, pairs, shown)]
    data = {"version": VERSION, "findings": entries}
    write(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def load(path: Path) -> tuple[Accepted, ...]:
    """The findings that `path` accepts; raises BitextError where it is no baseline."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BitextError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise BitextError(f"{path}: not a baseline: {error}") from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise BitextError(f"{path}: not a baseline of version {VERSION}")
    entries = data.get("findings")
    if not isinstance(entries, list) or not all(_whole(one) for one in entries):
        raise BitextError(f"{path}: not a baseline: `findings` is damaged")
    return tuple(Accepted(**one) for one in entries)


def _whole(entry: object) -> bool:
    """Whether `entry` has all it needs, and as text."""
    if not isinstance(entry, dict) or entry.keys() != {field.name for field in fields(Accepted)}:
        return False
    return all(isinstance(value, str) for value in entry.values())


def without(
    report: Report,
    accepted: tuple[Accepted, ...],
    pairs: Pairs,
    shown: tuple[str, ...],
    paths: Collection[str] | None,
    rules: Collection[str],
) -> Report:
    """`report` without the findings that are `accepted`; it says how many, and which lapsed.

    An entry lapses when it meets no finding any more, though its rule is among the `rules` that
    were asked and its page among `paths` (None is all).
    """
    left: dict[Key, list[Accepted]] = {}
    for one in accepted:
        left.setdefault(_key(one), []).append(one)
    entries = [*_entries(report.findings, pairs, shown)]
    known = {index for index, one in enumerate(entries) if _taken(one, left, here=True)}
    rest = [index for index in range(len(entries)) if index not in known]
    known |= {index for index in rest if _taken(entries[index], left, here=False)}
    kept = tuple(one for index, one in enumerate(report.findings) if index not in known)
    lapsed = tuple(
        one
        for some in left.values()
        for one in some
        if one.rule in rules and (paths is None or one.path in paths)
    )
    return replace(report, findings=kept, accepted=len(known), lapsed=lapsed)


def _taken(entry: Accepted, left: dict[Key, list[Accepted]], *, here: bool) -> bool:
    """Take what equals `entry` out of `left`, with `here` only if its page is the same as well."""
    some = left.get(_key(entry), [])
    for one in some:
        if not here or one.path == entry.path:
            some.remove(one)
            return True
    return False


def _key(one: Accepted) -> Key:
    return one.rule, one.source, one.target, one.message


def _entries(
    findings: Iterable[Finding], pairs: Pairs, shown: tuple[str, ...]
) -> Iterator[Accepted]:
    for path, some in groupby(findings, lambda one: one.at.path):
        around = pairs(path)
        texts = _sections(around, path)
        whole = _pages(around[-1], shown) if around else ("", "")
        for one in some:
            both = texts.get(one.section, whole)
            yield Accepted(one.rule.id, path, one.section, gist(one), *both)


def _sections(pairs: list[Pair], path: str) -> dict[str, tuple[str, str]]:
    """The digests of each section of the page at `path` and of its counterpart, by its anchor."""
    found: dict[str, tuple[str, str]] = {}
    for pair in pairs:
        for unit in pair.units:
            both = unit.source_digest, unit.target_digest
            if unit.target is not None and pair.target is not None and pair.target.path == path:
                found[unit.target.anchor] = both
            elif unit.source is not None and pair.source is not None and pair.source.path == path:
                found.setdefault(unit.source.anchor, both)
    return found


def _pages(pair: Pair, shown: tuple[str, ...]) -> tuple[str, str]:
    """The digests of two whole pages, for what belongs to no section."""
    return _page(pair.source, shown), _page(pair.target, shown)


def _page(page: Page | None, shown: tuple[str, ...]) -> str:
    if page is None:
        return ""
    said = digests(page, shown) or [page.text]
    text = "\n".join([page.key, *said])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]

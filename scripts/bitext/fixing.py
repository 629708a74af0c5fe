"""Applies the fixes that findings carry: in memory first, then whole pages at a time."""

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bitext.checking import Report
from bitext.config import Config
from bitext.corpus import page_path
from bitext.edits import applied, move, write
from bitext.errors import BitextError
from bitext.model import Edit, Finding, Fix
from bitext.site import Listing

ROUNDS = 5
Check = Callable[[Listing, Mapping[str, str]], Report]
"""What is found on a site, where some pages have texts that are not on disk yet."""
_ROW = re.compile(r"[^\n]*\n|[^\n]+$")


@dataclass(frozen=True, slots=True)
class Change:
    """A page before and after; `new_path` is another one where the page moves."""

    path: str
    new_path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, line by line, how many findings that settled, and the pages it changes."""

    lines: tuple[str, ...]
    fixed: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """The site as it would be; `texts` holds the changed pages, `origins` where they stood."""

    listing: Listing
    texts: Mapping[str, str]
    origins: Mapping[str, str]


def planned(
    config: Config, listing: Listing, paths: Collection[str] | None, check: Check
) -> Outcome:
    """What the fixes that `check` finds make of the pages `paths` (of all, if it is None).

    Fixes that overlap wait for the next round, in which the changed pages are read anew. A fix
    that would change another page as well is left out, and a line says so.
    """
    draft = _Draft(listing, {}, {})
    asked = set(paths) if paths is not None else None
    done: list[str] = []
    left: list[str] = []
    for _ in range(ROUNDS):
        fixable, left = _fixable(check(draft.listing, draft.texts).findings, asked)
        chosen = _compatible(fixable)
        if not chosen:
            break
        done += [_line(finding, fix.description) for finding, fix in chosen]
        draft = _with_fixes(config, draft, [fix for _, fix in chosen])
        if asked is not None:
            asked |= {new for _, fix in chosen for _, new in fix.moves}
    return Outcome((*done, *left), len(done), tuple(_changes(config, draft)))


def _fixable(
    found: Iterable[Finding], asked: Collection[str] | None
) -> tuple[list[tuple[Finding, Fix]], list[str]]:
    """The findings that can be fixed, and lines about those that would change too much."""
    fixable: list[tuple[Finding, Fix]] = []
    left: list[str] = []
    for finding in found:
        fix = finding.fix
        if fix is None or (asked is not None and finding.at.path not in asked):
            continue
        others = {edit.at.path for edit in fix.edits} - set(asked if asked is not None else ())
        if asked is not None and others:
            names = ", ".join(sorted(others))
            left.append(_line(finding, f"left as it is: the fix changes {names} too"))
        else:
            fixable.append((finding, fix))
    return fixable, left


def _compatible(fixable: Iterable[tuple[Finding, Fix]]) -> list[tuple[Finding, Fix]]:
    """The fixes, in order, that have no place and no path in common with one before."""
    chosen: list[tuple[Finding, Fix]] = []
    edits: dict[str, list[Edit]] = {}
    moved: set[str] = set()
    for finding, fix in fixable:
        ends = {path for both in fix.moves for path in both}
        if ends & moved or any(
            _overlap(edit, other) for edit in fix.edits for other in edits.get(edit.at.path, ())
        ):
            continue
        moved |= ends
        for edit in fix.edits:
            edits.setdefault(edit.at.path, []).append(edit)
        chosen.append((finding, fix))
    return chosen


def _overlap(one: Edit, other: Edit) -> bool:
    (start, end), (first, last) = _bounds(one), _bounds(other)
    return start == first or max(start, first) < min(end, last)


def _bounds(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    at = edit.at
    return (at.line, at.column), (at.end_line, at.end_column)


def _line(finding: Finding, what: str) -> str:
    at = finding.at
    return f"{at.path}:{at.line}:{at.column}: {finding.rule.id}: {what}"


def _with_fixes(config: Config, draft: _Draft, fixes: Iterable[Fix]) -> _Draft:
    """`draft` with `fixes` made: every edit first, then the moves."""
    edits: dict[str, list[Edit]] = {}
    moves: list[tuple[str, str]] = []
    for fix in fixes:
        moves += fix.moves
        for edit in fix.edits:
            edits.setdefault(edit.at.path, []).append(edit)
    for path, some in edits.items():
        text = applied(_text(config, draft, path), some)
        draft = _with_page(config, draft, path, path, text)
    for old, new in moves:
        draft = _with_page(config, draft, old, new, _text(config, draft, old))
    return draft


def _text(config: Config, draft: _Draft, path: str) -> str:
    """The text of a page to the character, as the draft or the disk has it."""
    if path in draft.texts:
        return draft.texts[path]
    return (config.root / path).read_bytes().decode("utf-8")


def _with_page(config: Config, draft: _Draft, path: str, new_path: str, text: str) -> _Draft:
    """`draft` with the page at `path` standing at `new_path`, its text being `text`."""
    listing = draft.listing
    if path != new_path:
        paths = {locale: dict(pages) for locale, pages in listing.paths.items()}
        locale, key = listing.page_at(path) or ("", "")
        del paths[locale][key]
        paths[locale][_key(config, listing, locale, new_path)] = new_path
        listing = replace(listing, paths=paths, files=listing.files - {path} | {new_path})
    texts = {name: one for name, one in draft.texts.items() if name != path}
    origins = {name: one for name, one in draft.origins.items() if name != path}
    origins[new_path] = draft.origins.get(path, path)
    return _Draft(listing, {**texts, new_path: text}, origins)


def _key(config: Config, listing: Listing, locale: str, path: str) -> str:
    """The key of the page of `locale` that would stand at `path`."""
    wanted = (config.root / path).resolve()
    return next(
        key
        for key in listing.paths[config.source]
        if page_path(config, locale, key).resolve() == wanted
    )


def _changes(config: Config, draft: _Draft) -> Iterator[Change]:
    for path, text in sorted(draft.texts.items()):
        origin = draft.origins[path]
        old = (config.root / origin).read_bytes().decode("utf-8")
        if old != text or origin != path:
            yield Change(origin, path, old, text)


def apply(config: Config, changes: Iterable[Change]) -> None:
    """Make `changes` on disk; a page that moves goes first, then gets its new text.

    Raises BitextError at a page that somebody has changed since it was read.
    """
    for change in changes:
        path = config.root / change.new_path
        if (config.root / change.path).read_bytes() != change.old.encode("utf-8"):
            raise BitextError(f"{change.path}: was changed in the meantime; run it again")
        if change.new_path != change.path:
            move(config.root / change.path, path)
        if change.new != change.old:
            write(path, change.new)


def differences(changes: Iterable[Change]) -> Iterator[str]:
    """`changes` as a diff that `git apply` and `patch -p1` understand, line by line."""
    for change in changes:
        old, new = f"a/{change.path}", f"b/{change.new_path}"
        if change.path != change.new_path:
            yield f"diff --git {old} {new}"
            yield f"rename from {change.path}"
            yield f"rename to {change.new_path}"
        rows = _ROW.findall(change.old), _ROW.findall(change.new)
        for row in difflib.unified_diff(*rows, old, new):
            yield row.removesuffix("\n")
            if not row.endswith("\n"):
                yield "\\ No newline at end of file"

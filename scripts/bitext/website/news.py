"""What has lately become new in the pages of a site, as git tells it: page by page, day by day."""

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from bitext.alignment.align import recorded
from bitext.config import Config
from bitext.corpus import page_of
from bitext.digest import digests
from bitext.git import git, texts
from bitext.model import Page, Section

PAGES = 30
"""How many pages of a day are told of in each locale."""
COMMITS = 500
"""How far back they are looked for."""
_LOOKED_AT = 3 * PAGES  # in all; some days bring nothing that a reader would notice
_LOG = (
    "log", f"--max-count={COMMITS}", "--raw", "-z", "-M", "--no-abbrev", "--no-color",
    "--no-ext-diff", "--relative", "--format=%x00%aI %D",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class News:
    """What was new in a page on a day; of `confirmed` sections only the confirmation is new."""

    page: Page
    at: datetime
    created: bool
    added: tuple[Section, ...] = ()
    changed: tuple[Section, ...] = ()
    confirmed: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What a day brought to the pages of a locale; `more` says that it touched others besides."""

    news: tuple[News, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Touched:
    """A page before and after a day, by the names that git gives to texts; empty for none."""

    at: datetime
    path: str
    before: str
    after: str


def news(config: Config, pages: Mapping[str, Page]) -> dict[str, list[Day]]:
    """The latest news of each locale, the newest first; `pages` are those there are, by path.

    Nothing where git does not know. A change in ink alone is no news, nor what is gone since, nor
    the day on which a record was begun.
    """
    try:
        touched = list(_touched(git(config.root, *_LOG, "--", *_folders(config)), pages))
        latest = {locale: list(_days(locale, touched, pages)) for locale in config.locales}
        told = [one for days in latest.values() for day in days for one in day[:PAGES]]
        blobs = {name for one in told for name in (one.before, one.after)}
        names = sorted(blobs - {""})
        known = dict(zip(names, texts(config.root, names), strict=True))
    except (OSError, subprocess.SubprocessError, ValueError):
        return {}
    found: dict[str, list[Day]] = {}
    for locale, days in latest.items():
        found[locale] = []
        for day in days:
            some = (_told(one, pages[one.path], known, config) for one in day[:PAGES])
            if kept := tuple(one for one in some if one is not None):
                found[locale].append(Day(kept, len(day) > PAGES))
    return found


def latest(folder: Path) -> datetime | None:
    """When the last commit was made; None where git does not know."""
    try:
        return datetime.fromisoformat(git(folder, "log", "-1", "--format=%aI").decode().strip())
    except (OSError, subprocess.SubprocessError, ValueError):
        return None


def _folders(config: Config) -> list[str]:
    return sorted(set(config.named_folders.values()))


def _days(
    locale: str, touched: Iterable[_Touched], pages: Mapping[str, Page]
) -> Iterator[list[_Touched]]:
    """The pages of a locale that were touched, day by day, the latest first."""
    mine = [one for one in touched if pages[one.path].locale == locale]
    mine.sort(key=lambda one: (one.at, one.path), reverse=True)
    looked_at = 0
    for _, day in groupby(mine, key=lambda one: one.at.date()):
        if looked_at < _LOOKED_AT:
            found = list(day)
            looked_at += min(len(found), PAGES)
            yield found


def _told(
    day: _Touched, page: Page, known: Mapping[str, bytes | None], config: Config
) -> News | None:
    if not day.before:
        return News(page, day.at, created=True)
    after, before = (_page(name, page, known, config) for name in (day.after, day.before))
    if after is None or before is None:
        return None
    old, new = (
        dict(zip((one.anchor for one in side.sections), digests(side, config.shown), strict=True))
        for side in (before, after)
    )
    was, now = recorded(before), recorded(after)
    added = [name for name in new if name not in old]
    changed = [name for name in new if name in old and new[name] != old[name]]
    noted = [name for name in now if name in was and now[name] != was[name]]
    confirmed = [name for name in noted if name not in changed and name not in added]
    there = {one.anchor: one for one in page.sections}
    lists = (
        tuple(there[name] for name in names if name in there)
        for names in (added, changed, confirmed)
    )
    told = News(page, day.at, False, *lists)
    return told if told.added or told.changed or told.confirmed else None


def _page(name: str, page: Page, known: Mapping[str, bytes | None], config: Config) -> Page | None:
    """The page as it was in the text `name`; None where git does not have it."""
    text = known.get(name)
    if text is None:
        return None
    return page_of(text, page.path, page.key, page.locale, config)


def _touched(log: bytes, pages: Mapping[str, Page]) -> Iterator[_Touched]:
    """What git says of pages that are still there, under whatever name they had."""
    found: dict[tuple[str, str], _Touched] = {}
    now = {path: path for path in pages}
    at: datetime | None = None
    parts = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        words = part.strip("\n").split(" ")
        if not words[0].startswith(":"):
            if words[0]:
                # The edge of a shallow clone: all that is older seems to be made here.
                at = None if "grafted" in part else datetime.fromisoformat(words[0])
            continue
        before, after, state = words[2].strip("0"), words[3].strip("0"), words[4]
        old = next(parts, "")
        new = next(parts, "") if state[:1] in "RC" else old
        path = now.get(new, "")
        if state[:1] == "R" and path:
            now[old] = path
        if path and after and at is not None:
            key = path, at.date().isoformat()
            last = found.get(key)
            found[key] = _Touched(
                last.at if last else at, path, words[2] if before else "",
                last.after if last else words[3],
            )  # fmt: skip
    yield from found.values()

"""A plan: which passage goes to which page, as TOML that a person edits."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from bitext.errors import BitextError

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage in a page; a heading has the level and the id it will have there."""

    block: int
    level: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page to be: its path under the source locale, its title, its passages in order.

    `id` is that of the title where the page has no heading of its own.
    """

    path: str
    title: str
    entries: tuple[Entry, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A passage that goes to no page, and why."""

    block: int
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages to be, and what is set aside, for the manuscript with this digest."""

    article: str
    digest: str
    pages: tuple[PagePlan, ...]
    aside: tuple[Aside, ...]


def parsed(text: str, name: str) -> Plan:
    """The plan in `text`; BitextError with the line of what is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BitextError(_toml_error(error, name)) from error
    if data.get("version") != VERSION:
        raise BitextError(f"{name}: version is {data.get('version')!r}, expected {VERSION}")
    unknown = set(data) - {"version", "article", "digest", "page", "aside"}
    if unknown:
        raise BitextError(f"{name}:{line_of(text, min(unknown))}: unknown key “{min(unknown)}”")
    for key in ("page", "aside"):
        if not _tables(data.get(key, [])):
            raise BitextError(f"{name}:{line_of(text, key)}: {key}: expected [[{key}]] tables")
    if not data.get("page"):
        raise BitextError(f"{name}: the plan has no page")
    pages = tuple(_page(entry, name, text) for entry in data.get("page", []))
    aside = tuple(_aside(entry, name, text) for entry in data.get("aside", []))
    return Plan(str(data.get("article", "")), str(data.get("digest", "")), pages, aside)


def _toml_error(error: tomllib.TOMLDecodeError, name: str) -> str:
    message = str(error)
    match = re.search(r"\(at line (\d+), column \d+\)", message)
    if match is None:
        return f"{name}: not TOML: {message}"
    return f"{name}:{match.group(1)}: not TOML: {message[: match.start()].strip()}"


def _tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _page(table: dict[str, Any], name: str, text: str) -> PagePlan:
    unknown = set(table) - {"path", "title", "id", "blocks"}
    if unknown:
        line = line_of(text, min(unknown))
        raise BitextError(f"{name}:{line}: unknown key “{min(unknown)}” in a page")
    for key in ("path", "title"):
        if not isinstance(table.get(key), str) or not table[key].strip():
            line = line_of(text, "[[page]]")
            raise BitextError(f"{name}:{line}: a page has no {key}")
    if not isinstance(table.get("blocks"), list):
        line = path_line(text, table["path"])
        raise BitextError(f"{name}:{line}: page {table['path']}: blocks: expected a list")
    entries = tuple(_entry(one, name, text, table["path"]) for one in table["blocks"])
    return PagePlan(table["path"], table["title"], entries, str(table.get("id", "")))


def _entry(value: object, name: str, text: str, path: str) -> Entry:
    if isinstance(value, int) and not isinstance(value, bool):
        return Entry(value)
    if isinstance(value, dict) and set(value) <= {"block", "level", "id"}:
        block, level, identity = value.get("block"), value.get("level", 0), value.get("id", "")
        if isinstance(block, int) and isinstance(level, int) and isinstance(identity, str):
            return Entry(block, level, identity)
    line = path_line(text, path)
    raise BitextError(
        f"{name}:{line}: page {path}: {value!r} is no block; expected a number or a heading"
    )


def _aside(table: dict[str, Any], name: str, text: str) -> Aside:
    block, reason = table.get("block"), table.get("reason")
    if not isinstance(block, int) or isinstance(block, bool):
        raise BitextError(f"{name}:{line_of(text, 'aside')}: an [[aside]] has no block number")
    if not isinstance(reason, str) or not reason.strip():
        line = block_line(text, block)
        raise BitextError(f"{name}:{line}: block {block} is set aside without a reason")
    return Aside(block, reason)


def line_of(text: str, word: str) -> int:
    """The first line of the plan `text` that holds `word`; 1 where none does."""
    before, found, _ = text.partition(word)
    return before.count("\n") + 1 if found else 1


def path_line(text: str, path: str) -> int:
    """The line of the plan `text` that gives a page the path `path`; 1 where none does."""
    match = re.search(rf"^\s*path\s*=\s*[\"']{re.escape(path)}[\"']", text, re.MULTILINE)
    return text.count("\n", 0, match.end()) + 1 if match else 1


def block_line(text: str, block: int, nth: int = 1) -> int:
    """The line of the plan `text` on which `block` stands for the `nth` time; 1 if nowhere."""
    pattern = re.compile(rf"(?:\bblock\s*=\s*|^\s*|[\[,]\s*){block}(?!\d)(?=\s*(?:[,}}\]#]|$))")
    for number, row in enumerate(text.split("\n"), 1):
        nth -= len(pattern.findall(row.partition("#")[0]))
        if nth <= 0:
            return number
    return 1

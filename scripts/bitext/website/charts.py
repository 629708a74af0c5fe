"""The charts of a site, by the file that holds their data for every language."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bitext.errors import BitextError

KINDS = ("bars", "timeline")
Words = Mapping[str, str]
"""What is said in each locale."""


@dataclass(frozen=True, slots=True)
class Row:
    """A value and what it counts.

    `says` puts words around the number (“about {}”), for one that is not exact. A sum starts from
    nothing again where the other bars follow upon each other. `year` places events on a time line.
    """

    value: float
    label: Words
    says: Words
    sum: bool = False
    year: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure: bars, which `follow` upon each other or not, or events on a line of time.

    `whole` is the end of the scale, where it is not the greatest value; with `percent`, values are
    parts of a hundred.
    """

    id: str
    kind: str
    title: Words
    rows: tuple[Row, ...]
    whole: float = 0
    percent: bool = False
    follow: bool = False


def load(path: Path, locales: Iterable[str]) -> dict[str, Chart]:
    """The charts in the TOML file `path` by their ids; BitextError says which one is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BitextError(f"{path.name}: {error}") from error
    charts = data.get("chart", [])
    if set(data) - {"chart"} or not isinstance(charts, list):
        raise BitextError(f"{path.name}: expected [[chart]] tables and nothing else")
    found: dict[str, Chart] = {}
    for number, entry in enumerate(charts, 1):
        name = entry.get("id")
        where = f"{path.name}: chart {number} “{name or ''}”"
        if not isinstance(name, str) or not name or name in found:
            raise BitextError(f"{where}: expected an id that no other chart has")
        found[name] = _chart(entry, where, tuple(locales))
    return found


def _chart(entry: Mapping[str, Any], where: str, locales: tuple[str, ...]) -> Chart:
    _known(entry, ("id", "kind", "title", "whole", "percent", "follow", "row"), where)
    kind, rows = entry.get("kind"), entry.get("row")
    if kind not in KINDS:
        raise BitextError(f"{where}: kind is “{kind}”, expected one of: {', '.join(KINDS)}")
    if not isinstance(rows, list) or not rows:
        raise BitextError(f"{where}: it has no row")
    return Chart(
        entry["id"],
        kind,
        _words(entry.get("title"), f"{where}: title", locales),
        tuple(_row(row, kind, f"{where}: row {at}", locales) for at, row in enumerate(rows, 1)),
        _number(entry.get("whole", 0), f"{where}: whole"),
        entry.get("percent") is True,
        entry.get("follow") is True,
    )


def _row(entry: Mapping[str, Any], kind: str, where: str, locales: tuple[str, ...]) -> Row:
    _known(entry, ("value", "label", "says", "sum", "year"), where)
    dated = kind == "timeline"
    if dated and not isinstance(entry.get("year"), int):
        raise BitextError(f"{where}: it has no year")
    # On a line of time only landmarks are named.
    named = "label" in entry or not dated
    says = entry.get("says")
    return Row(
        _number(entry.get("value", 1 if dated else None), f"{where}: value"),
        _words(entry.get("label"), f"{where}: label", locales) if named else {},
        _words(says, f"{where}: says", locales) if says is not None else {},
        entry.get("sum") is True,
        entry.get("year", 0),
    )


def _known(entry: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    if unknown := set(entry) - set(keys):
        raise BitextError(f"{where}: unknown key “{min(unknown)}” (known: {', '.join(keys)})")


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        raise BitextError(f"{where} is {value}, expected a number from 0 on")
    return value


def _words(value: object, where: str, locales: tuple[str, ...]) -> Words:
    """Words in every locale, given as one text for all where it is the same."""
    given = dict.fromkeys(locales, value) if isinstance(value, str) else value
    missing = [one for one in locales if not isinstance(given, dict) or not given.get(one)]
    if missing or not isinstance(given, dict):
        raise BitextError(f"{where}: nothing for “{missing[0]}”")
    return {locale: str(words) for locale, words in given.items()}

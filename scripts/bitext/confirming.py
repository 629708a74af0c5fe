"""What the tool writes into target pages on request: confirmations."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bitext.alignment.align import recorded
from bitext.checking import judged
from bitext.config import Config
from bitext.corpus import locate, page_path, read_page
from bitext.edits import alone, with_records, write
from bitext.errors import BitextError
from bitext.freshness import record
from bitext.model import Bitext, Finding, Level, Page, Pair, Unit
from bitext.rules import USUAL


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, line by line, and whether something was refused."""

    lines: tuple[str, ...]
    refused: bool


def named(name: str, config: Config, start: Path) -> tuple[str, str, str]:
    """The locale, key and anchor that ``PAGE#ANCHOR`` means; the anchor is empty for a page.

    Raises BitextError where it means no page of the site.
    """
    page, _, anchor = name.partition("#")
    if not page:
        raise BitextError(f"“{name}” names no page, expected PAGE or PAGE#ANCHOR")
    locale, key = locate(config, page, start)
    return locale, key, anchor


def confirm(config: Config, bitexts: list[Bitext], wanted: list[tuple[str, str, str]]) -> Outcome:
    """Record that the `wanted` sections say what their sources say now.

    A path of the source locale means its translation in every target. A section that has an error
    is refused and stays as it was; the others are recorded, each page in one write. Nothing is
    written where a name means nothing.
    """
    lines: list[str] = []
    refused = False
    chosen = {bitext.target: _chosen(bitext, wanted) for bitext in bitexts}
    _check_names(bitexts, wanted, chosen)
    for bitext in bitexts:
        errors = _errors(bitext) if chosen[bitext.target] else {}
        for pair, units in chosen[bitext.target]:
            done, stopped = _confirm_page(config, bitext, pair, units, errors)
            lines += done
            refused |= stopped
    return Outcome(tuple(lines), refused)


def adopt(config: Config, bitexts: list[Bitext]) -> Outcome:
    """Start the record of a site that has none: every section without an error counts as confirmed.

    What has an error stays unconfirmed, and is listed. Refused where anything has been recorded.
    """
    for bitext in bitexts:
        for page in bitext.pages[bitext.target].values():
            if recorded(page):
                raise BitextError(
                    f"{page.path}: has a record already; --adopt starts one where there is none"
                )
    lines: list[str] = []
    done = pages = left = 0
    for bitext in bitexts:
        errors = _errors(bitext)
        for pair in bitext.pairs:
            count, behind, said = _adopt_page(config, bitext, pair, errors)
            done, pages, left = done + count, pages + bool(count), left + behind
            lines += said
    sections = f"{done} section{'' if done == 1 else 's'} recorded"
    sum_ = f"{sections} on {pages} page{'' if pages == 1 else 's'}, {left} left unconfirmed"
    return Outcome((*lines, sum_), bool(lines))


def _adopt_page(
    config: Config, bitext: Bitext, pair: Pair, errors: dict[tuple[str, str], list[Finding]]
) -> tuple[int, int, list[str]]:
    """How many sections of a page were recorded, how many were not, and why not."""
    if pair.source is None or pair.target is None:
        return 0, 0, []
    for page in (pair.source, pair.target):
        if page.trouble is not None:
            return 0, 0, [f"{page.path}: left alone, line {page.trouble[0]}: {page.trouble[1]}"]
    units = [unit for unit in pair.units if unit.source is not None and unit.target is not None]
    try:
        said, _ = _confirm_page(config, bitext, pair, units, errors)
    except BitextError as error:
        return 0, len(units), [str(error)]
    bad = {unit.key for unit in units if (pair.target.path, unit.key) in errors}
    refused = [line for unit, line in zip(units, said, strict=True) if unit.key in bad]
    return len(units) - len(bad), len(bad), refused


def _chosen(bitext: Bitext, wanted: list[tuple[str, str, str]]) -> list[tuple[Pair, list[Unit]]]:
    """The pages of `bitext` that are `wanted` and have both sides, with the units of each."""
    anchors: dict[str, set[str]] = {}
    for locale, key, anchor in wanted:
        if locale in (bitext.source, bitext.target):
            anchors.setdefault(key, set()).add(anchor)
    found: list[tuple[Pair, list[Unit]]] = []
    for key, names in anchors.items():
        pair = bitext.by_key.get(key)
        if pair is None or pair.source is None or pair.target is None:
            continue
        for page in (pair.source, pair.target):
            if page.trouble is not None:
                line, message = page.trouble
                raise BitextError(f"{page.path}:{line}: {message}")
        found.append((pair, _units(pair, names)))
    return found


def _check_names(
    bitexts: list[Bitext],
    wanted: list[tuple[str, str, str]],
    chosen: dict[str, list[tuple[Pair, list[Unit]]]],
) -> None:
    """Every wanted page must have its other side in one language at least."""
    for locale, key, _ in wanted:
        near = [one for one in bitexts if locale in (one.source, one.target)]
        if any(pair.key == key for one in near for pair, _ in chosen[one.target]):
            continue
        sides = [one.target if locale == one.source else one.source for one in near]
        for one in near:
            if key not in one.pages[locale]:
                sides = [locale]
        named_ = " or ".join(f"“{side}”" for side in sides)
        raise BitextError(f"{key}: no page in {named_}, nothing to confirm")


def _errors(bitext: Bitext) -> dict[tuple[str, str], list[Finding]]:
    """The errors of the target pages by path and section, as if nothing were stale."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in judged(bitext, USUAL, lenient=False):
        if finding.level is Level.ERROR:
            found.setdefault((finding.at.path, finding.section), []).append(finding)
    return found


def _units(pair: Pair, anchors: set[str]) -> list[Unit]:
    both = [unit for unit in pair.units if unit.source is not None and unit.target is not None]
    if "" in anchors:
        return both
    found = [unit for unit in both if unit.key in anchors]
    for anchor in sorted(anchors - {unit.key for unit in found}):
        by_source = [unit for unit in both if unit.source and unit.source.anchor == anchor]
        if not by_source:
            known = ", ".join(f"#{unit.key}" for unit in both)
            raise BitextError(f"{pair.key}#{anchor}: no such section in both languages ({known})")
        found += by_source
    return found


def _confirm_page(
    config: Config,
    bitext: Bitext,
    pair: Pair,
    units: list[Unit],
    errors: dict[tuple[str, str], list[Finding]],
) -> tuple[list[str], bool]:
    target = pair.target
    if target is None:
        return [], False
    lines: list[str] = []
    confirmed: set[str] = set()
    refused = False
    for unit in units:
        reasons = errors.get((target.path, unit.key), [])
        if reasons:
            refused = True
            lines.append(f"{target.path}#{unit.key}: refused, {_reason(reasons)}")
            continue
        confirmed.add(unit.key)
        if unit.recorded == (unit.source_digest, unit.target_digest):
            lines.append(f"{target.path}#{unit.key}: was confirmed already")
        else:
            lines.append(f"{target.path}#{unit.key}: confirmed")
    if confirmed:
        _record(config, bitext, pair, target, confirmed)
    return lines, refused


def _record(
    config: Config, bitext: Bitext, pair: Pair, target: Page, confirmed: Collection[str]
) -> None:
    """Write the record of a page; it is read anew, as others may have confirmed meanwhile."""
    path = page_path(config, bitext.target, pair.key)
    with alone(path):
        known = recorded(read_page(path, target.path, pair.key, target.locale, config))
        records = {}
        for unit in pair.units:
            if unit.key in confirmed:
                records[unit.key] = record(unit)
            elif unit.key in known:
                records[unit.key] = " ".join(known[unit.key])
        old = path.read_bytes().decode("utf-8")
        try:
            new = with_records(old, bitext.source, records)
        except BitextError as error:
            raise BitextError(f"{target.path}: cannot be confirmed: {error}") from error
        if new != old:
            write(path, new)


def _reason(findings: list[Finding]) -> str:
    first = findings[0]
    more = f" and {len(findings) - 1} more" if len(findings) > 1 else ""
    return f"line {first.at.line}: {first.rule.id}: {first.message}{more}"

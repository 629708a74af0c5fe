"""Findings as text for people and as JSON for programs."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bitext.checking import Report
from bitext.config import Config
from bitext.model import Finding, Level, Location
from bitext.site import Listing
from bitext.terminal import excerpt, paint, plain

VERSION = 1


def line(finding: Finding, *, colour: bool = False) -> str:
    """One finding as one line: place, level, rule, message, the place on the other side."""
    at, level = finding.at, str(finding.level)
    place = paint(plain(f"{at.path}:{at.line}:{at.column}:"), "place", colour)
    there = f" ({finding.source.path}:{finding.source.line})" if finding.source else ""
    message = plain(f"{finding.rule.id}: {finding.message}")
    return f"{place} {paint(level, level, colour)}: {message}{paint(plain(there), 'quiet', colour)}"


def text(
    report: Report,
    sources: Mapping[str, str],
    *,
    verbose: bool,
    silenced: bool,
    colour: bool = False,
) -> str:
    """The whole report for a person; `sources` maps paths to page texts, for excerpts."""
    lines: list[str] = []
    for finding in report.findings:
        lines.append(line(finding, colour=colour))
        if verbose:
            lines += _excerpts(finding, sources, colour)
    if silenced:
        for one in report.silenced:
            reason = plain(f" [silenced: {one.reason}]")
            lines.append(line(one.finding, colour=colour) + paint(reason, "quiet", colour))
    for entry in report.lapsed:
        place = paint(plain(f"{entry.path}#{entry.section}:"), "place", colour)
        lines.append(f"{place} lapsed from the baseline: {plain(f'{entry.rule}: {entry.message}')}")
    lines.append(summary(report))
    return "\n".join(lines)


def summary(report: Report) -> str:
    """The closing line: how many of each level, how many silenced, forgiven, accepted."""
    parts = [_count(report.count(level), str(level)) for level in Level if report.count(level)]
    hushed = [f"{len(report.silenced)} silenced"] if report.silenced else []
    hushed += [f"{report.forgiven} forgiven"] if report.forgiven is not None else []
    hushed += [f"{report.accepted} in the baseline"] if report.accepted is not None else []
    hushed += [f"{len(report.lapsed)} lapsed"] if report.lapsed else []
    rest = f" ({', '.join(hushed)})" if hushed else ""
    return (", ".join(parts) or "nothing to report") + rest


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _excerpts(finding: Finding, sources: Mapping[str, str], colour: bool) -> list[str]:
    shown: list[str] = []
    for place in (finding.at, finding.source):
        lines = sources.get(place.path, "").split("\n") if place else []
        if place is not None and place.line <= len(lines):
            shown += excerpt(place, lines[place.line - 1], str(finding.level), colour)
    return shown


def places(report: Report) -> set[str]:
    """The paths that the findings of `report` name."""
    sides = (side for one in report.findings for side in (one.at, one.source))
    return {side.path for side in sides if side is not None}


def as_json(report: Report, config: Config, listing: Listing) -> str:
    """The report in the format of the contract, version 1."""
    data: dict[str, Any] = {
        "version": VERSION,
        "source": config.source,
        "targets": config.targets,
        "pages": len({key for pages in listing.paths.values() for key in pages}),
        "findings": [_finding(finding) for finding in report.findings],
        "silenced": [
            {
                "rule": one.finding.rule.id,
                "path": one.finding.at.path,
                "line": one.finding.at.line,
                "reason": one.reason,
            }
            for one in report.silenced
        ],
        "summary": {f"{level}s": report.count(level) for level in Level},
    }
    if report.forgiven is not None:
        data["forgiven"] = report.forgiven
    if report.accepted is not None:
        data["baseline"] = {
            "accepted": report.accepted,
            "lapsed": [asdict(one) for one in report.lapsed],
        }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    source = finding.source
    return {
        "rule": finding.rule.id,
        "level": str(finding.level),
        "message": finding.message,
        **_place(finding.at),
        "locale": finding.locale,
        "section": finding.section,
        "source": {"path": source.path, "line": source.line} if source else None,
        "fix": None
        if finding.fix is None
        else {
            "description": finding.fix.description,
            "edits": [{**_place(edit.at), "text": edit.text} for edit in finding.fix.edits],
            "moves": [list(move) for move in finding.fix.moves],
        },
    }


def _place(at: Location) -> dict[str, Any]:
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line or at.line,
        "end_column": at.end_column or at.column,
    }

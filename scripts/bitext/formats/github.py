"""Findings as annotations that GitHub Actions shows beside the lines of a pull request."""

from collections.abc import Iterator

from bitext.checking import Report
from bitext.model import Finding, Level

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def annotations(report: Report, base: str = "") -> Iterator[str]:
    """One workflow command a finding; `base` leads from the repository to the site, with a slash."""
    for finding in report.findings:
        command = _COMMANDS[finding.level or finding.rule.level]
        properties = ",".join(f"{name}={value}" for name, value in _properties(finding, base))
        there = f" ({finding.source.path}:{finding.source.line})" if finding.source else ""
        yield f"::{command} {properties}::{_escaped(finding.message + there, _DATA)}"


def _properties(finding: Finding, base: str) -> Iterator[tuple[str, str]]:
    """The place and the title; a runner refuses a column where the lines differ."""
    at = finding.at
    last = at.end_line or at.line
    yield "file", _escaped(base + at.path, _PROPERTY)
    yield "line", str(at.line)
    yield "endLine", str(last)
    if last == at.line:
        yield "col", str(at.column)
    yield "title", _escaped(f"bitext {finding.rule.id}", _PROPERTY)


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)

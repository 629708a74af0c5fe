"""Findings as SARIF 2.1.0, the format of code scanning services and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from bitext.checking import Report, gist
from bitext.model import Finding, Fix, Location, Rule
from bitext.rules import RULES
from bitext.site import Listing

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
BASE = "SRCROOT"
NAMES = tuple(rule.id for rule in RULES)
FINGERPRINT = "bitextFinding/v1"


def sarif(report: Report, listing: Listing, texts: Mapping[str, str], base: str = "") -> str:
    """The report as one run; `texts` gives the Markdown text of each rule by its id.

    `base` leads from the repository to the site, with a slash at its end. Silenced findings are
    results with a suppression, as the standard wants them.
    """
    driver = {
        "name": "bitext",
        "version": version("bitext"),
        "rules": [_rule(rule, texts[rule.id]) for rule in RULES],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "The root of the repository."}}},
        "results": _results(report, listing, base),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _results(report: Report, listing: Listing, base: str) -> list[dict[str, Any]]:
    """Every finding in order of place, the silenced ones among the others."""
    keys = {path: key for pages in listing.paths.values() for key, path in pages.items()}
    rules = {rule.id: number for number, rule in enumerate(RULES)}
    reasons = {id(one.finding): one.reason for one in report.silenced}
    findings = sorted((*report.findings, *(one.finding for one in report.silenced)), key=_order)
    marks = _fingerprints(findings, keys)
    return [
        _result(finding, rules[finding.rule.id], mark, reasons.get(id(finding)), base)
        for finding, mark in zip(findings, marks, strict=True)
    ]


def _order(finding: Finding) -> tuple[object, ...]:
    at = finding.at
    return at.path, at.line, at.column, finding.rule.id, finding.message


def _fingerprints(findings: Iterable[Finding], keys: Mapping[str, str]) -> list[str]:
    """A name for each finding that stays while lines move; equal ones are told apart by order."""
    seen: Counter[tuple[str, ...]] = Counter()
    marks: list[str] = []
    for one in findings:
        page = keys.get(one.at.path, one.at.path)
        name = (one.rule.id, one.locale, page, one.section, gist(one))
        seen[name] += 1
        text = "\0".join((*name, str(seen[name])))
        marks.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return marks


def _rule(rule: Rule, text: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": str(rule.level)},
    }


def _result(
    finding: Finding, number: int, mark: str, reason: str | None, base: str
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": number,
        "level": str(finding.level),
        "message": {"text": finding.message},
        "locations": [_location(finding.at, base)],
        "partialFingerprints": {FINGERPRINT: mark},
    }
    if finding.source is not None:
        source = {"message": {"text": "the source"}, **_location(finding.source, base)}
        result["relatedLocations"] = [{"id": 1, **source}]
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    if finding.fix is not None and finding.fix.edits:
        result["fixes"] = [_fix(finding.fix, base)]
    return result


def _location(at: Location, base: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(at, base), "region": _region(at)}}


def _artifact(at: Location, base: str) -> dict[str, str]:
    return {"uri": quote(base + at.path), "uriBaseId": BASE}


def _region(at: Location) -> dict[str, int]:
    """The place; without an end it is the line from the column on."""
    region = {"startLine": at.line, "startColumn": at.column}
    if at.end_line:
        region |= {"endLine": at.end_line, "endColumn": at.end_column}
    return region


def _fix(fix: Fix, base: str) -> dict[str, Any]:
    """The edits of `fix`, file by file; SARIF has no word for a file that moves."""
    changes: dict[str, dict[str, Any]] = {}
    for edit in fix.edits:
        path = edit.at.path
        change = {"artifactLocation": _artifact(edit.at, base), "replacements": []}
        changes.setdefault(path, change)["replacements"].append(
            {"deletedRegion": _region(edit.at), "insertedContent": {"text": edit.text}}
        )
    return {"description": {"text": fix.description}, "artifactChanges": list(changes.values())}

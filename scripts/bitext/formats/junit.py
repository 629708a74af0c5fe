"""Findings as JUnit XML, which most servers that run tests can read."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from bitext.checking import Report
from bitext.model import Finding, Level

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml(report: Report, paths: Iterable[str], *, strict: bool) -> str:
    """One test suite a page of `paths`, in it one test case for each rule that found something.

    Errors fail, with `strict` warnings too; other findings are the output of a test that passes.
    A page without findings is one test that passes.
    """
    failing = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    pages: dict[str, dict[str, list[Finding]]] = {path: {} for path in paths}
    for finding in report.findings:
        rules = pages.setdefault(finding.at.path, {})
        rules.setdefault(finding.rule.id, []).append(finding)
    root = ElementTree.Element("testsuites", name="bitext")
    for path in sorted(pages):
        root.append(_suite(path, pages[path] or {"every rule": []}, failing))
    for name in ("tests", "failures"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ElementTree.indent(root)
    data: bytes = ElementTree.tostring(root, "us-ascii")  # right in whatever a terminal writes
    return data.decode("ascii")


def _suite(path: str, rules: dict[str, list[Finding]], failing: set[Level]) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=_clean(path))
    failures = 0
    for rule, findings in sorted(rules.items()):
        case = ElementTree.SubElement(
            suite, "testcase", name=rule, classname=_clean(path), file=_clean(path)
        )
        bad = [one for one in findings if one.level in failing]
        fine = [one for one in findings if one.level not in failing]
        failures += bool(bad)
        if bad:
            first = _clean(bad[0].message)
            failure = ElementTree.SubElement(case, "failure", type=str(bad[0].level), message=first)
            failure.text = _lines(bad)
        if fine:
            ElementTree.SubElement(case, "system-out").text = _lines(fine)
    suite.set("tests", str(len(rules)))
    suite.set("failures", str(failures))
    return suite


def _lines(findings: list[Finding]) -> str:
    return "\n".join(_line(finding) for finding in findings)


def _line(finding: Finding) -> str:
    at, source = finding.at, finding.source
    there = f" ({source.path}:{source.line})" if source else ""
    return _clean(f"{at.path}:{at.line}:{at.column}: {finding.level}: {finding.message}{there}")


def _clean(text: str) -> str:
    """`text` without the control characters that XML forbids."""
    return _NOT_XML.sub("\ufffd", text)

"""What was found on a page pair as bytes (MessagePack), and back: for the cache and other processes.

MessagePack holds plain values only: reading a cache runs no code, whoever wrote it.
"""

from dataclasses import dataclass
from typing import Any

import msgpack

from bitext.checking import Report
from bitext.model import Edit, Finding, Fix, Level, Location, Silenced
from bitext.rules import RULES
from bitext.silence import Directive
from bitext.site import Facts, Label, PageFacts, Question

_RULES = {rule.id: rule for rule in RULES}
Packed = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What one look at a page and its translation gave.

    `texts` are the digests of the files that were read, by path; `answers` what the site was
    asked and said. While all of them stay the same, so do `findings`, `silencing` and `facts`.
    """

    texts: tuple[tuple[str, str], ...]
    answers: tuple[tuple[Question, object], ...]
    findings: tuple[Finding, ...]
    silencing: tuple[Directive, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Opened:
    """A packed record of which only what most look-ups need has been unpacked."""

    texts: tuple[tuple[str, str], ...]
    answers: tuple[tuple[Question, object], ...]
    _findings: bytes
    _facts: bytes

    def findings(self) -> tuple[tuple[Finding, ...], tuple[Directive, ...]]:
        """The findings, and what is silenced where."""
        findings, silencing = _read(self._findings)
        return tuple(map(_finding, findings)), tuple(map(_directive, silencing))

    def facts(self) -> Facts:
        """What the site must know of the pair."""
        key, source, target, renamed, labels = _read(self._facts)
        translated = tuple(Label(*label) for label in labels)
        return Facts(key, _page(source), _page(target), dict(renamed), translated)


def pack(record: Record) -> bytes:
    """`record` as bytes."""
    findings = [_of_finding(one) for one in record.findings]
    silencing = [_of_directive(one) for one in record.silencing]
    inner = _bytes((findings, silencing))
    facts = _bytes(_of_facts(record.facts))
    return _bytes((record.texts, record.answers, inner, facts))


def opened(packed: bytes) -> Opened:
    """The record that `packed` holds; raises ValueError where it holds none."""
    return Opened(*_read(packed))


def pack_report(report: Report) -> bytes:
    """What stands and what is silenced, as bytes."""
    silenced = [(_of_finding(one.finding), one.reason) for one in report.silenced]
    return _bytes(([_of_finding(one) for one in report.findings], silenced))


def report(packed: bytes) -> Report:
    """The report that `pack_report` made bytes of."""
    findings, silenced = _read(packed)
    quiet = (Silenced(_finding(one), reason) for one, reason in silenced)
    return Report(tuple(map(_finding, findings)), tuple(quiet))


def _bytes(value: object) -> bytes:
    # The names of files may be no Unicode: Python keeps their bytes as lone surrogates.
    packed: bytes = msgpack.packb(value, unicode_errors="surrogateescape")
    return packed


def _read(packed: bytes) -> Any:
    return msgpack.unpackb(packed, use_list=False, unicode_errors="surrogateescape")


def _of_place(at: Location | None) -> Packed | None:
    return (at.path, at.line, at.column, at.end_line, at.end_column) if at else None


def _of_fix(fix: Fix | None) -> Packed | None:
    if fix is None:
        return None
    edits = [(_of_place(edit.at), edit.text) for edit in fix.edits]
    return (fix.description, edits, fix.moves)


def _of_finding(one: Finding) -> Packed:
    level = None if one.level is None else str(one.level)
    where = (_of_place(one.at), _of_place(one.source), one.locale, one.section)
    return (one.rule.id, level, one.message, one.stable, *where, _of_fix(one.fix))


def _finding(packed: Packed) -> Finding:
    name, level, message, stable, at, source, locale, section, fix = packed
    return Finding(
        Location(*at),
        _RULES[name],
        message,
        source and Location(*source),
        locale,
        section,
        level and Level(level),
        fix and Fix(fix[0], tuple(Edit(Location(*at), text) for at, text in fix[1]), fix[2]),
        stable,
    )


def _of_directive(one: Directive) -> Packed:
    return (one.rule, one.reason, one.locale, _of_place(one.at), one.first, one.last)


def _directive(packed: Packed) -> Directive:
    rule, reason, locale, at, first, last = packed
    return Directive(rule, reason, locale, Location(*at), first, last)


def _of_page(page: PageFacts | None) -> Packed | None:
    if page is None:
        return None
    counts = (page.headings, page.explicit, page.readable)
    return (page.titles, page.first, page.anchors, *counts)


def _page(packed: Packed | None) -> PageFacts | None:
    return PageFacts(*packed) if packed else None


def _of_facts(one: Facts) -> Packed:
    labels = [(label.source, label.said, label.text) for label in one.labels]
    return (one.key, _of_page(one.source), _of_page(one.target), [*one.renamed.items()], labels)

"""What was found on a page pair as bytes (MessagePack), and back: for the cache and other processes.

MessagePack holds plain values only: reading a cache runs no code, whoever wrote it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgpack

from bitext.model import Edit, Finding, Fix, Level, Location
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
    """A packed record of which only what most look-ups need has been unpacked.

    `head` is what git was known to have (empty: nothing), None where that was not asked.
    """

    texts: tuple[tuple[str, str], ...]
    head: str | None
    _answers: bytes
    _findings: bytes
    packed_facts: bytes

    def packed(self) -> bytes:
        """The record as bytes."""
        return _bytes((self.texts, self.head, self._answers, self._findings, self.packed_facts))

    def answers(self) -> tuple[tuple[Question, object], ...]:
        """What the site was asked, and said."""
        found: tuple[tuple[Question, object], ...] = _read(self._answers)
        return found

    def findings(self) -> tuple[tuple[Finding, ...], tuple[Directive, ...]]:
        """The findings, and what is silenced where."""
        if self._findings == _NOTHING:
            return (), ()
        found, silencing = _read(self._findings)
        return tuple(map(_finding, found)), tuple(map(_directive, silencing))

    def facts(self) -> Facts:
        """What the site must know of the pair."""
        key, source, target, renamed, labels = _read(self.packed_facts)
        translated = tuple(Label(*label) for label in labels)
        return Facts(key, _page(source), _page(target), dict(renamed), translated)


def pack(record: Record) -> bytes:
    """`record` as bytes."""
    inner = _bytes(([*map(_of_finding, record.findings)], [*map(_of_directive, record.silencing)]))
    head = dict(record.answers).get(("head",))
    facts = _bytes(_of_facts(record.facts))
    return _bytes((record.texts, head, _bytes(record.answers), inner, facts))


def opened(packed: bytes) -> Opened:
    """The record that `packed` holds; raises ValueError where it holds none."""
    return Opened(*_read(packed))


def pack_findings(some: Iterable[Finding]) -> bytes:
    """`some` findings as bytes."""
    return _bytes([*map(_of_finding, some)])


def findings(packed: bytes) -> tuple[Finding, ...]:
    """The findings that `pack_findings` made bytes of."""
    return tuple(map(_finding, _read(packed)))


def _bytes(value: object) -> bytes:
    # The names of files may be no Unicode: Python keeps their bytes as lone surrogates.
    packed: bytes = msgpack.packb(value, unicode_errors="surrogateescape")
    return packed


def _read(packed: bytes) -> Any:
    return msgpack.unpackb(packed, use_list=False, unicode_errors="surrogateescape")


_NOTHING = _bytes(([], []))


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

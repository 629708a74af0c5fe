"""Asks every rule about every bitext and settles what stands, what is silenced, how bad it is."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from bitext.errors import BitextError
from bitext.freshness import status
from bitext.links import every_page
from bitext.model import Bitext, Finding, Level, Page, Pair, Rule, Silenced, Status
from bitext.outline import settled as settled_place
from bitext.rules import RULES, USUAL
from bitext.silence import Directive, directives, silenced

_LINE_NUMBER = re.compile(r"\blines? \d+")
_KNOWN = frozenset(rule.id for rule in RULES)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that a site has accepted for now; `source` and `target` are digests of its texts."""

    rule: str
    path: str
    section: str
    message: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a check found, sorted by place and rule.

    `forgiven` counts what was there before the change that is judged, `accepted` what a baseline
    knows (None: not asked); `lapsed` is what the baseline knows and the check no longer finds.
    """

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    forgiven: int | None = None
    accepted: int | None = None
    lapsed: tuple[Accepted, ...] = ()

    def count(self, level: Level) -> int:
        """How many findings are of `level`."""
        return sum(finding.level is level for finding in self.findings)


def chosen(
    select: Collection[str], ignore: Collection[str], *, meaning: bool = False
) -> tuple[Rule, ...]:
    """The rules in `select` (the usual ones if it is empty) without those in `ignore`.

    With `meaning`, those that only run when they are asked for come along.
    """
    for name in (*select, *ignore):
        if name not in _KNOWN:
            raise BitextError(f"{name}: no such rule; `bitext explain` lists them")
    wanted = set(select) or {rule.id for rule in USUAL}
    return tuple(
        rule
        for rule in RULES
        if (rule.id in wanted or (meaning and rule.asked)) and rule.id not in ignore
    )


def check(bitexts: Iterable[Bitext], rules: tuple[Rule, ...] = USUAL) -> Report:
    """What `rules` find in `bitexts`; what two bitexts share is reported once."""
    pages: dict[str, Page] = {}
    found: list[Finding] = []
    for bitext in bitexts:
        pages |= {page.path: page for page in every_page(bitext)}
        found += judged(bitext, rules)
    return settled(found, [one for page in pages.values() for one in directives(page)], rules)


def settled(
    findings: Iterable[Finding], silencing: Collection[Directive], rules: tuple[Rule, ...]
) -> Report:
    """What stands of `findings` of `rules`, each once, and what `silencing` covers."""
    names = frozenset(rule.id for rule in rules)
    found = {_identity(finding): finding for finding in findings}
    standing, quiet = silenced(found.values(), silencing, _KNOWN, names)
    return Report(
        tuple(sorted((one for one in standing if one.rule.id in names), key=_identity)),
        tuple(sorted(quiet, key=lambda one: _identity(one.finding))),
    )


def judged(bitext: Bitext, rules: tuple[Rule, ...], *, lenient: bool = True) -> Iterator[Finding]:
    """Every finding of `rules`, with its level, locale and section.

    With `lenient`, what a stale section lacks is a warning: its staleness covers it.
    """
    places = _places(bitext)
    for rule in rules:
        for finding in rule.check(bitext):
            pair, locale = places.get(finding.at.path, (None, bitext.target))
            section = finding.section or _section(finding, pair, locale)
            level = finding.level or rule.level
            if lenient and level is Level.ERROR and finding.source is not None:
                level = Level.WARNING if _stale(pair, section) else level
            locale = finding.locale or locale
            finding = replace(finding, level=level, locale=locale, section=section)
            yield _shown(finding, pair)


def _shown(finding: Finding, pair: Pair | None) -> Finding:
    """`finding` with its places where they are to be shown: the files that pages include."""
    pages = [page for page in (pair.source, pair.target) if page and page.elsewhere] if pair else []
    for page in pages:
        source = settled_place(finding.source, page) if finding.source else None
        inside = finding.at.path == page.path and finding.at.line in page.elsewhere
        fix = None if inside else finding.fix
        finding = replace(finding, at=settled_place(finding.at, page), source=source, fix=fix)
    return finding


def gist(finding: Finding) -> str:
    """What the message of `finding` says, without what moves while the finding stays."""
    return _LINE_NUMBER.sub("", finding.stable or finding.message)


def _identity(finding: Finding) -> tuple[object, ...]:
    at = finding.at
    return at.path, at.line, at.column, finding.rule.id, finding.message


def _places(bitext: Bitext) -> dict[str, tuple[Pair, str]]:
    places: dict[str, tuple[Pair, str]] = {}
    for pair in bitext.pairs:
        for page in (pair.source, pair.target):
            if page is not None:
                places[page.path] = (pair, page.locale)
    return places


def _section(finding: Finding, pair: Pair | None, locale: str) -> str:
    """The key of the section that the line of `finding` lies in."""
    for page in (pair.source, pair.target) if pair else ():
        if page is not None and page.locale == locale:
            line = finding.at.line
            line = page.elsewhere[line][2] if line in page.elsewhere else line
            for section in page.sections:
                if section.line <= line <= section.end_line:
                    return section.anchor
    return ""


def _stale(pair: Pair | None, section: str) -> bool:
    units = pair.units if pair else ()
    return any(unit.key == section and status(unit) is Status.STALE for unit in units)


def only(report: Report, paths: frozenset[str]) -> Report:
    """What of `report` lies in the files `paths`."""
    return replace(
        report,
        findings=tuple(one for one in report.findings if one.at.path in paths),
        silenced=tuple(one for one in report.silenced if one.finding.at.path in paths),
    )

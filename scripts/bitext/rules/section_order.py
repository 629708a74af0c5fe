"""Sections that stand in another order than in the source."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from bitext.model import Bitext, Finding, Level, Rule
from bitext.parity import Both, translated


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each section that must move for the order to be the source's."""
    for _, group in groupby(translated(bitext), key=lambda both: both.pair.key):
        sections = list(group)
        staying = _longest_run([both.target.line for both in sections])
        for index, both in enumerate(sections):
            if index not in staying:
                yield _finding(both, sections[index - 1] if index else None)


def _finding(both: Both, before: Both | None) -> Finding:
    wanted = f"after “{before.target.title or before.unit.key}”" if before else "first"
    message = f"section “{both.target.title}” is out of order, source has it {wanted}"
    return Finding(both.at, rule, message, both.source_at, section=both.unit.key)


def _longest_run(lines: list[int]) -> set[int]:
    """The indices of a longest increasing subsequence (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, line in enumerate(lines):
        pile = bisect_left(tops, line)
        before.append(last[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(line)
            last.append(index)
        else:
            tops[pile], last[pile] = line, index
    found: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        found.add(index)
        index = before[index]
    return found


rule = Rule("section-order", Level.WARNING, "sections in the order of the source", check)

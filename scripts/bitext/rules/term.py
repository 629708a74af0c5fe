"""Agreed terms that the target says otherwise."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule
from bitext.parity import unsaid


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each term of a source section that its target says in no accepted form.

    A name that both languages write alike is for the rule on kept names.
    """
    for one in unsaid(bitext):
        if not one.alike:
            message = (
                f"“{one.form.text}” is not said as agreed:"
                f" “{one.term.wordings[bitext.target].term}”"
            )
            there = one.form.at(one.both.source_page)
            yield Finding(one.at, rule, message, there, section=one.both.unit.key)


rule = Rule("term", Level.WARNING, "agreed terms are said in their agreed form", check)

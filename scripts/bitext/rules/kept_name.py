"""Names that stay as they are, lost in translation."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Rule
from bitext.parity import unsaid


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each name, the same in both languages, that a target section lacks."""
    for one in unsaid(bitext):
        if one.alike:
            message = f"the name “{one.form.text}” of the source is missing"
            there = one.form.at(one.both.source_page)
            yield Finding(one.at, rule, message, there, section=one.both.unit.key)


rule = Rule("kept-name", Level.ERROR, "names that are the same in both languages are kept", check)

"""Numbers that a translation left in the form of the other language."""

from collections.abc import Iterator

from bitext.edits import replacing
from bitext.model import Bitext, Finding, Fix, Level, Rule
from bitext.numbers.notation import foreign
from bitext.parity import translated


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each number of a target that has the value of the source, and its form."""
    for both in translated(bitext):
        for one in foreign(both, bitext.source, bitext.target):
            page, thing, new = both.target_page, one.thing, one.right
            old = thing.text
            message = f"“{old}” is the form of “{bitext.source}”, here it is “{new}”"
            edit = replacing(page, thing.block, thing.start, thing.end, new)
            yield Finding(
                thing.at(page),
                rule,
                message,
                one.source.at(both.source_page),
                section=both.unit.key,
                fix=Fix(f"“{old}” is now “{new}”", (edit,)) if edit else None,
            )


rule = Rule("number-format", Level.ERROR, "numbers in the form of their own language", check)

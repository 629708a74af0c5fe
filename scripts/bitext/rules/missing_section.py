"""A source section that the target page lacks."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule, Section


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each missing section, on the line of the target after which it belongs."""
    for pair in bitext.pairs:
        line = 1
        for unit in pair.units:
            if unit.target is not None:
                line = max(line, _last_line(unit.target))
            elif unit.source is not None and pair.target is not None and pair.source is not None:
                message = f"section “{unit.source.title}” is missing after this line"
                source = Location(pair.source.path, unit.source.line)
                at = Location(pair.target.path, line)
                yield Finding(at, rule, message, source, section=unit.key)


def _last_line(section: Section) -> int:
    ends = [block.end_line for block in section.blocks]
    return max(ends, default=section.end_line)


rule = Rule("missing-section", Level.WARNING, "every source section has a target section", check)

"""What a finding says of two sides that differ: what is, and what was expected."""

from collections.abc import Iterator

from bitext.alignment.beads import by_length, partners
from bitext.alignment.sentences import sentences
from bitext.links import canonical
from bitext.model import Bitext, Block, Change, Finding, Location, Rule
from bitext.outline import place
from bitext.parity import Both, Difference, Thing, alike, differences


def lacking(rule: Rule, both: Both, difference: Difference, name: str = "") -> Finding:
    """The finding for a thing that one side lacks, at the place in the target to look at."""
    missing, extra = difference.missing, difference.extra
    lead = f"{name} " if name else ""
    if extra is not None:
        at = extra.at(both.target_page)
        message = f"{lead}“{extra.text}” is not in the source"
        if missing is not None:
            message = f"{lead}“{extra.text}” here, source has “{missing.text}”"
    else:
        text = missing.text if missing is not None else ""
        at = _beside(both, difference)
        message = f"{lead}“{text}” of the source is missing"
    source = missing.at(both.source_page) if missing is not None else both.source_at
    return Finding(at, rule, message, source, section=both.unit.key)


def _beside(both: Both, difference: Difference) -> Location:
    """Where the target should have said it: at the sentence that translates the one that does."""
    path, missing, there = both.target_page.path, difference.missing, difference.target
    if missing is not None and there is not None:
        mine, yours = (list(sentences(block.prose)) for block in (missing.block, there))
        number = next((n for n, (_, end) in enumerate(mine) if missing.start < end), -1)
        if number >= 0 and len(yours) > 1:
            lengths = ([end - start for start, end in side] for side in (mine, yours))
            bead = partners(by_length(*lengths))[number]
            if bead.target_start < bead.target_end:
                start, end = yours[bead.target_start][0], yours[bead.target_end - 1][1]
                return Location(path, *place(there, start), *place(there, end))
    return Location(path, difference.near.line if difference.near is not None else both.target.line)


def changed(change: Change) -> str:
    """A change in a few words: its kind, and how many words it touched if it touched any."""
    if not change.words:
        return change.kind
    return f"{change.kind}, {change.words} word{'' if change.words == 1 else 's'}"


def led_elsewhere(both: Both, bitext: Bitext, kinds: tuple[str, ...]) -> list[Difference]:
    """The links or images (the items of these `kinds`) that the two sides do not share."""
    pages = {bitext.source: both.source_page, bitext.target: both.target_page}
    if alike(
        (canonical(one, both.source_page, bitext) for one in both.left.targets(*kinds)),
        (canonical(one, both.target_page, bitext) for one in both.right.targets(*kinds)),
    ):
        return []

    def things(block: Block, locale: str) -> Iterator[Thing]:
        for item in block.items:
            if item.kind in kinds:
                value = canonical(item.target, pages[locale], bitext)
                yield Thing(value, item.target, block, item.start, item.end)

    return differences(both, things, (bitext.source, bitext.target))

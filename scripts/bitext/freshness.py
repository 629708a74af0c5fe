"""Whether a unit is up to date, how much there is to do, and what a confirmation records."""

import re

from bitext.model import Pair, Section, Status, Unit
from bitext.outline import walk

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def status(unit: Unit) -> Status:
    """Where `unit` stands; it rests on digests alone, never on dates or on git."""
    if unit.target is None:
        return Status.MISSING
    if unit.source is None:
        return Status.ORPHAN
    if unit.recorded is None:
        return Status.UNCONFIRMED
    return Status.FRESH if unit.recorded[0] == unit.source_digest else Status.STALE


def settled(unit: Unit) -> bool:
    """Whether the two sides may be compared as equals: both there, and none known to be behind."""
    return status(unit) in (Status.FRESH, Status.UNCONFIRMED)


def words(section: Section | None) -> int:
    """How many words of prose `section` holds: code and addresses do not count."""
    if section is None:
        return 0
    return sum(len(_WORD.findall(block.prose)) for block in walk(section.blocks))


def page_words(pair: Pair) -> int:
    """How many words the source page of `pair` holds."""
    return sum(words(section) for section in pair.source.sections) if pair.source else 0


def record(unit: Unit) -> str:
    """What a confirmation of `unit` writes: the digests of source and target as they stand."""
    return f"{unit.source_digest} {unit.target_digest}"

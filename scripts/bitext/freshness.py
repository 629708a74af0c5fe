"""Whether a unit is up to date, how much there is to do, and what a confirmation records."""

import re

from bitext.model import Page, Pair, Section, Status, Unit
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


def every_unit(pair: Pair) -> tuple[Unit, ...]:
    """The units of `pair`; of a page that stands alone, one for each of its sections."""
    if pair.units or (pair.source is None) == (pair.target is None):
        return pair.units
    if pair.source is not None:
        return tuple(Unit(one.anchor, one, None) for one in _read(pair.source))
    return tuple(Unit(one.anchor, None, one) for one in _read(pair.target))


def _read(page: Page | None) -> tuple[Section, ...]:
    """The sections of `page` in which a reader sees something."""
    return tuple(one for one in page.sections if one.level or one.blocks) if page else ()


def words_left(unit: Unit) -> int:
    """How many words of the source are to be translated, anew or for the first time."""
    return words(unit.source) if status(unit) in (Status.STALE, Status.MISSING) else 0


def record(unit: Unit) -> str:
    """What a confirmation of `unit` writes: the digests of source and target as they stand."""
    return f"{unit.source_digest} {unit.target_digest}"

"""Tells stale units what the history knows of them: how their source changed, and when."""

from collections.abc import Callable, Collection
from dataclasses import replace

from bitext.alignment.align import recorded
from bitext.changes import change
from bitext.errors import BitextError
from bitext.freshness import status
from bitext.history import Earlier, History
from bitext.model import Bitext, Change, Page, Pair, Status, Unit
from bitext.outline.front import read_front, split_front


def recalled(bitext: Bitext, history: History, paths: Collection[str] | None = None) -> Bitext:
    """`bitext` with the past of its stale units; only those in the target pages `paths`, if given.

    Nothing is asked of git where nothing is stale.
    """

    def recall(pair: Pair, unit: Unit) -> Unit:
        asked = paths is None or (pair.target is not None and pair.target.path in paths)
        return recalled_unit(pair, unit, history) if asked else unit

    return with_units(bitext, recall)


def recalled_pair(pair: Pair, history: History) -> Pair:
    """`pair` with the past of its stale units."""
    return replace(pair, units=tuple(recalled_unit(pair, unit, history) for unit in pair.units))


def recalled_unit(pair: Pair, unit: Unit, history: History) -> Unit:
    """`unit` with its past, if it is stale."""
    source, target = pair.source, pair.target
    if status(unit) is not Status.STALE or source is None or target is None:
        return unit
    known = changed_unit(pair, unit, history)
    late = known.past.change is not None and _late(source, target, unit, history)
    return replace(known, past=replace(known.past, late=late))


def changed_pair(pair: Pair, history: History) -> Pair:
    """`pair` with how the source of its stale units changed."""
    return replace(pair, units=tuple(changed_unit(pair, unit, history) for unit in pair.units))


def changed_unit(pair: Pair, unit: Unit, history: History) -> Unit:
    """`unit` with how its source changed, if it is stale; nothing is asked of its target."""
    if status(unit) is not Status.STALE or pair.source is None:
        return unit
    return replace(unit, past=replace(unit.past, change=_changed(pair.source, unit, history)))


def with_units(bitext: Bitext, changed: Callable[[Pair, Unit], Unit]) -> Bitext:
    """`bitext` with each unit as `changed` makes it."""
    pairs = tuple(
        replace(pair, units=tuple(changed(pair, unit) for unit in pair.units))
        for pair in bitext.pairs
    )
    return replace(bitext, pairs=pairs, by_key={pair.key: pair for pair in pairs})


def between(earlier: Earlier | None, source: Page, unit: Unit, history: History) -> Change | None:
    """How the source of `unit` differs from what it was; None if it is not known what it was."""
    if earlier is None or unit.source is None:
        return None
    return change((earlier.section, earlier.page), (unit.source, source), history.shown)


def _changed(source: Page, unit: Unit, history: History) -> Change | None:
    if unit.recorded is None:
        return None
    return between(history.section(source, unit.recorded[0]), source, unit, history)


def _late(source: Page, target: Page, unit: Unit, history: History) -> bool:
    """Whether the source had already moved on in the commit that recorded the confirmation.

    That is said only where the history shows it: the source of that commit lacks the recorded
    text, and an earlier one has it.
    """
    if unit.recorded is None or history.shallow:
        return False
    wanted = unit.recorded[0]
    commits = [
        version.commit
        for version, text in history.texts(target)
        if recorded(replace(target, meta=_meta(text))).get(unit.key, ("",))[0] == wanted
    ]
    return bool(commits) and history.passed_by(source, wanted, commits[-1])


def _meta(text: str) -> dict[str, object]:
    """The front matter of a page, nothing where it cannot be read."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return read_front(split_front(text)[0])[0]
    except BitextError:
        return {}

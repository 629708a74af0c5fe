"""Lists: items at their depths, whatever format they came in, as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from bitext.split.stack import stacked

_PAD = "    "
MORE = -1


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: its Markdown, its depth from 0, its number.

    The number is 0 where the item has a bullet, `MORE` where it is no item but one more paragraph
    of the last item at this depth.
    """

    markdown: str
    depth: int = 0
    number: int = 0


def listing(items: Sequence[ListItem]) -> str:
    """`items` as a Markdown list, or as several where bullets turn into numbers.

    Markdown counts from 1. Where the numbers of the manuscript do not, they are kept as text.
    """
    starts = [0]
    for at, item in enumerate(items[1:], 1):
        turned = (item.number > 0) is not (items[starts[-1]].number > 0)
        if not item.depth and item.number != MORE and turned:
            starts.append(at)
    if len(starts) > 1:
        ends = [*starts[1:], len(items)]
        parts = (listing(items[one:end]) for one, end in zip(starts, ends, strict=True))
        return stacked(("list", part) for part in parts)
    if not _countable(items):
        return "\n\n".join(_as_text(item) for item in items)
    lines: list[str] = []
    for item in items:
        lines += _lines(item, bool(lines) and lines[-1] != "")
    return "\n".join(lines).rstrip("\n")


def _lines(item: ListItem, below: bool) -> list[str]:
    """The lines of one item; blank ones around more than one paragraph."""
    pad = _PAD * item.depth
    first, *rest = item.markdown.split("\n")
    more = [f"{pad}{_PAD}{line}" if line else "" for line in rest]
    if item.number == MORE:
        return [*([""] if below else []), f"{pad}{_PAD}{first}", *more, ""]
    mark = f"{item.number}." if item.number else "-"
    return [f"{pad}{mark} {first}", *more, *([""] if "" in more else [])]


def _as_text(item: ListItem) -> str:
    if item.number == MORE:
        return item.markdown
    return f"{item.number}\\. {item.markdown}" if item.number else f"\\- {item.markdown}"


def _countable(items: Sequence[ListItem]) -> bool:
    """Whether each run of numbers counts 1, 2, 3 and no list changes its kind on the way."""
    counts: list[int] = []
    kinds: list[bool] = []
    for item in items:
        if item.number == MORE:
            continue
        if item.depth > len(counts):
            return False
        if item.depth == len(counts):
            counts.append(0)
            kinds.append(item.number > 0)
        del counts[item.depth + 1 :], kinds[item.depth + 1 :]
        counts[item.depth] += 1
        if kinds[item.depth] is not (item.number > 0):
            return False
        if item.number and item.number != counts[item.depth]:
            return False
    return True

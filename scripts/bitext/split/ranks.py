"""The level of each heading, from what the file says or, where it says nothing, from its shape."""

from collections.abc import Sequence
from dataclasses import replace

from bitext.split.manuscript import Passage
from bitext.split.shapes import levels


def ranked(kept: Sequence[Passage], title: str) -> list[Passage]:
    """`kept` with the level of every heading; level 1 is the title, if a heading is the title.

    `title` is the title that the file gives apart from its headings.
    """
    headings = [index for index, one in enumerate(kept) if one.kind == "heading"]
    if not headings:
        return list(kept)
    upper = [
        at + 1 < len(headings) and headings[at + 1] == index + 1
        for at, index in enumerate(headings)
    ]
    given = [kept[index].level for index in headings]
    if any(given):
        found = _closed(given, titled=_titled(given, title))
    else:
        said = [(kept[index].words, above) for index, above in zip(headings, upper, strict=True)]
        found = levels(said, titled=headings[0] == 0 and not title)
    ranked = list(kept)
    for at, (index, level) in enumerate(zip(headings, found, strict=True)):
        one = kept[index]
        remark = _remark(one, level, upper=upper[at] and level > 1)
        ranked[index] = replace(one, level=level, remark=one.remark or remark)
    return ranked


def _remark(one: Passage, level: int, *, upper: bool) -> str:
    if one.level and one.level != level:
        return f"level {one.level} in the manuscript"
    return f"level {level}: a heading follows at once" if upper and not one.level else ""


def _titled(given: Sequence[int], title: str) -> bool:
    """Whether the first heading is the title: it is above all others."""
    above = all(given[0] < level for level in given[1:])
    return above and (given[0] == 1 or not title)


def _closed(given: Sequence[int], *, titled: bool) -> list[int]:
    """Levels that follow one another without a gap: h1, h3 becomes 1, 2."""
    open_levels: list[int] = []
    found: list[int] = []
    for level in given:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        found.append(min(len(open_levels) + (not titled), 6))
    return found

"""Cells of an HTML table that stand over several columns or rows, put in their places."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MOST = 100


def spread(rows: "list[list[LexborNode]]") -> "list[list[LexborNode | None]]":
    """Each row as its columns show it: None where a cell of before reaches; no row without cells."""
    found: list[list[LexborNode | None]] = []
    reach: dict[int, int] = {}
    for row in filter(None, rows):
        line: list[LexborNode | None] = []
        waiting = list(row)
        while waiting or reach.get(len(line), 0):
            if reach.get(len(line), 0):
                reach[len(line)] -= 1
                line.append(None)
                continue
            cell = waiting.pop(0)
            start, wide = len(line), _span(cell, "colspan")
            line += [cell, *[None] * (wide - 1)]
            reach |= dict.fromkeys(range(start, start + wide), _span(cell, "rowspan") - 1)
        found.append(line)
    return found


def _span(cell: "LexborNode", name: str) -> int:
    given = (cell.attributes.get(name) or "").strip()
    return min(max(int(given), 1), _MOST) if given.isdecimal() else 1

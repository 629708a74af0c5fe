"""Lists in plain text: which lines are items, how deep, and where one list ends."""

import re
from collections.abc import Sequence

from bitext.split.escape import paragraph, spaced
from bitext.split.listing import ListItem, listing

_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[-•*–‣◦▪·+])[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(
    r"(?P<indent>\s*)(?P<mark>\d{1,3}|[a-z](?=\)))(?P<stop>[.)])[ \t\u00a0]+(?=\S)"
)


def item_of(line: str) -> re.Match[str] | None:
    """The mark at the start of a list item; None where the line is none."""
    return _BULLET.match(line) or _NUMBER.match(line)


def run_on(lines: Sequence[str], following: str) -> bool:
    """Whether the item `following`, after a blank line, belongs to the list in `lines`."""
    first, new = item_of(lines[0]), item_of(following)
    if first is None or new is None:
        return False
    depth = _depth(first)
    if _depth(new) > depth:
        return True
    if not new.group("mark").isdigit() or not first.group("mark").isdigit():
        return new.group("mark") == first.group("mark")
    if new.group("stop") != first.group("stop"):
        return False
    marks = (found for found in map(item_of, reversed(lines)) if found and _depth(found) == depth)
    last = next(marks).group("mark")
    return last.isdigit() and int(new.group("mark")) == int(last) + 1


def _depth(match: re.Match[str]) -> int:
    return len(match.group("indent").expandtabs(4))


def list_of(lines: Sequence[str]) -> tuple[str, str]:
    """The list in `lines` as Markdown, and its words: an item a line, without its mark."""
    items: list[tuple[str, int, int]] = []
    depths: list[int] = []
    for line in lines:
        match = item_of(line)
        if match is None:
            body, depth, number = items[-1]
            items[-1] = (f"{body} {line.strip()}", depth, number)
            continue
        while depths and depths[-1] > _depth(match):
            depths.pop()
        if not depths or depths[-1] < _depth(match):
            depths.append(_depth(match))
        mark = match.group("mark")
        body = line[match.end() :].strip()
        if mark.isalpha():
            body = f"{mark}) {body}"
        items.append((body, len(depths) - 1, int(mark) if mark.isdigit() else 0))
    found = [ListItem(paragraph(body), depth, number) for body, depth, number in items]
    return listing(found), "\n".join(spaced(body) for body, _, _ in items)

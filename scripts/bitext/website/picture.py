"""The statuses of sections as pictures: a square for each, told apart by shape and by colour."""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

from bitext.model import Status

SIZE, STEP = 8, 10
SHAPES: Mapping[Status, str] = {
    Status.FRESH: "h8v8h-8z",
    Status.STALE: "m0 8l8 -8v8z",
    Status.UNCONFIRMED: "h8v8h-8zm2.5 2.5v3h3v-3z",
    Status.MISSING: "h8v8h-8zm1 1v6h6v-6z",
    Status.ORPHAN: "m4 0l4 4l-4 4l-4 -4z",
}
"""The path that draws each status from the upper left corner of its square."""
_HUNDRED = 100
_LETTER, _HEIGHT = 6.6, 20  # pixels: a letter of the badge at 11 px, and the badge


def strip(statuses: Iterable[Status]) -> str:
    """The sections of a page in their order; a table says the same in words."""
    found = list(statuses)
    width = max(len(found) * STEP - (STEP - SIZE), 1)
    drawn = _paths((one, x * STEP, 0) for x, one in enumerate(found))
    return (
        f'<svg class="bitext-strip" aria-hidden="true" width="{width}" height="{SIZE}" '
        f'viewBox="0 0 {width} {SIZE}">{drawn}</svg>'
    )


def hundred(counts: Mapping[Status, int], title: str, text: str, name: str) -> str:
    """A hundred squares shared out by `counts`, each status that occurs with one at least.

    `text` says the same, and `name` begins the ids of both texts.
    """
    shared = [one for one, number in shares(counts).items() for _ in range(number)]
    drawn = _paths((one, x // 2 * STEP, x % 2 * STEP) for x, one in enumerate(shared))
    width, height = _HUNDRED // 2 * STEP - (STEP - SIZE), STEP + SIZE
    return (
        f'<svg class="bitext-hundred" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-text" '
        f'viewBox="0 0 {width} {height}"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-text">{escape(text)}</desc>{drawn}</svg>'
    )


def shares(counts: Mapping[Status, int]) -> dict[Status, int]:
    """How many of a hundred each status gets: the largest remainders, and one at least."""
    total = sum(counts.values())
    if not total:
        return {}
    exact = {one: number * _HUNDRED / total for one, number in counts.items() if number}
    given = {one: max(1, int(share)) for one, share in exact.items()}
    while (left := _HUNDRED - sum(given.values())) > 0:
        given[max(given, key=lambda one: exact[one] - given[one])] += 1
    for _ in range(-left):  # what the least ones were given comes from those that have more
        given[max((one for one in given if given[one] > 1), key=lambda one: given[one])] -= 1
    return given


def badge(label: str, value: str, title: str, *, good: bool) -> str:
    """A label and a value as a picture of its own, for a page anywhere; `title` says both."""
    left, right = (round(len(text) * _LETTER) + 12 for text in (label, value))
    colour = "#1d6b45" if good else "#8a5200"
    words = "".join(
        f'<text x="{x}" y="14" textLength="{width - 12}">{escape(text)}</text>'
        for text, x, width in ((label, 6, left), (value, left + 6, right))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{left + right}" '
        f'height="{_HEIGHT}" viewBox="0 0 {left + right} {_HEIGHT}">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{left + right}" height="{_HEIGHT}" rx="3" fill="#3b474d"/>'
        f'<path fill="{colour}" d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1 -3 3h-{right - 3}z"/>'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">{words}</g>'
        "</svg>\n"
    )


def _paths(squares: Iterable[tuple[Status, int, int]]) -> str:
    """One path for each status, of all its squares."""
    order = list(Status)
    parts = sorted(squares, key=lambda one: order.index(one[0]))
    return "".join(
        f'<path class="bitext-{state}" fill-rule="evenodd" d="'
        + "".join(f"M{x} {y}{SHAPES[state]}" for _, x, y in group)
        + '"/>'
        for state, group in groupby(parts, key=lambda one: one[0])
    )

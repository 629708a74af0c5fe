"""Draws charts as SVG that needs no script, no style of its own and no colour to be read.

The number stands beside its bar and the event beside its year, so no axis has to be read off. The
table beside the figure says the same; `title` and `desc` tell it to those who hear the page.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from babel import Locale
from babel.numbers import format_decimal, format_percent

from bitext.errors import BitextError
from bitext.numbers.cldr import known
from bitext.website.charts import Chart, Row

WIDTH = 360  # units: on a phone, about a pixel each
_LETTERS = 44  # letters that surely fit the width at 14 units
_LINE, _BAR, _GAP = 18, 18, 16
_PLACE = re.compile(r'<figure\b[^>]*?\bdata-chart="([^"]*)"[^>]*>\s*</figure>')
_TOP, _YEAR, _DOT, _AXIS = 12, 6.5, 2.6, 78
_LABEL = 27  # letters beside the axis of a time line


def figured(html: str, charts: Mapping[str, Chart], locale: str) -> str:
    """The text of a page with each chart that it names drawn in its place.

    Raises BitextError for a name that no chart has.
    """

    def drawn(place: re.Match[str]) -> str:
        chart = charts.get(place[1])
        if chart is None:
            raise BitextError(f"figure “{place[1]}”: no chart has this id")
        return _figure(chart, locale)

    return _PLACE.sub(drawn, html) if "data-chart" in html else html


def said(chart: Chart, row: Row, locale: str) -> str:
    """The value of a row as the language writes it: “1 161”, “about 1,200”, “16%”."""
    spoken = known(locale) or Locale.parse("en")
    if chart.percent:
        number = format_percent(row.value / 100, locale=spoken)
    else:
        number = format_decimal(row.value, locale=spoken)
    return row.says.get(locale, "{}").replace("{}", number)


def _figure(chart: Chart, locale: str) -> str:
    title = escape(chart.title[locale], quote=False)
    height, parts = _timeline(chart, locale) if chart.kind == "timeline" else _bars(chart, locale)
    told = "; ".join(_told(chart, locale))
    return (
        f'<figure class="bitext-chart" data-chart="{escape(chart.id)}" data-search-exclude>'
        f"<figcaption>{title}</figcaption>"
        f'<svg role="img" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" '
        f'fill="currentColor" font-size="14"><title>{title}</title>'
        f"<desc>{escape(told, quote=False)}</desc>{parts}</svg></figure>"
    )


def _told(chart: Chart, locale: str) -> Iterator[str]:
    for row in chart.rows:
        if chart.kind != "timeline":
            yield f"{row.label[locale]}: {said(chart, row, locale)}"
        elif row.label:
            yield f"{row.year}: {row.label[locale]}"


def _bars(chart: Chart, locale: str) -> tuple[float, str]:
    """The bars one below the other, each under its words: the height, and what is drawn."""
    parts: list[str] = []
    ends = list(_ends(chart))
    scale = WIDTH / (chart.whole or max(end for _, end in ends) or 1)
    top = 0
    for row, (start, end) in zip(chart.rows, ends, strict=True):
        lines = textwrap.wrap(row.label[locale], _LETTERS - len(said(chart, row, locale)) - 1)
        value = f'<tspan font-weight="700">{_text(said(chart, row, locale))}</tspan>'
        lines = [_text(line) for line in lines]
        lines[0] = f"{value} {lines[0]}"
        for line in lines:
            parts.append(f'<text x="0" y="{top + 13}">{line}</text>')
            top += _LINE
        x, width = start * scale, max((end - start) * scale, 1)
        if chart.whole:
            parts.append(_rect("whole", 0, top, WIDTH, _BAR))
        # What is a sum, or is not exact, is an outline: it differs without any colour.
        kind = "about" if row.says else "sum" if row.sum else "bar"
        parts.append(_rect(kind, x, top, width, _BAR))
        top += _BAR + _GAP
    return top - _GAP + 1, "".join(parts)


def _ends(chart: Chart) -> Iterator[tuple[float, float]]:
    """Where each bar begins and ends."""
    last = 0.0
    for row in chart.rows:
        start = last if chart.follow and not row.sum else 0.0
        yield start, start + row.value
        last = start + row.value


_SHAPES = {
    "bar": "",
    "sum": ' fill-opacity="0.25" stroke="currentColor"',
    "about": ' fill="none" stroke="currentColor" stroke-dasharray="5 3"',
    "whole": ' fill="none" stroke="currentColor" stroke-opacity="0.45"',
}


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    if kind != "bar":  # the whole of the outline lies within
        x, y, width, height = x + 0.5, y + 0.5, max(width - 1, 0.5), height - 1
    return (
        f'<rect class="bitext-chart-{kind}" x="{x:.4g}" y="{y:g}" width="{width:.4g}" '
        f'height="{height:g}"{_SHAPES[kind]}/>'
    )


def _timeline(chart: Chart, locale: str) -> tuple[float, str]:
    """Years to scale from top to bottom, a dot for each event beside its year, landmarks named."""
    years = Counter[int]()
    for row in chart.rows:
        years[row.year] += int(row.value)
    first, last = min(years), max(years)
    parts = [_axis(first, last)]
    for year, number in sorted(years.items()):
        dots = "".join(
            f'<circle cx="{_AXIS - 7 - at * 6.5:g}" cy="{_at(year, first):g}" r="{_DOT}"/>'
            for at in range(number)
        )
        parts.append(f'<g class="bitext-chart-dots">{dots}</g>')
    bottom = 0.0
    for row in sorted((one for one in chart.rows if one.label), key=lambda one: one.year):
        lines = textwrap.wrap(row.label[locale], _LABEL)
        y = _at(row.year, first)
        middle = max(y, bottom + 11)
        bottom = middle + _LINE * len(lines) - 7
        parts.append(
            f'<path d="M{_AXIS} {y:g}h8L{_AXIS + 22} {middle:g}h6" fill="none" '
            'stroke="currentColor" stroke-opacity="0.6"/>'
        )
        marked = f'<tspan font-weight="700">{row.year}</tspan> '
        for down, line in enumerate(lines):
            start = "" if down else marked
            parts.append(
                f'<text x="{_AXIS + 32}" y="{middle + 5 + down * _LINE:g}">{start}{_text(line)}</text>'
            )
    return max(_at(last, first) + 8, bottom + 8), "".join(parts)


def _axis(first: int, last: int) -> str:
    """The line of time with a mark for each ten years, every second one with its year."""
    ends = f"M{_AXIS} {_at(first, first):g}V{_at(last, first):g}"
    tens = range(first + -first % 10, last + 1, 10)
    ticks = "".join(f"M{_AXIS - 4} {_at(year, first):g}h8" for year in tens)
    names = "".join(
        f'<text x="0" y="{_at(year, first) + 4:g}" font-size="12">{year}</text>' for year in tens
    )
    return f'<path d="{ends}{ticks}" fill="none" stroke="currentColor"/>{names}'


def _at(year: int, first: int) -> float:
    return _TOP + (year - first) * _YEAR


def _text(words: str) -> str:
    return escape(words, quote=False)

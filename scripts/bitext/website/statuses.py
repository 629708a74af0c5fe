"""The page that tells where the translations stand: each section, what there is to do, and where."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent

from bitext.freshness import every_unit, status, words_left
from bitext.model import Pair, Status, Unit
from bitext.website.picture import badge, hundred, strip
from bitext.website.pieces import ROOT
from bitext.website.strings import Strings, language_name, language_tag

TASKS = 100
"""How many things to do are listed; a site that has just begun has one for each of its sections."""
_URGENCY = (Status.STALE, Status.MISSING, Status.ORPHAN, Status.UNCONFIRMED)

JSON = "status.json"
BADGE = "badge.svg"


@dataclass(frozen=True, slots=True)
class Line:
    """A page of the site: its pair, its title and the language of that, and where it is.

    `path` leads to the page from the root of the site, `beside` to both texts of it, `edit_url`
    to where its translation is edited; None and empty where there is no such place. The address of
    the home page is empty too.
    """

    pair: Pair
    title: str
    locale: str
    path: str | None = None
    beside: str | None = None
    edit_url: str = ""

    @property
    def units(self) -> tuple[Unit, ...]:
        """Its sections."""
        return every_unit(self.pair)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the pages of one target locale stand."""

    source: str
    target: str
    lines: tuple[Line, ...]

    @property
    def counts(self) -> dict[Status, int]:
        """How many sections have each status."""
        found = Counter(status(unit) for line in self.lines for unit in line.units)
        return {one: found[one] for one in Status}

    @property
    def words(self) -> int:
        """How many words there are to translate."""
        return sum(words_left(unit) for line in self.lines for unit in line.units)

    @property
    def share(self) -> float:
        """How much of the sections is up to date, of 1; all of none is."""
        counts = self.counts
        return counts[Status.FRESH] / (sum(counts.values()) or 1) if any(counts.values()) else 1.0


def page(standings: Sequence[Standing], words: Strings, links: Mapping[str, str]) -> str:
    """The page in the words of its reader; `links` are the words and addresses at its end."""
    parts = [f"<h1>{_text(words.status_title)}</h1>"]
    for one in standings:
        parts += _target(one, words, alone=len(standings) == 1)
    if not standings:
        parts.append(f"<p>{_text(words.status_unknown)}</p>")
    ways = ", ".join(f'<a href="{escape(to)}">{_text(said)}</a>' for said, to in links.items())
    parts.append(f"<p>{_text(words.status_data)} {ways}</p>")
    return '<div class="bitext-status">\n' + "\n".join(parts) + "\n</div>"


def picture(standing: Standing, words: Strings) -> str:
    """The badge of a target: how much of it is up to date."""
    said = percent(standing.share, words)
    title = words.status_figure.format(name=words.status_badge, number=said)
    return badge(words.status_badge, said, title, good=standing.share == 1)


def percent(share: float, words: Strings) -> str:
    """A share as the reader writes it; never a hundred of what is not whole."""
    whole = int(share * 100) / 100 if share < 1 else 1.0
    return str(format_percent(whole, locale=_locale(words)))


def number(value: int, words: Strings) -> str:
    """A number as the reader writes it."""
    return str(format_decimal(value, locale=_locale(words)))


def _locale(words: Strings) -> str:
    name = language_tag(words.locale).replace("-", "_")
    try:
        return str(Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        return "en"


def _target(standing: Standing, words: Strings, *, alone: bool) -> Iterator[str]:
    source, target = (
        language_name(one, words.locale) for one in (standing.source, standing.target)
    )
    level = "h2" if alone else "h3"
    if not alone:
        yield f"<h2>{_text(target)}</h2>"
    yield f"<p>{_text(words.status_intro.format(source=source, target=target))}</p>"
    yield _summary(standing, words, target)
    yield f"<{level}>{_text(words.status_to_do)}</{level}>"
    yield _to_do(standing, words)
    yield f"<{level}>{_text(words.status_pages)}</{level}>"
    yield _pages(standing, words)


def _summary(standing: Standing, words: Strings, target: str) -> str:
    """The picture of the whole, and the table it stands for."""
    counts = standing.counts
    said = "; ".join(_figure(words.states[one], count, words) for one, count in counts.items())
    drawn = hundred(counts, words.status_picture, said, f"bitext-{standing.target}")
    share = words.status_share.format(share=percent(standing.share, words))
    rows = [
        (
            f"{_state(one, words)}<br><small>{_text(words.state_meanings[one])}</small>",
            number(count, words),
        )
        for one, count in counts.items()
    ]
    caption = words.status_caption.format(language=target)
    table = _table(caption, [words.status_state, words.status_sections], rows, figures=(1,))
    return f"<p><strong>{_text(share)}</strong></p>\n<div>{drawn}</div>\n{table}"


def _to_do(standing: Standing, words: Strings) -> str:
    """A row for each section that needs a translator, one for a page that lacks them all.

    The most urgent come first.
    """
    tasks = [(line, units) for line in standing.lines for units in _tasks(line)]
    tasks.sort(key=lambda task: _URGENCY.index(status(task[1][0])))
    rows = [
        (_link(line.path, line.title, line.locale), *_work(line, units, words))
        for line, units in tasks[:TASKS]
    ]
    if not rows:
        return f"<p>{_text(words.status_nothing)}</p>"
    said = _figure(words.status_words, standing.words, words)
    head = [words.status_page, words.status_section, words.status_state, words.status_words]
    table = _table(words.status_to_do, [*head, words.status_work], rows, figures=(3,))
    more = number(len(tasks) - TASKS, words) if len(tasks) > TASKS else ""
    rest = f"\n<p>{_text(words.status_more.format(number=more))}</p>" if more else ""
    return f"<p>{_text(said)}</p>\n{table}{rest}"


def _tasks(line: Line) -> list[tuple[Unit, ...]]:
    """What is to be done on a page, at one go each."""
    if not line.pair.units and line.units:
        return [line.units]
    return [(unit,) for unit in line.units if status(unit) is not Status.FRESH]


def _work(line: Line, units: tuple[Unit, ...], words: Strings) -> Iterator[str]:
    """The cells that tell what is to be done with these `units` of a page."""
    unit, pair = units[0], line.pair
    if pair.units:
        yield _place(line, unit, words)
    else:
        yield _text(words.status_whole)
    yield _state(status(unit), words)
    yield number(sum(map(words_left, units)), words)
    label = words.status_edit.format(title=line.title)
    link = f'<a href="{escape(line.edit_url)}" aria-label="{escape(label)}">'
    yield f"{link}{_text(words.status_edit_link)}</a>" if line.edit_url else ""


def _place(line: Line, unit: Unit, words: Strings) -> str:
    """A link to a section beside its counterpart, in the reader's language where it can be."""
    sides = {
        page.locale: section
        for page, section in ((line.pair.source, unit.source), (line.pair.target, unit.target))
        if page and section
    }
    locale = words.locale if words.locale in sides else next(iter(sides))
    section = sides[locale]
    if not section.level:
        return _link(line.beside, words.status_opening, words.locale)
    prefix = f"{locale}-" if line.pair.target and locale == line.pair.target.locale else ""
    place = f"{line.beside}#{prefix}{section.anchor}" if line.beside is not None else None
    return _link(place, section.title, locale if locale != words.locale else "")


def _pages(standing: Standing, words: Strings) -> str:
    """Every page with its sections drawn and counted, and what is not fresh in words."""
    head = [
        words.status_page,
        words.status_drawn,
        words.status_sections,
        words.status_to_do,
        words.status_words,
    ]
    rows = []
    for line in standing.lines:
        found = [status(unit) for unit in line.units]
        behind = [one for one in Status if one is not Status.FRESH and one in found]
        said = ", ".join(_figure(words.states[one], found.count(one), words) for one in behind)
        left = sum(map(words_left, line.units))
        rows.append(
            (
                _link(line.path if line.beside is None else line.beside, line.title, line.locale),
                strip(found),
                number(len(found), words),
                _text(said),
                number(left, words) if left else "",
            )
        )
    return _table(words.status_pages, head, rows, figures=(2, 4))


def _figure(name: str, value: int, words: Strings) -> str:
    return words.status_figure.format(name=name, number=number(value, words))


def _state(state: Status, words: Strings) -> str:
    return f'<span class="bitext-state">{strip([state])} {_text(words.states[state])}</span>'


def _link(path: str | None, said: str, locale: str) -> str:
    """A link to a page of the site, or only its words, which are in `locale`."""
    lang = f' lang="{language_tag(locale)}"' if locale else ""
    if path is None:
        return f"<span{lang}>{_text(said)}</span>"
    return f'<a href="{escape(ROOT + path)}"{lang}>{_text(said)}</a>'


def _table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, figures: Collection[int]
) -> str:
    """A table with a name, whose first column names the rows; columns of `figures` end aligned."""

    def cell(tag: str, at: int, html: str) -> str:
        aligned = ' class="bitext-figure"' if at in figures else ""
        return f"<{tag}{aligned}>{html}</{tag.partition(' ')[0]}>"

    names = "".join(cell('th scope="col"', at, _text(one)) for at, one in enumerate(head))
    body = "\n".join(
        "<tr>"
        + "".join(cell("td" if at else 'th scope="row"', at, html) for at, html in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return (
        f"<table>\n<caption>{_text(caption)}</caption>\n"
        f"<thead><tr>{names}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _text(text: str) -> str:
    return escape(text, quote=False)

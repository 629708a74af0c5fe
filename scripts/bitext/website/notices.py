"""Tells the reader of a translation where it is behind its source, in the very place.

From the reader's side: a stale section says something other than its source, a missing one is
not there to be read, and one that was once confirmed but has no source any more may tell what
no longer holds. Of an unconfirmed section nothing is known to be wrong, and a section that never
had a source was written for these readers: of both, nothing is said. A fresh page is not touched.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from bitext.freshness import status
from bitext.model import Pair, Section, Status, Unit
from bitext.website.strings import Strings, date_in_words, language_name, language_tag
from bitext.website.view import View, relative

_HEADING = re.compile(r'<h([1-6])\b[^>]*?\bid="([^"]*)"[^>]*>.*?</h\1>', re.DOTALL)
_NOTES = '<div class="footnote">'


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell the reader: a sentence, and links into the source page with their words.

    It stands below the heading `after` or above the heading `before`, at the top of the text where
    both are empty, at its end where `before` is None. `foreign` says that the words of the links
    are in the language of the source, `compared` that both sides are there to be read together.
    """

    text: str
    links: tuple[tuple[str, str], ...]
    after: str = ""
    before: str | None = ""
    foreign: bool = False
    compared: bool = False


def noticed(html: str, view: View) -> str:
    """The text of a page with a notice at each place where it is behind its source."""
    pair = view.pairs.get(view.locale)
    if pair is None or pair.source is None or pair.target is None:
        return html
    found = list(notices(pair, view.strings))
    if not found:
        return html
    return _placed(html, [(one, _markup(one, view, pair.source.locale)) for one in found])


def notices(pair: Pair, words: Strings) -> Iterator[Notice]:
    """What there is to tell on the target page of `pair`, in the words of its language."""
    if pair.source is None or pair.target is None:
        return
    language = language_name(pair.source.locale, words.locale)
    shown = [unit for unit in pair.units if _is_shown(unit)]
    both = [unit for unit in shown if unit.source is not None and unit.target is not None]
    stale = [unit for unit in both if status(unit) is Status.STALE]
    page = words.stale_page_link.format(language=language)
    if stale and len(stale) == len(both):
        yield Notice(
            since(stale, words.stale_page, words.stale_page_dated, words, language),
            (("", page),),
            compared=True,
        )
        stale = []
    section = words.stale_section_link.format(language=language)
    for unit in stale:
        text = since([unit], words.stale_section, words.stale_section_dated, words, language)
        links = ((_anchor(unit.source), section),)
        yield Notice(text, links, after=_anchor(unit.target), compared=True)
    for unit in shown:
        if status(unit) is Status.ORPHAN and unit.recorded is not None:
            text = words.removed_section.format(language=language)
            yield Notice(text, (("", page),), after=_anchor(unit.target))
    yield from _missing(pair, words.missing_section.format(language=language))


def _missing(pair: Pair, text: str) -> Iterator[Notice]:
    """One notice for each run of sections that the target lacks, where it lacks them."""
    targets = pair.target.sections if pair.target else ()
    names = [_anchor(one) for one in targets]
    following = dict(zip(names, [*names[1:], None], strict=True))
    links: list[tuple[str, str]] = []
    place: str | None = ""
    for unit in pair.units:
        if unit.target is None and unit.source is not None:
            links.append((_anchor(unit.source), unit.source.title))
            continue
        if links:
            yield Notice(text, tuple(links), before=place, foreign=True)
            links = []
        place = following.get(_anchor(unit.target))
    if links:
        yield Notice(text, tuple(links), before=place, foreign=True)


def since(units: Sequence[Unit], text: str, dated: str, words: Strings, language: str) -> str:
    """That the source of `units` changed, since the last day on which one of them was confirmed."""
    days = [unit.past.confirmed for unit in units]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return text.format(language=language)
    return dated.format(language=language, date=date_in_words(max(known), words))


def _is_shown(unit: Unit) -> bool:
    """Whether a reader of the page sees the unit: an opening may be front matter alone."""
    return any(
        side is not None and (side.level or side.blocks) for side in (unit.source, unit.target)
    )


def _anchor(section: Section | None) -> str:
    """The anchor of the heading of `section`; the opening has none."""
    return section.anchor if section is not None and section.level else ""


def _markup(notice: Notice, view: View, source: str) -> str:
    """The notice on the page of `view`, with its links into the page in the locale `source`."""
    page, tag = view.link(source), language_tag(source)
    spoken = f' lang="{tag}"' if notice.foreign else ""
    links = [
        f'<a href="{escape(_at(page, anchor))}" hreflang="{tag}"{spoken}>'
        f"{escape(words, quote=False)}</a>"
        for anchor, words in (notice.links if page else ())
    ]
    for words, path in view.beside if notice.compared else ():
        # On that page, the anchors are those of the source.
        address = _at(relative(path, view.path), notice.links[0][0])
        links.append(f'<a href="{escape(address)}" rel="nofollow">{escape(words, quote=False)}</a>')
    said = " ".join(filter(None, (escape(notice.text, quote=False), ", ".join(links))))
    return f'<p class="bitext-behind" role="note" data-search-exclude>{said}</p>'


def _at(page: str, anchor: str) -> str:
    return f"{page}#{anchor}" if anchor else page


def _placed(html: str, found: Sequence[tuple[Notice, str]]) -> str:
    """`html` with each notice in its place; one whose heading is not to be found is at the top."""
    heads = {match[2]: match.span() for match in _HEADING.finditer(html)}
    notes = html.rfind(_NOTES)
    end = notes if notes >= 0 else len(html)
    spots: list[tuple[int, str]] = []
    for notice, markup in found:
        if notice.before is None:
            spot = end
        elif notice.before:
            spot = heads.get(notice.before, (0, 0))[0]
        else:
            spot = heads.get(notice.after, (0, 0))[1]
        spots.append((spot, markup))
    parts: list[str] = []
    last = 0
    for spot, markup in sorted(spots, key=lambda one: one[0]):
        parts += [html[last:spot], f"\n{markup}\n"]
        last = spot
    return "".join([*parts, html[last:]])

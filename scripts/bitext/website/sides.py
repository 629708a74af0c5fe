"""A page and its translation side by side: section beside section, the source first."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from bitext.freshness import status
from bitext.model import Pair, Section, Status, Unit
from bitext.website.notices import since
from bitext.website.pieces import NOTES, ROOT, Piece, pieces
from bitext.website.strings import Strings, language_name, language_tag

NAME = "bitext"
"""How the address of such a page goes on from that of the page."""


@dataclass(frozen=True, slots=True)
class Text:
    """A page as it was rendered in the locale it was written in.

    `path` is its address from the root of the site, `language` what its readers call their
    language; `edit_url` leads to where it is edited, empty where nobody can. The HTML is kept
    `packed`, for all pages of a site are kept until the last of their translations is rendered.
    """

    locale: str
    language: str
    path: str
    title: str
    packed: bytes
    edit_url: str = ""

    @property
    def html(self) -> str:
        """What the page says."""
        return zlib.decompress(self.packed).decode("utf-8")


def packed(html: str) -> bytes:
    """What a Text keeps of its HTML."""
    return zlib.compress(html.encode("utf-8", "xmlcharrefreplace"), 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A section of the source beside that of the target; `unit` is None for the footnotes."""

    unit: Unit | None
    source: Piece | None
    target: Piece | None

    @property
    def even(self) -> bool:
        """Whether the blocks of both sides can stand one beside the other."""
        return bool(self.source and self.target and self.source.shape == self.target.shape)


def name_of(target: str, targets: Sequence[str]) -> str:
    """The last part of the address: another name for each target but the first."""
    return NAME if target == targets[0] else f"{NAME}-{target}"


def beside(path: str, name: str) -> str:
    """The address `name` below that of the page at `path`, from the root of the site."""
    if not path or path.endswith("/"):
        return f"{path}{name}/"
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{name}.{ending}"


def rows(pair: Pair, source: Sequence[Piece], target: Sequence[Piece]) -> list[Row]:
    """The pieces of both sides as the units of `pair` put them beside each other; all of them."""
    lefts = {piece.anchor: piece for piece in source if piece.html}
    rights = {piece.anchor: piece for piece in target if piece.html}
    found = [
        Row(unit, _taken(lefts, unit.source), _taken(rights, unit.target)) for unit in pair.units
    ]
    opening = Row(None, lefts.pop("", None), rights.pop("", None))
    notes = Row(None, lefts.pop(NOTES, None), rights.pop(NOTES, None))
    return [row for row in (opening, *found, notes) if row.source or row.target]


def anchors(pair: Pair, *, target: bool) -> set[str]:
    """The anchors of the sections on one side of `pair`."""
    sides = (unit.target if target else unit.source for unit in pair.units)
    return {one.anchor for one in sides if one is not None and one.level}


def side_by_side(pair: Pair, source: Text, target: Text) -> list[Row]:
    """Both texts of `pair`, section beside section; the ids of the target start with its locale."""
    return rows(
        pair,
        pieces(source.html, source.path, anchors(pair, target=False)),
        pieces(target.html, target.path, anchors(pair, target=True), f"{target.locale}-"),
    )


def offer(source: str, target: str, words: Strings) -> str:
    """What a link to the page is called in the language of `words`."""
    names = [language_name(one, words.locale) for one in (source, target)]
    return words.sides_link.format(source=names[0], target=names[1])


def title(texts: tuple[Text, Text], words: Strings) -> str:
    """What the page is called in the language of `words`: the title of the page, both languages."""
    shown = next((one.title for one in texts if one.locale == words.locale), texts[0].title)
    names = [language_name(one.locale, words.locale) for one in texts]
    return words.sides_title.format(title=shown, source=names[0], target=names[1])


def markup(found: Sequence[Row], texts: tuple[Text, Text], words: Strings) -> str:
    """The page in the words of its reader; its addresses start with ROOT."""
    heads = "".join(f'<p class="bitext-head">{_head(one, words)}</p>' for one in texts)
    parts = [
        f'<h1 class="bitext-sides-title">{escape(title(texts, words), quote=False)}</h1>',
        f'<div class="bitext-heads">{heads}</div>',
        *(_row(row, texts, words) for row in found),
    ]
    return '<div class="bitext-sides" id="bitext-sides">\n' + "\n".join(parts) + "\n</div>"


def _head(text: Text, words: Strings) -> str:
    tag = language_tag(text.locale)
    link = _link(ROOT + text.path, text.language, {"hreflang": tag, "lang": tag})
    label = {"aria-label": f"{words.edit} ({text.language})"}
    edit = _link(text.edit_url, words.status_edit_link, label) if text.edit_url else ""
    return f"{link} {edit}".strip()


def _row(row: Row, texts: tuple[Text, Text], words: Strings) -> str:
    names = ["bitext-row", *(["bitext-row--even"] if row.even else [])]
    said = _said(row, texts[0], words)
    if said:
        names.append("bitext-row--behind")
    cells = [
        _cell(piece, text, words)
        for piece, text in zip((row.source, row.target), texts, strict=True)
    ]
    return f'<div class="{" ".join(names)}">\n' + "\n".join([*said, *cells]) + "\n</div>"


def _said(row: Row, source: Text, words: Strings) -> list[str]:
    """That the target is behind, if it is."""
    if row.unit is None or status(row.unit) is not Status.STALE:
        return []
    language = language_name(source.locale, words.locale)
    text = since([row.unit], words.stale_section, words.stale_section_dated, words, language)
    return [f'<p class="bitext-behind">{escape(text, quote=False)}</p>']


def _cell(piece: Piece | None, text: Text, words: Strings) -> str:
    if piece is None:
        language = language_name(text.locale, words.locale)
        said = escape(words.sides_absent.format(language=language), quote=False)
        return f'<div class="bitext-side bitext-side--absent"><p>{said}</p></div>'
    attributes: Mapping[str, str] = {
        "class": "bitext-side",
        "lang": language_tag(text.locale),
        "data-language": text.language,
    }
    return f"<div{_attributes(attributes)}>\n{piece.html}\n</div>"


def _link(address: str, said: str, attributes: Mapping[str, str]) -> str:
    return f"<a{_attributes({'href': address, **attributes})}>{escape(said, quote=False)}</a>"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def _taken(pieces: dict[str, Piece], section: Section | None) -> Piece | None:
    """The piece that holds `section`, which no other row will have."""
    return pieces.pop(section.anchor if section.level else "", None) if section else None

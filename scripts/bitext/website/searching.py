"""The search of each locale: its own pages alone, and the terms by all their names."""

import json
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from bitext import terms
from bitext.model import Term
from bitext.website import indexing, stemming
from bitext.website.stemming import folded
from bitext.website.weighing import Section

Index = dict[str, Any]
"""What the search plugin writes: its settings, and an entry for each section of each page."""

WHOLE = "search/search_index.json"
"""Where the search plugin writes its index, for all locales."""

_SEPARATOR = r"[\s\-]+"
_BETTER_SEPARATOR = r"[\s\-'’]+"
_NOTE = re.compile(r"<sup>[\d, ]*</sup>")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)\b[^>]*>"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pages of a locale are: in its folder, or for the default one outside the others."""

    locale: str
    folder: str
    folders: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language of the locale: that of `pt_BR` is `pt`."""
        return re.split(r"[-_]", self.locale)[0]


def files(
    index: Index, place: Place, closed: Collection[str], termbase: Iterable[Term]
) -> dict[str, str]:
    """What our search reads, by the path from the root of the site; `closed` pages are left out."""
    stem = stemming.stemmer(place.language)
    found = indexing.files(sections(index, place, closed), aliases(termbase, place.locale), stem)
    return {posixpath.join(place.folder, "search", name): text for name, text in found.items()}


def sections(index: Index, place: Place, closed: Collection[str]) -> Iterator[Section]:
    """The sections of the pages of a locale, but for the `closed` ones."""
    for entry in _entries(index, place):
        if entry["location"].partition("#")[0] not in closed:
            yield Section(
                address=entry["location"],
                heading=_text(entry["title"]),
                text=_text(entry["text"]),
                tags=tuple(entry.get("tags", ())),
                boost=float(entry.get("boost", 1)),
            )


def aliases(termbase: Iterable[Term], locale: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each form of a term in this locale, with the names it has besides, in any language.

    A short form is known by the short forms of other languages only, where they have one: what
    an acronym in every section stands for would make these words mean nothing.
    """
    for term in termbase:
        if own := term.wordings.get(locale):
            others = [one for name, one in term.wordings.items() if name != locale]
            short = [
                name
                for one in others
                for name in ([one.abbreviation] if one.abbreviation else terms.forms(one))
            ]
            full = [name for one in (*others, own) for name in terms.forms(one)]
            for form in terms.forms(own):
                names = short if form == own.abbreviation else full
                yield form, tuple(name for name in names if name != form)


def lunr_files(index: Index, place: Place, known: Collection[str]) -> dict[str, str]:
    """What Material's search reads; lunr has words for the `known` languages and for English."""
    language = place.language if place.language in known else "en"
    text = json.dumps(of_locale(index, place, language), ensure_ascii=False, separators=(",", ":"))
    return {posixpath.join(place.folder, WHOLE): text}


def of_locale(index: Index, place: Place, language: str) -> Index:
    """The part of the whole index that is of one locale, with addresses from its folder."""
    settings = dict(index["config"])
    fields = settings["fields"]
    settings["fields"] = {**fields, **{f"plain_{name}": fields[name] for name in ("title", "text")}}
    if settings.get("separator") == _SEPARATOR:  # the theme's, for which “l’institut” is one word
        settings["separator"] = _BETTER_SEPARATOR
    if len(settings["lang"]) == 1:  # more than one was chosen by the author
        settings["lang"] = [language]
    own = f"{place.folder}/" if place.folder else ""
    return {
        **index,
        "config": settings,
        "docs": [
            {**entry, **_plain(entry), "location": entry["location"].removeprefix(own)}
            for entry in _entries(index, place)
        ],
    }


def _entries(index: Index, place: Place) -> Iterator[dict[str, Any]]:
    """The entries of the pages of a locale, each once: static-i18n may write one twice."""
    other = tuple(f"{name}/" for name in place.folders)
    own = f"{place.folder}/" if place.folder else ""
    for location, entry in {entry["location"]: entry for entry in index["docs"]}.items():
        if location.startswith(own) if own else not location.startswith(other):
            yield entry


def _text(html: str) -> str:
    """The text of an entry as a reader sees it, without the marks of footnotes."""
    text = re.sub(r"<[^>]+>", " ", _INLINE.sub("", _NOTE.sub("", html)))
    return re.sub(r"[ \t\n\r]+", " ", unescape(text)).strip()


def _plain(entry: Mapping[str, str]) -> dict[str, str]:
    """The words of an entry that a reader may type without accents, as they are then typed."""
    return {f"plain_{name}": _without_accents(entry[name]) for name in ("title", "text")}


def _without_accents(text: str) -> str:
    """The words that are not written as they fold, folded, each once."""
    found = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text))
    plain = {folded(word): None for word in found if folded(word) != word.lower()}
    return " ".join(plain)

"""The termbase: agreed terms in every language, and the glossary page that it yields."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from bitext.errors import BitextError
from bitext.model import Term, Wording

_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Termbase(NamedTuple):
    """All agreed terms, the names of their categories and the words of the glossary page."""

    terms: tuple[Term, ...]
    categories: Mapping[str, Mapping[str, str]]
    page: str
    words: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A form of a term; `looks` gives, for each of its words, how it may look in small letters."""

    term: Term
    looks: tuple[frozenset[str], ...]


class Use(NamedTuple):
    """A term found in a text: which one, in what form, from where to where."""

    term: Term
    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The forms of the terms in a locale by how their first word begins, the longest first.

    `looks` are how these words may look. Of every piece of text seen before it is known whether it
    has one: it is in `idle`, or where in it words begin is in `busy`.
    """

    starts: Mapping[str, tuple[tuple[Term, str], ...]]
    looks: frozenset[str]
    idle: set[str] = field(default_factory=set)
    busy: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def places(self, text: str) -> list[int]:
        """Where in `text` a term may begin: a quick look, which misses none."""
        found: set[int] = set()
        for piece in set(text.split()) - self.idle:
            if piece not in self.busy and self._is_idle(piece):
                continue
            at = text.find(piece)
            while at >= 0:
                found.update(at + offset for offset in self.busy[piece])
                at = text.find(piece, at + 1)
        return sorted(found)

    def _is_idle(self, piece: str) -> bool:
        if "" not in self.looks and self.looks.isdisjoint(_LETTERS.findall(piece.lower())):
            self.idle.add(piece)
            return True
        self.busy[piece] = tuple(word.start() for word in _WORD.finditer(piece))
        return False


def forms(wording: Wording) -> tuple[str, ...]:
    """Every form that is accepted for a term, the agreed one first."""
    return tuple(one for one in (wording.term, wording.abbreviation, *wording.also) if one)


@lru_cache(maxsize=4)
def index(terms: tuple[Term, ...], locale: str) -> Index:
    """What to look for to find the `terms` in a text in `locale`."""
    found: dict[str, list[tuple[Term, str]]] = {}
    for term in terms:
        for form in forms(term.wordings[locale]) if locale in term.wordings else ():
            if first := _WORD.search(form):
                found.setdefault(first.group()[:3].casefold(), []).append((term, form))
    starts = {
        key: tuple(sorted(entries, key=lambda one: -len(one[1]))) for key, entries in found.items()
    }
    return Index(starts, frozenset(by_look(terms, locale)))


@lru_cache(maxsize=4)
def by_look(terms: tuple[Term, ...], locale: str) -> Mapping[str, list[Form]]:
    """The forms of `terms` in `locale` by how their first word may look; empty for one without."""
    found: dict[str, list[Form]] = {}
    for term in terms:
        for form in forms(term.wordings[locale]) if locale in term.wordings else ():
            one = Form(term, tuple(_looks(form)))
            for look in one.looks[0] if one.looks else ("",):
                found.setdefault(look, []).append(one)
    return found


def possible(words: Set[str], known: Mapping[str, list[Form]]) -> set[Term]:
    """The terms that a text with these `words` may use: a quick look, which misses none."""
    near = {one for look in (words & known.keys()) | {""} for one in known.get(look, ())}
    return {one.term for one in near if all(map(words.__and__, one.looks))}


def uses(text: str, known: Index) -> Iterator[Use]:
    """The terms in `text` by the longest form at each place, in the singular or the plural."""
    after = 0
    for place in known.places(text):
        # A piece of text may stand inside another one, and begin amid a word there.
        if place < after or _WORD.match(text, max(place - 1, 0), place):
            continue
        word = _WORD.match(text, place)
        for term, form in known.starts.get(word.group()[:3].casefold(), ()) if word else ():
            if match := _pattern(form).match(text, place):
                after = match.end()
                yield Use(term, form, place, after)
                break


def says(text: str, wording: Wording) -> bool:
    """Whether `text` has any accepted form of `wording`, be it inside a longer one."""
    accepted = forms(wording)
    return any(_stands(form, text) for form in accepted) or any(
        not text[max(match.start() - 1, 0) : match.start()].isalnum()
        for form in accepted
        for match in _pattern(form).finditer(text)
    )


def _stands(form: str, text: str) -> bool:
    """Whether the first place that has `form` to the letter has it as whole words."""
    start = text.find(form)
    if start < 0:
        return False
    before, after = text[max(start - 1, 0) : start], text[start + len(form) :][:1]
    return not (before.isalnum() or after.isalnum() or after == "_")


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    """`form` with light endings; a name, and letters that stand for words, keep their capitals."""
    words = re.split(r"[\s-]+", form.strip())
    name = any(sum(char.isupper() for char in word) > 1 for word in words)
    name = name or (len(words) == 1 and form[:1].isupper())
    pattern = r"[\s-]+".join(_endings(word) for word in words) + r"(?!\w)"
    if name and form[:1].islower():  # it may begin a sentence
        pattern = f"[{form[0]}{form[0].upper()}]{pattern[1:]}"
    return re.compile(pattern, 0 if name else re.IGNORECASE)


def _endings(word: str) -> str:
    stem, endings = _inflected(word.replace("'", "’"))
    return re.escape(stem).replace("’", "[’']") + f"(?:{'|'.join(endings)})"


def _inflected(word: str) -> tuple[str, tuple[str, ...]]:
    """The stem of `word` and what may end it."""
    if len(word) > 3 and word.endswith("y"):
        return word[:-1], ("y", "ies")
    if len(word) > 3 and word.endswith("al"):
        return word[:-1], ("l", "le", "les", "ls", "ux")
    return (word[:-1] if len(word) > 3 and word[-1] in "sx" else word), (
        "es",
        "s",
        "x",
        "e",
        "[’']s",
        "",
    )


def _looks(form: str) -> Iterator[frozenset[str]]:
    """How each word of `form` may look; an apostrophe or a digit parts words."""
    for word in re.split(r"[\s-]+", form.strip()):
        stem, endings = _inflected(word.lower())
        *first, last = _LETTERS.findall(stem) or [""]
        yield from (frozenset((one,)) for one in first)
        if last and stem.endswith(last):
            yield frozenset(last + end for end in endings if end.isalpha() or not end)
        elif last:
            yield frozenset((last,))


def load(path: Path) -> Termbase:
    """The termbase in the TOML file `path`; BitextError says which entry is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BitextError(f"{path.name}: {error}") from error
    glossary = data.get("glossary", {})
    terms = tuple(_term(entry, path.name) for entry in data.get("term", ()))
    seen: set[str] = set()
    for term in terms:
        if term.id in seen:
            raise BitextError(f"{path.name}: term “{term.id}” stands twice")
        seen.add(term.id)
        if term.category not in data.get("categories", {}):
            raise BitextError(f"{path.name}: term “{term.id}”: no category “{term.category}”")
    words = {locale: words for locale, words in glossary.items() if isinstance(words, dict)}
    return Termbase(terms, data.get("categories", {}), str(glossary.get("page", "")), words)


def _term(entry: Mapping[str, Any], name: str) -> Term:
    identity = str(entry.get("id", ""))
    wordings: dict[str, Wording] = {}
    for locale, words in entry.items():
        if not isinstance(words, dict):
            continue
        unknown = set(words) - set(Wording._fields)
        if unknown or "term" not in words:
            what = f"unknown key “{min(unknown)}”" if unknown else "no “term”"
            raise BitextError(f"{name}: term “{identity}”: {locale}: {what}")
        wordings[locale] = Wording(
            term=str(words["term"]),
            definition=str(words.get("definition", "")),
            abbreviation=str(words.get("abbreviation", "")),
            gender=str(words.get("gender", "")),
            also=tuple(words.get("also", ())),
            avoid=tuple(words.get("avoid", ())),
        )
    if not identity or not wordings:
        raise BitextError(f"{name}: a term lacks its id or its wordings: {dict(entry)}")
    sources = tuple(entry.get("sources", ()))
    return Term(identity, str(entry.get("category", "")), sources, wordings)


def glossary(termbase: Termbase, locale: str) -> str:
    """The glossary page in `locale`, as Markdown: one table a category, sorted by term."""
    words = termbase.words.get(locale)
    if words is None:
        raise BitextError(f"termbase: no [glossary.{locale}] table")
    others = sorted({one for term in termbase.terms for one in term.wordings} - {locale})
    lines = [
        "---",
        f'title: "{words["title"]}"',
        f'description: "{words["description"]}"',
        "---",
        "",
    ]
    lines += [f"# {words['title']} {{ #{words['id']} }}", "", words["intro"], ""]
    for category, names in termbase.categories.items():
        lines += [f"## {names[locale]} {{ #{category} }}", ""]
        lines += [
            f"| {words['term']} | {words['other']} | {words['definition']} |",
            "| --- | --- | --- |",
        ]
        members = [term for term in termbase.terms if term.category == category]
        lines += [_row(term, locale, others, words) for term in members if locale in term.wordings]
        lines.append("")
    return "\n".join(lines)


def _row(term: Term, locale: str, others: list[str], words: Mapping[str, str]) -> str:
    own = term.wordings[locale]
    name = f"**{own.term}**{{ #{term.id} }}"
    notes = [note for note in (own.abbreviation, _gender(own, words)) if note]
    if notes:
        name += f" ({', '.join(notes)})"
    foreign = {term.wordings[one].term: one for one in others if one in term.wordings}
    foreign.pop(own.term, None)
    partners = [_marked(term.wordings[one].term, foreign) for one in others if one in term.wordings]
    meaning = own.definition
    if own.also:
        variants = ", ".join(_marked(form, foreign) for form in own.also)
        meaning += f" {words['also']} {variants}."
    if own.avoid:
        meaning += f" {words['avoid']} {', '.join(own.avoid)}."
    sources = ", ".join(f"[{key}](sources.md#{key.lower()})" for key in term.sources)
    if sources:
        alone = len(term.sources) == 1 and "source" in words
        meaning += f" {words['source' if alone else 'sources']} {sources}."
    row = (cell.replace("|", "\\|") for cell in (name, ", ".join(partners), meaning))
    return f"| {' | '.join(row)} |"


def _marked(form: str, foreign: Mapping[str, str]) -> str:
    """`form`, marked with its language for screen readers where it is not the page's own."""
    return f"*{form}*{{ lang={foreign[form]} }}" if form in foreign else form


def _gender(wording: Wording, words: Mapping[str, str]) -> str:
    return words.get(wording.gender, wording.gender)

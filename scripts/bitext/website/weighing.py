"""How much each word weighs in each section of a site: where it stands, how often, how long.

The text weighs by BM25 (Robertson and Zaragoza, 2009), without the part of the rarity of a word,
which is for who asks; headings add to it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from bitext.website.stemming import Stem, joined, words

# What a word is worth where it stands, out of 100 for a text that says nothing else.
_TITLE = 200
_HEADING = 150
_ABOVE = 60  # the title of the page, for the sections under it
_ALIAS = 0.8
_LENGTH = 0.75  # how much a long text spreads its words thin (b of BM25)
_ENOUGH = 1.2  # from how many times on a word is what a text is about (k of BM25)
_KEY = 2  # letters that a word and its stem must share

Aliases = Iterable[tuple[str, tuple[str, ...]]]
"""Phrases of the text, each with the other names by which a reader may look for it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section as the search shows it; `address` is that of its page, with the anchor."""

    address: str
    heading: str
    text: str
    tags: tuple[str, ...] = ()
    boost: float = 1.0

    @property
    def page(self) -> str:
        """The address of the page."""
        return self.address.partition("#")[0]


@dataclass(slots=True)
class Group:
    """The forms of one word, and its weight in each section, by its number, that has one."""

    forms: set[str] = field(default_factory=set)
    weights: dict[int, float] = field(default_factory=lambda: defaultdict(float))


@dataclass(frozen=True, slots=True)
class _Alias:
    """The stems of a phrase, and the words that it adds to a text."""

    stems: tuple[str, ...]
    words: frozenset[str]


def by_page(sections: Iterable[Section]) -> list[list[Section]]:
    """The sections of each page, which stand together; the one at its top is the first."""
    return [list(together) for _, together in groupby(sections, lambda one: one.page)]


def groups(pages: Iterable[Sequence[Section]], names: Aliases, stem: Stem) -> dict[str, Group]:
    """The words of the sections, counted through all pages, by their stem."""
    stem = cache(stem)
    key = cache(lambda word: _key(word, stem))
    aliases = _aliases(names, stem)
    found: dict[str, Group] = defaultdict(Group)
    sections = [(one, page[0]) for page in pages for one in page]
    texts = [(words(one.text), joined(one.text)) for one, _ in sections]
    usual = sum(len(text) for text, _ in texts) / (len(texts) or 1) or 1
    for number, ((one, top), (text, pairs)) in enumerate(zip(sections, texts, strict=True)):
        thin = _ENOUGH * (1 - _LENGTH + _LENGTH * len(text) / usual)
        weights = dict.fromkeys(pairs, 100 / (1 + thin))
        for word, times in _counted(text, aliases, stem).items():
            weights[word] = 100 * times / (times + thin)
        for heading, worth in _headings(one, top):
            # In a heading of few words, each says more of what the section is about.
            worth *= 0.4 + 0.6 / (len(heading) or 1)
            for word, times in _counted(heading, aliases, stem).items():
                weights[word] = weights.get(word, 0) + worth * min(1, times)
        for word, weight in weights.items():
            group = found[key(word)]
            group.forms.add(word)
            group.weights[number] += weight * one.boost
    return found


def _headings(section: Section, top: Section) -> list[tuple[list[str], float]]:
    """The words of what stands above a text, each time with what they are worth."""
    tags = [(words(tag), float(_HEADING)) for tag in section.tags]
    if section is top:
        return [(words(top.heading), _TITLE), *tags]
    return [(words(section.heading), _HEADING), (words(top.heading), _ABOVE), *tags]


def _counted(
    text: Sequence[str], aliases: Mapping[str, Sequence[_Alias]], stem: Stem
) -> dict[str, float]:
    """How often each word is in a text, with those of the other names of what it names."""
    counts: dict[str, float] = dict(Counter(text))
    stems = [stem(word) for word in text]
    for at in [at for at, first in enumerate(stems) if first in aliases]:
        for alias in aliases[stems[at]]:
            if tuple(stems[at : at + len(alias.stems)]) == alias.stems:
                for word in alias.words:
                    counts[word] = counts.get(word, 0) + _ALIAS
    return counts


def _aliases(names: Aliases, stem: Stem) -> dict[str, list[_Alias]]:
    """What each phrase adds to a text, by the stem of its first word."""
    found: dict[str, list[_Alias]] = defaultdict(list)
    for phrase, others in names:
        own = words(phrase)
        if added := {word for other in others for word in words(other)}.difference(own):
            stems = tuple(map(stem, own))
            found[stems[0] if stems else ""].append(_Alias(stems, frozenset(added)))
    return found


def _key(word: str, stem: Stem) -> str:
    """The stem of a word, or the word where the two do not begin alike: `dying`, `die`."""
    key = stem(word)
    return key if key[:_KEY] == word[:_KEY] else word

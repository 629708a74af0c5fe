"""The words of the trade as frozen data: every other module speaks in these."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple, Protocol

MASK = "\ufffc"
"""Stands in prose for every character that is no prose."""
APART = "\0"
"""Stands between blocks where they make one text: no figure reaches over it."""
_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """The words of `text`, in small letters, in order; digits are no part of a word."""
    return _WORD.findall(text.lower())


class Level(StrEnum):
    """How bad a finding is: a reader hits it, it is debt, it is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Status(StrEnum):
    """Where a section stands between its two languages."""

    FRESH = "fresh"
    STALE = "stale"
    UNCONFIRMED = "unconfirmed"
    MISSING = "missing"
    ORPHAN = "orphan"


class Location(NamedTuple):
    """A place in a file; lines and columns count from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


# To make a frozen dataclass takes five times as long as a named tuple, which small records here are,
# or as one that only the type checker keeps final: what a page holds by the thousand is that.
@dataclass(slots=True, unsafe_hash=True)
class Item:
    """Something inside a line of text: a link, an image, a code span, a footnote mark and so on.

    `start` and `end` are offsets in the text of the block it stands in; `inner` and `inner_end`
    bound the part a reader sees (the words of a link). `target` is where it leads, `title` the
    tool tip of a link or an image.
    """

    kind: Final[str]
    start: Final[int]
    end: Final[int]
    inner: Final[int]
    inner_end: Final[int]
    line: Final[int]
    column: Final[int]
    end_line: Final[int]
    end_column: Final[int]
    target: Final[str] = ""
    title: Final[str] = ""


@dataclass(unsafe_hash=True)  # no slots: its prose is kept with it
class Block:
    """A paragraph, a list, a table, an admonition, a code block; blocks nest.

    `text` is the Markdown of a leaf, freed of indentation and list markers; `places` gives line
    and column of the first character of each of its lines. `detail` is what tells two blocks of
    one kind apart: the type of an admonition, the language of a fence, the shape of a table.
    """

    kind: Final[str]
    line: Final[int]
    end_line: Final[int]
    detail: Final[str] = ""
    text: Final[str] = ""
    places: Final[tuple[tuple[int, int], ...]] = ()
    items: Final[tuple[Item, ...]] = ()
    children: Final[tuple["Block", ...]] = ()

    @cached_property
    def prose(self) -> str:
        """The text with all that is no prose masked, every character in its place.

        Masked are code, addresses, images, HTML, attribute lists, footnote marks and mathematics;
        the words of a link stay. A code or HTML block is all mask.
        """
        text = self.text
        if self.kind in ("code", "html", "comment", "macro"):
            return MASK * len(text)
        for item in self.items:
            start, end = item.start, item.end
            if item.kind == "link":
                text = text[:start] + MASK * (item.inner - start) + text[item.inner :]
                start = item.inner_end
            text = text[:start] + MASK * (end - start) + text[end:]
        return text

    @cached_property
    def rows(self) -> list[int]:
        """Where in the text each of its lines begins."""
        found = [0]
        for line in self.text.split("\n")[:-1]:
            found.append(found[-1] + len(line) + 1)
        return found

    @cached_property
    def words(self) -> list[str]:
        """The words of the prose, as `words_of` gives them."""
        return words_of(self.prose)


@dataclass(slots=True, unsafe_hash=True)
class Section:
    """A heading and what follows it up to the next heading; before the first one, the opening.

    The opening has level 0 and the anchor ``_``.
    """

    anchor: Final[str]
    level: Final[int]
    title: Final[str]
    line: Final[int]
    end_line: Final[int]
    explicit: Final[bool]
    blocks: Final[tuple[Block, ...]]


@dataclass(slots=True, unsafe_hash=True)
class Definition:
    """What stands in one place of a page and counts in another: a footnote, a link's address."""

    kind: Final[str]
    label: Final[str]
    line: Final[int]
    value: Final[str]
    block: Final[Block | None] = None


@dataclass(slots=True, unsafe_hash=True)
class Anchor:
    """An address inside a page, whether an author wrote it or the renderer made it."""

    name: Final[str]
    line: Final[int]
    heading: Final[bool]
    explicit: Final[bool]


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file of one locale, read.

    `key` is its path under the locale (suffix taken off), the same in every language; `path` is
    relative to the folder of the configuration file. `meta` holds the front matter with every
    scalar as a string, `meta_lines` the line of each of its top-level keys. `trouble` says why a
    page could not be read, as (line, message).

    What a page includes from other files stands in its blocks. The lines of those files have
    numbers past the last line of the page: `elsewhere` gives for each of them the path of its
    file, its line there, and the line of the page that includes it. Sections and whatever begins
    or ends in the page itself have lines of the page.

    A page is `undecided` where something is made of it when the site is built that the source does
    not show, such as a template filled in: it may have more anchors than `anchors`. The places
    themselves, where they can be seen, are items and blocks of the kind ``macro``.
    """

    path: str
    key: str
    locale: str
    text: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)
    meta_lines: Mapping[str, int] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    definitions: tuple[Definition, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    trouble: tuple[int, str] | None = None
    elsewhere: Mapping[int, tuple[str, int, int]] = field(default_factory=dict)
    undecided: bool = False


class Change(NamedTuple):
    """How a source section changed: in what, and how many words are touched.

    `kind` is the gravest of prose, number, code, link and cosmetic.
    """

    kind: str
    words: int


@dataclass(frozen=True, slots=True)
class Past:
    """What the history knows of a unit; all of it may be unknown.

    `change` leads from the source that was confirmed to the present one, `late` says that it had
    been passed by when it was confirmed. `confirmed` is the day of that confirmation. `replaced` is
    the record that a change replaced, `moved` how the source changed from the one record to the
    other; only a comparison fills these two.
    """

    change: Change | None = None
    late: bool = False
    confirmed: date | None = None
    replaced: tuple[str, str] | None = None
    moved: Change | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A source section and the target section that translates it; one of them may be absent.

    `source_digest` and `target_digest` are the digests of what stands there now, `recorded` the
    two digests of the last confirmation (source, target). `rows` are the innermost blocks of both
    sides in order, those of their footnotes last; None where one side has no counterpart.
    """

    key: str
    source: Section | None
    target: Section | None
    source_digest: str = ""
    target_digest: str = ""
    recorded: tuple[str, str] | None = None
    rows: tuple[tuple[Block | None, Block | None], ...] = ()
    past: Past = Past()


@dataclass(frozen=True, slots=True)
class Pair:
    """A page and its translation, with their units in the order of the source."""

    key: str
    source: Page | None
    target: Page | None
    units: tuple[Unit, ...]


class Wording(NamedTuple):
    """How one language says a term: the form to use, accepted variants, forms to avoid."""

    term: str
    definition: str = ""
    abbreviation: str = ""
    gender: str = ""
    also: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: much is kept by terms
class Term:
    """One idea and its wording in each language, with the keys of its sources."""

    id: str
    category: str
    sources: tuple[str, ...]
    wordings: Mapping[str, Wording]


class Entry(NamedTuple):
    """An entry of the navigation: its title, if it has one, its page, if it has one, its line."""

    title: str
    page: str
    line: int


class Navigation(NamedTuple):
    """The navigation as the configuration file at `path` writes it.

    `translations` gives the titles in each locale that has no navigation of its own; `unlisted`
    are the patterns of pages that are meant to be left out.
    """

    path: str
    entries: tuple[Entry, ...]
    translations: Mapping[str, Mapping[str, str]]
    unlisted: str = ""


class Site(Protocol):
    """What two pages may ask of the rest of their site.

    A page is named by its locale and key, or by its path. Every answer is a plain value, so that
    it can be written down and compared: it is all that a finding rests on beyond the two pages.
    """

    def path_of(self, locale: str, key: str) -> str:
        """Where the page stands; empty if there is none."""

    def page_at(self, path: str) -> tuple[str, str] | None:
        """The locale and key of the page that stands at `path`."""

    def has_file(self, path: str) -> bool:
        """Whether something stands at `path`, a page or anything else that is published."""

    def nearest_file(self, path: str, locale: str) -> str:
        """The file for pages of `locale` whose name is most like that of `path`; or empty."""

    def has_anchor(self, locale: str, key: str, name: str) -> bool:
        """Whether the page has the anchor `name`; one that cannot be read has them all."""

    def nearest_anchor(self, locale: str, key: str, name: str) -> str:
        """The anchor of the page that is most like `name`; or empty."""

    def source_anchor(self, key: str, name: str) -> str:
        """The anchor of the source section that the target section `name` translates; or `name`."""

    def usual(self, label: str, said: str) -> str:
        """How the site mostly translates `label`, where that is not `said`; else empty."""

    def has_ids(self) -> bool:
        """Whether most headings of the site have an explicit id."""

    def head(self) -> str:
        """The commit that the site is at; empty without git."""


def _same(page: Page) -> Page:
    return page


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: it is large
class Bitext:
    """Pages of the source locale beside pages of one target locale: all of them, or one pair.

    `docs` is the documentation folder, relative to the folder of the configuration file;
    `folders` the folder in which the pages of each locale stand (they are the same folder in the
    suffix layout); `by_key` finds a pair by its key. Where the pairs hold pages in outline only,
    without what is in their sections, `whole` gives the page with all its text. `undecided` names
    what the site makes when it is built that no source shows (see `bitext.unseen`).
    """

    source: str
    target: str
    pairs: tuple[Pair, ...]
    by_key: Mapping[str, Pair]
    pages: Mapping[str, Mapping[str, Page]]
    site: Site
    docs: str
    folders: Mapping[str, str]
    terms: tuple[Term, ...] = ()
    navigation: Navigation | None = None
    whole: Callable[[Page], Page] = _same
    undecided: frozenset[str] = frozenset()


class Edit(NamedTuple):
    """Replace what stands between two places of a file by `text`."""

    at: Location
    text: str


class Fix(NamedTuple):
    """A change that is right every time."""

    description: str
    edits: tuple[Edit, ...] = ()
    moves: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something is wrong at a place: what it is, and where the other side says otherwise.

    `stable` is the part of the message that stays while the details move, if that is not all.
    """

    at: Location
    rule: "Rule"
    message: str
    source: Location | None = None
    locale: str = ""
    section: str = ""
    level: Level | None = None
    fix: Fix | None = None
    stable: str = ""


class Silenced(NamedTuple):
    """A finding that a contributor silenced, and why."""

    finding: Finding
    reason: str


class Scope(StrEnum):
    """How much of a bitext a rule must see at a time."""

    PAIR = "pair"
    BITEXT = "bitext"


class Rule(NamedTuple):
    """A named question to the bitext; `summary` says in a few words what it asks for.

    A rule of the scope PAIR finds the same in a bitext as in each of its pairs; what it needs to
    know of other pages, it asks the site. One of the scope BITEXT must see all pairs, but only in
    outline: paths and titles. One that is `asked` runs only when somebody asks for it: it is slow.
    """

    id: str
    level: Level
    summary: str
    check: Callable[[Bitext], Iterator[Finding]]
    scope: Scope = Scope.PAIR
    asked: bool = False

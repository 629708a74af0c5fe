"""What two pages may ask of the rest of their site, and who answers.

`Listing` knows which pages and files there are; what is inside pages that nobody has read yet it
takes to be in order. `Index` has read them all. `Asked` writes down what was asked and answered:
a finding stays true while the answers stay the same, so two pages need not be looked at again.
"""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

from bitext.model import MASK, Block, Page, Pair, Section, Site, Unit
from bitext.outline import walk

Question = tuple[str, ...]
"""The name of a method of `Site`, and its arguments."""


class PageFacts(NamedTuple):
    """What a site must know of a page: its titles, its anchors, how many headings have an id.

    `first` is the anchor of the section that line 1 belongs to.
    """

    titles: tuple[str, ...]
    first: str
    anchors: tuple[str, ...]
    headings: int
    explicit: int
    readable: bool


class Label(NamedTuple):
    """A heading or a table head and its translation: how both compare, how the target reads."""

    source: str
    said: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a site must know of a page and its translation.

    `renamed` gives the anchors of target sections that differ from those of their sources.
    """

    key: str
    source: PageFacts | None
    target: PageFacts | None
    renamed: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()


def facts(pair: Pair) -> Facts:
    """What the site must know of `pair`."""
    renamed = {
        unit.target.anchor: unit.source.anchor
        for unit in pair.units
        if unit.source and unit.target and unit.source.anchor != unit.target.anchor
    }
    labels = tuple(label for unit in pair.units for label, _, _ in labels_of(unit))
    return Facts(pair.key, page_facts(pair.source), page_facts(pair.target), renamed, labels)


def page_facts(page: Page | None) -> PageFacts | None:
    """What the site must know of `page`."""
    if page is None:
        return None
    headings = [anchor.explicit for anchor in page.anchors if anchor.heading]
    heads = (section.title for section in page.sections if section.level == 1)
    return PageFacts(
        titles=(str(page.meta.get("title", "")), *heads),
        first=next((one.anchor for one in page.sections if one.line <= 1 <= one.end_line), ""),
        anchors=tuple(sorted(_anchors(page))),
        headings=len(headings),
        explicit=sum(headings),
        readable=page.trouble is None and not page.undecided,
    )


def _anchors(page: Page) -> set[str]:
    """Every address inside `page` that a link may name, those of footnotes included."""
    names = {anchor.name for anchor in page.anchors}
    for definition in page.definitions:
        if definition.kind == "footnote":
            names |= {f"fn:{definition.label}", f"fnref:{definition.label}"}
    return names


def labels_of(unit: Unit) -> Iterator[tuple[Label, Block, Block]]:
    """The headings and the heads of tables in `unit` that have a translation, with both blocks."""
    heads = _heads(unit)
    for left, right in unit.rows if heads else ():
        if left is None or right is None or id(left) not in heads or left.kind != right.kind:
            continue
        source, target = label_text(left), label_text(right)
        if source and target:
            label = Label(f"{left.kind} {_folded(source)}", _folded(target), target)
            yield label, left, right


def _heads(unit: Unit) -> set[int]:
    """The headings of the source section and the cells in the first row of its tables."""
    found: set[int] = set()
    for block in walk(unit.source.blocks) if unit.source and unit.target else ():
        if block.kind == "heading":
            found.add(id(block))
        elif block.kind == "table":
            found |= {id(cell) for cell in block.children if cell.line == block.line}
    return found


def label_text(block: Block) -> str:
    """What a reader sees of a heading or of a cell."""
    return " ".join(block.prose.replace(MASK, " ").split())


def _folded(text: str) -> str:
    return text.casefold().strip("*_ .:").replace("'", "’")


@dataclass(frozen=True)
class Listing:
    """Which pages and files a site has; the inside of its pages is taken to be in order.

    `paths` gives the path of each page by its locale and key, `files` the paths of everything that
    is published, `folders` the folder of each locale; `commit` finds out where the site is in git.
    """

    paths: Mapping[str, Mapping[str, str]]
    files: frozenset[str]
    folders: Mapping[str, str]
    commit: Callable[[], str] = str

    def path_of(self, locale: str, key: str) -> str:
        """Where the page stands; empty if there is none."""
        return self.paths[locale].get(key, "")

    def page_at(self, path: str) -> tuple[str, str] | None:
        """The locale and key of the page that stands at `path`."""
        return self._places.get(path)

    def has_file(self, path: str) -> bool:
        """Whether something stands at `path`."""
        return path in self.files

    def nearest_file(self, path: str, locale: str) -> str:
        """The file for pages of `locale` whose name is most like that of `path`; or empty."""
        others = {one for name, one in self.folders.items() if name != locale}
        others -= {self.folders[locale]}
        names = {
            file.rpartition("/")[2]: file
            for file in sorted(self.files)
            if not any(file.startswith(f"{folder}/") for folder in others)
        }
        close = get_close_matches(posixpath.basename(path), names, n=1, cutoff=0.8)
        return names[close[0]] if close else ""

    def has_anchor(self, locale: str, key: str, name: str) -> bool:
        """Nobody has looked yet: it is taken to have it."""
        return True

    def nearest_anchor(self, locale: str, key: str, name: str) -> str:
        """Nobody has looked yet."""
        return ""

    def source_anchor(self, key: str, name: str) -> str:
        """Nobody has looked yet: the two are taken to be the same."""
        return name

    def usual(self, label: str, said: str) -> str:
        """Nobody has looked yet: what is said is taken to be usual."""
        return ""

    def has_ids(self) -> bool:
        """Nobody has looked yet."""
        return False

    def head(self) -> str:
        """The commit that the site is at; empty without git."""
        return self._head

    @cached_property
    def _head(self) -> str:
        return self.commit()

    @cached_property
    def _places(self) -> dict[str, tuple[str, str]]:
        return {
            path: (locale, key)
            for locale, pages in self.paths.items()
            for key, path in pages.items()
        }


@dataclass(frozen=True)
class Index(Listing):
    """A site whose pages have been read, as seen from the target locale `target`.

    `known` gives, for each target locale, what makes the facts of its pairs in the order of their
    keys; they are asked for once, when the first question about the inside of a page comes.
    """

    source: str = ""
    target: str = ""
    known: Mapping[str, Callable[[], Iterable[Facts]]] = field(default_factory=dict)

    def has_anchor(self, locale: str, key: str, name: str) -> bool:
        """Whether the page has the anchor `name`; one that cannot be read has them all."""
        names = self._tables.anchors.get((locale, key))
        return names is None or f"\n{name}\n" in names

    def nearest_anchor(self, locale: str, key: str, name: str) -> str:
        """The anchor of the page that is most like `name`; or empty."""
        names = (self._tables.anchors.get((locale, key)) or "").split("\n")[1:-1]
        return next(iter(get_close_matches(name, names, n=1, cutoff=0.6)), "")

    def source_anchor(self, key: str, name: str) -> str:
        """The anchor of the source section that the target section `name` translates; or `name`."""
        return self._tables.renamed.get(key, {}).get(name, name)

    def usual(self, label: str, said: str) -> str:
        """How the site mostly translates `label`, where that is not `said`; else empty."""
        count = self._tables.labels[label]
        usual = min(count, key=lambda one: (-count[one], one))
        return "" if usual == said else self._tables.texts[label, usual]

    def has_ids(self) -> bool:
        """Whether most headings of the site have an explicit id."""
        return self._tables.explicit * 2 > self._tables.headings

    def in_outline(self, locale: str, key: str) -> Page | None:
        """The page with its titles alone."""
        path = self.path_of(locale, key)
        title, *heads = self._tables.titles.get((locale, key)) or ("",)
        first = self._tables.firsts.get((locale, key), "")
        sections = [Section(first, 0, "", 1, 1, False, ())]
        sections += [Section("", 1, head, 0, 0, False, ()) for head in heads]
        return (
            Page(path, key, locale, meta={"title": title}, sections=(*sections,)) if path else None
        )

    @cached_property
    def _tables(self) -> "_Tables":
        tables = _Tables()
        for target, facts in self.known.items():
            for one in facts():
                tables.add_page(target, one.key, one.target)
                if target == self.target:
                    tables.add_page(self.source, one.key, one.source)
                    tables.add_pair(one)
        return tables


class _Tables:
    """The facts of a site, turned so that each question is one look-up."""

    def __init__(self) -> None:
        self.anchors: dict[tuple[str, str], str] = {}
        self.titles: dict[tuple[str, str], tuple[str, ...]] = {}
        self.firsts: dict[tuple[str, str], str] = {}
        self.renamed: dict[str, Mapping[str, str]] = {}
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        self.texts: dict[tuple[str, str], str] = {}
        self.headings = 0
        self.explicit = 0

    def add_page(self, locale: str, key: str, page: PageFacts | None) -> None:
        if page is None:
            return
        self.titles[locale, key] = page.titles
        self.firsts[locale, key] = page.first
        self.headings += page.headings
        self.explicit += page.explicit
        if page.readable:
            self.anchors[locale, key] = "\n".join(("", *page.anchors, ""))

    def add_pair(self, pair: Facts) -> None:
        if pair.renamed:
            self.renamed[pair.key] = pair.renamed
        for label in pair.labels:
            self.labels[label.source][label.said] += 1
            self.texts.setdefault((label.source, label.said), label.text)


class Asked:
    """A site that writes down what it is asked and what it answers."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.answers: dict[Question, object] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*arguments: str) -> Any:
            question = (name, *arguments)
            if question not in self.answers:
                self.answers[question] = getattr(self._site, name)(*arguments)
            return self.answers[question]

        self.__dict__[name] = ask  # the next time it is found at once
        return ask


def still_true(answers: Iterable[tuple[Question, object]], site: Site) -> bool:
    """Whether `site` answers all these questions as they were answered before."""
    return all(getattr(site, name)(*rest) == said for (name, *rest), said in answers)

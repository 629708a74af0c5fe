"""Renders a page with Python-Markdown and looks at what came out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from bitext.oracle.marks import bare, line_of, planted
from bitext.oracle.shapes import Thing, Truth
from bitext.oracle.tree import Tree

Extensions = list[str | dict[str, dict[str, Any]]]

_HALVINGS = 4
_ALWAYS = ("toc", "tables", "fenced_code")
_MADE_LINKS = {"headerlink", "footnote-ref", "footnote-backref", "toclink"}
_MADE_IDS = re.compile(r"fn:|fnref\d*:|__tabbed_|__span-|__codelineno|__[\w-]+_\d")


class Oracle:
    """Python-Markdown with the extensions that MkDocs always has, and then `extensions`."""

    def __init__(self, extensions: Extensions) -> None:
        entries = [one if isinstance(one, str) else next(iter(one.items())) for one in extensions]
        named = [(one, {}) if isinstance(one, str) else one for one in entries]
        names = dict.fromkeys([*_ALWAYS, *(name for name, _ in named)])
        configs = dict(named)
        # Every heading is wanted, however few a table of contents shows.
        toc = "toc" if "toc" in configs else "markdown.extensions.toc"
        configs[toc] = {**configs.get(toc, {}), "toc_depth": "1-6"}
        self._reader = Markdown(extensions=list(names), extension_configs=configs)
        self._counter, self._keeper = _Counter(self._reader), _Keeper(self._reader)
        self._reader.treeprocessors.register(self._counter, "counter", 25)
        self._reader.treeprocessors.register(self._keeper, "keeper", -1000)

    def truth(self, body: str, first: int = 1) -> Truth:
        """What a reader is shown of `body`, the text that begins at line `first` of its page.

        It is rendered again with marks: that is where the lines come from.
        """
        truth = self._render(body)
        whole = range(body.count("\n") + 1)
        found = self._marked(body, first, truth, whole) or self._halved(body, first, truth, whole)
        return found or truth

    def _marked(self, body: str, first: int, truth: Truth, rows: Iterable[int]) -> Truth | None:
        """`truth` with the lines of `rows`; None where marks change more than they should."""
        found = self._render(planted(body, first, rows))
        if not _same(found, truth):
            return None
        headings = [
            Thing(one.text, other.line)
            for one, other in zip(truth.headings, found.headings, strict=True)
        ]
        every = chain(found.blocks, *found.notes.values())
        marked = frozenset[int]().union(*(shape.all_lines() for shape in every))
        return replace(found, headings=headings, ids=truth.ids, marked=marked)

    def _halved(self, body: str, first: int, truth: Truth, whole: range) -> Truth | None:
        """`truth` with the lines of those parts of a page that can carry marks."""
        kept: list[range] = []
        parts = [whole]
        for _ in range(_HALVINGS):
            halves = [half for part in parts for half in _halves(part)]
            good = [half for half in halves if self._marked(body, first, truth, half)]
            kept += good
            parts = [half for half in halves if half not in good and len(half) > 1]
        return self._marked(body, first, truth, chain(*kept)) if kept else None

    def _render(self, body: str) -> Truth:
        reader, counter = self._reader, self._counter
        reader.reset()
        counter.count, counter.raw, self._keeper.root = 0, (), Element("div")
        page = _Page()
        page.feed(reader.convert(body))
        page.close()
        truth = Truth(links=page.links, images=page.images, ids=page.ids)
        stash = reader.htmlStash.rawHtmlBlocks
        inside = dict(enumerate(stash[counter.count :], counter.count))
        tree = Tree(stash[: counter.count], inside, counter.raw)
        titles = dict(_titles(getattr(reader, "toc_tokens", [])))
        truth.headings = list(tree.headings(self._keeper.root, titles))
        truth.blocks = tuple(tree.children(self._keeper.root))
        truth.notes = tree.notes
        return truth


class _Counter(Treeprocessor):
    """Keeps what is raw HTML before anything inside a line is read."""

    count = 0
    raw: tuple[Element, ...] = ()

    def run(self, root: Element) -> None:
        self.count = self.md.htmlStash.html_counter
        self.raw = tuple(one for one in root.iter() if _is_raw(one))


def _is_raw(element: Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(isinstance(one, AtomicString) for one in texts)


class _Keeper(Treeprocessor):
    """Keeps the finished tree, before it is written out."""

    root: Element

    def run(self, root: Element) -> None:
        self.root = root


def _same(found: Truth, truth: Truth) -> bool:
    """Whether two renderings differ in marks alone."""
    return (
        (found.blocks, found.notes) == (truth.blocks, truth.notes)
        and (found.links, found.images) == (truth.links, truth.images)
        and len(found.headings) == len(truth.headings)
    )


def _halves(part: range) -> tuple[range, range]:
    middle = len(part) // 2
    return part[:middle], part[middle:]


def _titles(tokens: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        yield token["id"], " ".join(unescape(token["name"]).split())
        yield from _titles(token["children"])


class _Page(HTMLParser):
    """Collects the addresses of the finished page, without those that an extension made."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Thing] = []
        self.images: list[Thing] = []
        self.ids: set[str] = set()
        self._contents = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one start tag has; the first of two attributes with one name counts."""
        found = {name: value or "" for name, value in reversed(attrs)}
        classes = set(found.get("class", "").split())
        if tag == "div" and (self._contents or "toc" in classes):
            self._contents += 1
        address = found.get("href") if tag in ("a", "area") and not self._contents else None
        made = _MADE_LINKS & classes
        if address is not None and not made and not address.startswith("#__codelineno"):
            # The space before the way back of a footnote goes into a bare address at its end.
            self.links.append(_thing(address.rstrip("\xa0")))
        if tag == "img" and "src" in found:
            self.images.append(_thing(found["src"]))
        for name in ("id", "name") if tag == "a" else ("id",):
            if found.get(name) and not _MADE_IDS.match(found[name]):
                self.ids.add(bare(found[name]))

    def handle_endtag(self, tag: str) -> None:
        """The table of contents is made of divisions: it ends with the outermost."""
        if tag == "div" and self._contents:
            self._contents -= 1


def _thing(address: str) -> Thing:
    return Thing(bare(address), line_of(address))

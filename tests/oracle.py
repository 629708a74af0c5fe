"""What Python-Markdown itself makes of a page: the truth that `bitext.outline` must agree with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from mkdocs.utils.meta import get_data

from bitext.model import Block, Page
from bitext.outline import walk
from bitext.outline.slugs import plain

Extensions = list[str | dict[str, dict[str, Any]]]
Shape = tuple[Any, ...]

USUAL: Extensions = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "abbr",
    "md_in_html",
    {"toc": {"permalink": True}},
    "pymdownx.details",
    {"pymdownx.highlight": {"anchor_linenums": False}},
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
]
_ALWAYS = ("toc", "tables", "fenced_code")
_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
_MADE_LINKS = {"headerlink", "footnote-ref", "footnote-backref"}
_MADE_IDS = re.compile(r"fn:|fnref\d*:|__tabbed_|__span-|__codelineno")
_HEADING = re.compile("h[1-6]$")
_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|body|canvas|center|colgroup|dd|details|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|group|h[1-6]|header|hgroup|hr|html|iframe|legend|li|"
    r"main|map|math|menu|nav|noscript|object|ol|option|output|p|pre|progress|script|section|style|"
    r"summary|table|tbody|td|textarea|tfoot|th|thead|tr|ul|video)\b|<[!?]",
    re.IGNORECASE,
)


@dataclass
class Truth:
    """Headings as (level, id, title), addresses in order, and the tree of blocks."""

    headings: list[tuple[int, str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    blocks: list[Shape] = field(default_factory=list)
    notes: dict[str, list[Shape]] = field(default_factory=dict)


def render(text: str, extensions: Extensions = USUAL) -> Truth:
    """What MkDocs, with `extensions`, shows of the page `text`."""
    body, _ = get_data(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    reader, counter, keeper = _reader(repr(extensions), tuple(map(_frozen, extensions)))
    reader.reset()
    counter.count, counter.raw = 0, ()
    keeper.root = Element("div")
    page = _Page()
    page.feed(reader.convert(body))
    page.close()
    truth = Truth(links=page.links, images=page.images, ids=page.ids)
    truth.headings = list(_headings(getattr(reader, "toc_tokens", [])))
    stash = reader.htmlStash.rawHtmlBlocks
    inside = dict(enumerate(stash[counter.count :], counter.count))
    tree = _Tree(stash[: counter.count], inside, counter.raw)
    truth.blocks = tree.children(keeper.root)
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


def _frozen(entry: str | dict[str, Any]) -> tuple[str, Any]:
    if isinstance(entry, str):
        return entry, None
    return next(iter(entry.items()))


_Configured = tuple[markdown.Markdown, _Counter, _Keeper]
_configured: dict[str, _Configured] = {}


def _reader(key: str, entries: tuple[tuple[str, Any], ...]) -> _Configured:
    if key not in _configured:
        names = dict.fromkeys([*_ALWAYS, *(name for name, _ in entries)])
        configs = {name: options for name, options in entries if options}
        reader = markdown.Markdown(extensions=list(names), extension_configs=configs)
        counter, keeper = _Counter(reader), _Keeper(reader)
        reader.treeprocessors.register(counter, "counter", 25)
        reader.treeprocessors.register(keeper, "keeper", -1000)
        _configured[key] = reader, counter, keeper
    return _configured[key]


def _headings(tokens: list[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    for token in tokens:
        title = " ".join(unescape(token["name"]).split())
        yield token["level"], token["id"], title
        yield from _headings(token["children"])


class _Page(HTMLParser):
    """Collects the addresses of the finished page, without those that an extension made."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.images: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in reversed(attrs)}
        if tag in ("a", "area") and "href" in found:
            made = _MADE_LINKS & set(found.get("class", "").split())
            if not made and not found["href"].startswith("#__codelineno"):
                self.links.append(found["href"])
        if tag == "img" and "src" in found and found.get("class") != "twemoji":
            self.images.append(found["src"])
        for name in ("id", "name") if tag == "a" else ("id",):
            if found.get(name) and not _MADE_IDS.match(found[name]):
                self.ids.add(found[name])


class _Tree:
    """Names the blocks of an element tree in the words of `bitext.model`."""

    def __init__(self, stash: list[Any], inside: dict[int, Any], raw: tuple[Element, ...]) -> None:
        self.stash = stash
        self.inside = inside
        self.raw = raw
        self.notes: dict[str, list[Shape]] = {}

    def children(self, parent: Element) -> list[Shape]:
        """The blocks in `parent`, its own text counted as a paragraph."""
        found: list[Shape] = []
        inline: list[Element] = []
        text = parent.text or ""

        def close() -> None:
            nonlocal text
            if text.strip() or inline:
                found.extend(
                    self._text(
                        text + "".join("".join(one.itertext()) for one in inline), bool(inline)
                    )
                )
            text = ""
            inline.clear()

        for child in parent:
            if _BLOCK.match(f"<{child.tag}>"):
                close()
                found += self._block(child)
                text = child.tail or ""
            else:
                inline.append(child)
                text += child.tail or ""
        close()
        return found

    def _text(self, text: str, inline: bool) -> list[Shape]:
        """A paragraph, and what was put aside and falls into it."""
        alone = _STASHED.fullmatch(text.strip())
        if alone and str(self.inside.get(int(alone.group(1)), "")).startswith("<!--"):
            return [("comment",)]
        found: list[Shape] = []
        rest = text
        for match in _STASHED.finditer(text):
            if int(match.group(1)) < len(self.stash):
                found += self._raw(self.stash[int(match.group(1))])
                rest = rest.replace(match.group(), "", 1)
        return [*([("paragraph",)] if rest.strip() or inline else []), *found]

    def _raw(self, raw: Any) -> list[Shape]:
        if not isinstance(raw, str):
            return [("html",)]
        if re.match(r'<(?:div|table) [^>]*class="[^"]*highlight|<pre', raw):
            return [("code",)]
        if not _BLOCK.match(raw):
            return []
        return [("comment",) if raw.startswith("<!--") else ("html",)]

    def _block(self, element: Element) -> list[Shape]:
        tag = element.tag
        classes = element.get("class", "").split()
        if any(element is one for one in self.raw) and tag != "pre":
            return [("html",)]
        if tag == "p" and not any(_BLOCK.match(f"<{child.tag}>") for child in element):
            text = "".join(element.itertext())
            stashed = not _STASHED.sub("", text).strip() and len(element) == 0
            return self._text(text, not stashed or not text.strip())
        if _HEADING.match(tag):
            return [("heading", tag[1])]
        if tag == "pre":
            return [("code",)]
        if tag == "hr":
            return [("rule",)]
        if tag == "table":
            rows = element.findall("*/tr") or element.findall("tr")
            return [("table", f"{len(rows)}x{len(rows[0])}")]
        if tag in ("ul", "ol", "dl"):
            return [(_LISTS[tag], tuple(self._items(element)))]
        if tag == "blockquote":
            return [("quote", tuple(self.children(element)))]
        if tag == "details":
            return [("details", tuple(self._titled(element, "summary")))]
        if tag == "div":
            return self._division(element, classes)
        return [("html", tuple(self.children(element)))]

    def _division(self, element: Element, classes: list[str]) -> list[Shape]:
        if "footnote" in classes and element.find("ol") is not None:
            for note in element.findall("ol/li"):
                self.notes[note.get("id", "").removeprefix("fn:")] = self._note(note)
            return []
        if "admonition" in classes:
            return [("admonition", tuple(self._titled(element, "p")))]
        if "tabbed-set" in classes:
            return [("tab", tuple(self.children(one))) for one in element.findall("div/div")]
        return [("html", tuple(self.children(element)))]

    def _titled(self, element: Element, title: str) -> list[Shape]:
        first = element[0] if len(element) else Element("none")
        named = title == "summary" or "admonition-title" in first.get("class", "")
        if first.tag != title or not named:
            return self.children(element)
        element.text = (element.text or "") + (first.tail or "")
        element.remove(first)
        headings = [one for one in first if _HEADING.match(one.tag)]
        return [*self.children(_within(headings)), *self.children(element)]

    def _items(self, element: Element) -> Iterator[Shape]:
        for item in element:
            if item.tag == "dt":
                yield ("term",)
            elif item.tag in ("dd", "li"):
                yield ("definition" if item.tag == "dd" else "item", tuple(self.children(item)))
            else:
                yield from self._block(item)

    def _note(self, note: Element) -> list[Shape]:
        """What a footnote holds, without the ways back that are put into its last paragraph."""
        last = note[-1] if len(note) else note
        backs = [one for one in last if one.get("class") == "footnote-backref"]
        for back in backs:
            last.remove(back)
        if backs:
            last.text = (last.text or "").replace(NBSP_PLACEHOLDER, "")
            for child in last:
                child.tail = (child.tail or "").replace(NBSP_PLACEHOLDER, "")
            if not len(last) and not (last.text or "").strip():
                note.remove(last)
        return self.children(note)


def _within(elements: list[Element]) -> Element:
    parent = Element("div")
    parent.extend(elements)
    return parent


_LISTS = {"ul": "list ul", "ol": "list ol", "dl": "dl"}
_TARGETS = {"link": "links", "autolink": "links", "raw-link": "links"}
_TARGETS |= {"image": "images", "raw-image": "images"}
_DETAILED = ("heading", "table")
_SKIPPED = ("title", "cell")


def seen(page: Page) -> Truth:
    """What the outline of a page says, in the shape of the truth."""
    truth = Truth(ids={anchor.name for anchor in page.anchors})
    # Of two footnotes with one label, the second stands in the place of the first.
    notes = {one.label: one.block for one in page.definitions if one.kind == "footnote"}
    kept = tuple(block for block in notes.values() if block)
    body = tuple(block for section in page.sections for block in section.blocks)
    names = {anchor.line: anchor.name for anchor in page.anchors if anchor.heading}
    for block in walk((*body, *kept)):
        if block.kind == "heading":
            title = " ".join(plain(block.text, block.items).split())
            truth.headings.append((int(block.detail), names.get(block.line, ""), title))
        for item in block.items:
            if kind := _TARGETS.get(item.kind):
                getattr(truth, kind).append(item.target)
    truth.blocks = [_shape(block) for block in body]
    truth.notes = {block.detail: [_shape(child) for child in block.children] for block in kept}
    return truth


def _shape(block: Block) -> Shape:
    if block.kind in _DETAILED:
        return block.kind, re.sub("^1x", "2x", block.detail)
    if block.kind == "html" and block.text.startswith("<pre"):
        return ("code",)
    if block.kind == "math":
        return ("html",)
    inner = tuple(_shape(child) for child in block.children if child.kind not in _SKIPPED)
    if block.kind == "html" and block.text.startswith("<p") and inner == (("paragraph",),):
        return ("paragraph",)
    if block.detail == "markdown" and block.text.startswith("<details"):
        summary = bool(block.children) and block.children[0].text.startswith("<summary")
        return "details", inner[summary:]
    if block.kind == "list":
        return f"list {block.detail[:2]}", inner
    if inner or block.kind in _NESTING or (block.kind == "html" and block.detail):
        return block.kind, inner
    return (block.kind,)


_NESTING = ("item", "definition", "quote", "admonition", "details", "tab", "dl")

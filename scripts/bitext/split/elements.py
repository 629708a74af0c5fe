"""Block elements of HTML as passages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bitext.split import escape
from bitext.split.escape import spaced
from bitext.split.inline import SILENT, Inline, image
from bitext.split.manuscript import Passage
from bitext.split.spans import spread
from bitext.split.stack import indented, stacked

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

CONTAINERS = frozenset((
    "address", "article", "body", "center", "details", "dialog", "div", "fieldset", "figure",
    "header", "hgroup", "html", "main", "search", "section",
))  # fmt: skip
_BLOCKS = CONTAINERS | frozenset((
    "aside", "blockquote", "caption", "dd", "dl", "dt", "embed", "figcaption", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "iframe", "legend", "li", "menu", "nav", "noscript",
    "object", "ol", "p", "pre", "script", "style", "summary", "table", "template", "ul", "video",
    "audio",
))  # fmt: skip
_LISTS = ("ul", "ol", "menu", "dl")
_LANGUAGE = re.compile(r"(?:^|\s)lang(?:uage)?-([\w+#.-]+)")
_EMBEDDED = ("iframe", "video", "audio", "object", "embed")


class Elements:
    """Converts block elements; `notes` gives the label of each footnote by its id."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        self._notes = notes
        self._inline = Inline(notes)

    def is_inline(self, node: "LexborNode") -> bool:
        """Whether `node` stands inside a line and holds no block."""
        if node.tag in _BLOCKS:
            return False
        return node.tag == "-text" or not any(one.tag in _BLOCKS for one in node.traverse())

    def holds_notes(self, node: "LexborNode") -> bool:
        """Whether `node` is a footnote itself."""
        return (node.attributes.get("id") or "") in self._notes

    def whole(self, node: "LexborNode") -> Passage | None:
        """An element with all it holds as one passage; None where it says nothing."""
        tag = node.tag or ""
        if tag in ("script", "style", "template"):
            text = node.text().strip()
            return Passage(0, tag, escape.code(text), text) if text else None
        parts = [*(self.blocks(node) if tag in _EMBEDDED else self._below(node))]
        if not parts:
            return None
        words = "\n".join(one.words for one in parts if one.words)
        shown = [(one.kind, _shown(one)) for one in parts]
        return Passage(0, tag, stacked(shown), words) if words or shown else None

    def paragraphs(self, nodes: "list[LexborNode]") -> Iterator[Passage]:
        """Inline nodes that follow each other as a paragraph, or as images if there is no text."""
        images = [one for node in nodes for one in _images(node)]
        if images and not any(_text(node) for node in nodes):
            for one in images:
                alt = spaced(one.attributes.get("alt") or "")
                yield Passage(0, "image", image(one), alt)
            return
        markdown, words = self._inline.convert(nodes)
        if markdown:
            yield Passage(0, "paragraph", _lines(markdown), words)

    def blocks(self, node: "LexborNode") -> Iterator[Passage]:
        """The passages that a block element makes."""
        tag = node.tag or ""
        if self.holds_notes(node):
            yield self._note(node)
        elif tag[:1] == "h" and tag[1:].isdigit():
            yield from self._heading(node, int(tag[1:]))
        elif tag in _LISTS:
            yield from self._list_or_notes(node)
        elif tag == "table":
            yield from self._table(node)
        elif tag == "pre":
            text = node.text().strip("\n").replace("\r\n", "\n")
            if text.strip():
                yield Passage(0, "code", escape.code(text, _language(node)), text)
        elif tag == "blockquote":
            inner = [*self._below(node)]
            words = "\n".join(one.words for one in inner)
            shown = stacked((one.kind, _shown(one)) for one in inner)
            if inner:
                yield Passage(0, "quote", escape.quote(shown), words)
        elif tag == "hr":
            yield Passage(0, "rule", "* * *", "")
        elif tag in _EMBEDDED:
            yield from self._embedded(node)
        elif tag == "figcaption":
            yield from self._caption(node)
        else:
            yield from self._below(node)

    def _below(self, node: "LexborNode") -> Iterator[Passage]:
        loose: list[LexborNode] = []
        for child in node.iter(include_text=True):
            if self.is_inline(child):
                loose.append(child)
                continue
            yield from self.paragraphs(loose)
            loose = []
            yield from self.blocks(child)
        yield from self.paragraphs(loose)

    def _heading(self, node: "LexborNode", level: int) -> Iterator[Passage]:
        markdown, words = self._inline.convert([node])
        markdown = spaced(markdown.replace("<br>", " "))
        if markdown:
            words = spaced(words)
            yield Passage(0, "heading", escape.closed(markdown), words, level=level)

    def _list_or_notes(self, node: "LexborNode") -> Iterator[Passage]:
        items = [child for child in node.iter() if child.tag not in SILENT]
        rest = [item for item in items if not self.holds_notes(item)]
        if rest:
            lines, words = [*self._items(node, rest)], _said(self._item_words(rest))
            yield Passage(0, "list", "\n".join(lines), words)
        for item in items:
            if self.holds_notes(item):
                yield self._note(item)

    def _item_words(self, items: "list[LexborNode]") -> Iterator[str]:
        for item in items:
            for one in self._below(item):
                yield one.words

    def _items(self, node: "LexborNode", items: "list[LexborNode]") -> Iterator[str]:
        """The lines of a list; numbers that do not count from 1 are kept as text."""
        if node.tag == "dl":
            yield from self._definitions(items)
            return
        start = node.attributes.get("start") or "1"
        shown = node.tag == "ol" and start.lstrip("-").isdigit() and start != "1"
        for number, item in enumerate(items, int(start) if shown else 1):
            inner = [(one.kind, _shown(one)) for one in self._below(item)]
            tight = all(kind in ("paragraph", "list") for kind, _ in inner[:2]) and len(inner) < 3
            body = "\n".join(text for _, text in inner) if tight else stacked(inner)
            mark = "1." if node.tag == "ol" and not shown else "-"
            mark = f"{number}." if mark == "1." else mark
            body = f"{number}\\. {body}" if shown else body
            first, _, rest = body.partition("\n")
            if inner and inner[0][0] not in ("paragraph", "image"):
                first, rest = "&#8203;", f"\n{body}"
            yield f"{mark} {first}" if not rest else f"{mark} {first}\n{indented(rest)}"
            if not tight:
                yield ""

    def _definitions(self, items: "list[LexborNode]") -> Iterator[str]:
        before = ""
        for item in items:
            inner = [(one.kind, _shown(one)) for one in self._below(item)]
            body = stacked(inner)
            if item.tag == "dd":
                first, _, rest = body.partition("\n")
                yield f":   {first}" + (f"\n{indented(rest)}" if rest else "")
            else:
                yield from ([""] if before == "dd" else [])
                yield body
            before = item.tag or ""

    def _table(self, node: "LexborNode") -> Iterator[Passage]:
        if node.css("table table, h1, h2, h3, h4, h5, h6"):
            for cell in node.css("td, th, caption"):
                if not cell.css("td, th"):
                    yield from self._below(cell)
            return
        for caption in node.css("caption"):
            yield from self._caption(caption)
        cells = [row.css("td, th") for row in node.css("tr")]
        rows = [[self._cell(one) if one else ("", "") for one in row] for row in spread(cells)]
        if rows:
            words = "\n".join("\t".join(word for _, word in row) for row in rows)
            markdown = escape.table([[text for text, _ in row] for row in rows])
            wide = len([one for row in rows for one in row]) > sum(map(len, cells))
            remark = "a cell stood over several columns or rows" if wide else ""
            yield Passage(0, "table", markdown, words, remark=remark)

    def _caption(self, node: "LexborNode") -> Iterator[Passage]:
        markdown, words = self._inline.convert([node])
        if markdown:
            yield Passage(0, "caption", _lines(markdown), words)

    def _cell(self, node: "LexborNode") -> tuple[str, str]:
        if all(self.is_inline(child) for child in node.iter(include_text=True)):
            return self._inline.convert([*node.iter(include_text=True)])
        inner = [*self._below(node)]
        return "<br>".join(one.markdown for one in inner), " ".join(one.words for one in inner)

    def _embedded(self, node: "LexborNode") -> Iterator[Passage]:
        source = node.attributes.get("src") or node.attributes.get("data") or ""
        source = source or next((one.attributes.get("src") or "" for one in node.css("source")), "")
        title = node.attributes.get("title") or ""
        words = spaced(title) or source
        if source:
            markdown = f"[{escape.inline(words)}]({escape.target(source)})"
            article = "a" if node.tag == "video" else "an"
            remark = f"{article} {node.tag} in the page, kept as a link"
            yield Passage(0, "paragraph", markdown, words, remark=remark)
        for one in self._below(node):
            remark = f"shown where a browser cannot show the {node.tag}"
            yield replace(one, aside="fallback", remark=remark) if source else one

    def _note(self, node: "LexborNode") -> Passage:
        label = self._notes[node.attributes.get("id") or ""]
        for link in node.css("a[href]"):
            if _back(link):
                link.decompose()
        inner = [*self._below(node)]
        body = stacked((one.kind, _shown(one)) for one in inner)
        first, _, rest = body.partition("\n")
        markdown = f"[^{label}]: {first}" + (f"\n{indented(rest)}" if rest else "")
        return Passage(0, "footnote", markdown, _said(one.words for one in inner), label=label)


def _language(node: "LexborNode") -> str:
    """The language that the classes of a code block name."""
    names = " ".join(one.attributes.get("class") or "" for one in [node, *node.css("code")])
    match = _LANGUAGE.search(names)
    return match[1] if match else ""


def _back(link: "LexborNode") -> bool:
    address = link.attributes.get("href") or ""
    return address.startswith("#") and len(link.text().strip()) <= 2


def _said(words: "Iterator[str]") -> str:
    return "\n".join(one for one in words if one)


def _shown(one: Passage) -> str:
    return f"**{one.markdown}**" if one.kind == "heading" else one.markdown


def _lines(markdown: str) -> str:
    return "\n".join(escape.started(line) for line in markdown.split("\n"))


def _text(node: "LexborNode") -> bool:
    if node.tag == "-text":
        return bool(node.text(deep=False).strip())
    return node.tag not in SILENT and bool(node.text().strip())


def _images(node: "LexborNode") -> "list[LexborNode]":
    return [one for one in node.traverse() if one.tag == "img"] if node.tag != "-text" else []

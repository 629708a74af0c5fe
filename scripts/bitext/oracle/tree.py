"""The element tree of Python-Markdown in the words of `bitext.model`."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import NBSP_PLACEHOLDER

from bitext.oracle.marks import bare, lines_of
from bitext.oracle.shapes import CODE, Shape, Thing, heading

STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|body|canvas|center|colgroup|dd|details|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|group|h[1-6]|header|hgroup|hr|html|iframe|legend|li|"
    r"main|map|math|menu|nav|noscript|object|ol|option|output|p|pre|progress|script|section|style|"
    r"summary|table|tbody|td|textarea|tfoot|th|thead|tr|ul|video)\b|<[!?]",
    re.IGNORECASE,
)
_HEADING = re.compile("h[1-6]$")
_LISTS = {"ul": "ul", "ol": "ol"}


class Tree:
    """Names the blocks of one page.

    `stash` is the raw HTML that was put aside before anything inside a line was read, `inside`
    what was put aside afterwards, `raw` the elements that hold raw text.
    """

    def __init__(self, stash: list[Any], inside: dict[int, Any], raw: tuple[Element, ...]) -> None:
        self.stash = stash
        self.inside = inside
        self.raw = raw
        self.notes: dict[str, tuple[Shape, ...]] = {}

    def headings(self, root: Element, titles: dict[str, str]) -> Iterator[Thing]:
        """The headings in `root`; `titles` are those that the table of contents has, by id."""
        for element in root.iter():
            if isinstance(element.tag, str) and _HEADING.match(element.tag):
                text = "".join(element.itertext())
                name = element.get("id", "")
                title = titles[name] if name in titles else " ".join(text.split())
                line = min(self._lines(text), default=0)
                yield heading(element.tag[1], name, bare(title), line)

    def children(self, parent: Element) -> list[Shape]:
        """The blocks in `parent`, its own text counted as a paragraph."""
        found: list[Shape] = []
        inline: list[Element] = []
        text = parent.text or ""

        def close() -> None:
            nonlocal text
            if text.strip() or inline:
                words = "".join("".join(one.itertext()) for one in inline)
                found.extend(self._text(text + words, bool(inline)))
            text = ""
            inline.clear()

        for child in parent:
            if _is_block(child):
                close()
                found += self._block(child)
                text = child.tail or ""
            else:
                inline.append(child)
                text += child.tail or ""
        close()
        return found

    def _lines(self, text: str) -> frozenset[int]:
        """The lines whose words stand in `text`, what is put aside in it included."""
        for match in STASHED.finditer(text):
            text += str(self.inside.get(int(match.group(1)), ""))
        return lines_of(text)

    def _text(self, text: str, inline: bool) -> list[Shape]:
        """A paragraph, and what was put aside and falls into it."""
        alone = STASHED.fullmatch(text.strip())
        if alone and str(self.inside.get(int(alone.group(1)), "")).startswith("<!--"):
            return [Shape("comment")]
        found: list[Shape] = []
        rest = text
        for match in STASHED.finditer(text):
            if int(match.group(1)) < len(self.stash):
                found += self._raw(self.stash[int(match.group(1))])
                rest = rest.replace(match.group(), "", 1)
        own = [Shape("paragraph", lines=self._lines(rest))] if rest.strip() or inline else []
        return [*own, *found]

    def _raw(self, raw: Any) -> list[Shape]:
        if not isinstance(raw, str):
            return [Shape("html", lines=lines_of("".join(raw.itertext())))]
        if CODE.match(raw):
            return [Shape("code", lines=lines_of(raw))]
        if not BLOCK.match(raw):
            return []
        return [Shape("comment") if raw.startswith("<!--") else Shape("html", lines=lines_of(raw))]

    def _block(self, element: Element) -> list[Shape]:
        tag = element.tag
        text = "".join(element.itertext())
        if any(element is one for one in self.raw) and tag != "pre":
            return [Shape("html", lines=self._lines(text))]
        if tag == "p" and not any(_is_block(child) for child in element):
            stashed = not STASHED.sub("", text).strip() and len(element) == 0
            return self._text(text, not stashed or not text.strip())
        if _HEADING.match(tag):
            return [Shape("heading", tag[1], lines=self._lines(text))]
        if tag == "pre" and "arithmatex" in element.get("class", ""):
            return [Shape("html", lines=self._lines(text))]
        if tag == "pre" and not any(_is_block(child) for child in element):
            return [Shape("code", lines=lines_of(text))]
        if tag == "hr":
            return [Shape("rule")]
        if tag == "table":
            rows = element.findall("*/tr") or element.findall("tr")
            size = f"{len(rows)}x{len(rows[0])}"
            return [Shape("table", size, lines=self._lines(text))]
        if tag in _LISTS:
            return [Shape("list", _LISTS[tag], tuple(self._items(element)))]
        if tag == "dl":
            return [Shape("dl", "", tuple(self._items(element)))]
        if tag == "blockquote":
            return [Shape("quote", "", tuple(self.children(element)))]
        if tag == "details":
            return [Shape("details", "", tuple(self._titled(element, "summary")))]
        if tag == "div":
            return self._division(element, element.get("class", "").split())
        return [Shape("html", "", tuple(self.children(element)))]

    def _division(self, element: Element, classes: list[str]) -> list[Shape]:
        if "footnote" in classes and element.find("ol") is not None:
            for note in element.findall("ol/li"):
                self.notes[note.get("id", "").removeprefix("fn:")] = tuple(self._note(note))
            return []
        if "arithmatex" in classes:
            return [Shape("html", lines=self._lines("".join(element.itertext())))]
        if "toc" in classes:
            return [Shape("paragraph")]
        if "admonition" in classes:
            return [Shape("admonition", "", tuple(self._titled(element, "p")))]
        if "tabbed-set" in classes:
            panes = element.findall("div/div") or element.findall("div")
            return [Shape("tab", "", tuple(self.children(one))) for one in panes]
        return [Shape("html", "", tuple(self.children(element)))]

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
                yield Shape("term", lines=self._lines("".join(item.itertext())))
            elif item.tag in ("dd", "li"):
                kind = "definition" if item.tag == "dd" else "item"
                yield Shape(kind, "", tuple(self.children(item)))
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


def _is_block(element: Element) -> bool:
    """Whether an element is a block; a bar of progress stands in a line, whatever it is made of."""
    bar = "progress" in element.get("class", "").split()
    return BLOCK.match(f"<{element.tag}>") is not None and not bar


def _within(elements: list[Element]) -> Element:
    parent = Element("div")
    parent.extend(elements)
    return parent

"""What stands inside a paragraph of a DOCX file, as Markdown and as words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bitext.split.emphasis import EM, EM_END, STRONG, STRONG_END, resolved
from bitext.split.escape import inline, linked, spaced, target
from bitext.split.manuscript import Passage
from bitext.split.word_objects import described, objects, text_of, unplaced
from bitext.split.word_parts import Document, R, W, is_on, value

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_BREAK = "<br>\n"
_LINKED = re.compile(r'HYPERLINK\s+"([^"]+)"')
_SIMPLE = {"tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "", "cr": "\v"}


@dataclass(slots=True)
class Content:
    """A paragraph being read: its pieces, and what cannot be placed in it."""

    markdown: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    images: list[tuple[str, str]] = field(default_factory=list)
    deletions: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    apart: list[Passage] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    sizes: list[tuple[int, bool, int]] = field(default_factory=list)
    inserted: str = ""
    remark: str = ""

    def said(self) -> tuple[str, str]:
        """Markdown and words; tabs are kept, lines end with a break."""
        markdown = re.sub(r"[ ]*<br>\n[ ]*", _BREAK, resolved("".join(self.markdown)))
        lines = "".join(self.words).split("\v")
        return markdown.strip(" \n"), "\n".join(line.strip(" ") for line in lines).strip()


class Runs:
    """Reads paragraphs of `document`; `labels` names its notes."""

    def __init__(self, document: Document, labels: Mapping[str, str]) -> None:
        self._document = document
        self._address = document.address
        self._labels = labels
        self._fields: list[tuple[str, int]] = []
        self._safe = inline

    def read(self, paragraph: Any) -> Content:
        """The content of one paragraph."""
        content = Content()
        self._fields = []
        self._safe = inline
        self._children(paragraph, content)
        return content

    def _children(self, element: Any, content: Content) -> None:
        for child in element.iterchildren():
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, content)
            elif tag == f"{W}hyperlink":
                self._hyperlink(child, content)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                text = "".join(one.text or "" for one in child.iter(f"{W}delText", f"{W}t"))
                if text.strip() and tag == f"{W}del":
                    content.deletions.append((str(child.get(f"{W}author") or ""), text.strip()))
            elif tag == f"{_MC}AlternateContent":
                self._children(_choice(child), content)
            elif isinstance(tag, str) and tag.startswith(_M):
                text = "".join(one.text or "" for one in child.iter(f"{_M}t"))
                self._text(content, text)
                content.remark = "an equation, of which only the characters are kept"
            elif tag not in (f"{W}pPr", f"{W}rPr"):
                if tag == f"{W}ins":
                    content.inserted = str(child.get(f"{W}author") or "somebody")
                self._children(child, content)

    def _hyperlink(self, element: Any, content: Content) -> None:
        address = self._address(element.get(f"{R}id") or "")
        start = len(content.markdown)
        self._safe = linked
        self._children(element, content)
        self._safe = inline
        self._link(content, start, address)

    def _link(self, content: Content, start: int, address: str) -> None:
        inside = resolved("".join(content.markdown[start:]))
        if address and inside.strip():
            lead = inside[: len(inside) - len(inside.lstrip())]
            trail = inside[len(inside.rstrip()) :]
            content.markdown[start:] = [f"{lead}[{inside.strip()}]({target(address)}){trail}"]

    def _run(self, run: Any, content: Content) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties.find(f"{W}vanish")):
            content.apart += unplaced("hidden", text_of(run), "text that the document hides")
            return
        opening, closing = _emphasis(properties)
        at = len(content.markdown)
        before = len(content.words)
        for child in run.iterchildren():
            self._piece(child, content)
        text = "".join(content.words[before:])
        if text.strip():
            bold = properties is not None and is_on(properties.find(f"{W}b"))
            size = value(properties.find(f"{W}sz")) if properties is not None else ""
            content.sizes.append((int(size) if size.isdigit() else 0, bold, len(text)))
            content.markdown.insert(at, opening)
            content.markdown.append(closing)

    def _piece(self, child: Any, content: Content) -> None:
        tag = child.tag
        name = tag.removeprefix(W) if isinstance(tag, str) else ""
        if name == "t":
            self._text(content, child.text or "")
        elif name in _SIMPLE:
            self._text(content, _SIMPLE[name])
        elif name == "br" and child.get(f"{W}type") not in ("page", "column"):
            self._text(content, "\v")
        elif name == "sym":
            self._text(content, chr(int(child.get(f"{W}char") or "20", 16)))
            content.remark = f"with a sign of the font {child.get(f'{W}font')}"
        elif name == "ruby":
            self._ruby(child, content)
        elif name in ("footnoteReference", "endnoteReference"):
            label = self._labels.get(f"{name[:-9]} {child.get(f'{W}id')}")
            content.markdown.append(f"[^{label}]" if label else "")
        elif name == "commentReference":
            content.comments.append(str(child.get(f"{W}id")))
        elif name in ("fldChar", "instrText"):
            self._field(child, name, content)
        elif name in ("drawing", "pict", "object"):
            self._drawing(child, content)
        elif tag == f"{_MC}AlternateContent":
            for inner in _choice(child).iterchildren():
                self._piece(inner, content)

    def _ruby(self, ruby: Any, content: Content) -> None:
        """Words, and above them how they are said: in brackets behind them."""
        for name, opening, closing in (("rubyBase", "", ""), ("rt", " (", ")")):
            for inner in ruby.iterchildren(f"{W}{name}"):
                self._text(content, opening)
                self._children(inner, content)
                self._text(content, closing)

    def _text(self, content: Content, text: str) -> None:
        content.words.append(text)
        safe = _BREAK.join(self._safe(part) for part in text.replace("\n", " ").split("\v"))
        content.markdown.append(safe)

    def _field(self, child: Any, name: str, content: Content) -> None:
        """A link made as a field: begin, its instruction, separate, its words, end."""
        kind = child.get(f"{W}fldCharType")
        if name == "instrText":
            if self._fields:
                said, at = self._fields[-1]
                self._fields[-1] = (said + (child.text or ""), at)
        elif kind == "begin":
            self._fields.append(("", -1))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], len(content.markdown))
            self._safe = linked if _LINKED.search(self._fields[-1][0]) else self._safe
        elif kind == "end" and self._fields:
            said, at = self._fields.pop()
            self._safe = inline
            match = _LINKED.search(said)
            if match and at >= 0:
                self._link(content, at, match.group(1))

    def _drawing(self, element: Any, content: Content) -> None:
        boxes = [one for one in element.iter(f"{W}txbxContent") if not _in_fallback(one, element)]
        content.boxes += boxes
        inside = {id(one) for box in boxes for one in box.iter()}
        alt = spaced(described(element))
        count = len(content.images)
        for picture in element.iter(f"{_A}blip", f"{_V}imagedata"):
            identity = next((picture.get(f"{R}{key}") for key in ("embed", "link", "id")
                             if picture.get(f"{R}{key}")), "")  # fmt: skip
            source = self._address(identity)
            if source and id(picture) not in inside and not _in_fallback(picture, element):
                content.images.append((alt, source))
                content.words.append(alt)
                content.markdown.append(f"![{linked(alt)}]({target(source)})")
        if len(content.images) == count and not boxes:
            content.apart += objects(element, self._document)


def _emphasis(properties: Any) -> tuple[str, str]:
    """The marks before and after a run."""
    if properties is None:
        return "", ""
    opening, closing = "", ""
    style = value(properties.find(f"{W}rStyle")).lower()
    if is_on(properties.find(f"{W}b")) or style == "strong":
        opening, closing = opening + STRONG, STRONG_END + closing
    if is_on(properties.find(f"{W}i")) or style == "emphasis":
        opening, closing = opening + EM, EM_END + closing
    level = value(properties.find(f"{W}vertAlign"))
    tag = {"superscript": "sup", "subscript": "sub"}.get(level, "")
    tag = tag or ("del" if is_on(properties.find(f"{W}strike")) else "")
    return (f"{opening}<{tag}>", f"</{tag}>{closing}") if tag else (opening, closing)


def _choice(alternate: Any) -> Any:
    """Of the same thing stored twice, the first."""
    found = alternate.find(f"{_MC}Choice")
    return found if found is not None else alternate.find(f"{_MC}Fallback")


def _in_fallback(element: Any, top: Any) -> bool:
    while element is not None and element is not top:
        if element.tag == f"{_MC}Fallback":
            return True
        element = element.getparent()
    return False

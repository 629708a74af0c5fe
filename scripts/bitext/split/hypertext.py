"""HTML: passages are the elements of the article; what surrounds it is set aside with a reason."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bitext.split.elements import CONTAINERS, Elements
from bitext.split.escape import paragraph, spaced
from bitext.split.furniture import reason_for
from bitext.split.manuscript import Passage, decoded
from bitext.split.notes import footnote_labels

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_APART = ("nav", "aside", "form", "footer", "script", "style", "noscript", "template")


def read(data: bytes, name: str) -> tuple[list[Passage], Mapping[str, str]]:
    """The passages of an HTML page, and its title where no heading of the article is one."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(decoded(data, name))
    body = tree.body or tree.root
    if body is None:
        return [], {}
    title = next((spaced(node.text()) for node in tree.css("title")), "")
    content = _content(tree, body, title)
    reader = _Reader(Elements(footnote_labels(body)), content)
    found = [*reader.around(body)]
    ordered = [one for one in found if one.kind != "footnote"]
    ordered += [one for one in found if one.kind == "footnote"]
    passages = [replace(one, number=number) for number, one in enumerate(ordered, 1)]
    headed = any(one.kind == "heading" and not one.aside for one in passages)
    return passages, {} if headed else {"title": title}


def _content(tree: "LexborHTMLParser", body: "LexborNode", title: str) -> "LexborNode":
    """The element that holds the article; widened to hold its title where that stands outside."""
    mains = tree.css("main") or tree.css("[role=main]")
    found = mains[0] if mains else body
    articles = [node for node in tree.css("article") if len(node.text()) * 2 > len(found.text())]
    found = articles[0] if articles else found
    if title and not found.css("h1"):
        for heading in tree.css("h1"):
            words = spaced(heading.text())
            if words and title.startswith(words):
                while found.parent is not None and heading.mem_id not in _ids(found):
                    found = found.parent
    return found


def _ids(node: "LexborNode") -> set[int]:
    return {inner.mem_id for inner in node.traverse()}


class _Reader:
    """Walks the page: inside the article each block, outside the largest elements."""

    def __init__(self, elements: Elements, content: "LexborNode") -> None:
        self._elements = elements
        self._content = content.mem_id
        self._above: set[int] = set()
        while (parent := content.parent) is not None:
            self._above.add(parent.mem_id)
            content = parent

    def around(self, node: "LexborNode") -> Iterator[Passage]:
        """The article in `node`, and each element beside it as one passage set aside."""
        if node.mem_id == self._content:
            yield from self._inside(node)
            return
        loose: list[LexborNode] = []
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                loose.append(child)
                continue
            yield from self._apart(loose, node.tag or "")
            loose = []
            if child.mem_id == self._content or child.mem_id in self._above:
                yield from self.around(child)
            else:
                yield from self._whole(child)
        yield from self._apart(loose, node.tag or "")

    def _apart(self, nodes: "list[LexborNode]", tag: str) -> Iterator[Passage]:
        """Text that stands straight in an element around the article."""
        for one in self._elements.paragraphs(nodes):
            yield replace(one, aside=reason_for(tag, "", one.words))

    def _whole(self, node: "LexborNode") -> Iterator[Passage]:
        """One element, whatever it holds, as one passage set aside."""
        one = self._elements.whole(node)
        if one is not None:
            names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
            email = " email" if node.tag == "form" and node.css("input[type=email]") else ""
            program = one.kind in ("script", "style")
            remark = "a program, without a word for the reader" if program else ""
            reason = reason_for(one.kind, names + email, one.words)
            yield replace(one, aside=reason, remark=remark)

    def _inside(self, node: "LexborNode") -> Iterator[Passage]:
        """Each block of the article; an element that holds blocks is entered."""
        loose: list[LexborNode] = []
        for child in node.iter(include_text=True):
            if self._elements.is_inline(child):
                loose.append(child)
                continue
            yield from self._loose(loose)
            loose = []
            if child.tag in _APART:
                yield from self._whole(child)
                continue
            enter = child.tag in CONTAINERS and not self._elements.holds_notes(child)
            blocks = self._inside(child) if enter else self._elements.blocks(child)
            yield from (_unseen(one) for one in blocks) if _is_hidden(child) else blocks
        yield from self._loose(loose)

    def _loose(self, nodes: "list[LexborNode]") -> Iterator[Passage]:
        """A line of text, then the words of the drawings in it."""
        yield from self._elements.paragraphs(nodes)
        for node in nodes:
            for one in node.traverse() if node.tag != "-text" else ():
                words = spaced(one.text(separator=" ")) if one.tag == "svg" else ""
                if words:
                    remark = "drawn inside the page: to be exported or drawn anew"
                    yield Passage(0, "drawing", paragraph(words), words, 0, 0, "drawing", remark)


def _is_hidden(node: "LexborNode") -> bool:
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in node.attributes or "display:none" in style


def _unseen(one: Passage) -> Passage:
    return replace(one, remark=one.remark or "hidden in the page as it was saved")

"""Paragraphs of a DOCX file that stand together, as passages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from bitext.split import escape
from bitext.split.items import item_of
from bitext.split.listing import MORE, ListItem, listing
from bitext.split.manuscript import Passage
from bitext.split.shapes import is_heading
from bitext.split.word_paragraphs import Paragraph
from bitext.split.word_parts import Document

_TYPED = re.compile(r"\s*\\?(?:[-•*–‣◦▪·+]|\d{1,3}\\?[.)]|[a-z]\))[ \t\u00a0]+")
_TOGETHER = ("list", "typed", "quote", "code", "contents", "rows")
Block = tuple[Passage | None, list[Paragraph]]


def blocks(paragraphs: Sequence[Paragraph], document: Document) -> Iterator[Block]:
    """Each passage, not yet numbered, with the paragraphs it is made of.

    The passage is None where they hold nothing but a comment, a deletion or a text box.
    """
    kinds = _kinds(paragraphs)
    ranks = _ranks(paragraphs, kinds)
    numbers = _Numbers(document)
    at = 0
    keys = [(kind if kind in _TOGETHER else f"{kind} {index}") for index, kind in enumerate(kinds)]
    for key, run in groupby(keys):
        own = list(paragraphs[at : at + len(list(run))])
        made = list(_made(key.partition(" ")[0], own, ranks.get(at, 0), numbers))
        at += len(own)
        for passage in made[:-1]:
            yield passage, []
        yield (made[-1] if made else None), own


def _kinds(paragraphs: Sequence[Paragraph]) -> list[str]:
    kinds = [_styled(one) for one in paragraphs]
    listed = ["typed" if kind == "text" and item_of(one.words) else kind
              for kind, one in zip(kinds, paragraphs, strict=True)]  # fmt: skip
    tabbed = ["rows" if kind == "text" and "\t" in one.words else kind
              for kind, one in zip(listed, paragraphs, strict=True)]  # fmt: skip
    for at, kind in enumerate(tabbed):
        beside = [tabbed[near] for near in (at - 1, at + 1) if 0 <= near < len(tabbed)]
        if kind in ("typed", "rows") and kind not in beside:
            tabbed[at] = "text"
    if "heading" not in tabbed:
        for at in _headings(paragraphs, tabbed):
            tabbed[at] = "heading"
    return tabbed


def _styled(one: Paragraph) -> str:
    name = one.style.name
    if one.table is not None:
        return "table"
    if one.content.images and one.words == "".join(alt for alt, _ in one.content.images).strip():
        return "image"
    if re.match(r"(?:toc|tm) ?\d", name):
        return "contents"
    if name in ("toc heading", "en-tête de table des matières"):
        return "contents-heading"
    if "quote" in name or "citation" in name:
        return "quote"
    if name in ("caption", "légende"):
        return "caption"
    if "preformatted" in name or name in ("code", "source code", "macro text"):
        return "code"
    if one.level:
        return "heading"
    return "list" if one.number or name.startswith(("list continue", "liste continue")) else "text"


def _headings(paragraphs: Sequence[Paragraph], kinds: list[str]) -> list[int]:
    """Without styles, headings are short lines that are bold or large; without those, by shape."""
    sizes: Counter[int] = Counter()
    for one in paragraphs:
        sizes[one.size] += len(one.words)
    body = sizes.most_common(1)[0][0] if sizes else 0
    short = [at for at, one in enumerate(paragraphs)
             if kinds[at] == "text" and is_heading(one.words) and "\n" not in one.words]  # fmt: skip
    marked = [at for at in short if paragraphs[at].bold or paragraphs[at].size > body]
    if marked:
        return marked
    return [at for at in short if at + 1 < len(paragraphs) and len(paragraphs[at + 1].words) > 90]


def _ranks(paragraphs: Sequence[Paragraph], kinds: list[str]) -> dict[int, int]:
    """The level of each heading: by its style, else the larger the higher, bold before plain."""
    headings = [at for at, kind in enumerate(kinds) if kind == "heading"]
    looks = {at: (paragraphs[at].size, paragraphs[at].bold) for at in headings}
    order = sorted(set(looks.values()), reverse=True)
    alike = len(order) < 2
    return {
        at: paragraphs[at].level or (0 if alike else order.index(looks[at]) + 1) for at in headings
    }


class _Numbers:
    """The number that a word processor shows before each item of its lists."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._counts: dict[tuple[str, int], int] = {}

    def next(self, number: str, depth: int) -> int:
        """The number of the next item of the list `number` at `depth`; 0 for a bullet."""
        counts, start = self._document.ordered(number, depth)
        if not counts:
            return 0
        key = (number, depth)
        self._counts[key] = self._counts.get(key, start - 1) + 1
        for other in [one for one in self._counts if one[0] == number and one[1] > depth]:
            del self._counts[other]
        return self._counts[key]


def _made(kind: str, own: list[Paragraph], rank: int, numbers: _Numbers) -> Iterator[Passage]:
    words = "\n".join(one.words for one in own)
    first = own[0]
    if kind in ("table", "rows"):
        rows = _rows(first) if kind == "table" else [one.markdown.split("\t") for one in own]
        safe = escape.table([[_flat(part) for part in row] for row in rows])
        remark = _to_export([source for one in own for _, source in one.content.images])
        yield Passage(0, "table", _marked(safe, remark), words, remark=remark)
    elif kind == "image":
        yield from _images(first)
    elif kind == "quote":
        body = "\n\n".join(_lines(one.markdown) for one in own)
        yield Passage(0, "quote", escape.quote(body), words)
    elif kind == "code":
        yield Passage(0, "code", escape.code(words), words)
    elif kind == "list":
        yield Passage(0, "list", listing(_items(own, numbers)), words)
    elif kind == "typed":
        yield _typed(own)
    elif kind == "contents":
        remark = "the table of contents that the word processor made"
        items = [ListItem(escape.paragraph(one.words)) for one in own]
        yield Passage(0, "list", listing(items), words, aside="contents", remark=remark)
    elif words:
        yield _line(kind, first, rank)


def _line(kind: str, one: Paragraph, rank: int) -> Passage:
    """A heading, a caption or a paragraph."""
    if kind in ("heading", "contents-heading") and "\n" not in one.words:
        said, aside = escape.spaced(one.words), "contents" if kind != "heading" else ""
        return Passage(0, "heading", _heading(one), said, level=rank, aside=aside)
    inserted = one.content.inserted
    remark = f"with the insertion of {inserted}, taken as accepted" if inserted else ""
    remark = remark or one.content.remark
    export = _to_export([source for _, source in one.content.images])
    name = "caption" if kind == "caption" else "paragraph"
    markdown = _marked(_lines(one.markdown), export)
    return Passage(0, name, markdown, one.words, remark=export or remark)


def _rows(table: Paragraph) -> list[list[str]]:
    return [
        ["<br>".join(one.markdown for one in cell if one.markdown) for cell in row]
        for row in table.table
    ]


def _images(one: Paragraph) -> Iterator[Passage]:
    for alt, source in one.content.images:
        markdown = f"![{escape.linked(alt)}]({escape.target(source)})"
        remark = _to_export([source])
        yield Passage(0, "image", _marked(markdown, remark), alt, remark=remark)


def _to_export(sources: Sequence[str]) -> str:
    """What an editor must do about images that stand inside the file."""
    inside = [source for source in sources if "://" not in source]
    return f"export {', '.join(inside)} from the document" if inside else ""


def _marked(markdown: str, remark: str) -> str:
    return f"<!-- bitext: unfinished: {remark} -->\n\n{markdown}" if remark else markdown


def _heading(one: Paragraph) -> str:
    """A heading that is bold throughout says nothing by it; its links and notes stay."""
    if re.search(r"\]\(|\[\^", one.markdown):
        return escape.closed(escape.spaced(one.markdown))
    return escape.heading(one.words)


def _flat(markdown: str) -> str:
    return markdown.replace("\n", " ").replace("\t", " ").strip()


def _lines(markdown: str) -> str:
    lines = markdown.replace("\t", " ").split("\n")
    return "\n".join(escape.started(" ".join(re.split(r" +", line)).strip()) for line in lines)


def _items(own: list[Paragraph], numbers: _Numbers) -> list[ListItem]:
    items: list[ListItem] = []
    depths: list[int] = []
    for one in own:
        body = _lines(one.markdown)
        if not one.number and items:
            digit = one.style.name[-1:]
            depth = int(digit) - 1 if digit.isdigit() and digit != "0" else 0
            items.append(ListItem(body, min(depth, len(depths) - 1), MORE))
            continue
        while depths and depths[-1] > one.depth:
            depths.pop()
        if not depths or depths[-1] < one.depth:
            depths.append(one.depth)
        items.append(ListItem(body, len(depths) - 1, numbers.next(one.number, one.depth)))
    return items


def _typed(own: list[Paragraph]) -> Passage:
    """A list whose marks were typed."""
    items: list[ListItem] = []
    words: list[str] = []
    for one in own:
        match = item_of(one.words)
        mark = match.group("mark") if match else ""
        body = _lines(_TYPED.sub("", one.markdown, count=1))
        said = one.words[match.end() :] if match else one.words
        if mark.isalpha():
            body, said = f"{mark}) {body}", f"{mark}) {said}"
        items.append(ListItem(body, 0, int(mark) if mark.isdigit() else 0))
        words.append(said)
    return Passage(0, "list", listing(items), "\n".join(words))

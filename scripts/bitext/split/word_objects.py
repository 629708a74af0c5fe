"""What a DOCX file shows that no page can hold: charts, diagrams, decorated words, files inside it."""

from collections.abc import Iterator
from typing import Any

from bitext.split import escape
from bitext.split.manuscript import Passage
from bitext.split.word_parts import Document, R, W

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_V = "{urn:schemas-microsoft-com:vml}"
_KINDS = ("chart", "diagram")


def described(drawing: Any) -> str:
    """The alternative text of a drawing, new or old; "" where it has none."""
    names = [*drawing.iter(f"{_WP}docPr")]
    told = next((one.get("descr") or one.get("title") for one in names), "")
    old = (one.get("alt") for one in drawing.iter() if str(one.tag).startswith(_V))
    return told or next((alt for alt in old if alt), "") or ""


def objects(drawing: Any, document: Document) -> Iterator[Passage]:
    """A drawing that is no picture, by its alternative text and the words it shows."""
    uris = [one.get("uri") or "" for one in drawing.iter(f"{_A}graphicData")]
    kind = next((one for one in _KINDS for uri in uris if uri.endswith(f"/{one}")), "drawing")
    words = [described(drawing)]
    words += [one.get("string") or "" for one in drawing.iter(f"{_V}textpath")]
    words += [one.text or "" for one in drawing.iter(f"{_A}t")]
    for one in drawing.iter():
        for name, identity in one.attrib.items():
            root = document.inside(identity) if name.startswith(R) else None
            if root is not None:
                words += [inner.text or "" for inner in root.iter(f"{_A}t", f"{_C}v")]
    said = "\n".join(dict.fromkeys(word.strip() for word in words if word.strip()))
    yield from unplaced(kind, said or f"a {kind}", "to be drawn anew for the page")


def chunks(document: Document) -> Iterator[Passage]:
    """Whole files that the text takes in at a place of its own."""
    for one in document.body.iter(f"{W}altChunk"):
        name = document.address(one.get(f"{R}id") or "")
        yield from unplaced(
            "file", name or "a file", "a file inside the document: its text is not read"
        )


def text_of(element: Any) -> str:
    """The text in `element`, a line for each paragraph in it."""
    texts = (f"{W}t", f"{W}tab", f"{W}br")
    lines = (
        "".join((one.text or "") if one.tag == f"{W}t" else " " for one in inner.iter(*texts))
        for inner in ([*element.iter(f"{W}p")] or [element])
    )
    return "\n".join(line.strip() for line in lines if line.strip())


def unplaced(kind: str, words: str, remark: str) -> Iterator[Passage]:
    """What has words but no place in the text, to be set aside."""
    if words:
        markdown = "\n\n".join(escape.paragraph(line) for line in words.split("\n"))
        yield Passage(0, kind, markdown, words, aside=kind, remark=remark)

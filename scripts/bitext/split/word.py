"""DOCX: passages by paragraph styles, else by size and shape; nothing of the file is lost."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bitext.split import escape
from bitext.split.manuscript import Passage
from bitext.split.stack import indented
from bitext.split.word_blocks import blocks
from bitext.split.word_objects import chunks, text_of, unplaced
from bitext.split.word_paragraphs import Paragraph, Paragraphs, flat
from bitext.split.word_parts import Document, W

_NOTES = (("footnotes", "footnote", ""), ("endnotes", "endnote", "e"))


def read(data: bytes, name: str) -> tuple[list[Passage], Mapping[str, str]]:
    """The passages of a DOCX file, then its notes, comments, deletions, text boxes and objects."""
    document = Document(data, name)
    labels = dict(_labels(document))
    reader = Paragraphs(document, labels)
    found: list[Passage] = []
    outside: list[tuple[int, Paragraph]] = []
    for passage, own in blocks([*reader.body()], document):
        if passage is not None:
            found.append(passage)
        outside += [(max(len(found), 1), one) for one in own]
    found += _notes(document, reader, labels)
    found += _comments(document, outside)
    found += _deletions(outside)
    found += _boxes(outside, reader)
    found += _apart(outside)
    found += chunks(document)
    found += _margins(document)
    return [replace(one, number=number) for number, one in enumerate(found, 1)], {}


def _labels(document: Document) -> Iterator[tuple[str, str]]:
    """The label of each note by its kind and id, in the order of the text."""
    for _, tag, prefix in _NOTES:
        for number, call in enumerate(document.body.iter(f"{W}{tag}Reference"), 1):
            yield f"{tag} {call.get(f'{W}id')}", f"{prefix}{number}"


def _notes(document: Document, reader: Paragraphs, labels: dict[str, str]) -> Iterator[Passage]:
    for part, tag, prefix in _NOTES:
        notes = [
            one
            for root in document.others(part)
            for one in root.iter(f"{W}{tag}")
            if one.get(f"{W}type") in (None, "normal")
        ]
        for note in notes:
            identity = str(note.get(f"{W}id"))
            label = labels.get(f"{tag} {identity}", f"{prefix}x{identity}")
            said = [reader.read(one) for one in flat(note) if one.tag == f"{W}p"]
            said = [one for one in said if one.words]
            body = "\n\n".join(escape.started(one.markdown.lstrip()) for one in said)
            first, _, rest = body.partition("\n")
            markdown = f"[^{label}]: {first}" + (f"\n{indented(rest)}" if rest else "")
            words = "\n".join(one.words.strip() for one in said)
            if words:
                yield Passage(0, "footnote", markdown, words, label=label)


def _comments(document: Document, outside: Sequence[tuple[int, Paragraph]]) -> Iterator[Passage]:
    places = {name: number for number, one in outside for name in one.content.comments}
    for root in document.others("comments"):
        for comment in root.iter(f"{W}comment"):
            words = text_of(comment)
            author = str(comment.get(f"{W}author") or "")
            place = places.get(str(comment.get(f"{W}id")))
            where = f"on block {place}" if place else ""
            yield from unplaced("comment", words, ", ".join(filter(None, (author, where))))


def _deletions(outside: Sequence[tuple[int, Paragraph]]) -> Iterator[Passage]:
    for number, one in outside:
        for author, words in one.content.deletions:
            remark = ", ".join(filter(None, (author, f"from block {number}")))
            yield from unplaced("deletion", words, remark)


def _boxes(outside: Sequence[tuple[int, Paragraph]], reader: Paragraphs) -> Iterator[Passage]:
    for number, one in outside:
        for box in one.content.boxes:
            said = [reader.read(inner) for inner in flat(box) if inner.tag == f"{W}p"]
            said = [inner for inner in said if inner.words]
            if said:
                markdown = "\n\n".join(escape.started(inner.markdown) for inner in said)
                words = "\n".join(inner.words for inner in said)
                remark = f"beside block {number}"
                yield Passage(0, "textbox", markdown, words, aside="textbox", remark=remark)


def _apart(outside: Sequence[tuple[int, Paragraph]]) -> Iterator[Passage]:
    for number, one in outside:
        for passage in one.content.apart:
            yield replace(passage, remark=f"{passage.remark}; beside block {number}")


def _margins(document: Document) -> Iterator[Passage]:
    """Headers and footers of the printed page."""
    for kind in ("header", "footer"):
        for words in dict.fromkeys(text_of(root) for root in document.others(kind)):
            if re.search(r"[^\W\d]", words):
                remark = f"the {kind} of the printed page"
                for one in unplaced(kind, words, remark):
                    yield replace(one, aside="boilerplate")

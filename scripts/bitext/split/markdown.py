"""Markdown: passages are its blocks, which keep their Markdown to the character."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bitext.dialect import read_dialect
from bitext.errors import BitextError
from bitext.model import Block, Definition, Page
from bitext.outline import outline
from bitext.split.escape import spaced
from bitext.split.manuscript import Passage, decoded
from bitext.split.markdown_words import words_of

_DIALECT = read_dialect(
    ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html"]
    + [f"pymdownx.{name}" for name in ("arithmatex", "details", "superfences", "tabbed")]
)
_KINDS = {"dl": "list"}
_REFERENCE = re.compile(r"\[([^\[\]]+)\]")


@dataclass(slots=True)
class _Span:
    """Lines of the file, from 1, that make one passage; `block` is the first of its blocks."""

    first: int
    last: int
    block: Block


def read(data: bytes, name: str) -> tuple[list[Passage], Mapping[str, str]]:
    """The passages of a Markdown file, and the title and description in its front matter."""
    page = outline(decoded(data, name, one_line=True), _DIALECT, name, name, "")
    if page.trouble:
        raise BitextError(f"{name}:{page.trouble[0]}: {page.trouble[1]}")
    rows = page.text.split("\n")
    spans = [*_spans(page)]
    definitions = [*_definitions(page, spans, rows)]
    _stretch(spans, definitions, rows)
    needed = _Needed(definitions)
    levels = {one.line: one.level for one in page.sections}
    found = [_passage(span, rows, needed, levels) for span in spans]
    found += [_note(one, text, needed) for one, _, text in definitions if one.kind == "footnote"]
    found = [*needed.with_unused(found), *_metadata(page.meta)]
    whole = [replace(one, number=at) for at, one in enumerate(found, 1)]
    meta = {key: str(page.meta.get(key) or "").strip() for key in ("title", "description")}
    return whole, meta


def _spans(page: Page) -> Iterator[_Span]:
    """The blocks of the page; those that share a line make one passage."""
    held: _Span | None = None
    for section in page.sections:
        for block in section.blocks:
            if held and block.line <= held.last:
                held.last = max(held.last, block.end_line)
                continue
            if held:
                yield held
            held = _Span(block.line, max(block.end_line, block.line), block)
    if held:
        yield held


def _definitions(
    page: Page, spans: Sequence[_Span], rows: Sequence[str]
) -> Iterator[tuple[Definition, int, str]]:
    """Each definition that stands between blocks, with its last line and its text."""
    taken = {number for span in spans for number in range(span.first, span.last + 1)}
    known = taken | {one.line for one in page.definitions}
    for one in page.definitions:
        if one.line in taken:
            continue
        last = max(one.block.end_line, one.line) if one.block else one.line
        while last < len(rows) and rows[last].strip() and last + 1 not in known:
            last += 1
        yield one, last, "\n".join(rows[one.line - 1 : last]).rstrip()


def _stretch(
    spans: Sequence[_Span], definitions: Sequence[tuple[Definition, int, str]], rows: Sequence[str]
) -> None:
    """A line that nothing claims stays with the passage right above it."""
    starts = {span.first for span in spans} | {one.line for one, _, _ in definitions}
    for span in spans:
        while span.last < len(rows) and rows[span.last].strip() and span.last + 1 not in starts:
            span.last += 1


class _Needed:
    """The definitions that a passage needs on its page: addresses and abbreviations."""

    def __init__(self, definitions: Sequence[tuple[Definition, int, str]]) -> None:
        self._addresses: dict[str, str] = {}
        self._short: dict[str, str] = {}
        self._unused: dict[str, None] = {}
        for one, _, text in definitions:
            if one.kind == "reference":
                self._addresses[spaced(one.label).lower()] = text
            elif one.kind == "abbreviation":
                self._short[one.label] = text
        self._unused = dict.fromkeys([*self._addresses.values(), *self._short.values()])

    def by(self, markdown: str) -> tuple[str, ...]:
        """What `markdown` needs."""
        labels = (spaced(label).lower() for label in _REFERENCE.findall(markdown))
        found = [self._addresses[label] for label in labels if label in self._addresses]
        found += [text for word, text in self._short.items() if word in markdown]
        for text in found:
            self._unused.pop(text, None)
        return tuple(dict.fromkeys(found))

    def with_unused(self, passages: list[Passage]) -> list[Passage]:
        """`passages`, the last of which takes what no passage needs."""
        if passages and self._unused:
            last = passages[-1]
            passages[-1] = replace(last, definitions=(*last.definitions, *self._unused))
        return passages


def _passage(
    span: _Span, rows: Sequence[str], needed: _Needed, levels: Mapping[int, int]
) -> Passage:
    block = span.block
    lines = rows[span.first - 1 : span.last]
    markdown = "\n".join(lines).strip("\n").rstrip()
    if block.kind == "heading":
        marks = [item for item in block.items if item.kind == "attributes"]
        markdown = block.text[: marks[0].start].rstrip() if marks else block.text
    level = levels.get(block.line, 0) if block.kind == "heading" else 0
    kind = "image" if _is_image(block) else _KINDS.get(block.kind, block.kind)
    words = words_of(block, lines)
    return Passage(0, kind, markdown, words, span.first, level, definitions=needed.by(markdown))


def _is_image(block: Block) -> bool:
    if block.kind != "paragraph" or len(block.items) != 1 or block.items[0].kind != "image":
        return False
    return block.items[0].start == 0 and block.items[0].end == len(block.text.rstrip())


def _note(one: Definition, text: str, needed: _Needed) -> Passage:
    words = words_of(one.block) if one.block else ""
    used = needed.by(text)
    return Passage(0, "footnote", text, words, one.line, definitions=used, label=one.label)


def _metadata(meta: Mapping[str, object]) -> list[Passage]:
    """What the front matter says beside title and description, to be set aside."""
    return [
        Passage(0, "metadata", f"{key}: {value}", f"{key}: {value}", 1, aside="metadata")
        for key, value in meta.items()
        if key not in ("title", "description", "translation")
    ]

"""Raw HTML blocks: where they begin and end.

A block starts with a block-level tag or a comment at the start of a line (up to three spaces in)
and runs to the tag that closes it, or to the end of the page. With `md_in_html`, an element that
carries the attribute `markdown` is a container whose content is read as Markdown.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from bitext.outline.fences import Line
from bitext.outline.tags import COMMENT_END, TAG, TEXT_TAGS, attributes, tokens

BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "canvas", "center", "colgroup", "dd",
    "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "group",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "iframe", "legend",
    "li", "main", "map", "math", "menu", "nav", "noscript", "object", "ol", "option", "output",
    "p", "pre", "progress", "script", "section", "style", "summary", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "tr", "ul", "video",
))  # fmt: skip
SPAN_TAGS = frozenset((
    "address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "summary",
    "td", "th",
))  # fmt: skip
RAW_TAGS = frozenset((
    "canvas", "hr", "math", "option", "pre", "script", "style", "textarea",
))  # fmt: skip
_START = re.compile(r"<(?:!--|(?=[a-zA-Z!?]))")
_DECLARATION = re.compile(r"<(?:\?|!(?:doctype\b|\[))", re.IGNORECASE)


class Raw(NamedTuple):
    """A raw HTML block: its lines and, for a Markdown container, its inner lines.

    Of a container, `lines` holds the start tag alone; in a `span` there are no blocks. What is
    `built` becomes an element of the page before headings get their ids.
    """

    lines: tuple[Line, ...]
    end_line: int
    inner: tuple[Line, ...] = ()
    container: bool = False
    span: bool = False
    built: bool = False


class _Extent(NamedTuple):
    """Where a raw block ends; for an element also what bounds its content, and its `mode`."""

    end: int
    inner: int = 0
    inner_end: int = 0
    mode: str = ""
    own_line: bool = False


def take_html(lines: list[Line], raws: list[Raw], markdown: bool, nested: bool) -> list[Line]:
    """`lines` with each raw block folded into a line that names it; the blocks go to `raws`.

    `markdown` says whether there are Markdown containers, `nested` whether we are in one.
    """
    text = "\n".join([line[0] for line in lines])
    if not any(_opens(text, match) for match in _START.finditer(text)):
        return lines
    return _Taker(lines, text, raws, markdown, nested).run()


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a raw block may begin at `match`: a comment, or what is up to three spaces in."""
    begin = match.start()
    before = text[max(0, begin - 4) : begin].rstrip(" ")
    return match.end() > begin + 1 or before[-1:] == "\n" or (not before and begin < 4)


class _Taker:
    """Folds the raw blocks of some lines."""

    def __init__(
        self, lines: list[Line], text: str, raws: list[Raw], markdown: bool, nested: bool
    ) -> None:
        self.lines = lines
        self.raws = raws
        self.markdown = markdown
        self.nested = nested
        self.text = text
        self.last_end = max(text.rfind("-->"), text.rfind("--!>"))
        self.starts = [0, *accumulate([len(line[0]) + 1 for line in lines])]

    def run(self) -> list[Line]:
        """The lines, folded."""
        kept: list[Line] = []
        position = 0
        tail = False
        while (begin := self._next(position, tail)) is not None:
            extent = self._extent(begin)
            before = self.slice(position, begin)
            prefix, number, column = before[-1]
            self.raws.append(self._raw(begin, extent))
            fold = f"\x02h{len(self.raws) - 1}\x03"
            kept += before[:-1]
            if self.nested and extent.mode:
                prefix = ""
            if not prefix:
                kept.append(("", number, column))
            if prefix and extent.own_line:
                kept.append(before[-1])
                prefix = ""
            kept += [(prefix + fold, number, column), ("", number, column)]
            position = extent.end
            line_end = self.text.find("\n", position)
            rest = self.text[position : None if line_end < 0 else line_end]
            tail = bool(rest.strip()) and not self.nested
            if not rest.strip():
                position += len(rest) + 1
            if position >= len(self.text):
                break
        return kept + self.slice(position, len(self.text)) if position else self.lines

    def slice(self, start: int, stop: int) -> list[Line]:
        """The lines, or parts of lines, between two offsets; at least one."""
        if start > stop:
            return []
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, stop, first) - 1
        found = self.lines[first : last + 1]
        text, number, column = found[-1]
        found[-1] = (text[: stop - self.starts[last]], number, column)
        if cut := start - self.starts[first]:
            text, number, column = found[0]
            found[0] = (text[cut:], number, column + cut)
        return found

    def _next(self, position: int, tail: bool) -> int | None:
        """Where the next raw block begins; in the tail of one, any block-level tag begins one."""
        text = self.text
        if tail:
            line_end = text.find("\n", position)
            line_end = len(text) if line_end < 0 else line_end
            for match in tokens(text, position):
                if match.start() >= line_end:
                    break
                if not match.group(1) and match.group(2).lower() in BLOCK_TAGS:
                    return match.start()
            bare = len(text) - len(text[position:].lstrip())
            if bare < line_end and text.startswith("<!--", bare) and "-->" in text[bare:]:
                return bare
        while start := _START.search(text, position):
            begin, position = start.span()
            if not _opens(text, start):
                continue
            if text.startswith("<!--", begin):
                end = self._comment_end(begin)
                if end >= 0 and text[text.rfind("\n", 0, begin) + 1 : begin].strip():
                    position = end
                    continue
            if self._begins(begin):
                return begin
        return None

    def _comment_end(self, begin: int) -> int:
        """Where the comment at `begin` ends, or -1; behind the last end there is none to look for."""
        match = COMMENT_END.search(self.text, begin + 4) if begin < self.last_end else None
        return match.end() if match else -1

    def _begins(self, begin: int) -> bool:
        text = self.text
        if text.startswith("<!--", begin):
            line = text[text.rfind("\n", 0, begin) + 1 : begin]
            return len(line) <= 3 and self._comment_end(begin) >= 0
        if text.startswith(("<!", "<?"), begin):
            return bool(_DECLARATION.match(text, begin)) and text.find(">", begin) >= 0
        match = TAG.match(text, begin) if text.find(">", begin) >= 0 else None
        return match is not None and not match.group(1) and match.group(2).lower() in BLOCK_TAGS

    def _extent(self, begin: int) -> _Extent:
        text = self.text
        if text.startswith("<!--", begin):
            end = self._comment_end(begin)
            return _Extent(end if end >= 0 else len(text), own_line=self.nested)
        if text.startswith(("<!", "<?"), begin):
            return _Extent(text.find(">", begin) + 1, own_line=self.nested)
        match = TAG.match(text, begin)
        assert match is not None
        if match.group(2).lower() == "hr" or match.group(4):
            return _Extent(match.end(), own_line=self.nested)
        mode = self._mode(match)
        if mode or self.nested:
            return self._container(match, mode or "off")
        return self._element(match)

    def _mode(self, match: re.Match[str]) -> str:
        """How the content of an element is to be read: ``block``, ``span``, or not at all."""
        if not self.markdown or "markdown" not in match.group(3).lower():
            return ""
        mode = attributes(match.group(3)).get("markdown", "0")
        name = match.group(2).lower()
        if name in RAW_TAGS or mode not in ("", "1", "markdown", "block", "span"):
            return ""
        return "span" if mode == "span" or (mode != "block" and name in SPAN_TAGS) else "block"

    def _element(self, opening: re.Match[str]) -> _Extent:
        """A raw element: every tag in it counts, wherever it stands."""
        name = opening.group(2).lower()
        stack = [name]
        if name in TEXT_TAGS:
            close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, opening.end())
            return _Extent(close.end() if close else len(self.text), own_line=True)
        for match in tokens(self.text, opening.end()):
            tag = match.group(2).lower()
            if not match.group(1):
                if tag != "hr" and not match.group(4):
                    stack.append(tag)
            elif tag in stack:
                while stack.pop() != tag:
                    pass
                if not stack:
                    return _Extent(match.end(), own_line=True)
        return _Extent(len(self.text), own_line=True)

    def _container(self, opening: re.Match[str], mode: str) -> _Extent:
        """An element in which Markdown is read: only tags at the start of a line open others."""
        text = self.text
        inner = opening.end()
        stack = [opening.group(2).lower()]
        for match in tokens(text, inner):
            tag = match.group(2).lower()
            if tag not in BLOCK_TAGS or tag == "hr":
                continue
            if not match.group(1):
                line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
                if len(line) <= 3 and not line.strip() and not match.group(4):
                    if "p" in stack:
                        while stack.pop() != "p":
                            pass
                        if not stack:
                            return _Extent(match.start(), inner, match.start(), mode)
                    stack.append(tag)
            elif tag in stack:
                while stack.pop() != tag:
                    pass
                if not stack:
                    return _Extent(match.end(), inner, match.start(), mode)
        return _Extent(len(text), inner, len(text), mode)

    def _raw(self, begin: int, extent: _Extent) -> Raw:
        number = self.slice(begin, extent.end)[-1][1]
        if extent.mode in ("", "off"):
            return Raw(tuple(self.slice(begin, extent.end)), number, built=extent.mode == "off")
        inner = self.slice(extent.inner, extent.inner_end)
        opening = tuple(self.slice(begin, extent.inner))
        return Raw(opening, number, tuple(inner), True, extent.mode == "span", True)

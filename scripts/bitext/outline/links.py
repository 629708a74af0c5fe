"""What stands between brackets in a line: footnote marks, links, images, addresses, raw HTML.

Python-Markdown looks for one kind after the other, over the whole text each time; what it has
found is closed to the kinds that follow, but the words of a link are open to them.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bitext.dialect import Dialect
from bitext.outline.found import Found
from bitext.outline.tags import tags

LINKED = "\x04"
HTML = "\x05"
_BRACKET = re.compile(r"[\[\]]")
_FOOTNOTE = re.compile(r"\[\^([^\]]*)\]")
_ANGLE = re.compile(r"\(\s*<([^<>]*)>\s*(?:('[^']*'|\"[^\"]*\")\s*)?\)")
_BARE = re.compile(r"\(([^()'\"<]*)\)")
_PLAIN = re.compile(r"\[([^\[\]]*)\]\(([^()'\"<]*)\)")
_TITLE_END = {"'": re.compile(r"'\s*\)"), '"': re.compile(r'"\s*\)')}
_SIGN = re.compile("[()'\"]")
_SECOND = re.compile(r"\s?\[([^\]]*)\]")
_AUTO = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]*://[^<>]*)>")
_MAIL = re.compile(r"<([^<> !]+@[^@<> ]+)>")
_HTML_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>@ ]*(?: [^<>]*)?|!--(?:(?!<!--|-->).)*--)>", re.DOTALL)
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_HTML_TARGETS = {"a": "href", "link": "href", "area": "href", "img": "src", "source": "src"}
_HTML_TARGETS |= dict.fromkeys(("audio", "video", "iframe", "embed", "track", "script"), "src")
_KINDS = (
    ("footnote", "[^"),
    ("reference", "["),
    ("link", "]("),
    ("image", "!["),
    ("image-reference", "!["),
    ("short-reference", "["),
    ("short-image-reference", "!["),
    ("auto", "://"),
    ("mail", "@"),
    ("html", "<"),
)


class Scope(NamedTuple):
    """What a page defines elsewhere and its lines refer to: link addresses, footnote labels.

    `tabbed` gives, for each line with tabs, its columns in the file; `signs` finds what stands in
    every text that has an item in it, `commits` says whether that may be the name of a commit,
    `escape` what a backslash makes plain text of.
    """

    dialect: Dialect
    references: Mapping[str, tuple[str, str]]
    footnotes: frozenset[str]
    tabbed: Mapping[int, Sequence[int]]
    signs: re.Pattern[str]
    commits: bool
    escape: re.Pattern[str]


def plain_links(text: str, mask: str, scope: Scope, found: list[Found]) -> str:
    """`mask` with its links made opaque, which are `found`, if it has none but plain ones.

    Plain is a link with a bare address behind its words, where nothing else stands in brackets:
    most are. `Links` finds the same in them, and whatever there is besides, but takes longer.
    """
    if "<" in mask or "![" in mask or "[^" in mask:
        return mask
    plain = list(_PLAIN.finditer(mask))
    if len(plain) != mask.count("["):
        return mask
    parts: list[str] = []
    position = 0
    for match in plain:
        start, end = match.span()
        inner, inner_end = match.span(1)
        target = address(text[inner_end + 2 : end - 1], scope.escape)
        found.append(Found("link", start, end, inner, inner_end, target))
        parts += (mask[position:start], LINKED, match[1], LINKED * (end - inner_end))
        position = end
    return "".join(parts) + mask[position:]


class Links:
    """Finds the items of one text; `mask` is that text with code and escapes made opaque."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self._paired: tuple[str, dict[int, int]] = "", {}
        self.found: list[Found] = []

    def run(self, mask: str, base: int = 0, first: int = 0) -> str:
        """`mask`, a part of the text that begins at `base`, with all that is found made opaque.

        Only the kinds from number `first` on are looked for.
        """
        inner: list[tuple[int, str]] = []
        for index, (kind, sign) in enumerate(_KINDS[first:], first + 1):
            if sign not in mask or ("reference" in kind and not self.scope.references):
                continue
            for one in self._all(kind, mask, base):
                start, end = one.start - base, one.end - base
                if kind in ("reference", "link", "short-reference"):
                    words = slice(one.inner - base, one.inner_end - base)
                    part = mask[words]
                    if "[" in part or "<" in part:
                        part = self.run(part, one.inner, index)
                    inner.append((words.start, part))
                if one.kind == "image":
                    # What a reader does not see is text: there is no link in it.
                    self.found = [it for it in self.found if not _inside(it, one)]
                mark = HTML if kind == "html" else LINKED
                mask = mask[:start] + mark * (end - start) + mask[end:]
        for at, part in inner:
            mask = mask[:at] + part + mask[at + len(part) :]
        return mask

    def _all(self, kind: str, mask: str, base: int) -> Iterable[Found]:
        if kind == "footnote":
            return self._footnotes(mask, base)
        if kind in ("auto", "mail"):
            return self._addresses(kind, mask, base)
        if kind == "html":
            return self._html(mask, base)
        return self._bracketed(kind, mask, base)

    def _keep(self, one: Found) -> Found:
        self.found.append(one)
        return one

    def _footnotes(self, mask: str, base: int) -> Iterator[Found]:
        if not self.scope.footnotes:
            return
        # Behind the last bracket that closes there is none, and no need to look for one each time.
        for match in _FOOTNOTE.finditer(mask, 0, mask.rfind("]") + 1):
            if (label := match.group(1)) in self.scope.footnotes:
                start, end = base + match.start(), base + match.end()
                yield self._keep(Found("footnote", start, end, start + 2, end - 1, label))

    def _addresses(self, kind: str, mask: str, base: int) -> Iterator[Found]:
        for match in (_AUTO if kind == "auto" else _MAIL).finditer(mask):
            start, end = base + match.start(), base + match.end()
            target = self.text[start + 1 : end - 1]
            if kind == "mail":
                target = f"mailto:{target.removeprefix('mailto:')}"
            yield self._keep(Found("autolink", start, end, start + 1, end - 1, target))

    def _html(self, mask: str, base: int) -> Iterator[Found]:
        for match in _HTML_TAG.finditer(mask):
            start, end = base + match.start(), base + match.end()
            self.found = [one for one in self.found if not start <= one.start < one.end <= end]
            whole = Found("html", start, end, start, end, self.text[start:end])
            yield self._keep(whole)
            if whole.target[1:-1].isalnum() or not whole.target[1].isalpha():
                continue  # it has no attributes
            for tag in tags(whole.target):
                target = tag.attributes.get(_HTML_TARGETS.get(tag.name, ""))
                if target is not None:
                    kind = "raw-image" if tag.name == "img" else "raw-link"
                    title = tag.attributes.get("alt", "")
                    self._keep(Found(kind, start, end, start, end, target, title))

    def _bracketed(self, kind: str, mask: str, base: int) -> list[Found]:
        """Links or images, by an address or by reference as `kind` says."""
        image = "image" in kind
        name = "image" if image else "link"
        found: list[Found] = []
        text = self.text[base : base + len(mask)] if base else self.text
        position = 0
        while (opening := mask.find("[", position)) >= 0:
            position = opening + 1
            if (opening > 0 and mask[opening - 1] == "!") != image:
                continue
            close = self._closing(mask, opening)
            if close < 0:
                continue
            if "reference" in kind:
                led = self._referred(mask, opening, close, kind.startswith("short"))
            else:
                led = _destination(text, mask, close + 1, self.scope.escape)
            if led is None:
                continue
            target, title, position = led
            if target is None:
                continue
            start, end = base + opening - image, base + position
            found.append(Found(name, start, end, base + opening + 1, base + close, target, title))
        self.found += found
        return found

    def _closing(self, mask: str, opening: int) -> int:
        """Where the bracket is closed that opens at `opening`, or -1."""
        following = mask.find("[", opening + 1)
        close = mask.find("]", opening, following if following >= 0 else len(mask))
        if close >= 0:
            return close
        if self._paired[0] is not mask:
            self._paired = mask, pairs(mask)
        return self._paired[1].get(opening, -1)

    def _referred(
        self, mask: str, opening: int, close: int, short: bool
    ) -> tuple[str | None, str, int] | None:
        """Address, title and end of a reference; no address where nothing is defined."""
        # Labels are looked up with the code in them put aside: such a label is never found.
        name = mask[opening + 1 : close]
        end = close + 1
        if not short:
            second = _SECOND.match(mask, end)
            if second is None:
                return None
            end = second.end()
            name = second.group(1) or name
        target, title = self.scope.references.get(" ".join(name.lower().split()), (None, ""))
        return target, title, end


def _inside(one: Found, other: Found) -> bool:
    return other.inner <= one.start and one.end <= other.inner_end and one is not other


def escapes(dialect: Dialect) -> re.Pattern[str]:
    """What a backslash makes plain text of."""
    return _escapes(dialect.escapes)


@lru_cache
def _escapes(signs: str) -> re.Pattern[str]:
    return re.compile(rf"\\([{re.escape(signs)}])" if signs else r"\\(.)", re.DOTALL)


def address(text: str, escape: re.Pattern[str]) -> str:
    """An address as a browser gets it: without white space around, escapes and entities."""
    text = text.strip()
    if "\\" in text:
        text = escape.sub(r"\1", text)
    return decoded(text)


def decoded(text: str) -> str:
    """`text` with its entities as the characters they stand for."""
    return ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def pairs(mask: str) -> dict[int, int]:
    """For each opening bracket that is closed, where."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(mask):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.start()
    return found


def _destination(
    text: str, mask: str, begin: int, escape: re.Pattern[str]
) -> tuple[str, str, int] | None:
    if not mask.startswith("(", begin):
        return None
    if match := _BARE.match(mask, begin):
        return address(text[begin + 1 : match.end() - 1], escape), "", match.end()
    if match := _ANGLE.match(mask, begin):
        title = text[match.start(2) + 1 : match.end(2) - 1] if match.group(2) else ""
        return address(text[match.start(1) : match.end(1)], escape), title, match.end()
    depth = 1
    dead = ""
    # A destination with more signs than that is none: the search must not take for ever.
    for match in islice(_SIGN.finditer(mask, begin + 1), 500):
        at, char = match.start(), match.group()
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return address(text[begin + 1 : at], escape), "", at + 1
        elif char not in dead:
            if end := _TITLE_END[char].search(mask, at + 1):
                title = text[at + 1 : end.start()]
                return address(text[begin + 1 : at], escape), " ".join(title.split()), end.end()
            dead += char
    return None

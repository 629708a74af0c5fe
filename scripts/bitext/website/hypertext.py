"""Reads one HTML file of the built site: its addresses, its anchors, its language."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from bitext.errors import BitextError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_SELECTOR = "[href],[src],[srcset],[poster],object[data],form[action],meta[content]"
_ATTRIBUTES = ("href", "src", "srcset", "poster", "data", "action", "content")
_OF_ONE_TAG = {"data": "object", "action": "form", "content": "meta"}
_PICTURES = {"img", "source", "video", "audio", "track", "image", "input"}
_ICONS = {"icon", "apple-touch-icon"}
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^,]*)?(?:,|$)")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![\w\])\\])(?!\[\d+\]\[\d+\])\[[^\[\]\n]*\w[^\[\]\n]*\]\[[^\[\]\n]*\]")
_NOT_PROSE = ("script", "style", "template", "pre", "code", "kbd", "samp", "math", "svg")


@dataclass(frozen=True, slots=True)
class Link:
    """An address as a page writes it, and the rule it breaks when it leads nowhere.

    `locale` is the language an alternate says it leads to.
    """

    rule: str
    attribute: str
    raw: str
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Hypertext:
    """What counts of one HTML file.

    `base` is the address its relative links start from, if it says one; `locale` its language,
    None where it has no html element; `doubles` the ids that stand twice; `references` what
    looks like a link by reference in its prose.
    """

    path: str
    base: str
    locale: str | None
    anchors: frozenset[str]
    doubles: tuple[str, ...]
    links: tuple[Link, ...]
    references: tuple[str, ...]

    @property
    def alternates(self) -> tuple[Link, ...]:
        """The links to this page in each language."""
        return tuple(link for link in self.links if link.rule == "broken-alternate")


def read(path: str, source: str) -> Hypertext:
    """The HTML file at `path` of the site, `source` being its text."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:
        raise BitextError('selectolax is missing: pip install "bitext[site]"') from error
    tree = LexborHTMLParser(source)
    # A node that several parts of a selector fit is given several times, so ids are asked alone.
    ids = Counter(node.attributes["id"] or "" for node in tree.css("[id]"))
    names = {node.attributes["name"] or "" for node in tree.css("a[name]")}
    links: dict[Link, None] = {}
    for node in tree.css(_SELECTOR):
        links.update(dict.fromkeys(_links(node.tag or "", node.attributes)))
    base = tree.css_first("base[href]")
    root = tree.root if re.search(r"<html\b", source, re.IGNORECASE) else None
    return Hypertext(
        path=path,
        base=(base.attributes["href"] or "") if base else "",
        locale=(root.attributes.get("lang") or "") if root else None,
        anchors=frozenset({*ids, *names}) - {""},
        doubles=tuple(one for one, times in ids.items() if one and times > 1),
        links=tuple(links),
        references=_references(tree, source),  # last, for it takes the tree apart
    )


def line(source: str, raw: str, attribute: str = "", skip: int = 0) -> int:
    """The line of `source` where `attribute` has the value `raw`, but for the first `skip` times.

    The parser keeps no places: this searches, and gives the first line where it finds nothing.
    """
    texts = dict.fromkeys((raw, escape(raw, quote=False), escape(raw)))
    for text in texts if raw or attribute else ():
        value = rf"\s*{re.escape(text)}\s*"
        within = rf"[>\"']{value}[<\"']"
        if attribute:
            quoted = rf"(?:\"{value}\"|'{value}'|{value}(?=[\s>]))"
            within = rf"<[a-zA-Z][^>]*?\s(?i:{attribute})\s*=\s*{quoted}"
        found = list(re.finditer(within, source))
        if len(found) > skip:
            at = source.rfind(text, found[skip].start(), found[skip].end())
            return source.count("\n", 0, at) + 1
    at = min((at for at in map(source.find, texts) if at >= 0), default=0)
    return source.count("\n", 0, at) + 1


def _links(tag: str, attributes: Mapping[str, str | None]) -> Iterator[Link]:
    rel = set((attributes.get("rel") or "").lower().split()) if tag == "link" else set()
    locale = (attributes.get("hreflang") or "") if "alternate" in rel else ""
    rule = "broken-image" if tag in _PICTURES or rel & _ICONS else "broken-link"
    rule = "broken-canonical" if "canonical" in rel else "broken-alternate" if locale else rule
    for name in _ATTRIBUTES:
        if name not in attributes or tag == "base" or _OF_ONE_TAG.get(name, tag) != tag:
            continue
        value = (attributes[name] or "").strip()
        if name == "srcset":
            yield from (Link(rule, name, one[1]) for one in _CANDIDATE.finditer(value))
        elif name != "content":
            yield Link(rule, name, value, locale)
        elif (attributes.get("http-equiv") or "").lower() == "refresh":
            yield from (Link(rule, name, one[1].strip()) for one in _REFRESH.finditer(value))


def _references(tree: "LexborHTMLParser", source: str) -> tuple[str, ...]:
    """What looks like a link by reference in the prose of a page: its reference is not defined."""
    if "][" not in source:
        return ()
    tree.strip_tags(list(_NOT_PROSE), recursive=True)
    for formula in tree.css(".arithmatex"):
        formula.decompose()
    found = {
        match[0]: None
        for part in tree.css("article") or tree.css("main") or tree.css("body")
        for node in part.traverse(include_text=True)
        if node.tag == "-text"
        for match in _REFERENCE.finditer(node.text(deep=False))
    }
    return tuple(found)

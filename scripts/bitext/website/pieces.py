"""A page as it was rendered, in pieces that can stand on another page: one for each section."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

ROOT = "__bitext_root__/"
"""What addresses in a piece start with: the root of the site, wherever the page will lie."""
NOTES = "footnotes:"
"""The name of the piece that holds the footnotes; no heading has it."""
NOT_TEXT = ".bitext-behind"
"""What a build puts into a page that is no part of its text."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ADDRESSES = {"href", "src", "poster", "action", "cite", "xlink:href", "usemap"}
_NAMES = {
    "for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls",
    "aria-owns", "aria-details", "aria-flowto", "aria-activedescendant", "aria-errormessage",
}  # fmt: skip
_NAMED = (
    "a[name]",
    "map[name]",
    "input[type=radio][name]",
)  # what is found by name, or is one of it
_CANDIDATE = re.compile(r"([\s,]*)(\S*[^\s,])(\s+[^,]*)?")
_PAINT = re.compile(r"url\(\s*([\"']?)#")


@dataclass(frozen=True, slots=True)
class Piece:
    """The HTML of a section, without those below it; `shape` is the tags of its blocks in order.

    The anchor of what stands before the first section is empty.
    """

    anchor: str
    html: str
    shape: tuple[str, ...]


def pieces(html: str, path: str, anchors: Collection[str], prefix: str = "") -> list[Piece]:
    """The text of the page at `path`, cut before each heading that has one of the `anchors`.

    Nothing of it is lost, and the pieces are in its order: a heading inside a box stays there.
    Each id gets the `prefix`, and so does all that leads to it within the page; other addresses
    start with ROOT. Each heading is one level lower, for the page that takes the pieces has a
    title of its own.
    """
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    for node in tree.css(NOT_TEXT):
        node.decompose()
    body = tree.body
    if body is None:
        return []
    _move(tree, path, prefix)
    named: list[tuple[str, list[LexborNode]]] = [("", [])]
    for node in body.iter(include_text=True):
        anchor = (node.attributes.get("id") or "").removeprefix(prefix)
        if node.tag in _HEADINGS and anchor in anchors:
            named.append((anchor, []))
        elif node.tag == "div" and "footnote" in (node.attributes.get("class") or "").split():
            named.append((NOTES, []))
        named[-1][1].append(node)
    return [_piece(anchor, nodes) for anchor, nodes in named]


def _piece(anchor: str, nodes: Iterable[LexborNode]) -> Piece:
    kept = [node for node in nodes if not node.is_comment_node]
    blocks = [node for node in kept if not (node.is_text_node and not (node.html or "").strip())]
    html = "".join(_lower(node) for node in kept).strip()
    return Piece(anchor, html, tuple(node.tag or "" for node in blocks))


def _lower(node: LexborNode) -> str:
    """The node, one level lower where it is a heading."""
    html = node.html or ""
    if node.tag not in _HEADINGS[:-1]:
        return html
    tag = _HEADINGS[_HEADINGS.index(node.tag or "") + 1]
    return f"<{tag}{html[3:-5]}</{tag}>"


def _move(tree: LexborHTMLParser, path: str, prefix: str) -> None:
    """Make every id, and every address, hold on another page."""
    ids = {node.attributes["id"] or "" for node in tree.css("[id]")}
    ids |= {node.attributes["name"] or "" for node in tree.css("a[name]")}

    def address(value: str) -> str:
        if value.startswith("#"):
            own = value == "#" or value[1:] in ids or unquote(value[1:]) in ids
            return f"#{prefix}{value[1:]}" if own and value != "#" else ROOT + path + value
        return _from_root(value, path)

    for node in tree.body.traverse() if tree.body else ():
        for name, value in node.attributes.items():
            if value and (moved := _moved(node.tag or "", name, value, prefix, address)) != value:
                node.attrs[name] = moved
    for node in tree.css(", ".join(_NAMED)):
        node.attrs["name"] = prefix + (node.attributes["name"] or "")


def _moved(tag: str, name: str, value: str, prefix: str, address: Callable[[str], str]) -> str:
    if name == "id":
        return prefix + value
    if name in _NAMES:
        return " ".join(prefix + word for word in value.split())
    if name in _ADDRESSES or (name == "data" and tag == "object"):
        return address(value.strip())
    if name == "srcset":
        return _CANDIDATE.sub(lambda one: one[1] + address(one[2]) + (one[3] or ""), value)
    return _PAINT.sub(rf"url(\1#{prefix}", value) if "url(" in value else value


def _from_root(value: str, path: str) -> str:
    """An address on the page at `path` as one from the root of the site, if it is relative."""
    try:
        split = urlsplit(value)
    except ValueError:
        return value
    if split.scheme or split.netloc or value.startswith("/"):
        return value
    if not split.path:
        return ROOT + path + value
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), split.path))
    end = "/" if split.path.endswith(("/", "/.", "/..")) or split.path in (".", "..") else ""
    return ROOT + f"{whole}{end}".removeprefix("./") + value[len(split.path) :]

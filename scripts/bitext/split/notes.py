"""Footnotes in HTML: an element that is linked to, and links back to the place that calls it."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def footnote_labels(body: "LexborNode") -> dict[str, str]:
    """The label of each footnote by the id of its element."""
    links = [
        (node, (node.attributes.get("href") or "")[1:])
        for node in body.css("a[href]")
        if (node.attributes.get("href") or "").startswith("#")
    ]
    targets = {name for _, name in links}
    holders: dict[str, set[str]] = {}
    for node, name in links:
        for above in _upward(node):
            identity = above.attributes.get("id") or above.attributes.get("name") or ""
            if identity in targets:
                holders.setdefault(identity, set()).add(name)
    found: dict[str, str] = {}
    for node in body.css("li[id], p[id], div[id], dd[id], aside[id], td[id]"):
        identity = node.attributes.get("id") or ""
        callers = holders.get(identity, set())
        if any(identity in holders.get(caller, set()) for caller in callers):
            found[identity] = re.sub(r"[^\w-]+", "-", identity).strip("-")
    return found


def _upward(node: "LexborNode") -> "list[LexborNode]":
    """The link itself and the elements around it that could be a caller or a note."""
    found = [node]
    while (parent := found[-1].parent) is not None and len(found) < 6:
        found.append(parent)
    return found

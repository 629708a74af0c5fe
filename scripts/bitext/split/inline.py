"""What stands inside a line of HTML, as Markdown and as words."""

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bitext.split.emphasis import CODE, CODE_END, EM, EM_END, STRONG, STRONG_END, resolved
from bitext.split.escape import inline, linked, target

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MARKS = {
    "b": (STRONG, STRONG_END), "strong": (STRONG, STRONG_END),
    "i": (EM, EM_END), "em": (EM, EM_END), "cite": (EM, EM_END), "dfn": (EM, EM_END),
}  # fmt: skip
_KEPT = ("sub", "sup", "s", "del", "ins", "u", "mark", "kbd", "small", "q", "var")
_CODE = ("code", "tt", "samp")
SILENT = ("script", "style", "template", "noscript", "input", "svg", "-comment", "_comment")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WIDE = re.compile(r"[ \t]{2,}")
_NOTHING = re.compile(r"(?:javascript|data):|#?$", re.IGNORECASE)
_BREAK = "<br>\n"
_LINE_ENDS = re.compile(r"[ \t]*<br>\n[ \t]*")


class Inline:
    """Converts inline elements; `notes` gives the label of each footnote by its id."""

    def __init__(self, notes: Mapping[str, str] | None = None) -> None:
        self.notes = notes or {}
        self._safe = inline

    def convert(self, nodes: "list[LexborNode]") -> tuple[str, str]:
        """The Markdown and the words of `nodes`, one after the other."""
        markdown = resolved("".join(self._markdown(node) for node in nodes))
        markdown = _LINE_ENDS.sub(_BREAK, _WIDE.sub(" ", markdown))
        words = _SPACES.sub(" ", "".join(self._words(node) for node in nodes).replace("\n", " "))
        words = "\n".join(line.strip(" ") for line in words.split("\v"))
        return _trimmed(markdown), words.strip(" \n")

    def _markdown(self, node: "LexborNode") -> str:
        tag = node.tag or ""
        if tag == "-text":
            return self._safe(_SPACES.sub(" ", node.text(deep=False)))
        if tag in SILENT:
            return ""
        if tag == "br":
            return _BREAK
        if tag == "img":
            return image(node)
        if tag in _CODE:
            return code_span(_SPACES.sub(" ", node.text()))
        outer, self._safe = self._safe, linked if tag == "a" else self._safe
        inside = "".join(self._markdown(child) for child in node.iter(include_text=True))
        self._safe = outer
        if tag in _MARKS:
            opening, closing = _MARKS[tag]
            return f"{opening}{inside}{closing}" if inside.strip() else inside
        if tag == "a":
            return self._link(node, inside)
        if tag == "sup" and inside.startswith("[^") and inside.endswith("]"):
            return inside
        if tag == "abbr" and node.attributes.get("title"):
            title = html.escape(node.attributes["title"] or "")
            return f'<abbr title="{title}">{inside}</abbr>'
        return f"<{tag}>{inside}</{tag}>" if tag in _KEPT and inside.strip() else inside

    def _link(self, node: "LexborNode", inside: str) -> str:
        address = (node.attributes.get("href") or "").strip()
        label = self.notes.get(address[1:]) if address.startswith("#") else None
        if label:
            return f"[^{label}]"
        if _NOTHING.match(address) or not inside.strip():
            return inside
        lead = inside[: len(inside) - len(inside.lstrip())]
        trail = inside[len(inside.rstrip()) :]
        return f"{lead}[{inside.strip()}]({target(address)}){trail}"

    def _words(self, node: "LexborNode") -> str:
        tag = node.tag or ""
        if tag == "-text":
            return _SPACES.sub(" ", node.text(deep=False))
        if tag in SILENT:
            return ""
        if tag == "br":
            return "\v"
        if tag == "img":
            return node.attributes.get("alt") or ""
        address = node.attributes.get("href") or ""
        if tag == "a" and address.startswith("#") and address[1:] in self.notes:
            return ""
        return "".join(self._words(child) for child in node.iter(include_text=True))


def _trimmed(markdown: str) -> str:
    markdown = markdown.strip(" \t\n\r\f")
    while markdown.startswith("<br>"):
        markdown = markdown[4:].lstrip()
    while markdown.endswith("<br>"):
        markdown = markdown[:-4].rstrip()
    return markdown


def image(node: "LexborNode") -> str:
    """An image with its alternative text."""
    source = (node.attributes.get("src") or node.attributes.get("data-src") or "").strip()
    alt = linked(_SPACES.sub(" ", node.attributes.get("alt") or ""))
    return f"![{alt}]({target(source)})"


def code_span(text: str) -> str:
    """`text` as code inside a line."""
    if not text.strip():
        return text
    text = text.strip()
    if "|" in text:  # in a table, a bar inside backticks may or may not part two cells
        return f"<code>{inline(text).replace('|', '&#124;')}</code>"
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    mark = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{CODE}{mark}{pad}{text}{pad}{mark}{CODE_END}"

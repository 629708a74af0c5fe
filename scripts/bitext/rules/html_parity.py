"""HTML elements lost, added or altered in translation."""

from collections.abc import Iterable, Iterator

from bitext.links import ACTIVE, elements
from bitext.model import Bitext, Block, Finding, Level, Rule
from bitext.parity import Thing, differences, translated
from bitext.passages import passage
from bitext.wording import lacking

# What a language may need alone, and what the rules on links and images look at.
_FREE = frozenset((
    "", "a", "abbr", "b", "bdi", "bdo", "br", "cite", "dfn", "em", "i", "img", "q", "s", "small",
    "strong", "sub", "sup", "u", "wbr",
))  # fmt: skip
_LOCAL = ("alt", "aria-label", "dir", "href", "id", "lang", "label", "markdown", "src", "title")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each element that the two sides of a section do not share."""
    for both in translated(bitext):
        if not any("html" in side.kinds or side.items.get("html") for side in both.sides):
            continue
        for difference in differences(both, _elements, (bitext.source, bitext.target)):
            extra = difference.extra
            if extra and not difference.missing and extra.text[1:-1] in ACTIVE:
                continue  # this one is for the rule on safety
            yield lacking(rule, both, difference, "element")


def _elements(block: Block, _: str) -> Iterable[Thing]:
    for tag, _block, start, end in elements(passage((block,))):
        if tag.name not in _FREE and ":" not in tag.name:
            kept = sorted(
                name for name in tag.attributes if name not in _LOCAL and name[:2] != "on"
            )
            yield Thing(" ".join([tag.name, *kept]), f"<{tag.name}>", block, start, end)


rule = Rule("html-parity", Level.WARNING, "same HTML elements as in the source", check)

"""Addresses written out in the text that were lost or altered."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bitext.links import LINKS, canonical, localized
from bitext.model import Bitext, Block, Finding, Level, Page, Rule
from bitext.outline import walk
from bitext.parity import Difference, Thing, differences, translated
from bitext.wording import lacking

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s\ufffc<>\"«»“”|]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each address in plain text that the two sides of a section do not share.

    An address that the other side makes a link is there.
    """
    for both in translated(bitext):
        if not any("://" in side.prose or "@" in side.prose for side in both.sides):
            continue
        pages = {bitext.source: both.source_page, bitext.target: both.target_page}
        for found in differences(both, _addresses(bitext, pages), (bitext.source, bitext.target)):
            missing = _unlinked(found.missing, both.target.blocks, both.target_page, bitext)
            extra = _unlinked(found.extra, both.source.blocks, both.source_page, bitext)
            if (missing or extra) and not _localized(found, bitext):
                yield lacking(rule, both, replace(found, missing=missing, extra=extra))


def _addresses(bitext: Bitext, pages: dict[str, Page]) -> Callable[[Block, str], Iterable[Thing]]:
    def things(block: Block, locale: str) -> Iterator[Thing]:
        if "://" not in block.prose and "@" not in block.prose:
            return
        for match in _ADDRESS.finditer(block.prose):
            text = match.group().rstrip(".,;:!?’'*_)]}")
            value = canonical(text if "://" in text else f"mailto:{text}", pages[locale], bitext)
            yield Thing(value, text, block, match.start(), match.start() + len(text))

    return things


def _unlinked(
    address: Thing | None, blocks: tuple[Block, ...], page: Page, bitext: Bitext
) -> Thing | None:
    """`address`, unless one of `blocks` links to it."""
    targets = (item.target for block in walk(blocks) for item in block.items if item.kind in LINKS)
    if address and any(canonical(one, page, bitext) == address.value for one in targets):
        return None
    return address


def _localized(found: Difference, bitext: Bitext) -> bool:
    missing, extra = found.missing, found.extra
    return bool(missing and extra and localized(missing.text, extra.text, bitext))


rule = Rule("bare-url", Level.ERROR, "same addresses in plain text as in the source", check)

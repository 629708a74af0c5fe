"""Footnotes lost in translation, used without a text, or written for nothing."""

import re
from collections.abc import Iterable, Iterator

from bitext.model import Bitext, Block, Finding, Level, Location, Page, Rule
from bitext.outline import place, walk
from bitext.parity import Thing, alike, differences, translated
from bitext.passages import Passage, passages
from bitext.wording import lacking

_MARK = re.compile(r"(?<!\\)\[\^([^\]\s]++)(\]?)")


def check(bitext: Bitext) -> Iterator[Finding]:
    """Marks that differ from the source, then marks and texts without their counterpart."""
    for both in translated(bitext):
        if alike(both.left.targets("footnote"), both.right.targets("footnote")):
            continue
        found = differences(both, _marks, (bitext.source, bitext.target))
        unwritten = _unwritten(both.source_page).keys() | _unwritten(both.target_page).keys()
        for difference in found:
            things = (difference.missing, difference.extra)
            if not any(one is not None and one.value in unwritten for one in things):
                yield lacking(rule, both, difference, "footnote")
    for page, passage in passages(bitext):
        yield from _alone(page, passage)


def _marks(block: Block, _: str) -> Iterable[Thing]:
    for item in block.items:
        if item.kind == "footnote":
            yield Thing(item.target, f"[^{item.target}]", block, item.start, item.end)


def _alone(page: Page, passage: Passage) -> Iterator[Finding]:
    texts = [one for one in page.definitions if one.kind == "footnote"]
    used = set(passage.targets("footnote"))
    seen: set[str] = set()
    for text in texts:
        at = Location(page.path, text.line)
        if text.label in seen:
            yield Finding(
                at, rule, f"footnote “[^{text.label}]” is defined twice", locale=page.locale
            )
        elif text.label not in used:
            yield Finding(at, rule, f"footnote “[^{text.label}]” is never used", locale=page.locale)
        seen.add(text.label)
    for label, places in _unwritten(page).items() if "[^" in passage.prose else ():
        more = [str(at.line) for at in places[1:]]
        also = f" (also on line {', '.join(more)})" if more else ""
        message = f"footnote “[^{label}]” has no text{also}"
        yield Finding(places[0], rule, message, locale=page.locale)


def _unwritten(page: Page) -> dict[str, list[Location]]:
    """The places of marks that no text belongs to, by label."""
    found: dict[str, list[Location]] = {}
    if "[^" not in page.text:
        return found
    for section in page.sections:
        for block in walk(section.blocks):
            for match in _MARK.finditer(block.prose) if "[^" in block.text else ():
                if not match.group(2):
                    continue
                at = Location(page.path, *place(block, match.start()), *place(block, match.end()))
                found.setdefault(match.group(1), []).append(at)
    return found


rule = Rule("footnotes", Level.ERROR, "footnotes as in the source, each with its text", check)

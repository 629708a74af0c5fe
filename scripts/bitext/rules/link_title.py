"""Tool tips of links and images that are lost, added or left in the source language."""

from collections.abc import Iterator

from bitext.language import foreign_runs
from bitext.links import canonical
from bitext.model import Bitext, Finding, Level, Page, Rule
from bitext.parity import Both, Thing, translated
from bitext.passages import Passage


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each title that one side alone gives to a link, or that is not translated."""
    for both in translated(bitext):
        sides = (both.left, both.right)
        if not any(item.title for side in sides for _, item in side.each("link", "image")):
            continue
        mine = _links(both.left, both.source_page, bitext)
        yours = _links(both.right, both.target_page, bitext)
        for address, links in yours.items():
            others = mine.get(address, [])
            if len(others) == len(links):  # else it is the link that was lost
                yield from _judged(both, others, links, bitext)


def _links(side: Passage, page: Page, bitext: Bitext) -> dict[str, list[Thing]]:
    """The links and images of `side` by where they lead; their title is their text."""
    found: dict[str, list[Thing]] = {}
    for block in side.blocks:
        for item in block.items:
            if item.kind in ("link", "image"):
                thing = Thing(item.target, item.title, block, item.start, item.end)
                found.setdefault(canonical(item.target, page, bitext), []).append(thing)
    return found


def _judged(
    both: Both, others: list[Thing], links: list[Thing], bitext: Bitext
) -> Iterator[Finding]:
    surplus = sum(bool(one.text) for one in links) - sum(bool(one.text) for one in others)
    there = others[0].at(both.source_page)
    for link in links:
        message = ""
        if surplus > 0 and link.text:
            surplus, message = surplus - 1, f"title “{link.text}” is not in the source"
        elif surplus < 0 and not link.text:
            lost = next(one.text for one in others if one.text)
            surplus, message = surplus + 1, f"title “{lost}” of the source is missing"
        elif any(foreign_runs(link.text, bitext.target, bitext.source)):
            message = f"title “{link.text}” is in “{bitext.source}”, expected “{bitext.target}”"
        if message:
            at = link.at(both.target_page)
            yield Finding(at, rule, message, there, section=both.unit.key)


rule = Rule("link-title", Level.WARNING, "same titles of links, translated", check)

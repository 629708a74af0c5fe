"""Links to hosts that the source page never names."""

from collections.abc import Iterator

from bitext.links import addresses, blocks_of, host
from bitext.model import Bitext, Finding, Level, Location, Page, Rule
from bitext.outline import place


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each address on a host that the source page does not name.

    The same site in another language is no new host. Staleness is no excuse: no source is named.
    """
    locales = tuple(bitext.pages)
    for pair in bitext.pairs:
        if pair.target is None or "//" not in pair.target.text:
            continue
        known = {name for name, _ in _hosts(pair.source, locales)} if pair.source else set()
        for name, at in _hosts(pair.target, locales):
            if name not in known:
                message = f"no link of the source page leads to “{name}”"
                yield Finding(at, rule, message)


def _hosts(page: Page, locales: tuple[str, ...]) -> Iterator[tuple[str, Location]]:
    for block in blocks_of(page):
        for address, start, end in addresses(block):
            if "//" in address and (name := host(address, locales)):
                yield name, Location(page.path, *place(block, start), *place(block, end))


rule = Rule("new-host", Level.ERROR, "no link to a host that the source page never names", check)

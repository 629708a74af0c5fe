"""Links to hosts that the source page never names."""

from collections.abc import Iterator

from bitext.links import addresses, host
from bitext.model import Bitext, Finding, Level, Location, Rule
from bitext.outline import place
from bitext.passages import Passage, passages


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each address on a host that the source page does not name.

    The same site in another language is no new host. Staleness is no excuse: no source is named.
    """
    locales = tuple(bitext.pages)
    by_path = {page.path: passage for page, passage in passages(bitext)}
    for pair in bitext.pairs:
        if pair.target is None or "//" not in pair.target.text:
            continue
        there = _outside(by_path[pair.source.path]) if pair.source else set()
        known: set[str] | None = None
        for address, block, start, end in addresses(by_path[pair.target.path]):
            if "//" not in address or address in there:
                continue
            if known is None:
                known = {host(one, locales) for one in there}
            if (name := host(address, locales)) and name not in known:
                at = Location(pair.target.path, *place(block, start), *place(block, end))
                message = f"no link of the source page leads to “{name}”"
                yield Finding(at, rule, message)


def _outside(passage: Passage) -> set[str]:
    return {address for address, *_ in addresses(passage) if "//" in address}


rule = Rule("new-host", Level.ERROR, "no link to a host that the source page never names", check)

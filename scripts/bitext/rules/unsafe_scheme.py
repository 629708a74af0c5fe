"""Addresses that run code instead of leading somewhere."""

import re
from collections.abc import Iterator

from bitext.links import addresses
from bitext.model import Bitext, Finding, Level, Location, Rule
from bitext.outline import place
from bitext.passages import passages

_IGNORED = re.compile(r"[\x00-\x20]+")
_UNSAFE = re.compile(
    r"(?:javascript|vbscript|livescript):|data:(?!image/|font/|audio/|video/)", re.I
)


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each address with a scheme that runs code, in either language.

    What browsers leave out when they read an address is left out here.
    """
    for page, passage in passages(bitext):
        text = page.text.lower()
        if not any(word in text for word in ("script", "data", "&")):
            continue
        for address, block, start, end in addresses(passage):
            if address.startswith("http") or ":" not in address:
                continue
            if match := _UNSAFE.match(_IGNORED.sub("", address)):
                at = Location(page.path, *place(block, start), *place(block, end))
                scheme = match.group().partition(":")[0].lower()
                message = f"an address begins with “{scheme}:”"
                yield Finding(at, rule, message, locale=page.locale)


rule = Rule("unsafe-scheme", Level.ERROR, "no address runs code", check)

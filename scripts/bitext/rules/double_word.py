"""Words written twice in a row."""

import re
from collections.abc import Iterator
from operator import eq

from bitext.locales import language_of
from bitext.model import Bitext, Block, Finding, Level, Rule
from bitext.outline import walk
from bitext.parity import Thing, translated
from bitext.passages import passages

_DOUBLE = re.compile(r"(?<![\w’'.-])([^\W\d_]++)[ \n\u00a0]+\1(?![\w’'-])", re.IGNORECASE)
_MEANT = {
    "en": frozenset(("had", "that", "very", "so", "bye", "no", "is", "do")),
    "fr": frozenset(("nous", "vous", "très", "si", "non", "oui", "pas")),
}


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each word that a target block doubles, unless its source doubles one too."""
    meant = _MEANT.get(language_of(bitext.target), frozenset())
    pages = (passage for page, passage in passages(bitext) if page.locale == bitext.target)
    doubled = any(_doubles(passage.words) for passage in pages)
    for both in translated(bitext) if doubled else ():
        for left, right in both.unit.rows if _doubles(both.right.words) else ():
            for thing in _doubled(right, meant):
                if left is None or not any(_doubled(left, frozenset())):
                    yield Finding(
                        thing.at(both.target_page),
                        rule,
                        f"“{thing.text}”: the word stands twice",
                        both.source_at,
                        section=both.unit.key,
                    )


def _doubles(words: list[str]) -> bool:
    return any(map(eq, words, words[1:]))


def _doubled(block: Block | None, meant: frozenset[str]) -> Iterator[Thing]:
    for one in walk((block,)) if block is not None else ():
        if not _doubles(one.words):
            continue
        for match in _DOUBLE.finditer(one.prose):
            word, text = match.group(1), " ".join(match.group().split())
            # Two capitals are a name: Bora Bora.
            name = word[0].isupper() and text.split()[1][0].isupper()
            if word.lower() not in meant and not name:
                yield Thing(word, text, one, match.start(), match.end())


rule = Rule("double-word", Level.WARNING, "no word stands twice in a row", check)

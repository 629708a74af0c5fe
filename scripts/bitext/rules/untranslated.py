"""Text left in the language of the source."""

from collections.abc import Iterator

from bitext.language import foreign_runs, own_prose, readable, telling
from bitext.model import Bitext, Finding, Level, Location, Rule
from bitext.outline import place
from bitext.passages import passages


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each run of source-language words in a target page, footnotes included.

    Text marked with its language (`lang` in an attribute list or in HTML) is meant to be foreign.
    """
    marks = telling(bitext.target, bitext.source)
    pages = [one for one in passages(bitext) if one[0].locale == bitext.target] if marks else []
    for page, passage in pages:
        if sum(map(marks.__contains__, passage.words)) < 2:
            continue
        for block in readable(page):
            if sum(map(marks.__contains__, block.words)) < 2:
                continue
            for start, end in foreign_runs(own_prose(block), bitext.target, bitext.source):
                words = " ".join(block.text[start:end].split())
                at = Location(page.path, *place(block, start), *place(block, end))
                message = f"“{_short(words)}” is in “{bitext.source}”, expected “{bitext.target}”"
                yield Finding(at, rule, message)


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


rule = Rule("untranslated", Level.ERROR, "no text is left in the language of the source", check)

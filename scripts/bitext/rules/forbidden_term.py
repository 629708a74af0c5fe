"""Wordings that the termbase says to avoid."""

import re
from collections.abc import Iterator

from bitext.links import blocks_of, every_page
from bitext.model import MASK, Bitext, Block, Finding, Level, Rule, Term, Wording
from bitext.parity import Thing
from bitext.terms import says

_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"\n]*\"")
_WORD = re.compile(r"\w+")
Banned = tuple[list[str], re.Pattern[str], Wording]


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each wording to avoid, in either language, exact and as whole words."""
    banned = {locale: _banned(bitext.terms, locale) for locale in (bitext.source, bitext.target)}
    for page in every_page(bitext):
        wanted = [one for one in banned[page.locale] if _likely(one, page.text)]
        rows = _rows(list(blocks_of(page))) if wanted else {}
        for block in blocks_of(page) if wanted else ():
            if block.kind in ("code", "html", "comment"):
                continue
            for thing, wording in _uses(block, wanted):
                if block.kind != "cell" or not says(rows[block.line], wording):
                    message = f"“{thing.text}” is to be avoided, say “{wording.term}”"
                    yield Finding(thing.at(page), rule, message, locale=page.locale)


def _banned(terms: tuple[Term, ...], locale: str) -> list[Banned]:
    return [
        (
            _WORD.findall(form),
            re.compile(rf"(?<![\w-]){_loose(form)}(?![\w-])"),
            term.wordings[locale],
        )
        for term in terms
        if locale in term.wordings
        for form in term.wordings[locale].avoid
        if _WORD.search(form)
    ]


def _likely(one: Banned, text: str) -> bool:
    return all(map(text.__contains__, one[0]))


def _loose(form: str) -> str:
    return r"\s+".join(re.escape(word).replace("’", "['’]") for word in form.split())


def _rows(blocks: list[Block]) -> dict[int, str]:
    """The text of each row of a table, by its line: one that has the term beside it is a glossary."""
    rows: dict[int, str] = {}
    for block in blocks:
        if block.kind == "cell":
            rows[block.line] = f"{rows.get(block.line, '')} {block.text}"
    return rows


def _uses(block: Block, banned: list[Banned]) -> Iterator[tuple[Thing, Wording]]:
    text = ""
    for one in banned:
        if one[0][0] in block.text and _likely(one, block.text):
            text = text or _own(block)
            for match in one[1].finditer(text):
                yield Thing(match.group(), match.group(), block, *match.span()), one[2]


def _own(block: Block) -> str:
    """The prose of `block` without what it quotes: other people’s words, titles of documents."""
    text = block.prose
    for item in block.items:
        if item.kind == "link" and "://" in item.target:
            text = text[: item.start] + MASK * (item.end - item.start) + text[item.end :]
    return _QUOTED.sub(lambda match: MASK * len(match.group()), text)


rule = Rule("forbidden-term", Level.ERROR, "no wording that the termbase says to avoid", check)

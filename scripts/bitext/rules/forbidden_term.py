"""Wordings that the termbase says to avoid."""

import re
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from bitext.model import MASK, Bitext, Block, Finding, Level, Rule, Term, Wording
from bitext.parity import Thing
from bitext.passages import passages
from bitext.terms import says

_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"\n]*\"")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Banned:
    """A form to avoid: its words in small letters, what to say instead."""

    form: str
    words: frozenset[str]
    plain: str
    wording: Wording


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each wording to avoid, in either language, exact and as whole words."""
    for page, passage in passages(bitext) if bitext.terms else ():
        banned = _banned(bitext.terms, page.locale)
        wanted = _wanted(set(passage.words), passage.prose, banned)
        rows = _rows(passage.blocks) if wanted else {}
        for block in passage.blocks if wanted else ():
            for thing, wording in _uses(block, banned):
                if block.kind != "cell" or not says(rows[block.line], wording):
                    message = f"“{thing.text}” is to be avoided, say “{wording.term}”"
                    yield Finding(thing.at(page), rule, message, locale=page.locale)


@lru_cache(maxsize=4)
def _banned(terms: tuple[Term, ...], locale: str) -> Mapping[str, list[_Banned]]:
    """What to avoid, by its longest word."""
    found: dict[str, list[_Banned]] = {}
    for term in terms:
        for form in term.wordings[locale].avoid if locale in term.wordings else ():
            if words := _WORD.findall(form.lower()):
                one = _Banned(form, frozenset(words), _plain(form), term.wordings[locale])
                found.setdefault(max(words, key=len), []).append(one)
    return found


def _wanted(words: Set[str], text: str, banned: Mapping[str, list[_Banned]]) -> list[_Banned]:
    """What a `text` with these `words` may have of what is `banned`: a quick look."""
    near = [one for word in words & banned.keys() for one in banned[word] if one.words <= words]
    plain = _plain(text) if near else ""
    return [one for one in near if one.plain in plain]


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("’", "'")


@lru_cache(maxsize=1024)  # few of many forms stand anywhere
def _pattern(form: str) -> re.Pattern[str]:
    loose = r"\s+".join(re.escape(word).replace("’", "['’]") for word in form.split())
    return re.compile(rf"(?<![\w-]){loose}(?![\w-])")


def _rows(blocks: Collection[Block]) -> dict[int, str]:
    """The text of each row of a table, by its line: one that has the term beside it is a glossary."""
    rows: dict[int, str] = {}
    for block in blocks:
        if block.kind == "cell":
            rows[block.line] = f"{rows.get(block.line, '')} {block.text}"
    return rows


def _uses(block: Block, banned: Mapping[str, list[_Banned]]) -> Iterator[tuple[Thing, Wording]]:
    wanted = _wanted(set(block.words), block.prose, banned)
    text = _own(block) if wanted else ""
    for one in wanted:
        for match in _pattern(one.form).finditer(text):
            yield Thing(match.group(), match.group(), block, *match.span()), one.wording


def _own(block: Block) -> str:
    """The prose of `block` without what it quotes: other people’s words, titles of documents."""
    text = block.prose
    for item in block.items:
        if item.kind == "link" and "://" in item.target:
            text = text[: item.start] + MASK * (item.end - item.start) + text[item.end :]
    return _QUOTED.sub(lambda match: MASK * len(match.group()), text)


rule = Rule("forbidden-term", Level.ERROR, "no wording that the termbase says to avoid", check)

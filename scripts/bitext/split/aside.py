"""What a web article carries and is no content: recognised, proposed for setting aside, never dropped."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bitext.digest import fold
from bitext.split.manuscript import Passage
from bitext.split.signs import BARE, TELEPHONE, reason_of

_TEXT = ("paragraph", "heading", "list", "caption")
_REPEATED = 8
_DETAILS = 30
_COLON = re.compile(r"[:!?]\s*$")
_ITEM = re.compile(r"^\s*(?:[-•*–]|\d+[.)])\s*")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z]|[«“\"])")
_ABOUT = re.compile(r"(?:à propos (?:de|du|des|d[’'])|about )", re.IGNORECASE)


def with_asides(passages: list[Passage]) -> list[Passage]:
    """`passages` with a reason on those to set aside, and a remark on doubtful ones."""
    proposed = [one if one.aside else replace(one, aside=_reason(one)) for one in passages]
    proposed = _contents(_followed(_kicker(proposed)))
    return list(_repeats(_about(proposed)))


def _reason(passage: Passage) -> str:
    return reason_of(passage.words) if passage.kind in _TEXT else ""


def _kicker(passages: list[Passage]) -> list[Passage]:
    """A word in capitals above the title names the kind of article."""
    titles = [one for one in passages[:5] if one.kind == "heading" and not one.aside]
    if len(titles) < 2 or titles[0] is not passages[0] or titles[0].level:
        return passages
    word, title = titles[0].words, titles[1]
    if not word.isupper() or len(word.split()) > 2 or title.words.isupper():
        return passages
    remark = f"names the kind of article; the title is block {title.number}"
    return [replace(titles[0], aside="boilerplate", remark=remark), *passages[1:]]


def _contents(passages: list[Passage]) -> list[Passage]:
    """A list under a bare “Contents” whose items are the article's own headings goes with it."""
    headings: dict[str, int] = {}
    for one in passages:
        if one.kind == "heading" and not one.aside:
            headings.setdefault(_key(one.words), one.number)
    found: list[Passage] = []
    for one in passages:
        before = found[-1].aside if found else ""
        items = [_key(line) for line in one.words.split("\n")] if one.kind == "list" else []
        own = [headings[item] for item in items if item in headings]
        if (
            items
            and not one.aside
            and (before == "contents" or len(items) > 2)
            and len(own) == len(items)
        ):
            *first, last = own
            named = f"{', '.join(map(str, first))} and {last}" if first else str(last)
            found.append(replace(one, aside="contents", remark=f"the headings of blocks {named}"))
        else:
            found.append(one)
    return found


def _key(line: str) -> str:
    return fold(_ITEM.sub("", line)).lower()


def _followed(passages: list[Passage]) -> list[Passage]:
    """What stands under a bare “Read also”, “Advertisement”, “Contact” or “2 comments”."""
    found: list[Passage] = []
    over = ""
    for one, after in zip(passages, [*passages[1:], None], strict=True):
        here = one.aside
        offer = over == "advert" and after is not None and after.kind == "heading"
        if here:
            bare = one.kind in _TEXT and (BARE.get(here) or _COLON).search(one.words) is not None
            over = here if bare else ""
        elif over and (one.kind != "heading" or offer) and _belongs(one, over):
            remark = f"belongs to block {found[-1].number}" if found else ""
            one = replace(one, aside=over, remark=one.remark or remark)
            over = "" if over in ("advert", "read-also") else over
        else:
            over = ""
        found.append(one)
    return found


def _belongs(one: Passage, reason: str) -> bool:
    count = len(one.words.split())
    if reason == "read-also":
        return one.kind == "list"
    if reason == "advert":
        return one.kind in ("paragraph", "image", "heading") and count <= 2 * _DETAILS
    if reason == "contact":
        return count <= _DETAILS and TELEPHONE.search(one.words) is not None
    return reason == "comments"


def _about(passages: list[Passage]) -> list[Passage]:
    """A heading “About the …” with its paragraphs, where nothing but matter set aside follows."""
    end = len(passages)
    while end and (passages[end - 1].aside or passages[end - 1].kind == "footnote"):
        end -= 1
    start = end
    while start and passages[start - 1].kind == "paragraph" and not passages[start - 1].aside:
        start -= 1
    if not start or start == end or passages[start - 1].kind != "heading":
        return passages
    if not _ABOUT.match(passages[start - 1].words) or start < 3:
        return passages
    top = passages[start - 1].number
    about = [replace(one, aside="boilerplate",
                     remark=f"belongs to block {top}" if one.number != top else one.remark)
             for one in passages[start - 1 : end]]  # fmt: skip
    return [*passages[: start - 1], *about, *passages[end:]]


def _repeats(passages: list[Passage]) -> Iterator[Passage]:
    whole: dict[str, int] = {}
    sentences: dict[str, int] = {}
    for one in passages:
        key = _said(one.words)
        if one.aside or one.kind not in ("paragraph", "quote", "list") or not key:
            yield one
            continue
        long = len(key.split()) >= _REPEATED
        if long and (key in whole or key in sentences):
            first = (
                f"block {whole[key]}" if key in whole else f"a sentence of block {sentences[key]}"
            )
            yield replace(one, aside="repeat", remark=f"{first}, word for word")
            continue
        if key in whole:
            said = f"the same words as block {whole[key]}, but too few to be a repeat"
            yield replace(one, remark=one.remark or said)
        else:
            whole[key] = one.number
            yield one
        for sentence in _SENTENCE.split(" ".join(one.words.split())):
            sentences.setdefault(_said(sentence), one.number)


def _said(words: str) -> str:
    return fold(words).lower().strip('"—– ')

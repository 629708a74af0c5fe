"""Runs of words that belong to the other language.

A function word (article, preposition, pronoun, auxiliary) betrays a language better than any
other. Five words in a row that hold two function words of one language and none of the other are
not text of the other language. Words that both languages know are in neither list; in a proper
name (« rue de la République ») they do not count.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bitext.locales import language_of
from bitext.model import MASK, Block, Page
from bitext.passages import Passage

_LISTS = {
    "fr": """
        le la les du des une et est sont était étaient été être ont avait avaient avoir fut furent
        que qui dont où dans avec sans ce cet cette ces cela ceci il elle ils elles nous vous je
        leur leurs notre nos votre vos mais donc ni aux au pas ne se sa ses lui eux y même mêmes
        sous entre depuis pendant chez vers selon aussi très peu plusieurs quelques tous toute
        toutes aucun aucune chaque comme quand lorsque parce puis ainsi alors peut peuvent doit doivent
        fait faire sera seront serait l d c qu n s j m jusqu lorsqu puisqu
    """,
    "en": """
        the of and is are was were been being have has had having that this these those which who
        whose whom what when where why how with without within from into onto upon by about after
        before between during through against until while because although though if then than
        it its they them their theirs he she his her hers we us our ours you your yours i my
        not does did done doing will would shall should could may might must can cannot there here
        to at be both each every any some such only also same other others more most own so too
    """,
    "de": """
        der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren
        wird werden wurde wurden nicht kein keine mit von zu zum zur für auf aus bei nach über
        unter durch gegen ohne um als wie wenn dass weil auch nur noch schon sich ich du er sie es
        wir ihr diese dieser dieses
    """,
    "es": """
        el la los las un una unos unas y o pero es son era eran fue fueron ser estar está están no
        con sin de del al en por para que quien cuyo donde cuando como más menos muy también se su
        sus lo le les nos este esta estos estas ese esa
    """,
    "it": """
        il lo la i gli le un uno una e o ma è sono era erano stato stata essere non con senza di
        del della dei delle al alla nel nella per che chi dove quando come più anche si suo sua
        loro questo questa questi queste
    """,
    "pt": """
        o os a as um uma uns umas e ou mas é são era eram foi foram ser estar está não com sem de
        do da dos das em no na nos nas por para que quem onde quando como mais também se seu sua
        este esta isto
    """,
}
_SHARED = frozenset(("a", "as", "de", "do", "e", "en", "i", "la", "me", "no", "o", "on", "or", "y"))
_TOKEN = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[.!?;:]\s|[\ufffc\n]{2,}|[()«»“”\"\[\]]")
_WINDOW = 5
_LANGUAGE = re.compile(r"\blang=[\"']?[a-zA-Z]")


def known(locale: str) -> bool:
    """Whether there is a word list for the language of `locale`."""
    return language_of(locale) in _LISTS


def telling(own: str, other: str) -> frozenset[str]:
    """The words of the language `other`, in small letters, of which a run in a text in `own` has two."""
    if not (known(own) and known(other)) or language_of(own) == language_of(other):
        return frozenset()
    return _words(other, own)


def foreign_runs(text: str, own: str, other: str) -> Iterator[tuple[int, int]]:
    """The spans of `text` (start, end) that read as the language `other` instead of `own`.

    Yields nothing for a language without a word list, or for two locales of one language.
    """
    if not (known(own) and known(other)) or language_of(own) == language_of(other):
        return
    mine = _words(own, other)
    theirs = _words(other, own)
    run: tuple[int, int] | None = None
    for tokens in _phrases(text):
        marks = _marks(tokens, mine, theirs)
        for index in range(max(1, len(tokens) - _WINDOW + 1)):
            window = marks[index : index + _WINDOW]
            if window.count(1) < 2 or -1 in window:
                continue
            first = tokens[index].start()
            last = tokens[min(index + _WINDOW, len(tokens)) - 1].end()
            if run is not None and first <= run[1]:
                run = (run[0], last)
                continue
            if run is not None:
                yield run
            run = (first, last)
    if run is not None:
        yield run


@lru_cache(maxsize=64)
def _words(locale: str, against: str) -> frozenset[str]:
    words = frozenset(_LISTS[language_of(locale)].split())
    return words - frozenset(_LISTS[language_of(against)].split()) - _SHARED | _particular(locale)


def _particular(locale: str) -> frozenset[str]:
    """Words of the shared set that are too telling to lose: French articles and prepositions."""
    return frozenset(("la", "de")) if language_of(locale) == "fr" else frozenset()


def _phrases(text: str) -> Iterator[list[re.Match[str]]]:
    """The words of `text`, phrase by phrase: a run does not reach over a stop or a bracket."""
    start = 0
    for stop in [*(match.end() for match in _BREAK.finditer(text)), len(text)]:
        if tokens := list(_TOKEN.finditer(text, start, stop)):
            yield tokens
        start = stop


def _marks(tokens: list[re.Match[str]], mine: frozenset[str], theirs: frozenset[str]) -> list[int]:
    """-1 for each word of the text's own language, 1 for one of the other, 0 for neither.

    A word of the other between two capitals is part of a name, and neither.
    """
    words = [token.group() for token in tokens]
    lower = [word.lower() for word in words]
    before = _capitals(words, lower, theirs)
    after = _capitals(words[::-1], lower[::-1], theirs)[::-1]
    return [
        -1 if word in mine else int(word in theirs and not (before[at] and after[at]))
        for at, word in enumerate(lower)
    ]


def _capitals(words: list[str], lower: list[str], theirs: frozenset[str]) -> list[bool]:
    """Before each word, whether the last one that is not among `theirs` has a capital."""
    found: list[bool] = []
    capital = False
    for word, small in zip(words, lower, strict=True):
        found.append(capital)
        if small not in theirs:
            capital = word[0].isupper()
    return found


def readable(page: Page) -> Iterator[Block]:
    """The blocks of `page` that hold prose, those of its footnotes included."""
    notes = tuple(one.block for one in page.definitions if one.block is not None)
    for group in (*(section.blocks for section in page.sections), notes):
        yield from _readable(group)


def _readable(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if block.kind in ("code", "comment") or (block.kind == "html" and _marked(block.text)):
            continue
        if block.text and block.kind != "html":
            yield block
        yield from _readable(block.children)


def _marked(text: str) -> bool:
    return _LANGUAGE.search(text) is not None


def own_text(page: Page, passage: Passage) -> str:
    """The prose of `page`, all of which `passage` is, without what is marked as another language."""
    if not _has_marks(passage):  # then code and comments, which are masks, are all there is more
        return passage.prose
    return "\n".join([own_prose(block) for block in readable(page)])


def _has_marks(passage: Passage) -> bool:
    items = passage.each("attributes", "html")
    return any("lang=" in item.target for _, item in items) or (
        "html" in passage.kinds
        and any("lang=" in block.text for block in passage.blocks if block.kind == "html")
    )


def own_prose(block: Block) -> str:
    """The prose of `block` without what is marked as another language."""
    text = block.prose
    for index, item in enumerate(block.items):
        if item.kind not in ("attributes", "html") or not _marked(item.target):
            continue
        start, end = item.start, item.end
        if item.kind == "html":
            name = item.target[1:].split()[0]
            closing = (one for one in block.items[index:] if one.target.startswith(f"</{name}"))
            end = next((one.end for one in closing), end)
        elif block.text[start : start + 1] == " " or block.text[:start].endswith("\n"):
            start = 0
        else:
            start = _marked_start(block, text, start)
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _marked_start(block: Block, text: str, end: int) -> int:
    """Where the element begins that an attribute list at `end` belongs to."""
    for item in block.items:
        if item.end == end and item.kind in ("link", "image"):
            return item.start
    closing = re.search(r"[*_]+$", text[:end])
    if closing is None:
        return end
    return max(text.rfind(closing.group(), 0, closing.start()), 0)

"""Spaces, quotes, apostrophes and letters as French and English set them, with what belongs there.

polytypo knows the spaces and the marks. Added here is what it leaves alone: « œ », capitals with
their accents, thousands and hours, in French. It is slow, so only a text in which something looks
wrong is put to it. Where a writer has a choice (straight or curly), only a page that mixes both
is told so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from bitext.alternatives import any_of
from bitext.locales import language_of
from bitext.model import MASK

_LOCALES = {"fr": "fr", "en": "en-US", "en-gb": "en-GB", "fr-ca": "fr-CA"}
_RULES = ("spaces", "nbsp", "quotes", "apostrophe", "ellipsis")
_OFF = ("dashes", "hyphen", "symbols", "ranges")
_NO_BREAK = "\u00a0\u202f"
_HARD = re.compile("([^ \u00a0\u202f'\"’‘“”«»‹›.…])")
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0|#8239|#x202f|nnbsp);", re.IGNORECASE)
# Patterns begin with a rare sign and look back from there: so they pass over most of a text.
_EMOTICON = r"(?<=[:;])-?[()DP](?!\w)"
_EMOJI = r"(?<!\w.)(?<=:)[a-z0-9_+-]+:(?!\w)"
_NOT_PROSE = re.compile(
    rf"[:;{{&](?:{_EMOTICON}|(?<=\{{)(?:\{{[^{{}}]*\}}\}}|%[^{{}}]*%\}})|{_EMOJI}|(?<=&)[#\w]+;)",
    re.DOTALL,
)
_CUSTOM = 3  # times on a page and never otherwise: no slip, but how it is done here
_LONG = 20_000  # characters: no block of prose, and too much for the library
_UNITS = r"[%‰€]|°C|km|cm|mm|kg|kWh"
_FRENCH_SIGN = rf"(?<= .)|(?=\s|$)(?:(?<=[^\W\d_]:)|(?<!:)(?<!^.)(?<![\s{_NO_BREAK}:;!?.…].))"
_ENGLISH_SIGN = r"(?<= .)(?:\s|$)"
_FRENCH_WORDS = (
    re.compile(rf"«[^{_NO_BREAK}]"),
    re.compile(r"M(?<!\wM)(?:M?\.|mes?|lles?) [A-ZÉ]"),
)
_LOOKS_WRONG = {
    "fr": (
        re.compile(rf"[;:!?»](?:{_FRENCH_SIGN})"),
        re.compile(rf"\d (?:{_UNITS})(?!\w)"),
        re.compile(r"[.°§](?:(?<=\b(?:art|fig)\.) \d|(?<=\b[nN]°) \d|(?<=§) ?\d)"),
        *_FRENCH_WORDS,
    ),
    "en": (re.compile(rf"[;:!?](?:{_ENGLISH_SIGN})"),),
}
_HIGH = re.compile(r"[;!?](?<=[^\W\d_].)(?=\s|$)")
_HIGH_APART = re.compile(rf"[;!?](?<=[ {_NO_BREAK}].)(?=\s|$)")
_TIGHT = re.compile(r"[:;!?](?<=[^\W\d_].)(?=\s|$)")
_INITIAL = re.compile(r"\b(?!M\.)[^\W\d_a-zß-ÿ]\.$")
_THOUSANDS = re.compile(r"(?<![\w.,/+-])(?<!\d )\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\w/]| \d)")
_HOUR = re.compile(
    r"(?<![\w.,:/-])([01]?\d|2[0-4])[ \u00a0\u202f]?h[ \u00a0\u202f]?([0-5]\d)(?![\w/])"
)
_GROUPS = rf" \d{{3}}|(?![{_NO_BREAK}]h[{_NO_BREAK}])[ {_NO_BREAK}]?h[ {_NO_BREAK}]?[0-5]\d"
_GROUPED = re.compile(rf"\d(?:{_GROUPS})")
_APART = re.compile(r"[oO]e(?=u|il|sopha|strog|dème|cumén|dip|tus|tal)")
_LIGATURE = re.compile(
    r"\b(?i:c|s|ch|ranc|n|v|b|m|man|dés|contrec|)(oe)(?=u|il(?:s|l|\b)|sopha|strog|dème|cumén|dip)"
    r"|\b(?i:f)(oe)(?=tus|tal)|\b(Oe)(?=u|il|sopha|strog|dème|cumén|dip)"
)
_AFTER_E = (
    "cole coles conomie conomies cologie crire crit crits diteur diteurs galité galités glise "
    "lectricité lément léments lève lèves nergie nergies pidémie pidémies quipe quipes tablir "
    "tablissement tablissements tape tapes tat tats thique tranger trangers tre tude tudes "
    "tudiant tudiants tudiante vénement vénements videmment viter"
)
_BARE = re.compile(rf"E(?<!\wE)(?=(?:{any_of(_AFTER_E.split())})\b)")
_AFTER_A = (
    r"(?= (?:la\b|l[’']|partir\b|noter\b|cette\b|ce\b|ces\b|titre\b|travers\b"
    r"|chaque\b|propos\b|savoir\b|suivre\b|moins\b|terme\b|côté\b))"
)
_BARE_A = re.compile(rf"A(?:(?<=^A)|(?<=[.!?…]\sA)){_AFTER_A}")
_MAYBE_A = re.compile(f"A{_AFTER_A}")
_FRENCH = (_APART, _BARE, _MAYBE_A, _TIGHT, _GROUPED)
"""One of them is found in every text with a slip of our own."""
_PIECES = {"fr": ("&", "{", "oe", "Oe", "art. ", "fig. ", "° ", "§"), "en": ("&", "{")}
_SIGNS = {
    "fr": (
        re.compile(rf"[;:!?»](?:{_FRENCH_SIGN}|{_EMOTICON}|{_EMOJI})"),
        re.compile(rf"\d(?: (?:{_UNITS})(?!\w)|{_GROUPS})"),
        *_FRENCH_WORDS,
        _BARE,
        _MAYBE_A,
    ),
    "en": (re.compile(rf"[;:!?](?:{_ENGLISH_SIGN}|{_EMOTICON}|{_EMOJI})"),),
}
"""One of these is found in every text that looks wrong or is not all prose."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A place in a text, and what belongs there."""

    start: int
    end: int
    right: str


def known(locale: str) -> bool:
    """Whether the customs of `locale` are known here."""
    return language_of(locale) in _LOOKS_WRONG


def habits(whole: str, locale: str) -> frozenset[str]:
    """The rules on what a writer may choose that the prose of a page mostly keeps."""
    quote = "«" if language_of(locale) == "fr" else "“"
    found = {
        "apostrophe": whole.count("’") > whole.count("'"),
        "quotes": 2 * whole.count(quote) > whole.count('"'),
        "ellipsis": whole.count("…") > whole.count("..."),
        "tight": language_of(locale) == "fr" and _tight(whole, locale),
    }
    return frozenset(name for name, kept in found.items() if kept)


def _tight(text: str, locale: str) -> bool:
    """Whether `text` sets « ; », « ! » and « ? » without a space, as Canada does."""
    if locale.lower().replace("_", "-") == "fr-ca":
        return True
    return not _HIGH_APART.search(text) and len(_HIGH.findall(text)) >= _CUSTOM


def clean(whole: str, locale: str, habits: frozenset[str]) -> bool:
    """Whether `whole`, texts one below the other, looks right: then none of them has a slip."""
    language = language_of(locale)
    if _straight(whole, habits):
        return False
    if not _odd(whole, language):
        return True
    if "{" in whole:  # what two of them open and close is no template
        return False
    text = _plain(whole)
    own = _FRENCH if language == "fr" else ()
    return not (_looks_wrong(text, language, habits) or any(one.search(text) for one in own))


def _odd(text: str, language: str) -> bool:
    """Whether `text` has a piece or a sign that may stand in no prose or be a slip: a quick look."""
    return any(map(text.__contains__, _PIECES[language])) or any(
        one.search(text) for one in _SIGNS[language]
    )


def slips(text: str, locale: str, habits: frozenset[str]) -> list[Slip]:
    """What is set wrong in `text`, the prose of a block, in order."""
    text = _plain(text)
    if "tight" in habits:
        locale = "fr-CA"
    found = list(_own(text, "tight" in habits)) if language_of(locale) == "fr" else []
    if len(text) <= _LONG and _looks_wrong(text, language_of(locale), habits):
        found += _library(text, locale, habits)
    return sorted(_apart(found), key=lambda one: one.start)


def _looks_wrong(text: str, language: str, habits: frozenset[str]) -> bool:
    return _straight(text, habits) or any(one.search(text) for one in _LOOKS_WRONG[language])


def _straight(text: str, habits: frozenset[str]) -> bool:
    """Whether `text` has a straight mark where curly ones are the habit."""
    return (
        ("apostrophe" in habits and "'" in text)
        or ("quotes" in habits and '"' in text)
        or ("ellipsis" in habits and "..." in text)
    )


def _plain(text: str) -> str:
    """`text` with what is no prose masked, and its entities for a space as that space."""
    if not ("&" in text or "{" in text or ":" in text):
        return text
    if "&" in text:
        text = _ENTITY.sub(lambda match: MASK * (len(match[0]) - 1) + "\u00a0", text)
    return _NOT_PROSE.sub(lambda match: MASK * len(match[0]), text)


def _library(text: str, locale: str, habits: frozenset[str]) -> Iterator[Slip]:
    """What polytypo would write otherwise, as far as it is right every time."""
    from polytypo.text import transform  # nothing on most pages asks for it

    french = language_of(locale) == "fr"
    on = {"spaces", *habits} | ({"nbsp"} if french else set())
    rules = {name: name in on for name in (*_RULES, *_OFF)}
    protect = [match.span() for match in re.finditer(f"{MASK}+", text)]
    name = _LOCALES.get(locale.lower().replace("_", "-"), _LOCALES[language_of(locale)])
    new = transform(text, locale=name, rules=rules, protect=protect)
    for slip in _differences(text, new) if new != text else ():
        if _sure(text, slip.start, slip.end, slip.right, french):
            yield slip


def _differences(old: str, new: str) -> Iterator[Slip]:
    """What makes `new` of `old`, if only spaces and marks differ: the letters stay in step."""
    mine, yours = _HARD.split(old), _HARD.split(new)
    if mine[1::2] != yours[1::2]:
        return
    at = 0
    for number, (one, other) in enumerate(zip(mine, yours, strict=True)):
        if number % 2 == 0 and one != other:
            first = _shared(one, other)
            last = _shared(one[first:][::-1], other[first:][::-1])
            yield Slip(at + first, at + len(one) - last, other[first : len(other) - last])
        at += len(one)


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], pairs))


def _sure(text: str, start: int, end: int, right: str, french: bool) -> bool:
    """Whether a change is one of those that are right every time."""
    old = text[start:end]
    if _folded(old) == _folded(right) or set(old) - {*" '\".", *_NO_BREAK} or "\n" in right:
        return False
    if not old.strip(" \u00a0\u202f") and not right.strip(" \u00a0\u202f"):  # spaces alone
        if french:  # « lymphocytes B. Elle » is no initial
            return bool(right) and not _INITIAL.search(text, max(0, start - 3), start)
        return not right and re.match(r"[:;!?](?:\s|$)", text[end : end + 2]) is not None
    quoted = {"'", '"'} & {*old} and text[start - 1 : start].isdigit()  # 5'10"
    return not quoted


def _folded(text: str) -> str:
    return text.replace("\u202f", "\u00a0")


def _own(text: str, tight: bool) -> Iterator[Slip]:
    """What polytypo leaves alone in French."""
    for match in _LIGATURE.finditer(text) if _APART.search(text) else ():
        group = next(number for number in (1, 2, 3) if match[number])
        yield Slip(*match.span(group), "Œ" if match[group] == "Oe" else "œ")
    for match in _BARE.finditer(text):
        yield Slip(*match.span(), "É")
    for match in _BARE_A.finditer(text):
        yield Slip(*match.span(), "À")
    for match in _TIGHT.finditer(text):
        if tight and match[0] != ":":
            continue
        space = "\u00a0" if match[0] == ":" else "\u202f"
        yield Slip(match.start(), match.start(), space)
    if not _GROUPED.search(text):
        return
    for match in _THOUSANDS.finditer(text):
        if " " in match[0]:
            yield Slip(*match.span(), match[0].replace(" ", "\u202f"))
    for match in _HOUR.finditer(text):
        right = f"{match[1]}\u00a0h\u00a0{match[2]}"
        if _folded(match[0]) != right:
            yield Slip(*match.span(), right)


def _apart(found: Iterable[Slip]) -> Iterator[Slip]:
    """`found` without what overlaps something before it."""
    last = -1
    for one in sorted(found, key=lambda slip: (slip.start, slip.end)):
        if one.start > last or (one.start == last and one.end > one.start):
            yield one
            last = max(last, one.end)

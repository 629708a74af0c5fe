"""Characters that look like nothing, or like others, and are neither."""

import re
import unicodedata
from collections.abc import Iterator

from bitext.locales import language_of
from bitext.model import Bitext, Edit, Finding, Fix, Level, Location, Page, Rule
from bitext.passages import Passage, passages

_ANYWHERE = (
    "\u200b\ufeff\u180e\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffd"
)
_HIDDEN = re.compile(f"[{_ANYWHERE}]")
_NOT_IN_CODE = re.compile("[\u00ad\u2060\u00a0\u202f]")
_ANY = re.compile(f"[{_ANYWHERE}\u00ad\u2060\u00a0\u202f]")
_EMPTY = "\u200b\ufeff\u180e"
_SPACES = "\u00a0\u202f"
_BETWEEN = re.compile(r"(?<=[!-~])(?<!\d)[\u00a0\u202f](?=[!-~])(?![:;!?%])")
_QUOTED = re.compile(r"[\"'#]|//|--|/\*")
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_WORDLESS = {"ja", "km", "lo", "my", "th", "zh"}
_LEFTWARD = {"ar", "fa", "he", "ur", "yi"}
_PROSE = {"prose", "", "html", "latex", "markdown", "md", "po", "tex", "text", "txt", "xml"}


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each such character, in either language, with a fix where one is sure."""
    for page, passage in passages(bitext):
        if page.text.isascii():
            continue
        hidden = _suspect(page.text)
        code = _code(passage) if hidden or _NOT_IN_CODE.search(page.text) else {}
        lines = page.text.split("\n") if hidden or code else []
        for number in range(1, len(lines) + 1) if hidden else sorted(code):
            line = lines[number - 1] if number <= len(lines) else ""  # else it is included
            spots = code.get(number, [])
            coded = any(_NOT_IN_CODE.search(line, first - 1, last - 1) for first, last, _ in spots)
            if coded or (hidden and _suspect(line)):
                yield from _judged(page, number, line, spots)


def _suspect(text: str) -> bool:
    """Whether `text` holds what stands out anywhere."""
    return bool(_HIDDEN.search(text)) or not unicodedata.is_normalized("NFC", text)


def _code(passage: Passage) -> dict[int, list[tuple[int, int, str]]]:
    """The columns of each line that are code (with its language) or an address."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for block in passage.blocks if "code" in passage.kinds else ():
        for number in range(block.line, block.end_line + 1) if block.kind == "code" else ():
            found.setdefault(number, []).append((0, 1 << 30, block.detail))
    for _, item in passage.each("code"):
        if item.line == item.end_line:
            spot = (item.column, item.end_column, "span")
            found.setdefault(item.line, []).append(spot)
    for _, item in passage.each("link", "image"):
        if item.line == item.end_line:
            first = item.column + item.inner_end - item.start
            found.setdefault(item.line, []).append((first, item.end_column, "address"))
    return found


def _judged(
    page: Page, number: int, line: str, code: list[tuple[int, int, str]]
) -> Iterator[Finding]:
    def kind(match: re.Match[str]) -> str:
        column = match.start() + 1
        return next((what for first, last, what in code if first <= column < last), "prose")

    for match in _ANY.finditer(line):
        char, where = match.group(), kind(match)
        if char in _ANYWHERE:
            if not _fits(char, page.locale):
                sure = char in _EMPTY and where == "prose"
                yield _finding(page, number, match, "" if sure else None)
        elif where not in _PROSE and not _meant(match, line, where):
            right = " " if char in _SPACES else ""
            yield _finding(page, number, match, None if where == "address" else right)
    for match in _DECOMPOSED.finditer(line):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group() and kind(match) == "prose":
            yield _finding(page, number, match, composed)


def _meant(match: re.Match[str], line: str, where: str) -> bool:
    """Whether a space that does not break is part of a text in code: « x », 10 000, a remark."""
    if match.group() not in _SPACES or where == "address":
        return False
    text = where != "span" and _QUOTED.search(line, 0, match.start())
    return bool(text) or not _BETWEEN.match(line, match.start())


def _fits(char: str, locale: str) -> bool:
    """Whether the script of `locale` needs `char`: breaks without spaces, marks of direction."""
    language = language_of(locale)
    return language in (_WORDLESS if char == "\u200b" else _LEFTWARD)


def _finding(page: Page, number: int, match: re.Match[str], right: str | None) -> Finding:
    at = Location(page.path, number, match.start() + 1, number, match.end() + 1)
    char = match.group()
    name = unicodedata.name(char, "unnamed").lower() if len(char) == 1 else "decomposed letter"
    fix = None if right is None else Fix(f"U+{ord(char[-1]):04X} set right", (Edit(at, right),))
    message = f"{name} (U+{ord(char[-1]):04X})"
    return Finding(at, rule, message, locale=page.locale, fix=fix)


rule = Rule("invisible-characters", Level.ERROR, "no character hides or poses as another", check)

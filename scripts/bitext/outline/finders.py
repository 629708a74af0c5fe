"""Finds what stands in a line besides links: code, formulas, keys, the marks of editors and the like.

Each finder adds to what is found and gives the mask back with that made opaque, or plain text where
nothing may follow it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from bitext.dialect import Dialect
from bitext.outline.attributes import read_attributes
from bitext.outline.found import Found
from bitext.outline.links import LINKED, pairs
from bitext.outline.magic import magic_links, wiki_links

OPAQUE = "\x00"
PLAIN = "\x01"
_TICKS = re.compile("`+")
_MATH = {
    "dollar": r"(?<!\\)\$(?:\\.|[^\\$])+?\$",
    "smart": r"(?<!\\)\$(?![\s$])(?:\\.|[^\\$])+?(?<!\s)\$",
    "round": r"(?<!\\)\\\((?:\\[^)]|[^\\])++(?:\\\)|(?P<open>))",
}
_MACROS = {
    "{{": re.compile(r"\{\{.*?\}\}", re.DOTALL),
    "{%": re.compile(r"\{%.*?%\}", re.DOTALL),
    "{#": re.compile(r"\{#.*?#\}", re.DOTALL),
}
_CRITIC = {
    "{++": re.compile(r"\{\+\+(.*?)\+\+\}", re.DOTALL),
    "{--": re.compile(r"\{--(.*?)--\}", re.DOTALL),
    "{==": re.compile(r"\{==(.*?)==\}", re.DOTALL),
    "{~~": re.compile(r"\{~~(.*?)~>(.*?)~~\}", re.DOTALL),
    "{>>": re.compile(r"\{>>.*?<<\}", re.DOTALL),
}
_KEY = r"(?:[\w\-]+|\"(?:\\.|[^\\\"])+\"|'(?:\\.|[^\\'])+')"
QUOTED_KEYS = re.compile(rf"(?<!\\)\+\+({_KEY}(?:\+{_KEY})*)\+\+")
KEYS = re.compile(r"\+\+([\w\-]+(?:\+[\w\-]+)*)\+\+")
_PROGRESS = re.compile(
    r"\[=+\s*(?:(?:100(?:\.0+)?|[1-9]?[0-9](?:\.\d+)?)%|\d+(?:\.\d+)?\s*/\s*\d+(?:\.\d+)?)"
    r"(?:\s+(?:'.*?'|\".*?\"))?\s*\](\{:?([^}]*)\})?"
)
_SPAN = re.compile(r"\{:?[ ]*([^}\n ][^\n]*)[ ]*\}|\{\s*\}")
_EMOJI = re.compile(r":[+\-\w]*[^\W\d][+\-\w]*:")


def _enclosed(text: str, kinds: Mapping[str, re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """What begins with one of `kinds` and is closed; where one is not, no later one of its kind is."""
    left = dict(kinds)
    openings = re.compile("|".join(map(re.escape, kinds)))
    position = 0
    while opening := openings.search(text, position):
        position = opening.start() + 1
        sign = opening.group()
        if sign not in left:
            continue
        if match := left[sign].match(text, opening.start()):
            yield match
            position = match.end()
        else:
            del left[sign]


@lru_cache
def _formulas(kinds: frozenset[str]) -> re.Pattern[str]:
    """The formulas that stand in a line."""
    dollar = ("smart" if "smart" in kinds else "dollar") if "dollar" in kinds else ""
    chosen = [_MATH[kind] for kind in (dollar, "round") if kind in kinds]
    return re.compile("|".join(chosen) or r"(?!)", re.DOTALL)


def take_macros(mask: str, found: list[Found]) -> str:
    """The expressions of a template."""
    return _take(_enclosed(mask, _MACROS), "macro", mask, found, PLAIN)


def take_math(mask: str, kinds: frozenset[str], found: list[Found]) -> str:
    """Formulas."""
    return _take(_in_math(mask, kinds), "math", mask, found)


def take_emoji(mask: str, found: list[Found]) -> str:
    """The short names of pictures."""
    return _take(_EMOJI.finditer(mask), "emoji", mask, found)


def _in_math(text: str, kinds: frozenset[str]) -> Iterator[re.Match[str]]:
    pattern = _formulas(kinds)
    position = 0
    while match := pattern.search(text, position):
        if match.lastgroup == "open":
            # It runs to the end of the text, and so would each that begins inside it.
            pattern = _formulas(kinds - {"round"})
            position = match.start()
        else:
            yield match
            position = match.end()


def _take(
    matches: Iterable[re.Match[str]], kind: str, mask: str, found: list[Found], mark: str = OPAQUE
) -> str:
    """All `matches` in `mask`, as items of one `kind`."""
    for match in matches:
        start, end = match.span()
        found.append(Found(kind, start, end, start, end, match.group()))
        mask = mask[:start] + mark * (end - start) + mask[end:]
    return mask


def take_progress(mask: str, found: list[Found]) -> str:
    """Bars of progress, and the attribute lists behind them."""
    for match in _PROGRESS.finditer(mask):
        start, end = match.span()
        bar = match.start(1) if match.group(1) else end
        found.append(Found("progress", start, bar, start, bar))
        if match.group(1):
            found.append(Found("attributes", bar, end, bar, end, match.group(2)))
        mask = mask[:start] + PLAIN * (end - start) + mask[end:]
    return mask


def take_critic(mask: str, found: list[Found]) -> str:
    """The marks of an editor: a remark is no text, what else they hold is read as it stands."""
    for match in _enclosed(mask, _CRITIC):
        position = match.start()
        for group in range(1, len(match.groups()) + 1):
            _put(mask, position, match.start(group), found)
            position = match.end(group)
        _put(mask, position, match.end(), found)
    for one in found:
        if one.kind == "critic":
            mask = mask[: one.start] + PLAIN * (one.end - one.start) + mask[one.end :]
    return mask


def _put(mask: str, start: int, end: int, found: list[Found]) -> None:
    found.append(Found("critic", start, end, start, end, mask[start:end]))


def take_keys(pattern: re.Pattern[str], mask: str, found: list[Found]) -> str:
    """Keys of a keyboard; before all else only those with a key in quotes, which may be anything."""
    for match in pattern.finditer(mask):
        if pattern is QUOTED_KEYS and '"' not in match.group() and "'" not in match.group():
            continue
        start, end = match.span()
        found.append(Found("keys", start, end, start + 2, end - 2, match.group(1)))
        mask = mask[:start] + OPAQUE * (end - start) + mask[end:]
    return mask


def take_spans(text: str, mask: str, found: list[Found]) -> str:
    """Words in brackets that carry attributes: the marks around them go, the words stay."""
    for opening, closing in sorted(pairs(mask).items(), key=lambda pair: pair[1]):
        if match := _SPAN.match(mask, closing + 1):
            rest = read_attributes(match.group(1) or "")[1]
            end = match.end() - max(len(rest) - 1, 0)
            _put(mask, opening, opening + 1, found)
            target = text[match.start(1) : end - 1] if match.group(1) else ""
            found.append(Found("attributes", closing, end, closing, end, target))
            mask = f"{mask[:opening]}{PLAIN}{mask[opening + 1 : closing]}{PLAIN * (end - closing)}{mask[end:]}"
    return mask


def take_magic(text: str, mask: str, dialect: Dialect, found: list[Found]) -> str:
    """Links without brackets, which stand in no other link, and those in double brackets."""
    linked = [(one.inner, one.inner_end) for one in found if one.kind == "link"]
    for one in chain(magic_links(text, mask, dialect), wiki_links(mask, dialect)):
        wiki = one.start < one.inner
        inside = not wiki and any(start <= one.start < end for start, end in linked)
        if inside or LINKED in mask[one.start : one.end]:
            continue
        found.append(one)
        mask = mask[: one.start] + LINKED * (one.end - one.start) + mask[one.end :]
    return mask


def code_spans(text: str) -> str:
    """What stands in code spans in `text`, all of it."""
    found: list[Found] = []
    if "`" in text:
        take_code(text, found)
    return "\n".join(text[one.start : one.end] for one in found)


def take_code(mask: str, found: list[Found]) -> str:
    """Code spans: as many backticks at the end as at the start, or fewer where none match."""
    if "``" not in mask and "\\`" not in mask:
        return _take_single(mask, found)
    first = len(found)
    runs = [match.span() for match in _TICKS.finditer(mask)]
    closers: dict[int, list[int]] = {}
    for start, end in runs:
        closers.setdefault(end - start, []).append(start)
    position = 0
    for start, end in runs:
        if start < position:
            continue
        before = mask[position:start]
        escaped = (len(before) - len(before.rstrip("\\"))) % 2
        opening = start + escaped
        for length in range(end - opening, 0, -1):
            starts = closers.get(length, [])
            index = bisect_right(starts, start)
            if index < len(starts):
                inner, position = opening + length, starts[index] + length
                code = mask[inner : starts[index]].strip()
                found.append(Found("code", opening, position, inner, starts[index], code))
                break
    for one in found[first:]:
        mask = mask[: one.start] + OPAQUE * (one.end - one.start) + mask[one.end :]
    return mask


def _take_single(mask: str, found: list[Found]) -> str:
    """Code spans between backticks that all stand alone: every second one closes the one before."""
    parts = mask.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    end = len(parts[0])
    for row in range(1, len(parts), 2):
        code = parts[row]
        start, end = end, end + len(code) + 2
        found.append(Found("code", start, end, start + 1, end - 1, code.strip()))
        parts[row] = OPAQUE * (end - start)
        end += len(parts[row + 1])
    return "".join(parts)

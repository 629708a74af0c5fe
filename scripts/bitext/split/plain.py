"""Plain text: structure recognised by shape, for flat text carries no marks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bitext.split.escape import broken, heading, inline, paragraph, quote, spaced, table
from bitext.split.items import item_of, list_of, run_on
from bitext.split.manuscript import Passage, decoded
from bitext.split.shapes import is_heading

_MARKED = re.compile(r"\s*>\s?")
_UPPER = re.compile(r"[^\w]*[A-ZÀ-ÖØ-Þ0-9«“\"]")
_RULE = re.compile(r"\s*(?:[*\-_=~•—–](?:\s*)){3,}$")
_SPOKEN = re.compile(r"(?:«[^»]*»|“[^”]*”|\"[^\"]*\")\.?(?:\n\s*[—–\-].*)?$", re.DOTALL)
_FULL = re.compile(r"[.!?…:»”]\s*$")
_VERSE = 60


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand together, and the line of the first."""

    kind: str
    lines: tuple[str, ...]
    line: int


def read(data: bytes, name: str) -> tuple[list[Passage], Mapping[str, str]]:
    """The passages of a text file; it gives no title of its own."""
    groups = list(_joined(_runs(decoded(data, name, one_line=True))))
    groups = list(_with_headings(groups))
    return [_passage(number, group) for number, group in enumerate(groups, 1)], {}


def _runs(text: str) -> Iterator[Lines]:
    """Runs of lines: tables, lists, quotations, and the rest, parted by blank lines."""
    chunk: list[str] = []
    first = 1
    for number, line in enumerate([*text.replace("\f", "\n").split("\n"), ""], 1):
        if line.strip():
            if not chunk:
                first = number
            chunk.append(line.rstrip())
        elif chunk:
            yield from _chunk(chunk, first)
            chunk = []


def _chunk(chunk: list[str], first: int) -> Iterator[Lines]:
    run: list[str] = []
    kind = ""
    start = first
    for index, line in enumerate(chunk):
        here = _kind(chunk, index, kind)
        if here != kind and run:
            yield Lines("caption" if here == "table" and len(run) == 1 else kind, tuple(run), start)
            run = []
        if not run:
            start = first + index
        kind = here
        run.append(line)
    yield Lines(kind, tuple(run), start)


def _kind(chunk: list[str], index: int, before: str) -> str:
    line = chunk[index]
    if "\t" in line.strip():
        beside = [chunk[at] for at in (index - 1, index + 1) if 0 <= at < len(chunk)]
        if any("\t" in other.strip() for other in beside):
            return "table"
    if _MARKED.match(line):
        return "quote"
    if _RULE.match(line):
        return "rule"
    if item_of(line) and (before != "text" or _led(chunk, index)):
        return "list"
    if before == "list" and (line[0] in " \t" or not _broken_off(chunk, index - 1)):
        return "list"
    return "text"


def _led(chunk: list[str], index: int) -> bool:
    """Whether a list can begin below a line of text: the line leads in, or two items follow."""
    if chunk[index - 1].rstrip().endswith(":"):
        return True
    more = index + 1 < len(chunk) and item_of(chunk[index + 1]) is not None
    return more and _broken_off(chunk, index - 1)


def _joined(runs: Iterator[Lines]) -> Iterator[Lines]:
    """Lists whose items stand apart are one list as long as their numbers run on."""
    held: list[str] = []
    first = 0
    for run in runs:
        if held and run.kind == "list" and run_on(held, run.lines[0]):
            held += run.lines
            continue
        if held:
            yield Lines("list", tuple(held), first)
            held = []
        if run.kind == "list":
            held, first = list(run.lines), run.line
        else:
            yield run
    if held:
        yield Lines("list", tuple(held), first)


def _with_headings(groups: list[Lines]) -> Iterator[Lines]:
    width = max((len(line) for group in groups for line in group.lines), default=0)
    for index, group in enumerate(groups):
        last = index == len(groups) - 1
        if group.kind == "list" and sum(item_of(line) is not None for line in group.lines) == 1:
            alone = len(group.lines) == 1 and not last and is_heading(group.lines[0])
            yield replace(group, kind="heading" if alone else "paragraph")
        elif group.kind == "text":
            yield from _text(group, min(width, 100), last)
        else:
            yield group


def _text(group: Lines, width: int, last: bool) -> Iterator[Lines]:
    """Headings at the top of a run of text, then the paragraph below them."""
    lines = group.lines
    at = 0
    while at < len(lines) and is_heading(lines[at]):
        rest = lines[at + 1 :]
        if rest and not (_broken_off(lines, at, width) and _prose(rest)):
            break
        if not rest and last:
            break
        yield Lines("heading", (lines[at],), group.line + at)
        at += 1
    if at < len(lines):
        yield Lines("paragraph", lines[at:], group.line + at)


def _prose(rest: tuple[str, ...]) -> bool:
    """Whether what follows a short line is prose, or one line of its own: no verse, no address."""
    return len(rest) == 1 or max(map(len, rest)) > _VERSE or _FULL.search(rest[-1]) is not None


def _broken_off(lines: "tuple[str, ...] | list[str]", at: int, width: int = 100) -> bool:
    """Whether the line ends on purpose: the next word would have fitted, and begins anew."""
    following = lines[at + 1].strip()
    room = min(width, max(len(line) for line in lines)) if len(lines) > 2 else width
    word = following[:200].split()[0]
    fits = len(lines[at].rstrip()) + 1 + len(word) <= room
    return fits and _UPPER.match(following) is not None


def _passage(number: int, group: Lines) -> Passage:
    if group.kind == "heading":
        words = spaced(group.lines[0])
        return Passage(number, "heading", heading(words), words, group.line)
    if group.kind == "table":
        rows = [[part.strip() for part in line.strip().split("\t")] for line in group.lines]
        words = "\n".join("\t".join(row) for row in rows)
        safe = table([[inline(part) for part in row] for row in rows])
        return Passage(number, "table", safe, words, group.line)
    if group.kind == "list":
        markdown, words = list_of(group.lines)
        return Passage(number, "list", markdown, words, group.line)
    if group.kind == "rule":
        return Passage(number, "rule", "* * *", "\n".join(group.lines).strip(), group.line)
    if group.kind == "caption":
        words = spaced(group.lines[0])
        return Passage(number, "caption", paragraph(words), words, group.line)
    return _paragraph(number, group)


def _paragraph(number: int, group: Lines) -> Passage:
    marked = group.kind == "quote"
    lines = [spaced(_MARKED.sub("", line, count=1) if marked else line) for line in group.lines]
    words = "\n".join(lines)
    quoted = marked or _SPOKEN.match(words) is not None
    safe = broken(lines) if _apart(group.lines, quoted) else paragraph(words)
    if quoted:
        return Passage(number, "quote", quote(safe), words, group.line)
    return Passage(number, "paragraph", safe, words, group.line)


def _apart(lines: tuple[str, ...], quoted: bool) -> bool:
    """Whether lines stay apart: verse, an address, a quotation with its source below."""
    if len(lines) < 2:
        return False
    if quoted and lines[-1].lstrip()[:1] in "—–-":
        return True
    purpose = [_broken_off(lines, at) for at in range(len(lines) - 1)]
    if max(map(len, lines)) <= _VERSE:
        lower = sum(len(line) for line in lines[:-1]) / (len(lines) - 1) < max(map(len, lines)) - 8
        return all(purpose) or lower
    return all(purpose) and all(len(line) < 0.8 * max(map(len, lines)) for line in lines[:1])

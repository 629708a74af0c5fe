"""What a source section said when it was confirmed and what it says now, beside its translation."""

from collections.abc import Iterator

from bitext.changes import change, word_diff
from bitext.errors import BitextError
from bitext.freshness import status
from bitext.history import Earlier, History
from bitext.model import Bitext, Definition, Page, Pair, Section, Status, Unit
from bitext.outline.front import split_front
from bitext.terminal import paint, plain
from bitext.wording import changed

Row = tuple[int, str]

_SETTLED = {
    Status.FRESH: "the source says what it said when this was confirmed",
    Status.UNCONFIRMED: "never confirmed, so there is nothing to compare with",
}


def compared(
    bitexts: list[Bitext], wanted: tuple[str, str, str], history: History, *, colour: bool = False
) -> Iterator[str]:
    """What changed in the sections that `wanted` (locale, key, anchor) means, line by line.

    Without an anchor these are the stale ones of the page. A page of the source means its
    translation in every target.
    """
    locale, key, anchor = wanted
    near = [one for one in bitexts if locale in (one.source, one.target)]
    pairs = [one.by_key[key] for one in near if key in one.by_key]
    pairs = [pair for pair in pairs if pair.source is not None and pair.target is not None]
    for pair in pairs:
        for page in (pair.source, pair.target):
            if page is not None and page.trouble is not None:
                raise BitextError(f"{page.path}:{page.trouble[0]}: {page.trouble[1]}")
    if not pairs:
        raise BitextError(f"{key}: no page on the other side, nothing to compare")
    units = [(pair, unit) for pair in pairs for unit in _units(pair, anchor)]
    if anchor and not units:
        raise BitextError(f"{key}#{anchor}: no such section in both languages")
    for pair, unit in units:
        yield from _unit(pair, unit, history, colour)
    for pair in pairs:
        if pair.target is not None and not any(one is pair for one, _ in units):
            yield f"{pair.target.path}: nothing is stale"


def _units(pair: Pair, anchor: str) -> list[Unit]:
    both = [unit for unit in pair.units if unit.source is not None and unit.target is not None]
    if not anchor:
        return [unit for unit in both if status(unit) is Status.STALE]
    found = [unit for unit in both if unit.key == anchor]
    return found or [unit for unit in both if unit.source and unit.source.anchor == anchor]


def _unit(pair: Pair, unit: Unit, history: History, colour: bool) -> Iterator[str]:
    source, target = pair.source, pair.target
    if source is None or target is None or unit.source is None or unit.target is None:
        return
    name = f"{target.path}#{unit.key}"
    if status(unit) is not Status.STALE or unit.recorded is None:
        yield f"{name}: {_SETTLED[status(unit)]}"
        return
    earlier = history.section(source, unit.recorded[0])
    if earlier is None:
        why = history.why_not(source)
        yield f"{name}: the source changed, and its earlier text cannot be found: {why}"
        return
    shown = history.shown
    how = changed(change((earlier.section, earlier.page), (unit.source, source), shown))
    yield paint(plain(f"{name}: {how}"), "place", colour)
    yield paint(plain(f"  {source.path}:{unit.source.line}, then and now"), "quiet", colour)
    for line in _difference(earlier, unit.source, source, shown, colour):
        yield f"    {line}".rstrip()
    yield paint(plain(f"  {target.path}:{unit.target.line}, the translation"), "quiet", colour)
    yield from _numbered(rows(unit.target, target, shown))


def _difference(
    earlier: Earlier, now: Section, page: Page, shown: tuple[str, ...], colour: bool
) -> list[str]:
    old = _text(rows(earlier.section, earlier.page, shown))
    new = _text(rows(now, page, shown))
    pieces: list[str] = []
    for kind, gone, come in word_diff(old, new):
        if kind == "equal":
            pieces.append(_plain(come))
        else:
            pieces += [_marked(gone, "gone", colour), _marked(come, "come", colour)]
    return "".join(pieces).split("\n")


def _marked(text: str, style: str, colour: bool) -> str:
    """`text` as taken out or put in; white space around it stays outside of the marks."""
    core = text.strip()
    if not core:
        return text if style == "come" else ""
    start = text.index(core)
    before, after = text[:start], text[start + len(core) :]
    if style == "gone":
        before, after = before.replace("\n", " "), ""
    if colour:
        core = "\n".join(paint(_plain(line), style, True) for line in core.split("\n"))
    else:
        core = ("[-{}-]" if style == "gone" else "{{+{}+}}").format(_plain(core))
    return before + core + after


def _plain(text: str) -> str:
    return "\n".join(plain(line) for line in text.split("\n"))


def _text(found: list[Row]) -> str:
    return "\n".join(text for _, text in found).strip("\n")


def _numbered(found: list[Row]) -> Iterator[str]:
    while found and not found[-1][1].strip():
        found = found[:-1]
    width = len(str(max((number for number, _ in found), default=0)))
    for number, text in found:
        yield f"    {number:{width}} | {plain(text)}".rstrip()


def rows(section: Section, page: Page, shown: tuple[str, ...]) -> list[Row]:
    """The lines of `section` with their numbers, and those of the notes and addresses it uses.

    To the opening belong the lines of the front matter that readers see.
    """
    lines = page.text.split("\n")
    first = section.line
    numbers: list[int] = []
    if section.level == 0:
        numbers = sorted(page.meta_lines[key] for key in shown if key in page.meta_lines)
        body = page.text.count("\n", 0, split_front(page.text)[1])
        first = max([body, *page.meta_lines.values()] if not body else [body]) + 1
    numbers += range(first, section.end_line + 1)
    text = "\n".join(lines[number - 1] for number in numbers if number <= len(lines))
    for definition in page.definitions:
        if definition.line not in numbers and _uses(text, definition):
            end = definition.block.end_line if definition.block else definition.line
            numbers += range(definition.line, end + 1)
    return [(number, lines[number - 1]) for number in numbers if number <= len(lines)]


def _uses(text: str, definition: Definition) -> bool:
    if definition.kind == "abbreviation":
        return definition.label in text
    mark = "^" if definition.kind == "footnote" else ""
    return f"[{mark}{definition.label}]".casefold() in text.casefold()

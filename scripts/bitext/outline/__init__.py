"""A page of Markdown as sections, blocks and inline items, each with its line and column.

What counts is what Python-Markdown would render with the site's extensions, not CommonMark. The
steps are Python-Markdown's: front matter, fences, raw HTML, blocks, then what is inside a line.
"""

from bisect import bisect_right

from bitext.dialect import Dialect
from bitext.errors import BitextError
from bitext.model import Block, Location, Page
from bitext.outline.front import read_meta
from bitext.outline.page import Reader
from bitext.outline.snippets import Include
from bitext.unseen import DOCUMENTED, REWRITTEN, TEMPLATES


def outline(
    text: str, dialect: Dialect, path: str, key: str, locale: str, include: Include | None = None
) -> Page:
    """The page that `text` holds; `path`, `key` and `locale` say where it belongs.

    `include` finds the files that it includes; without it none is. A page whose front matter cannot be read comes back without sections, with its `trouble`.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        meta, meta_lines, body = read_meta(text)
    except BitextError as error:
        line, _, message = str(error).partition(": ")
        return Page(path, key, locale, text, trouble=(int(line), message))
    last = text.count("\n") + (not text.endswith("\n"))
    reader = Reader(text[body:], text.count("\n", 0, body) + 1, last, dialect, include)
    sections = reader.sections()
    return Page(
        path,
        key,
        locale,
        text,
        meta,
        meta_lines,
        sections,
        reader.definitions,
        reader.anchors,
        elsewhere=reader.elsewhere,
        undecided=_undecided(text, dialect),
    )


def _undecided(text: str, dialect: Dialect) -> bool:
    """Whether something is made of a page that its `text` does not show."""
    unseen = dialect.unseen
    return (
        REWRITTEN in unseen
        or not dialect.slugs.known
        or (TEMPLATES in unseen and ("{{" in text or "{%" in text))
        or (DOCUMENTED in unseen and "::: " in text)
    )


def settled(at: Location, page: Page) -> Location:
    """`at`, a place in `page`, as it is to be shown: what is included stands in its own file."""
    if not page.elsewhere or at.path != page.path:
        return at
    there = page.elsewhere.get(at.line)
    end = page.elsewhere.get(at.end_line)
    if there is None:
        return at if end is None else at._replace(end_line=end[2])
    path, line, _ = there
    if at.end_line and (end is None or end[0] != path):
        return Location(path, line, at.column)
    return Location(path, line, at.column, end[1] if end else 0, at.end_column)


def place(block: Block, offset: int) -> tuple[int, int]:
    """Line and column, in the file, of what stands at `offset` in the text of `block`."""
    if not block.places:
        return block.line, 1
    row = min(bisect_right(block.rows, offset), len(block.places)) - 1
    line, column = block.places[row]
    return line, column + offset - block.rows[row]


def walk(blocks: tuple[Block, ...]) -> list[Block]:
    """`blocks` and everything inside them, in reading order."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if block.children:
            found += walk(block.children)
    return found

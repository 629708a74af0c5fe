"""What is wrong with a plan: every passage exactly once, ids and paths that can stand."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from bitext.errors import BitextError
from bitext.split.manuscript import Manuscript, Passage
from bitext.split.plan import Plan, block_line, line_of, path_line
from bitext.split.printed import first_words

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_DEEPEST = 6
Fault = tuple[int, str]


def check(plan: Plan, manuscript: Manuscript, text: str, name: str) -> None:
    """See that `plan`, read from `text`, is for `manuscript` and places every passage once.

    Raises BitextError that quotes the passage and gives the line of the plan.
    """
    if plan.digest not in ("*", manuscript.digest):
        raise BitextError(
            f"{name}:{line_of(text, 'digest')}: this plan is for another article: "
            f"digest “{plan.digest}”, {manuscript.name} has “{manuscript.digest}”"
        )
    passages = {one.number: one for one in manuscript.passages}
    for faults in (_blocks, _headings, _ids, _paths):
        for line, message in faults(plan, passages, text):
            raise BitextError(f"{name}:{line}: {message}")


def _blocks(plan: Plan, passages: dict[int, Passage], text: str) -> Iterator[Fault]:
    placed = [entry.block for page in plan.pages for entry in page.entries]
    placed += [aside.block for aside in plan.aside]
    seen: set[int] = set()
    for block in placed:
        if block not in passages:
            known = f"the article has 1 to {len(passages)}"
            yield block_line(text, block), f"block {block} is unknown; {known}"
        elif block in seen:
            yield (
                block_line(text, block, 2),
                f"block {block} stands twice: {_quoted(passages[block])}",
            )
        seen.add(block)
    for number, passage in passages.items():
        if number not in seen:
            yield 1, f"block {number} is in no page and not set aside: {_quoted(passage)}"


def _headings(plan: Plan, passages: dict[int, Passage], text: str) -> Iterator[Fault]:
    for page in plan.pages:
        for entry in page.entries:
            if not entry.level and not entry.id:
                continue
            passage = passages[entry.block]
            message = ""
            if not 1 <= entry.level <= _DEEPEST:
                message = f"level {entry.level}, expected 1 to {_DEEPEST}"
            elif not _ID.fullmatch(entry.id):
                message = f"id “{entry.id}”, expected a-z, 0-9 and -"
            elif passage.kind not in ("heading", "paragraph", "caption"):
                message = f"a {passage.kind} can be no heading"
            elif passage.kind != "heading" and "\n" in passage.words.strip():
                message = "several lines can be no heading"
            if message:
                line = block_line(text, entry.block)
                yield line, f"block {entry.block}: {message}: {_quoted(passage)}"


def _ids(plan: Plan, passages: dict[int, Passage], text: str) -> Iterator[Fault]:
    ids: Counter[str] = Counter()
    for page in plan.pages:
        if page.id and not _ID.fullmatch(page.id):
            yield line_of(text, page.id), f"id “{page.id}”, expected a-z, 0-9 and -"
        for identity, block in [(page.id, 0), *((one.id, one.block) for one in page.entries)]:
            ids[identity] += bool(identity)
            if ids[identity] > 1:
                line = block_line(text, block) if block else path_line(text, page.path)
                said = f": {_quoted(passages[block])}" if block else ""
                yield line, f"id “{identity}” stands twice{said}"


def _paths(plan: Plan, _: dict[int, Passage], text: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for page in plan.pages:
        path = PurePosixPath(page.path)
        message = ""
        if path.is_absolute() or ".." in path.parts or "\\" in page.path or ":" in page.path:
            message = f"“{page.path}” leaves the source pages"
        elif path.suffix != ".md" or str(path) != page.path:
            message = f"“{page.path}” is no page; expected a name such as guide/index.md"
        elif not all(_PART.fullmatch(part) for part in path.parts):
            message = f"“{page.path}”: expected a-z, 0-9, -, _ and . in file names"
        elif page.path.lower() in seen:
            message = f"page “{page.path}” stands twice"
        if message:
            yield path_line(text, page.path), message
        seen.add(page.path.lower())


def _quoted(passage: Passage) -> str:
    return f"“{first_words(passage)}”"

"""A plan as TOML that reads like something a person would edit."""

import re
from collections.abc import Iterator

from bitext.split.manuscript import Manuscript, Passage
from bitext.split.plan import VERSION, Entry, PagePlan, Plan

_WORDS = 5
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NAMES = {"textbox": "text box"}
_WIDEST = 64


def printed(plan: Plan, manuscript: Manuscript) -> str:
    """`plan` as TOML, each passage with its first words and, above it, a remark on a doubt."""
    by_number = {one.number: one for one in manuscript.passages}
    lines = [
        f"# {_count(len(by_number), 'block')} into {_count(len(plan.pages), 'page')};"
        f" {len(plan.aside)} set aside.",
        "# Every block stands once, in a page or under [[aside]]. Change what you like, then:",
        "#   bitext split ARTICLE --plan PLAN",
        f"version = {VERSION}",
        f"article = {string(plan.article)}",
        f"digest = {string(plan.digest)}",
    ]
    for page in plan.pages:
        lines += ["", "[[page]]", f"path = {string(page.path)}", f"title = {string(page.title)}"]
        if page.id:
            lines.append(f"id = {string(page.id)}")
        lines += ["blocks = [", *_entries(page, by_number), "]"]
    for aside in plan.aside:
        passage = by_number[aside.block]
        lines += ["", "[[aside]]"]
        if passage.remark:
            lines.append(f"# {passage.remark}")
        lines.append(f"block = {aside.block}")
        lines.append(f"reason = {string(aside.reason)}  # {first_words(passage)}")
    return "\n".join(lines) + "\n"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _entries(page: PagePlan, passages: dict[int, Passage]) -> Iterator[str]:
    rows = [(f"  {_value(entry)},", passages[entry.block]) for entry in page.entries]
    width = min(max((len(row) for row, _ in rows), default=0), _WIDEST)
    for row, passage in rows:
        if passage.remark:
            yield f"  # {passage.remark}"
        yield f"{row:{width}}  # {first_words(passage)}"


def _value(entry: Entry) -> str:
    if not entry.level:
        return str(entry.block)
    return f"{{ block = {entry.block}, level = {entry.level}, id = {string(entry.id)} }}"


def first_words(passage: Passage) -> str:
    """A heading in full, of anything else the first words, with its kind where that is not plain."""
    words = passage.words.strip()[:2000]
    if passage.kind == "heading":
        return _CONTROL.sub(" ", " ".join(words.split()))
    first, _, rest = words.partition("\n")
    parts = first.split()
    short = " ".join(parts[:_WORDS])[:120]
    more = "…" if len(parts) > _WORDS or rest.strip() or len(short) == 120 else ""
    kind = "" if passage.kind == "paragraph" else f"[{_NAMES.get(passage.kind, passage.kind)}] "
    return _CONTROL.sub(" ", f"{kind}{short}{more}")


def string(text: str) -> str:
    """`text` as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", escaped) + '"'

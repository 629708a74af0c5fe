"""A first plan for a manuscript: pages, headings, ids, and what to set aside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bitext.split.aside import with_asides
from bitext.split.escape import spaced
from bitext.split.manuscript import Manuscript, Passage
from bitext.split.naming import Names, identifier
from bitext.split.plan import Aside, Entry, PagePlan, Plan
from bitext.split.ranks import ranked

ONE_PAGE_WORDS = 1200
SHORT_SECTION_WORDS = 80
_YEAR = re.compile(r"[12]\d{3}\. ")


@dataclass(slots=True)
class _Draft:
    """A page being filled; `up` is how many levels its headings rise."""

    path: str
    own: list[Passage] = field(default_factory=list)
    up: int = 0


def propose(manuscript: Manuscript) -> tuple[Plan, Manuscript]:
    """A plan, and the manuscript with reasons and remarks on doubtful choices."""
    passages = with_asides(list(manuscript.passages))
    kept = ranked([one for one in passages if not one.aside], manuscript.title)
    body = [one for one in kept if one.kind != "footnote"]
    title = _title(manuscript, body)
    drafts = _drafts(body, identifier(title) or "page")
    notes = _called([one for one in kept if one.kind == "footnote"], drafts)
    ids, paths = Names(), Names()
    pages = tuple(_page(draft, title, ids, paths) for draft in drafts)
    aside = tuple(Aside(one.number, one.aside) for one in passages if one.aside)
    settled = {one.number: _remarked(one) for one in [*kept, *notes, *_stays(drafts)]}
    marked = tuple(settled.get(one.number, one) for one in passages)
    plan = Plan(manuscript.name, manuscript.digest, pages, aside)
    return plan, replace(manuscript, passages=marked)


def _remarked(one: Passage) -> Passage:
    if not one.remark and _YEAR.match(one.words):
        return replace(one, remark="a year, not a numbered item")
    return one


def _title(manuscript: Manuscript, kept: Sequence[Passage]) -> str:
    if manuscript.title:
        return manuscript.title
    top = next((one for one in kept if one.kind == "heading" and one.level == 1), None)
    if top is not None:
        return spaced(top.words)
    stem = manuscript.name.rpartition(".")[0] or manuscript.name
    return " ".join(re.split(r"[-_\s]+", stem)).strip().capitalize() or "Page"


def _drafts(kept: Sequence[Passage], name: str) -> list[_Draft]:
    parts = _parts(kept)
    words = sum(len(one.words.split()) for one in kept)
    sections = sum(part[0].kind == "heading" and part[0].level == 2 for part in parts)
    if words < ONE_PAGE_WORDS or sections < 2:
        return [_Draft(f"{name}.md", list(kept))]
    drafts = [_Draft(f"{name}/index.md")]
    for part in parts:
        top = part[0].kind == "heading" and part[0].level == 2
        if top and not _short(part):
            own = identifier(part[0].words) or "page"
            drafts.append(_Draft(f"{name}/{own}.md", list(part), 1))
        else:
            drafts[-1].own.extend(part)
    return drafts


def _short(part: Sequence[Passage]) -> bool:
    return sum(len(one.words.split()) for one in part) < SHORT_SECTION_WORDS


def _parts(kept: Sequence[Passage]) -> list[list[Passage]]:
    """What stands before the first heading of level 2, then each such section."""
    parts: list[list[Passage]] = [[]]
    for one in kept:
        if one.kind == "heading" and one.level == 2:
            parts.append([])
        parts[-1].append(one)
    return [part for part in parts if part]


def _stays(drafts: Sequence[_Draft]) -> list[Passage]:
    """Headings of level 2 that stay on the page before, with the reason."""
    said = f"under {SHORT_SECTION_WORDS} words: stays on this page"
    return [
        replace(one, remark=said)
        for draft in drafts
        if len(drafts) > 1
        for index, one in enumerate(draft.own)
        if one.kind == "heading" and one.level == 2 and (index or not draft.up)
    ]


def _called(notes: Sequence[Passage], drafts: Sequence[_Draft]) -> list[Passage]:
    """Put each footnote at the end of the page that calls it; gives them with a remark."""
    callers: dict[str, tuple[_Draft, int]] = {}
    for draft in drafts:
        for one in draft.own:
            for label in re.findall(r"\[\^([^\]\s]+)\]", one.markdown):
                callers.setdefault(label, (draft, one.number))
    found: list[Passage] = []
    for note in notes:
        draft, caller = callers.get(note.label, (drafts[-1], 0))
        draft.own.append(note)
        said = f"called in block {caller}" if caller else "nothing calls it"
        found.append(replace(note, remark=note.remark or said))
    return found


def _page(draft: _Draft, title: str, ids: Names, paths: Names) -> PagePlan:
    path = f"{paths.take(draft.path.removesuffix('.md'))}.md"
    stem = path.removesuffix(".md").removesuffix("/index").rpartition("/")[2]
    own = draft.own
    opening = bool(own) and own[0].kind == "heading" and own[0].level <= 1 + draft.up
    page_id = "" if opening else ids.take(stem)
    entries: list[Entry] = []
    up = draft.up
    for index, one in enumerate(own):
        if one.kind != "heading":
            entries.append(Entry(one.number))
            continue
        first = opening and index == 0
        up = 0 if index and one.level == 2 else up
        level = 1 if first else max(one.level - up, 2)
        name = stem if first else identifier(one.words) or "section"
        entries.append(Entry(one.number, level, ids.take(name)))
    shown = spaced(own[0].words) if opening else title
    return PagePlan(path, shown, tuple(entries), page_id)

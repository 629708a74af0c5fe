"""Pages from a manuscript and its plan, nothing lost."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from bitext.split.escape import heading
from bitext.split.manuscript import Manuscript, Passage
from bitext.split.plan import PagePlan, Plan
from bitext.split.stack import stacked

UNFINISHED = "UNFINISHED"
_CALL = re.compile(r"\[\^([^\]\s]+)\](?!:)")


def drafts(plan: Plan, manuscript: Manuscript) -> dict[str, str]:
    """The text of each page of `plan` by its path; `plan` has been checked."""
    by_number = {one.number: one for one in manuscript.passages}
    notes = {one.label: one for one in manuscript.passages if one.kind == "footnote"}
    descriptions = [manuscript.description or UNFINISHED, *[UNFINISHED] * (len(plan.pages) - 1)]
    return {
        page.path: _page(page, by_number, notes, description)
        for page, description in zip(plan.pages, descriptions, strict=True)
    }


def _page(
    page: PagePlan,
    passages: Mapping[int, Passage],
    notes: Mapping[str, Passage],
    description: str,
) -> str:
    front = f"---\ntitle: {_quoted(page.title)}\ndescription: {_quoted(description)}\n---"
    own = [passages[entry.block] for entry in page.entries]
    blocks = [("front", front)]
    if page.id:
        blocks.append(("heading", f"# {heading(page.title)} {{ #{page.id} }}"))
    for entry, passage in zip(page.entries, own, strict=True):
        if entry.level:
            text = passage.markdown if passage.kind == "heading" else heading(passage.words)
            blocks.append(("heading", f"{'#' * entry.level} {text} {{ #{entry.id} }}"))
        elif passage.kind == "heading":
            blocks.append(("paragraph", f"**{passage.markdown}**"))
        else:
            blocks.append((passage.kind, passage.markdown))
    blocks += [("footnote", note.markdown) for note in _called_elsewhere(own, notes)]
    whole = dict.fromkeys(line for one in own for line in one.definitions)
    text = stacked(blocks)
    return text + ("\n\n" + "\n".join(whole) if whole else "") + "\n"


def _called_elsewhere(own: list[Passage], notes: Mapping[str, Passage]) -> Iterator[Passage]:
    """Footnotes that this page calls, but that stand on another page which calls them too."""
    here = {one.label for one in own if one.kind == "footnote"}
    called = dict.fromkeys(label for one in own for label in _CALL.findall(one.markdown))
    yield from (notes[label] for label in called if label in notes and label not in here)


def navigation(plan: Plan) -> list[str]:
    """The lines to add under `nav:` in mkdocs.yml, a folder of several pages as a group."""
    lines: list[str] = []
    group = ""
    for page in plan.pages:
        folder = str(PurePosixPath(page.path).parent)
        indent = ""
        if folder != "." and len(plan.pages) > 1:
            if folder != group:
                lines.append(f"- {_plain(page.title)}:")
            indent = "    "
        group = folder
        index = indent and PurePosixPath(page.path).name == "index.md"
        shown = page.path if index else f"{_plain(page.title)}: {page.path}"
        lines.append(f"{indent}- {shown}")
    return lines


def _plain(text: str) -> str:
    """`text` as YAML, in quotes only where it needs them."""
    plain = re.match(r"[^\W\d_][^:#\[\]{}&*!|>'\"%@`,?\n]*$", text) is not None
    if plain and text.lower() not in ("yes", "no", "on", "off", "true", "false", "null", "y", "n"):
        return text.strip()
    return _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = re.sub(
        r"[\x00-\x1f\x7f\x85\u2028\u2029]", lambda one: f"\\u{ord(one[0]):04x}", escaped
    )
    return f'"{escaped}"'

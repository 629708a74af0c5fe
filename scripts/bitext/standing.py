"""Where every section stands, as text for people, as Markdown and as JSON for programs."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from bitext.freshness import every_unit, status, words, words_left
from bitext.model import Change, Pair, Status, Unit
from bitext.wording import changed

VERSION = 1


class Translated(Protocol):
    """The pages of a source locale beside those of a target: a bitext, or what is known of it."""

    @property
    def source(self) -> str:
        """The locale in which pages are written first."""

    @property
    def target(self) -> str:
        """The locale of the translations."""

    @property
    def pairs(self) -> Iterable[Pair]:
        """Every page beside its translation; they are asked for once."""


class Stream(NamedTuple):
    """Pages beside their translations, one after another, so that no two are held at once."""

    source: str
    target: str
    pairs: Iterable[Pair]


def data(bitexts: Iterable[Translated]) -> dict[str, Any]:
    """Where every section stands, in the format of the contract, version 1."""
    targets: dict[str, Any] = {}
    source = ""
    for bitext in bitexts:
        source = bitext.source
        pages: list[dict[str, Any]] = []
        counts = {str(one): 0 for one in Status}
        left = 0
        for pair in bitext.pairs:
            pages.append(_page_status(pair))
            for unit in every_unit(pair):
                counts[str(status(unit))] += 1
                left += words_left(unit)
        targets[bitext.target] = {"sections": counts, "words_to_translate": left, "pages": pages}
    return {"version": VERSION, "source": source, "targets": targets}


def _page_status(pair: Pair) -> dict[str, Any]:
    return {
        "path": pair.target.path if pair.target else None,
        "source": pair.source.path if pair.source else None,
        "sections": [_section_status(unit, pair) for unit in every_unit(pair)],
    }


def _section_status(unit: Unit, pair: Pair) -> dict[str, Any]:
    known, alone = unit.past.change, None if pair.units else words(unit.source or unit.target)
    return {
        "anchor": unit.key,
        "status": str(status(unit)),
        "change": known.kind if known else None,
        "words": known.words if known else alone,
    }


def text(bitexts: Iterable[Translated]) -> str:
    """A table for a person: one line a page, then the sum, for each target."""
    lines: list[str] = []
    for locale, target in data(bitexts)["targets"].items():
        rows = [
            _row(page["path"] or f"(no page for {page['source']})", page)
            for page in target["pages"]
        ]
        width = max((len(row[0]) for row in rows), default=0)
        lines += [f"{name:{width}}  {what}" for name, what in rows]
        total = ", ".join(f"{count} {name}" for name, count in target["sections"].items() if count)
        lines.append(
            f"{locale}: {total or 'no sections'}; {target['words_to_translate']} words to translate"
        )
    return "\n".join(lines)


def _row(name: str, page: Mapping[str, Any]) -> tuple[str, str]:
    counts: dict[str, int] = {}
    for section in page["sections"]:
        counts[section["status"]] = counts.get(section["status"], 0) + 1
    behind = [
        f"#{section['anchor']}" + _how(section)
        for section in page["sections"]
        if section["status"] in (Status.STALE, Status.UNCONFIRMED)
    ]
    what = ", ".join(f"{count} {state}" for state, count in counts.items())
    return name, what + (f": {' '.join(behind)}" if behind else "")


def _how(section: Mapping[str, Any]) -> str:
    """How a stale section changed, if that is known."""
    known = section["status"] == Status.STALE and section["change"]
    return f" ({changed(Change(section['change'], section['words']))})" if known else ""


def markdown(bitexts: Iterable[Translated]) -> str:
    """The same as a Markdown table, for a pull request or an issue."""
    lines: list[str] = []
    for locale, target in data(bitexts)["targets"].items():
        names = [str(one) for one in Status]
        lines += [f"### {locale}", "", f"| page | {' | '.join(names)} |"]
        lines.append("| --- |" + " ---: |" * len(names))
        for page in target["pages"]:
            counts = [sum(one["status"] == name for one in page["sections"]) for name in names]
            cells = " | ".join(str(count) for count in counts)
            lines.append(f"| {page['path'] or page['source']} | {cells} |")
        lines += ["", f"{target['words_to_translate']} words to translate.", ""]
    return "\n".join(lines).rstrip()

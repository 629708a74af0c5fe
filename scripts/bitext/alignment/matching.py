"""Two sequences side by side: sections by id, record or order, blocks by order and likeness.

What no id decides is decided by the global alignment of Needleman and Wunsch (1970): a score for
each pair, a price for each gap.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from bitext.model import Block, Page, Section
from bitext.outline import walk

Sections = tuple[Section | None, Section | None]
Row = tuple[Block | None, Block | None]
One = TypeVar("One")

_GAP = -1.0
_NEVER = -1000.0
_CELLS = 200_000
_INK = re.compile(r"[^\W_]")
_DIGITS = re.compile(r"(?:(?<![^\W\d])(?<!-)|(?<=\dh))\d{1,3}(?=(?:\d{3})*(?!\d))")
_KEPT = ("link", "image", "code", "footnote")


def global_alignment(
    left: Sequence[One], right: Sequence[One], score: Callable[[int, int], float]
) -> list[tuple[One | None, One | None]]:
    """`left` and `right` in order, matched where `score` (of two indices) beats two gaps.

    Of very long sequences, only what stands near the same place, counted from the top or from the
    end, is compared.
    """
    wide = len(right) + 1
    reach = _CELLS // (len(left) + wide)
    shift = len(right) - len(left)
    best = [[_GAP * j for j in range(wide)]]
    for i in range(1, len(left) + 1):
        above, row = best[i - 1], [_NEVER * _CELLS] * wide
        row[0] = _GAP * i
        for j in range(max(1, i + min(shift, 0) - reach), min(wide, i + max(shift, 0) + reach + 1)):
            row[j] = max(above[j - 1] + score(i - 1, j - 1), above[j] + _GAP, row[j - 1] + _GAP)
        best.append(row)
    found: list[tuple[One | None, One | None]] = []
    i, j = len(left), len(right)
    while i or j:
        if i and best[i][j] == best[i - 1][j] + _GAP:
            i -= 1
            found.append((left[i], None))
        elif j and best[i][j] == best[i][j - 1] + _GAP:
            j -= 1
            found.append((None, right[j]))
        else:
            i, j = i - 1, j - 1
            found.append((left[i], right[j]))
    return found[::-1]


# sections


def match_sections(
    sources: Sequence[Section],
    targets: Sequence[Section],
    digests: Mapping[int, str],
    records: Mapping[str, tuple[str, str]],
) -> list[Sections]:
    """Each source section with its target, in source order, orphans where they stand.

    `digests` gives the digest of a source section by its `id()`, `records` the two digests of the
    last confirmation by anchor.
    """
    partner: dict[int, Section] = {}
    by_id = {one.anchor: one for one in reversed(targets) if one.explicit or one.level == 0}
    taken: set[int] = set()
    for one in sources:
        other = by_id.get(one.anchor) if one.explicit or one.level == 0 else None
        if other is not None and id(other) not in taken:
            partner[id(one)] = other
            taken.add(id(other))
    shared_ids = any(one.explicit and id(one) in partner for one in sources)
    _match_records(sources, targets, digests, records, partner, taken)
    rest = [one for one in sources if id(one) not in partner]
    others = [one for one in targets if id(one) not in taken]
    if rest and others:
        partner |= _match_order(rest, others, shared_ids)
    return _in_order(sources, targets, partner)


def _match_records(
    sources: Sequence[Section],
    targets: Sequence[Section],
    digests: Mapping[int, str],
    records: Mapping[str, tuple[str, str]],
    partner: dict[int, Section],
    taken: set[int],
) -> None:
    """A target confirmed against a source that reads the same still translates it, if moved."""
    count = Counter(digests[id(one)] for one in sources) if records else Counter()
    by_digest = {
        records[one.anchor][0]: one
        for one in targets
        if id(one) not in taken and not one.explicit and one.anchor in records
    }
    for one in sources if by_digest else ():
        other = by_digest.get(digests[id(one)])
        free = id(one) not in partner and other is not None and id(other) not in taken
        if free and other is not None and count[digests[id(one)]] == 1:
            partner[id(one)] = other
            taken.add(id(other))


def _match_order(
    sources: list[Section], targets: list[Section], shared_ids: bool
) -> dict[int, Section]:
    mine = [_shape(one.blocks) for one in sources]
    yours = [_shape(one.blocks) for one in targets]

    def score(i: int, j: int) -> float:
        left, right = sources[i], targets[j]
        if shared_ids and left.explicit and right.explicit:
            return _NEVER
        level = 1.0 if left.level == right.level else -3.0
        same = 1.5 if left.anchor and left.anchor == right.anchor else 0.0
        return level + same + _likeness(mine[i], yours[j])

    pairs = global_alignment(sources, targets, score)
    return {id(one): other for one, other in pairs if one is not None and other is not None}


def _in_order(
    sources: Sequence[Section], targets: Sequence[Section], partner: Mapping[int, Section]
) -> list[Sections]:
    orphans: dict[int, list[Section]] = {}
    paired = {id(one) for one in partner.values()}
    before = 0
    for one in targets:
        if id(one) in paired:
            before = id(one)
        else:
            orphans.setdefault(before, []).append(one)
    found: list[Sections] = [(None, one) for one in orphans.get(0, [])]
    for one in sources:
        other = partner.get(id(one))
        found.append((one, other))
        if other is not None:
            found += [(None, orphan) for orphan in orphans.get(id(other), [])]
    return found


def _shape(blocks: Iterable[Block]) -> tuple[Counter[str], int]:
    """What a translation keeps: kinds of block, addresses of links, code, numbers; and the length.

    It is the same however a text is set: “14h30” or « 14 h 30 », “1,500” or « 1 500 ».
    """
    kept: Counter[str] = Counter()
    length = 0
    for block in walk(tuple(blocks)):
        kept[block.kind] += 1
        length += len(_INK.findall(block.text))
        for item in block.items:
            if item.kind in _KEPT:
                kept[f"{item.kind} {item.target}"] += 1
        if block.kind == "code":
            kept[block.text] += 1
        else:
            kept.update(_DIGITS.findall(block.text))
    return kept, length


def _likeness(mine: tuple[Counter[str], int], yours: tuple[Counter[str], int]) -> float:
    """Between -1.5 (nothing in common) and 1.5 (same shape, same length)."""
    other = yours[0]
    common = sum([min(count, other.get(key, 0)) for key, count in mine[0].items()])
    total = sum(mine[0].values()) + sum(other.values()) - common
    low, high = sorted((mine[1] + 20, yours[1] + 20))
    return (2.0 * common / total - 1.0 if total else 0.0) + low / high - 0.5


# blocks


def match_blocks(sources: Iterable[Block], targets: Iterable[Block]) -> list[Row]:
    """The visible blocks of both sides in order; None where one side has no counterpart."""
    left = [block for block in sources if block.kind != "comment"]
    right = [block for block in targets if block.kind != "comment"]
    if [block.kind for block in left] == [block.kind for block in right]:
        return list(zip(left, right, strict=True))
    mine = [_shape((block,)) for block in left]
    yours = [_shape((block,)) for block in right]

    def score(i: int, j: int) -> float:
        kind = 1.0 if left[i].kind == right[j].kind else -3.0
        return kind + _likeness(mine[i], yours[j])

    return _paired(global_alignment(left, right, score))


def _paired(rows: list[Row]) -> list[Row]:
    """`rows` with a block that one side lacks joined to the one the other side has instead."""
    found: list[Row] = []
    for left, right in rows:
        before = found[-1] if found else (None, None)
        if left is None and before[1] is None and before[0] is not None:
            found[-1] = (before[0], right)
        elif right is None and before[0] is None and before[1] is not None:
            found[-1] = (left, before[1])
        else:
            found.append((left, right))
    return found


def match_leaves(sources: Iterable[Block], targets: Iterable[Block]) -> Iterator[Row]:
    """The innermost blocks side by side: cell by cell, item by item."""
    for left, right in match_blocks(sources, targets):
        if left is not None and right is not None and left.children and right.children:
            yield from match_leaves(left.children, right.children)
        else:
            yield left, right


def match_notes(mine: Mapping[str, Block], yours: Mapping[str, Block]) -> Iterator[Row]:
    """The innermost blocks of the footnotes, by label, that both sides of a section bring in."""
    for label, block in mine.items():
        if label in yours:
            yield from match_leaves(block.children, yours[label].children)


def notes_of(page: Page) -> dict[int, dict[str, Block]]:
    """The footnotes of `page` by the `id()` of the section that is the first to use them."""
    notes = {one.label: one.block for one in page.definitions if one.block is not None}
    found: dict[int, dict[str, Block]] = {}
    first: dict[str, int] = {}
    for section in page.sections if notes else ():
        for block in walk(section.blocks):
            for item in block.items:
                if item.kind == "footnote":
                    first.setdefault(item.target, id(section))
    for label, block in notes.items():
        if label in first:
            found.setdefault(first[label], {})[label] = block
    return found

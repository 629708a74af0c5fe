"""Two sequences of sentences side by side, in order: one for one, two for one, or one alone.

The dynamic programming of Gale and Church (1993), “A program for aligning sentences in bilingual
corpora”, with their cost by length or with another one.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_CELLS = 40_000
_PRIOR = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089, (2, 2): 0.011}
_VARIANCE = 6.8  # of the characters of a translation, per character of the source


@dataclass(frozen=True, slots=True)
class Bead:
    """Some sentences of the source and those that say the same: from `start` up to `end`."""

    start: int
    end: int
    target_start: int
    target_end: int

    @property
    def shape(self) -> tuple[int, int]:
        """How many sentences stand on either side."""
        return self.end - self.start, self.target_end - self.target_start


def cheapest(
    left: int, right: int, cost: Callable[[Bead], float], shapes: Sequence[tuple[int, int]]
) -> list[Bead]:
    """The cheapest way to string `left` and `right` sentences into beads of these `shapes`.

    Of very long texts nothing is said: one bead holds it all.
    """
    if left * right > _CELLS:
        return [Bead(0, left, 0, right)]
    best: dict[tuple[int, int], tuple[float, Bead | None]] = {(0, 0): (0.0, None)}
    for i in range(left + 1):
        for j in range(right + 1):
            for up, across in shapes:
                before = best.get((i - up, j - across))
                if before is None:
                    continue
                bead = Bead(i - up, i, j - across, j)
                total = before[0] + cost(bead)
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = (total, bead)
    found: list[Bead] = []
    last = best[left, right][1]
    while last is not None:
        found.append(last)
        last = best[last.start, last.target_start][1]
    return found[::-1]


def by_length(left: Sequence[int], right: Sequence[int]) -> list[Bead]:
    """The beads of two texts whose sentences have these lengths in characters."""
    ratio = sum(right) / sum(left) if sum(left) and sum(right) else 1.0

    def cost(bead: Bead) -> float:
        mine = sum(left[bead.start : bead.end])
        yours = sum(right[bead.target_start : bead.target_end])
        mean = (mine + yours / ratio) / 2 or 1.0
        delta = abs(yours - mine * ratio) / math.sqrt(mean * _VARIANCE)
        likely = max(math.erfc(delta / math.sqrt(2)), 1e-300)
        return -math.log(likely) - math.log(_PRIOR[bead.shape])

    return cheapest(len(left), len(right), cost, tuple(_PRIOR))


def partners(beads: Sequence[Bead]) -> Mapping[int, Bead]:
    """The bead of each sentence of the source."""
    return {number: bead for bead in beads for number in range(bead.start, bead.end)}

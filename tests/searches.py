"""What readers type, where it must lead, and how often a search leads there."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

FILE = Path(__file__).with_name("search") / "queries.toml"


@dataclass(frozen=True)
class Query:
    """What is typed, of what kind it is, and what may come first: nothing, if nothing may."""

    words: str
    kind: str
    first: tuple[str, ...]

    def rank(self, found: Sequence[str]) -> int:
        """The place of the first right answer, from 1; 0 where there is none."""
        if not self.first:
            return 0 if found else 1
        return next((at for at, one in enumerate(found, 1) if self._answers(one)), 0)

    def _answers(self, address: str) -> bool:
        return address in self.first or address.partition("#")[0] in self.first


@dataclass(frozen=True)
class Score:
    """The share of queries answered first, among the first three, and the mean of 1 / rank."""

    first: float
    three: float
    reciprocal: float


def queries(locale: str) -> list[Query]:
    """The list of a language."""
    entries = tomllib.loads(FILE.read_text("utf-8"))[locale]
    return [Query(one["query"], one["kind"], tuple(one["first"])) for one in entries]


def score(asked: Iterable[Query], found: Mapping[str, Sequence[str]]) -> Score:
    """How well these answers answer."""
    ranks = [query.rank(found[query.words]) for query in asked]
    return Score(
        first=fmean(rank == 1 for rank in ranks),
        three=fmean(0 < rank <= 3 for rank in ranks),
        reciprocal=fmean(1 / rank if rank else 0 for rank in ranks),
    )

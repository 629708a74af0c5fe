"""Looks at one page and its translation at a time, in this process or in several at once."""

import os
import signal
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

from bitext import packing
from bitext.alignment.align import bitext as bitext_of
from bitext.alignment.align import pair_pages
from bitext.checking import judged
from bitext.config import Config
from bitext.contents import content, name_of
from bitext.corpus import agreed, page_of
from bitext.freshness import status
from bitext.git import LATE
from bitext.history import History
from bitext.includes import Includes
from bitext.model import Page, Pair, Rule, Scope, Site, Status, Term
from bitext.packing import Record
from bitext.recalling import recalled
from bitext.silence import directives
from bitext.site import Asked, Listing, facts

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

ENOUGH = 64
"""From how many pairs on a second process is worth its start."""
_FROM_HISTORY = ("stale-section", "born-stale")
_METHOD = "fork" if sys.platform == "linux" else None
"""A copy of this process has all that it needs at once; elsewhere such copies are not safe."""
Name = tuple[str, str]
"""A pair: the target locale and the key of the page."""
Progress = Callable[[Iterable[bytes], int], Iterable[bytes]]
Prepared = Callable[[str, Pair], Pair]


@dataclass(frozen=True)
class Task:
    """What is to be looked for, on which site.

    `wanted` are the paths whose past is asked of git; `prepared` makes of a target locale and a
    pair what the rules are to see; `texts` are those of pages that are not on disk yet.
    """

    config: Config
    rules: tuple[Rule, ...]
    wanted: Collection[str] | None
    prepared: Prepared | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    def content(self, path: str) -> bytes | str:
        """What the page at `path` holds, or why it cannot be read."""
        if path in self.texts:
            return self.texts[path].encode("utf-8")
        return content(f"{self.config.root}/{path}")

    @cached_property
    def local(self) -> tuple[Rule, ...]:
        """The rules that look at one pair at a time."""
        return tuple(rule for rule in self.rules if rule.scope is Scope.PAIR)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the site."""
        return agreed(self.config)

    @cached_property
    def history(self) -> History | None:
        """The git history, if a rule asks for it."""
        asked = any(rule.id in _FROM_HISTORY for rule in self.rules)
        return History(self.config) if asked else None


def look(task: Task, site: Site, name: Name) -> Record:
    """What the rules find on one pair, and all that this rests on."""
    target, key = name
    config, asked = task.config, Asked(site)
    pages: dict[str, dict[str, Page]] = {locale: {} for locale in config.locales}
    texts: list[tuple[str, str]] = []
    included: dict[str, str] = {}
    for locale in (config.source, target):
        if path := site.path_of(locale, key):
            data = task.content(path)
            texts.append((path, name_of(data)))
            include = Includes(config, path) if config.dialect.snippets else None
            pages[locale][key] = page_of(data, path, key, locale, config, include)
            included = (include.asked if include is not None else {}) | included
    texts += included.items()
    source, translation = pages[config.source].get(key), pages[target].get(key)
    pair = pair_pages(key, source, translation, config.shown)
    pair = task.prepared(target, pair) if task.prepared is not None else pair
    bitext = bitext_of(config, target, (pair,), pages, cast(Site, asked), task.terms)
    if task.history is not None and any(status(one) is Status.STALE for one in pair.units):
        asked.head()
        bitext = recalled(bitext, task.history, task.wanted)
        if task.history.late:  # no answer to keep
            asked.answers["head",] = LATE
    findings = tuple(judged(bitext, task.local))
    both = (page for page in (source, translation) if page is not None)
    silencing = tuple(one for page in both for one in directives(page))
    return Record((*texts,), (*asked.answers.items(),), findings, silencing, facts(pair))


def looks(
    task: Task, names: list[Name], site: Listing, *, jobs: int, progress: Progress
) -> Iterable[bytes]:
    """A packed record for each of `names`, in their order."""
    jobs = jobs or _processors()
    if jobs < 2 or len(names) < ENOUGH:
        return progress((packing.pack(look(task, site, name)) for name in names), len(names))
    return progress(_spread(task, names, site, jobs), len(names))


def _processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _spread(task: Task, names: list[Name], site: Listing, jobs: int) -> Iterator[bytes]:
    """The records made by `jobs` processes, which start here and now: before any thread does."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    assert task.terms is not None  # read once, for all of them
    size = max(1, min(32, len(names) // (4 * jobs)))
    pool = ProcessPoolExecutor(
        jobs, get_context(_METHOD), initializer=_start, initargs=(task, site)
    )
    return _results(pool, pool.map(_look, names, chunksize=size))


def _results(pool: "ProcessPoolExecutor", found: Iterator[bytes]) -> Iterator[bytes]:
    with pool:
        yield from found


_work: tuple[Task, Listing] | None = None


def _start(task: Task, site: Listing) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the command stops the first process
    _work = task, site


def _look(name: Name) -> bytes:
    assert _work is not None
    return packing.pack(look(*_work, name))

"""Checks a site pair by pair; what has not changed since the last time is not looked at again.

A first look at a pair knows which pages and files there are and takes the inside of other pages to
be in order. When all pairs have been seen, the few whose findings rest on something that is not in
order are looked at a second time. A pair from the cache is judged alike: it holds as long as its
own texts and all answers of its site are the same.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import cast

from bitext import packing, store
from bitext.align import bitext as bitext_of
from bitext.align import pair_pages
from bitext.checking import Report, judged, only, settled
from bitext.config import Config
from bitext.contents import content, name_of
from bitext.corpus import agreed, page_of, read_page
from bitext.freshness import status
from bitext.git import LATE, head
from bitext.ground import Ground
from bitext.history import History
from bitext.includes import Includes
from bitext.model import Bitext, Finding, Page, Pair, Rule, Scope, Site, Status, Term
from bitext.packing import Record
from bitext.recalling import recalled
from bitext.silence import Directive, directives
from bitext.site import Asked, Facts, Index, Listing, facts, still_true

ENOUGH = 64
"""From how many pairs on a second process is worth its start."""
_FROM_HISTORY = ("stale-section", "born-stale")
Name = tuple[str, str]
"""A pair: the target locale and the key of the page."""


@dataclass(frozen=True)
class Task:
    """What is to be looked for, on which site; `wanted` are the paths whose past is asked of git."""

    config: Config
    rules: tuple[Rule, ...]
    wanted: Collection[str] | None

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


def survey(
    config: Config,
    listing: Listing,
    rules: tuple[Rule, ...],
    *,
    wanted: Collection[str] | None = None,
    jobs: int = 1,
    cached: bool = True,
    progress: Callable[[Iterable[bytes], int], Iterable[bytes]] = lambda steps, _: steps,
    ground: Ground | None = None,
) -> Report:
    """What `rules` find on the site whose pages and files `listing` gives.

    Only the paths `wanted` are reported, if given. `jobs` is the number of processes, `progress`
    is shown every look at a pair as it comes, with the number of looks. What of the site the
    report rests on, names and settings apart, is written down in `ground`.
    """
    listing = replace(listing, commit=partial(head, config.root))
    task = Task(config, rules, wanted)
    path = store.cache_file(config, [rule.id for rule in rules])
    old = store.load(path) if cached else {}
    texts = _Texts(config)
    names = _names(config, listing)
    if wanted is not None and all(rule.asked for rule in rules):  # they are slow
        names = [name for name in names if {*_paths(task, listing, name)} & {*wanted}]
    look = partial(_looks, task, jobs=jobs, progress=progress)
    records = _first(task, listing, texts, names, old, look)
    sites = {target: _index(task, listing, records, target) for target in config.targets}
    records = _second(sites, names, records, look)
    found = _report(task, sites, names, records)
    if cached and wanted is None:
        store.save(path, {"\0".join(name): record for name, record in records.items()})
    if ground is not None:
        _note(ground, config, records.values())
    return found if wanted is None else only(found, frozenset(wanted))


def _note(ground: Ground, config: Config, records: Iterable[bytes]) -> None:
    """Write down what `records` rest on."""
    heads: set[str] = set()
    for one in map(packing.opened, records):
        for path, name in one.texts:
            ground.file(f"{config.root}/{path}", name)
        heads |= {str(said) for question, said in one.answers if question == ("head",)}
    if heads:
        ground.past(config.root, "\n".join(sorted(heads)))


def _names(config: Config, listing: Listing) -> list[Name]:
    sources = listing.paths[config.source]
    return [
        (target, key)
        for target in config.targets
        for key in sorted({*sources, *listing.paths[target]})
    ]


class _Texts(dict[str, str]):
    """The digest of each file, by its path; made when it is first asked for."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self._root = config.root

    def __missing__(self, path: str) -> str:
        self[path] = name_of(content(self._root / path))
        return self[path]


def _first(
    task: Task,
    listing: Listing,
    texts: Mapping[str, str],
    names: list[Name],
    old: store.Records,
    look: "Callable[[list[Name], Listing], Iterable[bytes]]",
) -> dict[Name, bytes]:
    """A record of every pair: from the cache where its texts are the same, else by a look."""
    found: dict[Name, bytes] = {}
    changed: list[Name] = []
    for name in names:
        packed = old.get("\0".join(name), b"")
        if packed and _same_texts(packed, _paths(task, listing, name), texts):
            found[name] = packed
        else:
            changed.append(name)
    found |= zip(changed, look(changed, listing), strict=True)
    return {name: found[name] for name in names}


def _paths(task: Task, listing: Listing, name: Name) -> list[str]:
    target, key = name
    both = (listing.path_of(locale, key) for locale in (task.config.source, target))
    return [path for path in both if path]


def _same_texts(packed: bytes, paths: list[str], texts: Mapping[str, str]) -> bool:
    read = packing.opened(packed).texts
    if [path for path, _ in read[: len(paths)]] != paths:
        return False
    return all(texts[path] == digest for path, digest in read)


def _second(
    sites: Mapping[str, Index],
    names: list[Name],
    records: dict[Name, bytes],
    look: "Callable[[list[Name], Listing], Iterable[bytes]]",
) -> dict[Name, bytes]:
    """The records, those made anew whose answers are not what the site says now.

    What the site says rests on texts alone: it does not change by these looks.
    """
    for target, site in sites.items():
        wrong = [
            name
            for name in names
            if name[0] == target and not still_true(packing.opened(records[name]).answers, site)
        ]
        records = records | dict(zip(wrong, look(wrong, site), strict=True))
    return records


def _index(task: Task, listing: Listing, records: Mapping[Name, bytes], target: str) -> Index:
    def known(locale: str) -> Iterator[Facts]:
        for (name, _), packed in records.items():
            if name == locale:
                yield packing.opened(packed).facts()

    return Index(
        listing.paths,
        listing.files,
        listing.folders,
        listing.commit,
        source=task.config.source,
        target=target,
        known={locale: partial(known, locale) for locale in task.config.targets},
    )


def _report(
    task: Task, sites: Mapping[str, Index], names: list[Name], records: Mapping[Name, bytes]
) -> Report:
    """What stands of all findings: those on single pairs and those on the whole."""
    findings: list[Finding] = []
    silencing: dict[str, set[Directive]] = {}
    for name in names:
        some, quiet = packing.opened(records[name]).findings()
        findings += some
        for one in quiet:
            silencing.setdefault(one.at.path, set()).add(one)
    whole = tuple(rule for rule in task.rules if rule.scope is Scope.BITEXT)
    for target, site in sites.items() if whole else ():
        findings += judged(_in_outline(task, site, names, target), whole)
    every = [one for some in silencing.values() for one in some]
    return settled(findings, every, task.rules)


def _in_outline(task: Task, index: Index, names: list[Name], target: str) -> Bitext:
    """The whole bitext with pages of which only paths and titles are known."""
    config = task.config
    pages = {
        locale: {
            key: page for key in index.paths[locale] if (page := index.in_outline(locale, key))
        }
        for locale in config.locales
    }
    pairs = tuple(
        Pair(key, pages[config.source].get(key), pages[target].get(key), ())
        for locale, key in names
        if locale == target
    )

    def whole(page: Page) -> Page:
        return read_page(config.root / page.path, page.path, page.key, page.locale, config)

    return replace(bitext_of(config, target, pairs, pages, index, task.terms), whole=whole)


# looking at one pair, in this process or in another


def look(task: Task, site: Site, name: Name) -> Record:
    """What the rules find on one pair, and all that this rests on."""
    target, key = name
    config, asked = task.config, Asked(site)
    pages: dict[str, dict[str, Page]] = {locale: {} for locale in config.locales}
    texts: list[tuple[str, str]] = []
    included: dict[str, str] = {}
    for locale in (config.source, target):
        if path := site.path_of(locale, key):
            data = content(config.root / path)
            texts.append((path, name_of(data)))
            include = Includes(config, path) if config.dialect.snippets else None
            pages[locale][key] = page_of(data, path, key, locale, config, include)
            included = (include.asked if include is not None else {}) | included
    texts += included.items()
    source, translation = pages[config.source].get(key), pages[target].get(key)
    pair = pair_pages(key, source, translation, config.shown)
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


def _looks(
    task: Task,
    names: list[Name],
    site: Listing,
    *,
    jobs: int,
    progress: Callable[[Iterable[bytes], int], Iterable[bytes]],
) -> Iterable[bytes]:
    """A packed record for each of `names`, in their order."""
    if jobs < 2 or len(names) < ENOUGH:
        return progress((packing.pack(look(task, site, name)) for name in names), len(names))
    return progress(_spread(task, names, site, jobs), len(names))


def _spread(task: Task, names: list[Name], site: Listing, jobs: int) -> Iterator[bytes]:
    size = max(1, min(32, len(names) // (4 * jobs)))
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(task, site)) as pool:
        yield from pool.map(_look, names, chunksize=size)


_work: tuple[Task, Listing] | None = None


def _start(task: Task, site: Listing) -> None:
    global _work
    _work = task, site


def _look(name: Name) -> bytes:
    assert _work is not None
    return packing.pack(look(*_work, name))

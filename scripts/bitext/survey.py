"""Checks a site pair by pair; what has not changed since the last time is not looked at again.

A first look at a pair knows which pages and files there are and takes the inside of other pages to
be in order. When all pairs have been seen, the few whose findings rest on something that is not in
order are looked at a second time. A pair from the cache is judged alike: it holds as long as its
own texts and all answers of its site are the same. Where the site is known to be the same in all
that pages may ask of it, nothing of that is asked.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256

from bitext import packing, store
from bitext.alignment.align import bitext as bitext_of
from bitext.checking import Report, judged, settled
from bitext.config import Config
from bitext.contents import name_of
from bitext.corpus import page_of
from bitext.git import head
from bitext.ground import Ground
from bitext.looking import Name, Prepared, Progress, Task, looks
from bitext.model import Bitext, Finding, Page, Pair, Rule, Scope
from bitext.packing import Opened
from bitext.silence import Directive
from bitext.site import Facts, Index, Listing, still_true

Look = Callable[[list[Name], Listing], Iterable[bytes]]
Records = dict[Name, Opened]


def survey(
    config: Config,
    listing: Listing,
    rules: tuple[Rule, ...],
    *,
    wanted: Collection[str] | None = None,
    jobs: int = 1,
    cached: bool = True,
    progress: Progress = lambda steps, _: steps,
    ground: Ground | None = None,
    prepared: Prepared | None = None,
    texts: Mapping[str, str] | None = None,
) -> Report:
    """What `rules` find on the site whose pages and files `listing` gives.

    Only what is found on the pages at the paths `wanted` is reported, if given. `jobs` is the
    number of processes (0: one for each processor), `progress` is shown every look at a pair as it comes, with the number of
    looks. What of the site the report rests on, names and settings apart, is written down in
    `ground`. `prepared` is for what no cache holds, `texts` are those of pages that
    are not on disk yet.
    """
    listing = replace(listing, commit=partial(head, config.root))
    task = Task(config, rules, wanted, prepared, texts or {})
    path = store.cache_file(config, [rule.id for rule in rules])
    old = store.load(path) if cached else store.Stored()
    names = _names(config, listing)
    if wanted is not None and all(rule.asked for rule in rules):  # they are slow
        names = [name for name in names if {*_paths(task, listing, name)} & {*wanted}]
    look = partial(looks, task, jobs=jobs, progress=progress)
    records, changed = _first(task, listing, names, old, look)
    state = _state(listing, records)
    same = state == old.state and (old.head is None or old.head == listing.head())
    known = partial(_answers, old.records) if same else _nothing
    sites = {target: _index(task, listing, records, target) for target in config.targets}
    _second(sites, changed if same else names, records, known, look)
    if same and _all_paired(listing, config):
        whole = packing.findings(old.whole)
    else:
        whole = tuple(_on_the_whole(task, sites, names))
    if cached and wanted is None and not texts:
        kept = {"\0".join(name): one.packed() for name, one in records.items()}
        stored = store.Stored(kept, state, _head(records), packing.pack_findings(whole))
        store.save(path, stored)
    if ground is not None:
        _note(ground, config, records)
    report = _report(task, records, whole)
    return report if wanted is None else _only(report, wanted, task, listing, records)


def _names(config: Config, listing: Listing) -> list[Name]:
    sources = listing.paths[config.source]
    return [
        (target, key)
        for target in config.targets
        for key in sorted({*sources, *listing.paths[target]})
    ]


def _paths(task: Task, listing: Listing, name: Name) -> list[str]:
    target, key = name
    both = (listing.path_of(locale, key) for locale in (task.config.source, target))
    return [path for path in both if path]


# each pair by itself


class _Texts(dict[str, str]):
    """The digest of each file, by its path; made when it is first asked for."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._content = task.content

    def __missing__(self, path: str) -> str:
        self[path] = name_of(self._content(path))
        return self[path]


def _first(
    task: Task, listing: Listing, names: list[Name], old: store.Stored, look: Look
) -> tuple[Records, list[Name]]:
    """A record of every pair: from the cache where its texts are the same, else by a look.

    The second part names those that were looked at.
    """
    texts = _Texts(task)
    found: Records = {}
    changed: list[Name] = []
    for name in names:
        packed = old.records.get("\0".join(name))
        one = packing.opened(packed) if packed else None
        if one and _same_texts(one, _paths(task, listing, name), texts):
            found[name] = one
        else:
            changed.append(name)
    found |= zip(changed, map(packing.opened, look(changed, listing)), strict=True)
    return {name: found[name] for name in names}, changed


def _same_texts(one: Opened, paths: list[str], texts: Mapping[str, str]) -> bool:
    if [path for path, _ in one.texts[: len(paths)]] != paths:
        return False
    return all(texts[path] == digest for path, digest in one.texts)


# what pairs ask of their site

Known = Callable[[Name], Mapping[object, object]]
"""What the site is known to answer to a pair."""


def _answers(records: Mapping[str, bytes], name: Name) -> Mapping[object, object]:
    packed = records.get("\0".join(name))
    return dict(packing.opened(packed).answers()) if packed else {}


def _nothing(_: Name) -> Mapping[object, object]:
    return {}


def _state(listing: Listing, records: Records) -> str:
    """A name for all that a pair can ask of its site, git apart."""
    whole = sha256()
    for path in sorted(listing.files):
        whole.update(f"\0{path}".encode("utf-8", "surrogateescape"))
    for name, one in records.items():
        paths = (listing.path_of(locale, name[1]) for locale in listing.paths)
        whole.update("\0".join(("", *name, *paths, "")).encode("utf-8", "surrogateescape"))
        whole.update(one.packed_facts)
    return whole.hexdigest()


def _head(records: Records) -> str | None:
    """What the records say of git; where they differ, it is nothing that git would say again."""
    heads = {one.head for one in records.values() if one.head is not None}
    return "\n".join(sorted(heads)) if heads else None


def _second(
    sites: Mapping[str, Index], names: list[Name], records: Records, known: Known, look: Look
) -> None:
    """Make those of `records` anew whose answers are not what the site says now.

    What the site says rests on texts alone: it does not change by these looks.
    """
    for target, site in sites.items():
        wrong = [
            name
            for name in names
            if name[0] == target and not _holds(records[name], known(name), site)
        ]
        records |= zip(wrong, map(packing.opened, look(wrong, site)), strict=True)


def _holds(one: Opened, known: Mapping[object, object], site: Index) -> bool:
    new = (both for both in one.answers() if known.get(both[0], one) != both[1])
    return still_true(new, site)


def _index(task: Task, listing: Listing, records: Records, target: str) -> Index:
    def known(locale: str) -> Iterator[Facts]:
        return (one.facts() for (name, _), one in records.items() if name == locale)

    return Index(
        listing.paths,
        listing.files,
        listing.folders,
        listing.commit,
        source=task.config.source,
        target=target,
        known={locale: partial(known, locale) for locale in task.config.targets},
    )


# the whole


def _all_paired(listing: Listing, config: Config) -> bool:
    """Whether no page can have moved: then what is found on the whole rests on no text."""
    source = listing.paths[config.source].keys()
    return all(
        source <= listing.paths[target].keys() or source >= listing.paths[target].keys()
        for target in config.targets
    )


def _on_the_whole(task: Task, sites: Mapping[str, Index], names: list[Name]) -> Iterator[Finding]:
    """What the rules find that look at all pages together."""
    whole = tuple(rule for rule in task.rules if rule.scope is Scope.BITEXT)
    for target, site in sites.items() if whole else ():
        yield from judged(_in_outline(task, site, names, target), whole)


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
        return page_of(task.content(page.path), page.path, page.key, page.locale, config)

    return replace(bitext_of(config, target, pairs, pages, index, task.terms), whole=whole)


def _report(task: Task, records: Records, whole: tuple[Finding, ...]) -> Report:
    """What stands of all findings: those on single pairs and those on the whole."""
    findings: list[Finding] = []
    silencing: dict[str, set[Directive]] = {}
    for one in records.values():
        some, quiet = one.findings()
        findings += some
        for each in quiet:
            silencing.setdefault(each.at.path, set()).add(each)
    every = [one for some in silencing.values() for one in some]
    return settled([*findings, *whole], every, task.rules)


def _only(
    report: Report, wanted: Collection[str], task: Task, listing: Listing, records: Records
) -> Report:
    """What of `report` lies in the pages `wanted`, or was found on one in a file it includes."""
    pairs = (name for name in records if {*wanted} & {*_paths(task, listing, name)})
    near = {finding for name in pairs for finding in records[name].findings()[0]}

    def asked(finding: Finding) -> bool:
        return finding.at.path in wanted or finding in near

    return replace(
        report,
        findings=tuple(one for one in report.findings if asked(one)),
        silenced=tuple(one for one in report.silenced if asked(one.finding)),
    )


def _note(ground: Ground, config: Config, records: Records) -> None:
    """Write down what `records` rest on."""
    for one in records.values():
        for path, name in one.texts:
            ground.file(f"{config.root}/{path}", name)
    if (said := _head(records)) is not None:
        ground.past(config.root, said)

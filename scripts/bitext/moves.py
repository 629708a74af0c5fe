"""Target pages whose source stands at another path now, and what leads to them."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from bitext.alignment.align import recorded
from bitext.digest import digests
from bitext.edits import replacing
from bitext.links import IMAGES, LINKS, items_of
from bitext.model import Bitext, Block, Edit, Item, Page, Pair


class Moved(NamedTuple):
    """A target page, its source at another path, its own new path; whether all sections match."""

    target: Page
    source: Page
    path: str
    certain: bool


def moved(bitext: Bitext) -> list[Moved]:
    """The orphan pages of which a missing page has more than half of the sections, and no other."""
    alone = [one for one in bitext.pairs if not (one.source and one.target)]
    if not any(one.source for one in alone) or not any(one.target for one in alone):
        return []
    orphans = [bitext.whole(one.target) for one in alone if one.target]
    missing = {one.key: bitext.whole(one.source) for one in alone if one.source}
    index: dict[str, set[str]] = {}
    for key, page in missing.items():
        for names in _source_names(page):
            for name in names:
                index.setdefault(name, set()).add(key)
    best = {one.key: found for one in orphans if (found := _best(one, missing, index))}
    count = Counter(key for key, _ in best.values())
    return [
        Moved(one, missing[key], _path(bitext, key), certain)
        for one in orphans
        for key, certain in [best.get(one.key, ("", False))]
        if count[key] == 1 and not bitext.site.has_file(_path(bitext, key))
    ]


def _source_names(page: Page) -> list[set[str]]:
    """What each section of a source page is known by: its own id, the digest of what it says."""
    return [
        {f"id {one.anchor}" if one.explicit else "", f"digest {digest}"} - {""}
        for one, digest in zip(page.sections, digests(page, ()), strict=True)
        if one.level
    ]


def _target_names(page: Page) -> list[set[str]]:
    """The same for a target page; of its source it knows the digest that was confirmed."""
    records = recorded(page)
    names: list[set[str]] = []
    for one in page.sections:
        if one.level:
            known = {f"digest {records[one.anchor][0]}"} if one.anchor in records else set()
            names.append(known | ({f"id {one.anchor}"} if one.explicit else set()))
    return names


def _best(
    orphan: Page, missing: Mapping[str, Page], index: Mapping[str, set[str]]
) -> tuple[str, bool] | None:
    """The missing page that shares most sections with `orphan`, and whether it shares them all."""
    sections = _target_names(orphan)
    hits: Counter[str] = Counter()
    for names in sections:
        hits.update({key for name in names for key in index.get(name, ())})
    first, second = ([*hits.most_common(2), ("", 0), ("", 0)])[:2]
    if first[1] == second[1]:
        return None
    count = max(len(sections), sum(bool(one.level) for one in missing[first[0]].sections))
    return (first[0], first[1] == count) if 2 * first[1] > count else None


def _path(bitext: Bitext, key: str) -> str:
    """Where the target page `key` would stand."""
    if bitext.folders[bitext.source] == bitext.folders[bitext.target]:
        stem, suffix = posixpath.splitext(key)
        key = f"{stem}.{bitext.target}{suffix}"
    return posixpath.normpath(posixpath.join(bitext.folders[bitext.target], key))


def links_after(bitext: Bitext, one: Moved) -> list[Edit] | None:
    """The edits that have every link lead where it led, when the page has moved.

    None where a link that must change is written in a way that no edit can follow.
    """
    edits: list[Edit] = []
    for page in map(bitext.whole, bitext.pages[bitext.target].values()):
        inside = page.path == one.target.path
        for _, block, item in items_of(page):
            if item.kind not in (*LINKS, *IMAGES):
                continue
            new = _own(item, one) if inside else _others(item, page, one, bitext)
            if new is not None and new != item.target:
                edit = _retargeted(page, block, item, new)
                if edit is None:
                    return None
                edits.append(edit)
    return edits


def _relative(item: Item) -> tuple[str, str] | None:
    """The path of a link that is relative to its page, and what follows the path."""
    address, mark, rest = item.target.partition("#")
    if not address or address.startswith("/") or ":" in address or "?" in address:
        return None
    return unquote(address), mark + rest


def _own(item: Item, one: Moved) -> str | None:
    """A link of the page that moves, as it must read from the new place."""
    parts = _relative(item)
    if parts is None or posixpath.dirname(one.path) == posixpath.dirname(one.target.path):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(one.target.path), parts[0]))
    path = one.path if path == one.target.path else path
    return _written(item, path, posixpath.dirname(one.path)) + parts[1]


def _others(item: Item, page: Page, one: Moved, bitext: Bitext) -> str | None:
    """A link of another page, if it leads to the page that moves."""
    parts = _relative(item)
    if parts is None:
        return None
    folder = posixpath.dirname(page.path)
    path = posixpath.normpath(posixpath.join(folder, parts[0]))
    base = bitext.folders[bitext.target]
    plain = {
        one.target.path: one.path,
        posixpath.normpath(posixpath.join(base, one.target.key)): posixpath.normpath(
            posixpath.join(base, one.source.key)
        ),
    }
    return _written(item, plain[path], folder) + parts[1] if path in plain else None


def _written(item: Item, path: str, folder: str) -> str:
    address = item.target.partition("#")[0]
    new = posixpath.relpath(path, folder or ".") + ("/" if address.endswith("/") else "")
    return quote(new) if "%" in address else new


def _retargeted(page: Page, block: Block, item: Item, new: str) -> Edit | None:
    first = item.inner_end if item.kind in ("link", "image") else item.start
    start = block.text.find(item.target, first, item.end)
    if start < 0 or not item.target:
        return None
    return replacing(page, block, start, start + len(item.target), new)


def without_moved(bitext: Bitext) -> Iterator[Pair]:
    """The pairs of `bitext` but those that are the two halves of a moved page."""
    halves = {page.path for one in moved(bitext) for page in (one.target, one.source)}
    for pair in bitext.pairs:
        if not any(page and page.path in halves for page in (pair.source, pair.target)):
            yield pair

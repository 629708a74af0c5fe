"""Reads pages and their translations when they are asked for, so that a site need not be held."""

from collections.abc import Iterator

from bitext.alignment.align import pair_pages
from bitext.config import Config
from bitext.corpus import read_page
from bitext.model import Page, Pair
from bitext.site import Listing


def pairs_at(config: Config, listing: Listing, path: str) -> list[Pair]:
    """The pairs that the page at `path` is one half of."""
    locale, key = listing.page_at(path) or ("", "")
    targets = config.targets if locale == config.source else (locale,) if locale else ()
    return [pair_at(config, listing, target, key) for target in targets]


def pairs(config: Config, listing: Listing, target: str) -> Iterator[Pair]:
    """Every page beside its translation in `target`, one after another."""
    for key in sorted({*listing.paths[config.source], *listing.paths[target]}):
        yield pair_at(config, listing, target, key)


def pair_at(config: Config, listing: Listing, target: str, key: str) -> Pair:
    """The page `key` beside its translation in `target`."""
    source = _page(config, listing, config.source, key)
    return pair_pages(key, source, _page(config, listing, target, key), config.shown)


def _page(config: Config, listing: Listing, locale: str, key: str) -> Page | None:
    path = listing.path_of(locale, key)
    return read_page(config.root / path, path, key, locale, config) if path else None

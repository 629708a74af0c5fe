"""The search of a site: ours where it can be, or else Material's, with one index per locale."""

import json
import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig

from bitext.model import Term
from bitext.plugin.locales import i18n_of, place_of
from bitext.website import pages, searching, stemming

LUNR = "assets/javascripts/lunr/min"


def has_search(config: MkDocsConfig) -> bool:
    """Whether the site can be searched."""
    return any(name in config.plugins for name in ("search", "material/search"))


def own_search(config: MkDocsConfig) -> bool:
    """Whether the search is ours, or else Material's."""
    return has_search(config) and stemming.has_stemmer()


def search_folder(config: MkDocsConfig) -> str:
    """Where Material's search finds the index of this build, from the root of the site."""
    theirs = has_search(config) and not own_search(config)
    return place_of(i18n_of(config).current_language, config).folder if theirs else ""


def search_index(config: MkDocsConfig) -> str:
    """Where our search finds the index of this build, from the root of the site."""
    return posixpath.join(place_of(i18n_of(config).current_language, config).folder, "search/")


def search_files(config: MkDocsConfig, agreed: Sequence[Term]) -> Iterator[tuple[str, str]]:
    """The search of every locale, by the path of each file, for the one index of all of them.

    That index, which the search plugin wrote, is taken away.
    """
    whole = Path(config.site_dir, searching.WHOLE)
    if not has_search(config) or not whole.is_file():
        return
    index: searching.Index = json.loads(whole.read_text("utf-8"))
    whole.unlink()
    places = [place_of(locale, config) for locale in i18n_of(config).build_languages]
    if own_search(config):
        closed = _closed(index, config)
        for place in places:
            yield from searching.files(index, place, closed, agreed).items()
    else:
        lunr = {file.name.split(".")[1] for file in Path(config.site_dir, LUNR).glob("lunr.*.js")}
        for place in places:
            yield from searching.lunr_files(index, place, lunr).items()


def _closed(index: searching.Index, config: MkDocsConfig) -> set[str]:
    """The addresses of the pages that no robot may show, as they were written."""
    addresses = {entry["location"].partition("#")[0] for entry in index["docs"]}
    return {one for one in addresses if pages.is_closed(_written(one, config))}


def _written(address: str, config: MkDocsConfig) -> str:
    path = Path(config.site_dir, unquote(address))
    file = path / "index.html" if path.is_dir() else path
    return file.read_text("utf-8")

"""Every page of a site beside its translations, for who builds the site."""

from collections.abc import Mapping
from pathlib import Path

from bitext import corpus
from bitext.align import align
from bitext.config import load
from bitext.dating import dated
from bitext.model import Pair


def translations(file: Path) -> Mapping[str, Mapping[str, Pair]]:
    """The pairs of every page of the site that `file` describes: by its path, then by target.

    Raises BitextError where the site cannot be read.
    """
    config = load(file.parent, file)
    whole = corpus.read(config)
    by_key: dict[str, dict[str, Pair]] = {}
    for bitext in dated([align(whole, target) for target in config.targets], config.root):
        for pair in bitext.pairs:
            by_key.setdefault(pair.key, {})[bitext.target] = pair
    return {
        page.path: by_key[page.key]
        for pages in whole.pages.values()
        for page in pages.values()
        if page.key in by_key
    }

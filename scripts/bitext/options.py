"""What the options of a command mean: which site it is about, and which of its pages."""

import argparse
import os
from pathlib import Path

from bitext import config as configuration
from bitext.alignment.align import align
from bitext.config import Config
from bitext.corpus import Corpus, is_folder, listed, locate, read
from bitext.errors import BitextError
from bitext.ground import Ground
from bitext.model import Bitext
from bitext.site import Listing


def config_of(options: argparse.Namespace, ground: Ground | None = None) -> Config:
    """The configuration of the site that the options name; raises BitextError where they contradict.

    What it rests on is written down in `ground`.
    """
    if not (options.source_dir or options.target_dir):
        if options.source or options.target:
            raise BitextError("--source and --target go with --source-dir and --target-dir")
        file = Path(options.config) if options.config else None
        return configuration.load(Path.cwd(), file, ground)
    for name in ("source_dir", "target_dir", "source", "target"):
        if not getattr(options, name):
            raise BitextError(
                f"--{name.replace('_', '-')} is missing; without MkDocs all four are needed"
            )
    if options.config:
        raise BitextError("--config goes without --source-dir and --target-dir")
    source = options.source, Path(options.source_dir)
    return configuration.without_mkdocs(
        Path.cwd(), source, (options.target, Path(options.target_dir)), ground
    )


def listed_site(config: Config) -> Listing:
    """The pages and files of a site; raises BitextError where it has no page: a pass would prove nothing."""
    listing = listed(config)
    if not any(listing.paths.values()):
        raise BitextError(f"{config.docs}: no pages here; a pass would prove nothing")
    return listing


def read_site(config: Config) -> tuple[Corpus, list[Bitext]]:
    """All pages of a site, read, and their bitexts; raises BitextError where it has no page."""
    listed_site(config)
    corpus = read(config)
    return corpus, [align(corpus, target) for target in config.targets]


def paths_of(names: list[str], config: Config, listing: Listing) -> frozenset[str]:
    """The paths, in every locale, of the pages that `names` mean; a folder means all its pages.

    Without names it is the paths of all pages.
    """
    known = {key for pages in listing.paths.values() for key in pages}
    keys: set[str] = set() if names else known
    for name in names:
        meant = _keys(name, config, listing)
        if not meant & known:
            raise BitextError(f"{name}: no page of this site")
        keys |= meant
    each = (item for pages in listing.paths.values() for item in pages.items())
    return frozenset(path for key, path in each if key in keys)


def _keys(name: str, config: Config, listing: Listing) -> set[str]:
    """The keys of the pages that `name` means: a page, or a folder with all its pages."""
    for base in (Path.cwd(), config.root, config.docs):
        folder = Path(os.path.normpath(base / name))
        if is_folder(folder):
            near = (folder, folder.resolve())
            return {
                key
                for pages in listing.paths.values()
                for key, path in pages.items()
                if any(
                    Path(os.path.normpath(config.root / path)).is_relative_to(one) for one in near
                )
            }
    return {locate(config, name, Path.cwd())[1]}


def settings_file(options: argparse.Namespace, config: Config) -> Path | None:
    """The mkdocs.yml of the site; none without MkDocs."""
    if options.config:
        return Path(options.config)
    names = () if options.source_dir else ("mkdocs.yml", "mkdocs.yaml")
    return next((one for name in names if (one := config.root / name).is_file()), None)

"""What a build writes beside the pages of the authors."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import write_file

from bitext.errors import BitextError
from bitext.plugin.locales import i18n_of
from bitext.plugin.searches import own_search
from bitext.plugin.views import Views
from bitext.website import slimming, tooltips
from bitext.website.made import Edition, Made

log = get_plugin_logger(__name__)


def write(files: Iterable[tuple[str, str]], config: MkDocsConfig) -> None:
    """Write files of the site, each at its path from the root."""
    for name, text in files:
        write_file(text.encode("utf-8"), str(Path(config.site_dir, name)))


def write_new(
    files: Iterable[tuple[str, str]], taken: Collection[str], config: MkDocsConfig
) -> None:
    """Write what no Markdown made; what an author put at the same address, `taken`, stays."""
    for name, text in files:
        if name in taken:
            log.warning(f"'{name}' is already in the site: what bitext makes is left out")
        else:
            write([(name, text)], config)


def made_files(views: Views, editions: Mapping[str, Edition]) -> Iterator[tuple[str, str]]:
    """The pages that no Markdown makes, the feeds, and what the terms say."""
    config, options, known = views.config, views.options, views.known
    source, found = i18n_of(config).default_language, known.reading.found()
    made = Made(editions, source, known.targets, found, config.site_url or "")
    file = Path(config.config_file_path)
    if options.side_by_side:
        yield from made.sides()
    if options.status and known.targets:
        yield from made.status(views.status_name)
    if known.committed:
        yield from made.feeds(file, known.committed)
    if known.terms:
        yield from tooltips.files(known.terms.terms, i18n_of(config).build_languages).items()


def slim(config: MkDocsConfig) -> None:
    """Write the style that the pages load, as short as the site allows."""
    try:
        slimming.slim(Path(config.site_dir), searched=not own_search(config))
    except BitextError as error:
        raise PluginError(f"bitext: {error}") from error

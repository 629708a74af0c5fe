"""What the files of a site say of it beside its pages: translations, charts, terms, history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from bitext import terms
from bitext.config import figures, termbase
from bitext.errors import BitextError
from bitext.model import Pair
from bitext.plugin.locales import i18n_of
from bitext.plugin.setting import Options
from bitext.terms import Termbase
from bitext.website import charts
from bitext.website.ahead import Pairs, Reading
from bitext.website.charts import Chart
from bitext.website.news import latest

log = get_plugin_logger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a site, once for all locales of a build.

    `reading` is under way while the site is rendered; `committed` is when its last commit was
    made, for the feeds, and none without them.
    """

    charts: Mapping[str, Chart]
    terms: Termbase | None
    reading: Reading
    committed: datetime | None

    @property
    def targets(self) -> tuple[str, ...]:
        """The locales into which the site is translated."""
        return self.reading.targets

    def pairs(self, path: str) -> Mapping[str, Pair]:
        """The page at `path` beside its source, by the locale of each translation."""
        return Pairs(self.reading, path)


def known_of(config: MkDocsConfig, options: Options, pages: int) -> Known:
    """What there is to know of a site of so many pages; begins to read its translations."""
    file = Path(config.config_file_path)
    return Known(
        _charts(config),
        _termbase(config),
        Reading(
            file, pages, lambda error: log.warning(f"what is translated cannot be told: {error}")
        ),
        latest(file.parent) if options.feed and config.site_url else None,
    )


def _charts(config: MkDocsConfig) -> Mapping[str, Chart]:
    """The charts of the site by their ids."""
    try:
        file = figures(Path(config.config_file_path).parent)
        return charts.load(file, i18n_of(config).all_languages) if file else {}
    except BitextError as error:
        raise PluginError(f"bitext: {error}") from error


def _termbase(config: MkDocsConfig) -> Termbase | None:
    """The agreed terms of the site; none where they cannot be read."""
    try:
        file = termbase(Path(config.config_file_path).parent)
        return terms.load(file) if file else None
    except BitextError as error:
        log.warning(f"the terms are not known: {error}")
        return None

"""What a site tells its features and templates of one page, whatever engine builds it."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from bitext.model import Pair, Term
from bitext.website.charts import Chart
from bitext.website.strings import Strings


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it really exists in one locale; never a source text shown in place of it.

    `url` is its public address, empty for a site that does not know its own; `path` leads to it
    from the root of the site.
    """

    locale: str
    url: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """What a build offers beside its pages, each empty where it does not.

    `status` is the address of the state of the translations, from the root of the site, `feed`
    the public address of the news, which are called `feed_title`.
    """

    status: str = ""
    feed: str = ""
    feed_title: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One page as a build in one locale shows it.

    `locale` is that of the build, `text` that of the text: they differ on a page that is shown in
    its source language for want of a translation, whose source then lies at `source_url`, from
    the root of the site. `source` is the locale in which pages are written first. `root` leads to
    the root of the site, `path` from there to the page, `url` is its public address, empty for a
    site that does not know its own. `versions` are the locales in which the page was really
    written. `search_folder` is where Material's search starts from, `search_index` where ours has
    its files, from the root too. `pairs` are the page beside its source, as the corpus has them, by the locale of each
    translation, there or not. `others` is for a page that speaks to readers of every language: the
    words and the home page of each other one. `beside` are the pages that show this one beside a
    translation: what to call each, and its address. `charts` are those of the site
    by their ids, `terms` the agreed ones, and `glossary` the page that tells them in this locale,
    from the root.
    """

    locale: str
    strings: Strings
    source: str
    text: str
    text_strings: Strings
    text_language: str
    root: str = "."
    path: str = ""
    url: str = ""
    title: str = ""
    description: str = ""
    site_name: str = ""
    site_url: str = ""
    home: bool = False
    indexed: bool = True
    versions: tuple[Version, ...] = ()
    pairs: Mapping[str, Pair] = field(default_factory=dict)
    search_folder: str = ""
    search_index: str = ""
    source_url: str = ""
    report_url: str = ""
    others: tuple[tuple[Strings, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    offers: Offers = Offers()
    charts: Mapping[str, Chart] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    glossary: str = ""

    @property
    def fallback(self) -> bool:
        """Whether the text is shown in its own language for want of a translation."""
        return self.text != self.locale

    def link(self, locale: str) -> str:
        """Where the page leads to itself in `locale`; empty where it was not written in that."""
        found = next((one.path for one in self.versions if one.locale == locale), "")
        return relative(found, self.path) if found else ""


def relative(path: str, start: str) -> str:
    """The address `path` as a link on the page `start`, both from the root of the site."""
    found = posixpath.relpath(path, posixpath.dirname(start) or ".")
    return found + "/" * (path.endswith("/") and found != "/")

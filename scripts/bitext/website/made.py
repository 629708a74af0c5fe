"""The pages of a site that no Markdown file makes: texts side by side, the state of translations."""

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from bitext import standing
from bitext.config import load
from bitext.model import Page, Pair
from bitext.website import feed, statuses
from bitext.website.frame import Frame, depth, file_of
from bitext.website.news import news
from bitext.website.pieces import ROOT
from bitext.website.sides import Text, beside, markup, name_of, side_by_side, title
from bitext.website.strings import Strings

Files = Iterator[tuple[str, str]]
"""The path of each file from the root of the site, and what it holds."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A site as a build in one locale made it.

    `site` is its name, `home` the address of its home page, `texts` the pages that were written in the locale, by
    the path of their Markdown; `frames` what the theme puts around a text, by its depth.
    """

    words: Strings
    site: str
    home: str
    texts: Mapping[str, Text]
    frames: Mapping[int, Frame]


@dataclass(frozen=True, slots=True)
class Side:
    """The pages of a source locale beside those of a target."""

    source: str
    target: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """All that is needed to make the pages: the site in each locale, its pairs, its address.

    `found` gives the pairs by the path of either page, then by target; it is empty where they
    could not be read, and what rests on them then says so.
    """

    editions: Mapping[str, Edition]
    source: str
    targets: Sequence[str]
    found: Mapping[str, Mapping[str, Pair]]
    url: str

    def sides(self) -> Files:
        """Each page that has a translation, beside it: once in the words of either language."""
        for target in self.targets:
            name = name_of(target, self.targets)
            for pair, texts in self._twins(target):
                found = side_by_side(pair, *texts)
                choices = {one.locale: beside(one.path, name) for one in texts}
                for one in texts:
                    words = self.editions[one.locale].words
                    text = markup(found, texts, words)
                    yield self._page(one.locale, title(texts, words), text, choices)

    def status(self, name: str) -> Files:
        """The state of the translations in each language, at `name`, as JSON, and as badges."""
        known = [self._side(target) for target in self.targets] if self.found else []
        choices = {locale: at_home(one.home, name) for locale, one in self.editions.items()}
        folder = _folder(choices.get(self.source, name))
        data = json.dumps(standing.data(known), ensure_ascii=False, indent=2)
        yield posixpath.join(folder, statuses.JSON), f"{data}\n"
        for locale, edition in self.editions.items():
            words = edition.words
            shown = [one for one in known if locale in (one.source, one.target)]
            standings = [self._standing(one, locale) for one in shown]
            links = {words.status_json: f"{ROOT}{posixpath.join(folder, statuses.JSON)}"}
            for one in standings:
                badge = posixpath.join(_folder(choices[locale]), _badge(one, standings))
                links[_said(one, standings, words)] = ROOT + badge
                yield badge, statuses.picture(one, words)
            text = statuses.page(standings, words, links)
            yield self._page(locale, words.status_title, text, choices, edition.site)

    def feeds(self, file: Path, committed: datetime) -> Files:
        """The news of each locale, on a site that knows its own address.

        `file` is the configuration of the site, `committed` when its last commit was made.
        """
        sides = (side for pairs in self.found.values() for side in pairs.values())
        pages = {one.path: one for pair in sides for one in (pair.source, pair.target) if one}
        told = news(load(file.parent, file), pages)
        for locale, edition in self.editions.items():
            path = feed.path(edition.home)
            head = feed.Feed(edition.site, self.url, path, edition.home, edition.words, committed)
            yield path, feed.atom(head, told.get(locale, ()), edition.texts)

    def _twins(self, target: str) -> Iterator[tuple[Pair, tuple[Text, Text]]]:
        """Each page published in both locales, with its pair, or without its sections."""
        if self.source not in self.editions or target not in self.editions:
            return
        sources, others = self.editions[self.source], self.editions[target]
        twins = {_from_home(one, others): one for one in others.texts.values()}
        for path, text in sources.texts.items():
            twin = twins.get(_from_home(text, sources))
            if twin is not None:
                pair = self.found.get(path, {}).get(target) or Pair("", None, None, ())
                yield pair, (text, twin)

    def _side(self, target: str) -> Side:
        """All pages of `target`."""
        pairs = {one[target].key: one[target] for one in self.found.values() if target in one}
        return Side(self.source, target, tuple(pair for _, pair in sorted(pairs.items())))

    def _page(
        self, locale: str, title: str, text: str, choices: Mapping[str, str], site: str = ""
    ) -> tuple[str, str]:
        """A page in `locale`; where it is not in a language, its choice is the home page.

        Its title in the head goes on with the name of the `site`, if given.
        """
        homes = {one: edition.home for one, edition in self.editions.items()}
        path = choices[locale]
        frame = self.editions[locale].frames[depth(path)]
        return file_of(path), frame.page(
            f"{title} - {site}" if site else title,
            title,
            text,
            homes | dict(choices),
            urljoin(self.url, path),
        )

    def _text(self, page: Page | None) -> Text | None:
        edition = self.editions.get(page.locale) if page is not None else None
        return edition.texts.get(page.path) if edition and page else None

    def _standing(self, side: Side, locale: str) -> statuses.Standing:
        name = name_of(side.target, self.targets)
        pairs = sorted(side.pairs, key=lambda pair: pair.key.removesuffix("index.md"))
        lines = tuple(self._line(pair, name, locale) for pair in pairs)
        return statuses.Standing(side.source, side.target, lines)

    def _line(self, pair: Pair, name: str, locale: str) -> statuses.Line:
        """A page as the reader of `locale` finds it."""
        source, target = self._text(pair.source), self._text(pair.target)
        shown = next((one for one in (source, target) if one and one.locale == locale), None)
        text = shown or source or target
        if text is None:
            return statuses.Line(pair, pair.key, "")
        return statuses.Line(
            pair,
            text.title,
            text.locale if text.locale != locale else "",
            text.path,
            beside(text.path, name) if source and target else None,
            target.edit_url if target else "",
        )


def at_home(home: str, name: str) -> str:
    """The address `name` beside the home page at `home`."""
    if not home or home.endswith("/"):
        return f"{home}{name}/"
    return posixpath.join(posixpath.dirname(home), f"{name}.html")


def _from_home(text: Text, edition: Edition) -> str:
    """Where a page lies from its home page: at the same place in every locale."""
    return posixpath.relpath(text.path or ".", posixpath.dirname(edition.home) or ".")


def _folder(path: str) -> str:
    """Where the companions of the page at `path` lie."""
    return path.removesuffix(".html").removesuffix("/")


def _badge(one: statuses.Standing, standings: Sequence[statuses.Standing]) -> str:
    return statuses.BADGE if len(standings) == 1 else f"{one.target}-{statuses.BADGE}"


def _said(one: statuses.Standing, standings: Sequence[statuses.Standing], words: Strings) -> str:
    said = words.status_picture_link
    return said if len(standings) == 1 else f"{said} ({one.target})"

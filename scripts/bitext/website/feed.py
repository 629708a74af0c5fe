"""The news of a site as an Atom feed (RFC 4287) in each of its languages."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import islice
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from bitext.model import Section
from bitext.website.news import Day, News
from bitext.website.sides import Text
from bitext.website.strings import Strings, date_in_words, language_tag
from bitext.website.view import View

NAME = "feed.xml"
ENTRIES = 30
"""How many a feed has."""
MANY = 5
"""A day that is new in more pages than these is one entry."""
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself: the name and address of the site, the paths of it and of home.

    `committed` is when the site last changed, which counts where there is nothing to tell.
    """

    site: str
    url: str
    path: str
    home: str
    words: Strings
    committed: datetime


def linked(html: str, view: View) -> str:
    """The page with a link that feed readers find, where there is a feed."""
    if not view.offers.feed:
        return html
    before, closing, after = html.partition("</head>")
    # With a space, for the same reason as the links to other languages.
    link = (
        f'<link rel="alternate " type="application/atom+xml" title={quoteattr(view.offers.feed_title)} '
        f"href={quoteattr(view.offers.feed)}>"
    )
    return f"{before}      {link}\n{closing}{after}"


def path(home: str) -> str:
    """The address of the feed beside the home page at `home`, from the root of the site."""
    return posixpath.join(posixpath.dirname(home), NAME)


def title(site: str, words: Strings) -> str:
    """What the feed of the site is called."""
    return words.feed_title.format(site=site)


def atom(feed: Feed, told: Iterable[Day], texts: Mapping[str, Text]) -> str:
    """The feed; `texts` are the pages by the path of their Markdown, and others are left out."""
    entries = list(islice(_entries(told, texts), ENTRIES))
    root = ElementTree.Element(
        "feed", {"xmlns": _ATOM, "xml:lang": language_tag(feed.words.locale)}
    )
    _add(root, "id", urljoin(feed.url, feed.path))
    _add(root, "title", title(feed.site, feed.words))
    times = (one.at for some in entries for one in some.news)
    _add(root, "updated", max(times, default=feed.committed).isoformat())
    _add(_add(root, "author"), "name", feed.site)
    _add(root, "link", rel="self", type="application/atom+xml", href=urljoin(feed.url, feed.path))
    _add(root, "link", rel="alternate", type="text/html", href=urljoin(feed.url, feed.home))
    for some in entries:
        if len(some.news) == 1 and not some.more:
            _entry(root, some.news[0], texts[some.news[0].page.path], feed)
        else:
            _day(root, some, texts, feed)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _entries(told: Iterable[Day], texts: Mapping[str, Text]) -> Iterator[Day]:
    """What each entry tells: a page of a day, or all pages of a day that brought much."""
    for day in told:
        shown = tuple(one for one in day.news if one.page.path in texts)
        if len(shown) > MANY or (shown and day.more):
            yield Day(shown, day.more)
        else:
            yield from (Day((one,), more=False) for one in shown)


def _day(root: ElementTree.Element, day: Day, texts: Mapping[str, Text], feed: Feed) -> None:
    """A day that brought much: which pages, and not what in them."""
    words, at = feed.words, max(one.at for one in day.news)
    url = urlsplit(urljoin(feed.url, feed.path))
    entry = _add(root, "entry")
    _add(entry, "id", f"tag:{url.hostname},{at.date().isoformat()}:{url.path}")
    _add(entry, "title", words.feed_many.format(date=date_in_words(at.date(), words)))
    _add(entry, "updated", at.isoformat())
    _add(entry, "link", rel="alternate", type="text/html", href=urljoin(feed.url, feed.home))
    names = (words.feed_added, words.feed_changed, words.feed_confirmed)
    lists: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
    for one in sorted(day.news, key=lambda one: texts[one.page.path].title):
        text = texts[one.page.path]
        lists[_kind(one, words)].append((urljoin(feed.url, text.path), text.title))
    paragraphs = [_paragraph(name, found) for name, found in lists.items() if found]
    if day.more:
        paragraphs.append(f"<p>{escape(words.feed_more, quote=False)}</p>")
    _add(entry, "content", "\n".join(paragraphs), type="html")


def _kind(told: News, words: Strings) -> str:
    """What a list of pages like this one is called."""
    if told.created:
        return words.feed_added
    return words.feed_changed if told.added or told.changed else words.feed_confirmed


def _entry(root: ElementTree.Element, told: News, text: Text, feed: Feed) -> None:
    """A day of a page; its id holds whatever becomes of the commits of that day."""
    words, url = feed.words, urljoin(feed.url, text.path)
    entry = _add(root, "entry")
    at = urlsplit(url)
    _add(entry, "id", f"tag:{at.hostname},{told.at.date().isoformat()}:{at.path}")
    said = words.feed_new_page if told.created else words.feed_page
    _add(entry, "title", said.format(title=text.title))
    if told.created:
        _add(entry, "published", told.at.isoformat())
    _add(entry, "updated", told.at.isoformat())
    _add(entry, "link", rel="alternate", type="text/html", href=url)
    if told.created:
        description = told.page.meta.get("description")
        if isinstance(description, str) and description:
            _add(entry, "summary", description)
        return
    lists = (
        (words.feed_added, told.added),
        (words.feed_changed, told.changed),
        (words.feed_confirmed, told.confirmed),
    )
    paragraphs = [
        _paragraph(name, [_section(one, url, words) for one in some])
        for name, some in lists
        if some
    ]
    _add(entry, "content", "\n".join(paragraphs), type="html")


def _section(section: Section, url: str, words: Strings) -> tuple[str, str]:
    """Where a section of the page at `url` is, and what it is called."""
    return (
        (f"{url}#{section.anchor}", section.title) if section.level else (url, words.status_opening)
    )


def _paragraph(name: str, found: Iterable[tuple[str, str]]) -> str:
    links = ", ".join(
        f'<a href="{escape(address)}">{escape(title, quote=False)}</a>' for address, title in found
    )
    return f"<p>{escape(name, quote=False)} {links}</p>"


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text or None
    return element

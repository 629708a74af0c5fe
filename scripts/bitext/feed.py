"""The news of a site as an Atom feed (RFC 4287) in each of its languages."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from bitext.model import Section
from bitext.news import News
from bitext.sides import Text
from bitext.strings import Strings, language_tag
from bitext.view import View

NAME = "feed.xml"
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


def atom(feed: Feed, told: Sequence[News], texts: Mapping[str, Text]) -> str:
    """The feed; `texts` are the pages by the path of their Markdown, and others are left out."""
    shown = [one for one in told if one.page.path in texts]
    root = ElementTree.Element(
        "feed", {"xmlns": _ATOM, "xml:lang": language_tag(feed.words.locale)}
    )
    _add(root, "id", urljoin(feed.url, feed.path))
    _add(root, "title", title(feed.site, feed.words))
    _add(root, "updated", max((one.at for one in shown), default=feed.committed).isoformat())
    _add(_add(root, "author"), "name", feed.site)
    _add(root, "link", rel="self", type="application/atom+xml", href=urljoin(feed.url, feed.path))
    _add(root, "link", rel="alternate", type="text/html", href=urljoin(feed.url, feed.home))
    for one in shown:
        _entry(root, one, texts[one.page.path], feed)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


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
    paragraphs = [_paragraph(name, some, url, words) for name, some in lists if some]
    _add(entry, "content", "\n".join(paragraphs), type="html")


def _paragraph(name: str, sections: Iterable[Section], url: str, words: Strings) -> str:
    links = ", ".join(
        f'<a href="{escape(f"{url}#{one.anchor}" if one.level else url)}">'
        f"{escape(one.title if one.level else words.status_opening, quote=False)}</a>"
        for one in sections
    )
    return f"<p>{escape(name, quote=False)} {links}</p>"


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text or None
    return element

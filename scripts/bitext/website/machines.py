"""What a page of a site in several languages tells browsers and search engines."""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from bitext.website.strings import language_tag
from bitext.website.view import Version, View

_ALTERNATE = re.compile(r'[ \t]*<link rel="alternate" [^>]*hreflang="[^"]*"[^>]*>\n?')


def alternates(versions: Sequence[Version], source: str) -> tuple[Version, ...]:
    """The hreflang links of a page: its real versions and x-default, or none if it has only one."""
    if len(versions) < 2 or not all(version.url for version in versions):
        return ()
    default = next((version for version in versions if version.locale == source), versions[0])
    return (*versions, Version("x-default", default.url))


def headed(html: str, view: View) -> str:
    """The page with the head of a page that exists in several languages."""
    links = alternates(view.versions, view.source) if view.indexed else ()
    return head(html, links, indexed=view.indexed)


def head(html: str, links: Sequence[Version], *, indexed: bool = True) -> str:
    """The page with these hreflang links instead of the theme's, closed to robots if asked."""
    before, closing, after = html.partition("</head>")
    lines = [_link(link) for link in links]
    if not indexed:
        lines.append('<meta name="robots" content="noindex">')
    added = "".join(f"      {line}\n" for line in lines)
    return f"{_ALTERNATE.sub('', before)}{added}{closing}{after}"


def sitemap(pages: Iterable[Sequence[Version]], source: str) -> str:
    """The sitemap: an entry for each version, with its translations where they exist.

    Nothing is in that of a site that does not know its public address: an entry needs the whole one.
    """
    namespaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    namespaces += ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {namespaces}>"]
    for versions in pages:
        links = [
            f'    <xhtml:link rel="alternate" hreflang="{language_tag(link.locale)}"'
            f" href={quoteattr(link.url)}/>"
            for link in alternates(versions, source)
        ]
        for version in filter(lambda one: one.url, versions):
            lines += ["  <url>", f"    <loc>{escape(version.url)}</loc>", *links, "  </url>"]
    return "\n".join([*lines, "</urlset>", ""])


def _link(link: Version) -> str:
    # The space keeps Material from fetching a sitemap for each language (it looks for the exact
    # value "alternate"); to HTML, rel is a list of words and the link is the same.
    tag = language_tag(link.locale)
    return f'<link rel="alternate " hreflang="{tag}" href={quoteattr(link.url)}>'

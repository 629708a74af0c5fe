"""What pages tell browsers and search engines, one idea per test."""

import xml.etree.ElementTree as ET

from bitext.website import machines
from bitext.website.view import Version

FR = Version("fr", "https://example.org/x/")
EN = Version("en", "https://example.org/en/x/")
HEAD = '<html><head>\n<link rel="alternate" href="../" hreflang="fr">\n</head><body></body></html>'


def test_alternates_end_with_the_source_as_default() -> None:
    assert machines.alternates((FR, EN), "fr") == (FR, EN, Version("x-default", FR.url))


def test_alternates_of_a_page_without_source_take_the_first_version_as_default() -> None:
    de = Version("de", "https://example.org/de/x/")
    assert machines.alternates((EN, de), "fr")[-1] == Version("x-default", EN.url)


def test_a_page_in_one_language_has_no_alternates() -> None:
    assert machines.alternates((FR,), "fr") == ()


def test_no_alternates_without_absolute_urls() -> None:
    assert machines.alternates((Version("fr", ""), Version("en", "")), "fr") == ()


def test_head_replaces_the_links_of_the_theme() -> None:
    html = machines.head(HEAD, (FR, Version("pt_BR", "https://example.org/pt-BR/?a=1&b=2")))
    assert 'href="../"' not in html
    assert '<link rel="alternate " hreflang="fr" href="https://example.org/x/">' in html
    assert 'hreflang="pt-BR" href="https://example.org/pt-BR/?a=1&amp;b=2"' in html
    assert "noindex" not in html


def test_head_closes_a_page_to_robots_once() -> None:
    html = machines.head(HEAD, (), indexed=False)
    assert html.count('<meta name="robots" content="noindex">') == 1
    assert html.index("noindex") < html.index("</head>")


def test_head_leaves_feeds_and_the_body_alone() -> None:
    feed = '<link rel="alternate" type="application/rss+xml" title="RSS" href="feed.xml">'
    link = '<link rel="alternate" href="../" hreflang="fr">'
    html = f"<head>{feed}</head><body><pre>{link}</pre></body>"
    assert machines.head(html, ()) == html


def test_a_site_without_public_address_has_nothing_in_its_sitemap() -> None:
    text = machines.sitemap([(Version("fr", ""), Version("en", ""))], "fr")
    assert ET.fromstring(text).tag.endswith("urlset")
    assert "<url>" not in text


def test_sitemap_lists_each_version_and_pairs_only_real_ones() -> None:
    alone = Version("fr", "https://example.org/a&b/")
    root = ET.fromstring(machines.sitemap([(FR, EN), (alone,)], "fr"))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    links = {
        entry.findtext(f"{space}loc"): [
            item.get("hreflang") for item in entry if item.tag.endswith("link")
        ]
        for entry in root
    }
    both = ["fr", "en", "x-default"]
    assert links == {FR.url: both, EN.url: both, alone.url: []}

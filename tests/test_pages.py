"""What the pure functions behind the plugin return, one idea per test."""

import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, urlsplit

import pytest

from bitext import pages
from bitext.errors import BitextError
from bitext.pages import STRINGS, Version

FR = Version("fr", "https://example.org/x/")
EN = Version("en", "https://example.org/en/x/")
HEAD = '<html><head>\n<link rel="alternate" href="../" hreflang="fr">\n</head><body></body></html>'


def test_alternates_end_with_the_source_as_default() -> None:
    assert pages.alternates((FR, EN), "fr") == (FR, EN, Version("x-default", FR.url))


def test_alternates_of_a_page_without_source_take_the_first_version_as_default() -> None:
    de = Version("de", "https://example.org/de/x/")
    assert pages.alternates((EN, de), "fr")[-1] == Version("x-default", EN.url)


def test_a_page_in_one_language_has_no_alternates() -> None:
    assert pages.alternates((FR,), "fr") == ()


def test_no_alternates_without_absolute_urls() -> None:
    assert pages.alternates((Version("fr", ""), Version("en", "")), "fr") == ()


def test_head_replaces_the_links_of_the_theme() -> None:
    html = pages.head(HEAD, (FR, Version("pt_BR", "https://example.org/pt-BR/?a=1&b=2")))
    assert 'href="../"' not in html
    assert '<link rel="alternate " hreflang="fr" href="https://example.org/x/">' in html
    assert 'hreflang="pt-BR" href="https://example.org/pt-BR/?a=1&amp;b=2"' in html
    assert "noindex" not in html


def test_head_closes_a_page_to_robots_once() -> None:
    html = pages.head(HEAD, (), indexed=False)
    assert html.count('<meta name="robots" content="noindex">') == 1
    assert html.index("noindex") < html.index("</head>")


def test_head_leaves_feeds_and_the_body_alone() -> None:
    feed = '<link rel="alternate" type="application/rss+xml" title="RSS" href="feed.xml">'
    link = '<link rel="alternate" href="../" hreflang="fr">'
    html = f"<head>{feed}</head><body><pre>{link}</pre></body>"
    assert pages.head(html, ()) == html


def test_sitemap_lists_each_version_and_pairs_only_real_ones() -> None:
    alone = Version("fr", "https://example.org/a&b/")
    root = ET.fromstring(pages.sitemap([(FR, EN), (alone,)], "fr"))
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    links = {
        entry.findtext(f"{space}loc"): [
            item.get("hreflang") for item in entry if item.tag.endswith("link")
        ]
        for entry in root
    }
    both = ["fr", "en", "x-default"]
    assert links == {FR.url: both, EN.url: both, alone.url: []}


@pytest.mark.parametrize(
    ("repository", "path", "title_key", "body_key"),
    [
        ("https://github.com/a/b/", "/a/b/issues/new", "title", "body"),
        ("https://codeberg.org/a/b", "/a/b/issues/new", "title", "body"),
        (
            "https://gitlab.com/a/b",
            "/a/b/-/issues/new",
            "issue[title]",
            "issue[description]",
        ),
    ],
)
def test_report_url_names_the_page(
    repository: str, path: str, title_key: str, body_key: str
) -> None:
    url = urlsplit(pages.report_url(repository, STRINGS["en"], "A & B?", "https://e.org/?x=1#y"))
    query = parse_qs(url.query)
    assert url.path == path
    assert query[title_key] == ["Error on the page “A & B?”"]
    assert "https://e.org/?x=1#y" in query[body_key][0]


def test_strings_of_a_region_are_those_of_its_language() -> None:
    assert pages.strings("fr-CA") == STRINGS["fr"]


def test_strings_of_an_unknown_language_are_english() -> None:
    assert pages.strings("de") == STRINGS["en"]


def test_a_site_gives_its_own_strings() -> None:
    words = pages.strings("de", {"de": {"report": "Fehler melden"}})
    assert (words.locale, words.report, words.edit) == ("de", "Fehler melden", STRINGS["en"].edit)


def test_an_unknown_string_is_an_error_that_names_it() -> None:
    with pytest.raises(BitextError, match=r"^strings: de: unknown key “raport”$"):
        pages.strings("de", {"de": {"raport": "?"}})


@pytest.mark.parametrize("locale", sorted(STRINGS))
def test_every_table_fills_its_braces(locale: str) -> None:
    words = STRINGS[locale]
    assert words.locale == locale
    assert "{}" in words.footnote_back
    assert "{language}" in words.untranslated_text
    assert "{title}" in words.report_title
    assert "{url}" in words.report_body


@pytest.mark.parametrize(
    ("locale", "reader", "name"),
    [("fr", "en", "French"), ("en", "fr", "anglais"), ("pt_BR", "en", "Portuguese (Brazil)")],
)
def test_language_name_is_said_in_the_language_of_the_reader(
    locale: str, reader: str, name: str
) -> None:
    assert pages.language_name(locale, reader) == name


def test_language_name_of_an_unknown_locale_is_the_locale() -> None:
    assert pages.language_name("xx", "fr") == "xx"


def test_say_in_changes_language_and_keeps_the_choice_of_the_author() -> None:
    known = [STRINGS["fr"], STRINGS["en"]]
    settings: dict[str, dict[str, object]] = {"footnotes": {"BACKLINK_TITLE": "Up"}}
    for locale in ("fr", "en"):
        pages.say_in(settings, STRINGS[locale], known)
        assert settings["toc"]["permalink_title"] == STRINGS[locale].permalink
    assert settings["footnotes"] == {"BACKLINK_TITLE": "Up"}


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<div class="admonition warning inline">\n<p class="admonition-title">', "</p>"),
        ('<details class="warning" open="open"><summary>', "</summary>"),
    ],
)
def test_admonitions_translates_the_titles_that_markdown_made(opening: str, closing: str) -> None:
    titles = {"warning": "Attention"}
    assert pages.admonitions(f"{opening}Warning{closing}", titles) == f"{opening}Attention{closing}"
    own = f"{opening}Note{closing}"
    assert pages.admonitions(own, {**titles, "note": "Remarque"}) == own


def test_tidy_removes_what_html_forbids() -> None:
    checkbox = '<input class="md-toggle" type="checkbox" id="__search" autocomplete="off">'
    text = '<input type="text" autocomplete="off">'
    html = pages.tidy(f'{checkbox}{text}<label tabindex="">', STRINGS["fr"])
    assert html == (
        '<input class="md-toggle" type="checkbox" id="__search">'
        '<input type="text" autocomplete="off"><label>'
    )


def test_tidy_names_landmarks_in_the_language_of_the_page() -> None:
    html = pages.tidy(
        '<div class="md-search" data-md-component="search" role="dialog">'
        '<nav class="md-path" aria-label="Navigation">'
        '<nav class="md-nav" aria-labelledby="__nav_2_1_label">'
        '<label class="md-nav__title" for="__nav_2_1">',
        STRINGS["fr"],
    )
    assert 'role="dialog" aria-label="Recherche"' in html
    assert '<nav class="md-path" aria-label="Vous êtes ici">' in html
    assert 'aria-labelledby="__nav_2_1_title"' in html
    assert '<label id="__nav_2_1_title" class="md-nav__title" for="__nav_2_1">' in html


@pytest.mark.parametrize(
    ("paths", "folders", "lost"),
    [
        (["js/a.js", "js/b.js", "fr/a.md", "en/a.md", "assets/x.svg"], True, ["js/"]),
        (["it.md", "fr/ia/a.md"], True, []),
        (["a.md", "a.en.md", "jquery.ui.js", "b.min.js"], False, ["jquery.ui.js"]),
    ],
)
def test_lost_files_are_those_named_like_a_locale(
    paths: list[str], folders: bool, lost: list[str]
) -> None:
    assert pages.lost_files(paths, ["fr", "en"], folders=folders) == lost


def test_the_second_of_two_neighbouring_notes_is_named() -> None:
    mark = '<sup id="fnref:{}"><a>{}</a></sup>'
    glued = mark.format("a", 1) + mark.format("b", 2)
    named = pages.spaced_notes(f"<p>One{glued} then{mark.format('c', 3)}, 10<sup>2</sup>.</p>")
    assert named.count("bitext-next") == 1
    assert '</sup><sup class="bitext-next" id="fnref:b">' in named


def test_only_columns_of_sentences_are_named_wide() -> None:
    row = f"<tr><td>C01</td><td><em>{'word ' * 20}</em></td><td>{'<b></b>' * 30}</td></tr>"
    heads = "<tr><th>Key</th><th>Text</th><th>Marks</th></tr>"
    html = pages.wide_columns(f"<table><thead>{heads}</thead><tbody>{row}</tbody></table>")
    assert "<thead><tr><th>Key</th><th data-wide>Text</th><th>Marks</th></tr>" in html


def test_a_table_without_rows_is_left_alone() -> None:
    assert pages.wide_columns("<table></table>") == "<table></table>"

"""What the pure functions behind the plugin return, one idea per test."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bitext.website import pages
from bitext.website.strings import table


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
    url = urlsplit(pages.report_url(repository, table("en"), "A & B?", "https://e.org/?x=1#y"))
    query = parse_qs(url.query)
    assert url.path == path
    assert query[title_key] == ["Error on the page “A & B?”"]
    assert "https://e.org/?x=1#y" in query[body_key][0]


def test_say_in_changes_language_and_keeps_the_choice_of_the_author() -> None:
    known = [table("fr"), table("en")]
    settings: dict[str, dict[str, object]] = {"footnotes": {"BACKLINK_TITLE": "Up"}}
    for locale in ("fr", "en"):
        pages.say_in(settings, table(locale), known)
        assert settings["toc"]["permalink_title"] == table(locale).permalink
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
    html = pages.tidy(f'{checkbox}{text}<label tabindex="">', table("fr"))
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
        table("fr"),
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


@pytest.mark.parametrize(
    ("head", "closed"),
    [
        ('<meta name="robots" content="noindex">', True),
        ("<meta content='noindex, nofollow' name=robots>", True),
        ('<meta name="robots" content="index">', False),
        ('<meta name="description" content="noindex">', False),
        ("", False),
    ],
)
def test_a_page_closed_to_robots_is_known_by_its_head(head: str, closed: bool) -> None:
    assert pages.is_closed(f"<head>{head}</head><body></body>") == closed


def test_what_a_text_says_of_robots_closes_nothing() -> None:
    assert not pages.is_closed('<head></head><meta name="robots" content="noindex">')


def test_footnotes_are_kept_from_the_search() -> None:
    html = pages.unsearched_notes('<p>x</p><div class="footnote"><ol></ol></div>')
    assert html == '<p>x</p><div class="footnote" data-search-exclude="1"><ol></ol></div>'

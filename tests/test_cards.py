"""How a page presents itself in its language."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from bitext.website import cards
from bitext.website.strings import table
from bitext.website.view import Version, View

HEAD = '<html><head><title>T</title><meta name="description" content="D"></head></html>'
ENGLISH = View(
    locale="en",
    strings=table("en"),
    source="fr",
    text="en",
    text_strings=table("en"),
    text_language="English",
    url="https://e.org/en/a/",
    title='A &amp; <em>"B"</em>',
    description="What </script> is",
    site_name="The site",
    site_url="https://e.org/",
    versions=(Version("fr", "https://e.org/a/"), Version("en", "https://e.org/en/a/")),
)
FRENCH = replace(ENGLISH, locale="fr", text="fr", url="https://e.org/a/")


def graph(view: View) -> dict[str, Any]:
    """What the page says of itself as JSON-LD."""
    page = LexborHTMLParser(cards.presented(HEAD, view))
    (script,) = page.css('script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(script.text())
    return found


def tags(view: View, html: str = HEAD) -> list[tuple[str, str]]:
    """The Open Graph tags of the page."""
    page = LexborHTMLParser(cards.presented(html, view))
    return [
        (str(node.attributes["property"]), str(node.attributes["content"]))
        for node in page.css("meta[property]")
    ]


def test_a_translation_names_the_work_it_translates() -> None:
    assert graph(ENGLISH) == {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "@id": "https://e.org/en/a/",
        "headline": 'A & "B"',
        "description": "What </script> is",
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "@id": "https://e.org/", "name": "The site"},
        "translationOfWork": {
            "@type": "TechArticle",
            "@id": "https://e.org/a/",
            "inLanguage": "fr",
        },
    }


def test_a_source_names_its_translations() -> None:
    assert graph(FRENCH)["workTranslation"] == [
        {"@type": "TechArticle", "@id": "https://e.org/en/a/", "inLanguage": "en"}
    ]
    assert "translationOfWork" not in graph(FRENCH)


def test_a_page_in_one_language_names_no_other() -> None:
    alone = graph(replace(FRENCH, versions=FRENCH.versions[:1]))
    assert not {"workTranslation", "translationOfWork"} & set(alone)


def test_open_graph_is_in_the_language_of_the_page() -> None:
    assert tags(ENGLISH) == [
        ("og:type", "article"),
        ("og:site_name", "The site"),
        ("og:title", 'A & "B"'),
        ("og:description", "What </script> is"),
        ("og:url", "https://e.org/en/a/"),
        ("og:locale", "en_US"),
        ("og:locale:alternate", "fr_FR"),
    ]


def test_a_home_page_is_no_article() -> None:
    home = replace(ENGLISH, home=True)
    assert (graph(home)["@type"], tags(home)[0][1]) == ("WebPage", "website")


def test_tags_of_the_site_itself_stay_alone() -> None:
    own = HEAD.replace("</head>", '<meta name="x" property="og:title" content="Own"></head>')
    assert tags(ENGLISH, own) == [("og:title", "Own")]


@pytest.mark.parametrize("view", [replace(ENGLISH, url=""), replace(ENGLISH, indexed=False)])
def test_a_page_without_public_address_has_no_card(view: View) -> None:
    assert cards.presented(HEAD, view) == HEAD


def test_title_and_description_of_a_fallback_are_marked_with_their_language() -> None:
    html = cards.presented(HEAD, replace(ENGLISH, text="fr", indexed=False))
    assert re.findall(r'lang="(\w+)"', html) == ["fr", "fr"]


@pytest.mark.parametrize(
    ("locale", "found"),
    [("fr", "fr_FR"), ("pt_BR", "pt_BR"), ("zh-Hant-TW", "zh_TW"), ("tlh", "tlh")],
)
def test_a_locale_has_its_territory(locale: str, found: str) -> None:
    assert cards.territory(locale) == found

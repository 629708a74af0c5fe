"""What the plugin makes of a site, whatever its layout."""

import gzip
import logging
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from building import BASE, LANGUAGES, Site, canonical, hreflangs, make, one, switch
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

GUIDE = """# {title} {{ #guide }}

Text[^1].

!!! warning
    Untitled.

!!! warning "Titled"
    Text.

```
!!! warning
```

## Part {{ #part }}

[^1]: Note.
"""
PAGES = {
    "fr/index.md": "# Accueil\n\n- [Guide](a/guide.md)\n",
    "en/index.md": "# Home\n\n- [Guide](a/guide.md)\n",
    "fr/a/guide.md": GUIDE.format(title="Le guide"),
    "en/a/guide.md": GUIDE.format(title="The guide"),
    "fr/a/seul.md": "# Une page seule\n\nEn français.\n\n!!! tip\n    Texte.\n",
    "en/only.md": "# English alone\n\nIn English.\n",
}


def suffixed(files: Mapping[str, str]) -> dict[str, str]:
    """The same pages in the suffix layout: `fr/a/guide.md` is `a/guide.fr.md`."""
    return {f"{name[3:].removesuffix('.md')}.{name[:2]}.md": text for name, text in files.items()}


@pytest.fixture(scope="module", params=["folder", "suffix", "folder-files", "suffix-files"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The pages above in each layout and each form of address."""
    layout, _, form = str(request.param).partition("-")
    files = PAGES if layout == "folder" else suffixed(PAGES)
    folder = make(
        tmp_path_factory.mktemp("site"),
        files,
        i18n={"docs_structure": layout},
        use_directory_urls=not form,
    )
    return Site(folder, directory_urls=not form)


@pytest.mark.parametrize("name", ["a/guide", "index"])
def test_translations_name_each_other(site: Site, name: str) -> None:
    expected = {"fr": site.url(name), "en": site.url(f"en/{name}"), "x-default": site.url(name)}
    assert hreflangs(site.page(name)) == expected
    assert hreflangs(site.page(f"en/{name}")) == expected


@pytest.mark.parametrize("name", ["a/seul", "en/a/seul", "en/only"])
def test_a_page_in_one_language_names_no_translation(site: Site, name: str) -> None:
    assert hreflangs(site.page(name)) == {}


@pytest.mark.parametrize("name", ["a/guide", "en/a/guide", "a/seul", "en/only", "index"])
def test_a_real_page_is_its_own_canonical_and_open_to_robots(site: Site, name: str) -> None:
    page = site.page(name)
    assert canonical(page) == site.url(name)
    assert not page.css("meta[name=robots]")
    assert not page.css(".bitext-notice")


def test_material_finds_no_link_to_fetch_a_sitemap_for(site: Site) -> None:
    page = site.page("a/guide")
    assert not page.css('link[rel="alternate"]')
    assert len(page.css("link[rel~=alternate]")) == 3


def test_a_fallback_is_closed_to_robots_and_points_at_its_source(site: Site) -> None:
    page = site.page("en/a/seul")
    assert canonical(page) == site.url("a/seul")
    assert one(page, "meta[name=robots]").attributes["content"] == "noindex"


def test_a_fallback_says_so_in_the_language_of_the_reader(site: Site) -> None:
    page = site.page("en/a/seul")
    notice = one(page, "article > .bitext-notice")
    assert notice.attributes["lang"] == "en"
    assert "It is shown in French" in notice.text()
    link = one(page, ".bitext-notice a")
    assert urljoin(site.url("en/a/seul"), link.attributes["href"]) == site.url("a/seul")


def test_the_text_of_a_fallback_is_marked_with_its_language(site: Site) -> None:
    page = site.page("en/a/seul")
    assert one(page, "html").attributes["lang"] == "en"
    assert one(page, "article > [lang=fr] > h1").text().startswith("Une page seule")
    assert one(page, "[lang=fr] .admonition-title").text() == "Astuce"
    assert one(page, ".bitext-foot").attributes["lang"] == "en"
    assert not page.css("[lang=fr] .bitext-foot")


@pytest.mark.parametrize(("name", "locale"), [("a/guide", "fr"), ("en/a/guide", "en")])
def test_html_is_marked_with_its_language(site: Site, name: str, locale: str) -> None:
    assert one(site.page(name), "html").attributes["lang"] == locale


@pytest.mark.parametrize(("name", "title"), [("index", "Le site"), ("en/index", "The site")])
def test_home_pages_are_titled_by_the_site(site: Site, name: str, title: str) -> None:
    page = site.page(name)
    assert one(page, "title").text() == title
    assert page.css(".bitext-home h1")


def test_other_pages_keep_their_title(site: Site) -> None:
    page = site.page("en/a/guide")
    assert one(page, "title").text() == "The guide - The site"
    assert not page.css(".bitext-home")


def test_the_sitemap_holds_real_pages_and_real_pairs(site: Site) -> None:
    text = (site.folder / "sitemap.xml").read_bytes()
    links = {}
    entries = list(ET.fromstring(text))
    for entry in entries:
        location, *alternates = list(entry)
        links[location.text] = {link.get("hreflang"): link.get("href") for link in alternates}
    home = {"fr": site.url("index"), "en": site.url("en/index"), "x-default": site.url("index")}
    guide = {
        "fr": site.url("a/guide"),
        "en": site.url("en/a/guide"),
        "x-default": site.url("a/guide"),
    }
    assert links == {
        home["fr"]: home,
        home["en"]: home,
        guide["fr"]: guide,
        guide["en"]: guide,
        site.url("a/seul"): {},
        site.url("en/only"): {},
    }
    assert len(entries) == len(links)
    assert gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()) == text


@pytest.mark.parametrize(
    ("file", "locale", "title", "home", "other"),
    [
        ("404.html", "fr", "Page introuvable", "index", "en/index"),
        ("en/404.html", "en", "Page not found", "en/index", "index"),
    ],
)
def test_each_404_page_speaks_the_language_of_its_folder(
    site: Site, file: str, locale: str, title: str, home: str, other: str
) -> None:
    page = LexborHTMLParser((site.folder / file).read_text("utf-8"))
    assert one(page, "html").attributes["lang"] == locale
    assert one(page, "h1").text() == title
    assert one(page, "title").text().startswith(title)
    # It is shown at any depth: only addresses from the root hold.
    button = str(one(page, "a.md-button").attributes["href"])
    assert button.startswith("/base/")
    assert urljoin(BASE, button) == site.url(home)
    other_locale = "en" if locale == "fr" else "fr"
    assert urljoin(BASE, switch(page, other_locale)) == site.url(other)
    assert urljoin(
        BASE, one(page, f"[lang={other_locale}].bitext-other a").attributes["href"]
    ) == site.url(other)
    assert one(page, "meta[name=robots]").attributes["content"] == "noindex"
    assert hreflangs(page) == {}


@pytest.mark.parametrize(
    ("name", "locale", "target"),
    [
        ("index", "en", "en/index"),
        ("en/index", "fr", "index"),
        ("a/guide", "en", "en/a/guide"),
        ("en/a/guide", "fr", "a/guide"),
        ("a/seul", "en", "en/a/seul"),
        ("en/a/seul", "fr", "a/seul"),
        ("en/only", "fr", "index"),
    ],
)
def test_the_switcher_leads_to_the_same_page(
    site: Site, name: str, locale: str, target: str
) -> None:
    link = switch(site.page(name), locale)
    assert urljoin(site.url(name), link) == site.url(target)
    # A page without its twin has only the address of a home page, written by static-i18n.
    assert link.startswith("/") == (name == "en/only")


@pytest.mark.parametrize(
    ("name", "locale", "brief", "note"),
    [
        (
            "a/seul",
            "en",
            "non traduit",
            "Cette page n’est pas traduite en anglais\u00a0: elle s’affichera en français.",
        ),
        (
            "en/only",
            "fr",
            "not translated",
            "This page has not been translated into French: the link leads to the home page.",
        ),
    ],
)
def test_the_switcher_says_beforehand_that_there_is_no_translation(
    site: Site, name: str, locale: str, brief: str, note: str
) -> None:
    link = one(site.page(name), f"a.bitext-language[hreflang={locale}]")
    assert one(link, ".bitext-language__brief").text() == brief
    assert link.attributes["title"] == note


def test_the_switcher_of_a_fallback_leads_to_a_real_page(site: Site) -> None:
    link = one(site.page("en/a/seul"), "a.bitext-language[hreflang=fr]")
    assert not link.css(".bitext-language__brief")
    assert link.attributes["title"] == "Français"


def test_the_switcher_names_languages_and_needs_no_script(site: Site) -> None:
    page = site.page("a/guide")
    link = one(page, "header a.bitext-language")
    name = one(link, ".bitext-language__name")
    assert (name.attributes["lang"], name.text()) == ("en", "English")
    assert not link.css(".bitext-language__brief")
    assert not page.css("header .md-select")


@pytest.mark.parametrize(
    ("name", "permalink", "back", "title"),
    [
        ("a/guide", "Lien vers cette section", "Revenir à l’appel de la note 1", "Attention"),
        ("en/a/guide", "Link to this section", "Back to the reference to note 1", "Warning"),
    ],
)
def test_words_that_markdown_adds_are_in_the_language_of_the_page(
    site: Site, name: str, permalink: str, back: str, title: str
) -> None:
    page = site.page(name)
    assert {link.attributes["title"] for link in page.css("a.headerlink")} == {permalink}
    assert one(page, "a.footnote-backref").attributes["title"] == back
    assert [node.text() for node in page.css(".admonition-title")] == [title, "Titled"]
    assert one(page, "pre code").text().strip() == "!!! warning"


@pytest.mark.parametrize(
    ("name", "words", "subject"),
    [
        ("a/guide", "Signaler une erreur", "Erreur sur la page «\u00a0Le guide\u00a0»"),
        ("en/a/guide", "Report an error", "Error on the page “The guide”"),
        ("en/a/seul", "Report an error", "Error on the page “Une page seule”"),
    ],
)
def test_readers_can_report_an_error(site: Site, name: str, words: str, subject: str) -> None:
    links = {
        link.text(): str(link.attributes["href"]) for link in site.page(name).css(".bitext-foot a")
    }
    url = urlsplit(links[words])
    assert url._replace(query="").geturl() == "https://forge.example.org/some/site/issues/new"
    query = parse_qs(url.query)
    assert query["title"] == [subject]
    assert site.url(name) in query["body"][0]


def test_the_edit_link_leads_to_the_file_of_the_language(site: Site) -> None:
    links = [
        str(one(site.page(name), ".bitext-foot a[href*=edit]").attributes["href"])
        for name in ("a/guide", "en/a/guide", "en/a/seul")
    ]
    layout = (
        ["fr/a/guide.md", "en/a/guide.md", "fr/a/seul.md"],
        ["a/guide.fr.md", "a/guide.en.md", "a/seul.fr.md"],
    )
    prefix = "https://forge.example.org/some/site/edit/main/docs/"
    assert [link.removeprefix(prefix) for link in links] in layout


def test_the_style_and_the_script_ship_with_the_site(site: Site) -> None:
    names = [one.attributes["href"] for one in site.page("en/a/guide").css("[rel=stylesheet]")]
    (style,) = [str(name) for name in names]
    assert "--bitext-" in (site.folder / style.lstrip("./")).read_text("utf-8")
    assert (site.folder / "assets/bitext.js").read_text("utf-8").strip()
    assert site.html("en/a/guide").count("assets/bitext.js") == 1


def test_nothing_is_fetched_from_elsewhere(site: Site) -> None:
    page = site.page("a/guide")
    loaded = [
        node.attributes.get("src") or node.attributes.get("href") or ""
        for node in page.css("script[src], img[src], link[rel=stylesheet], link[rel=preconnect]")
    ]
    assert loaded
    assert not [url for url in loaded if urlsplit(url).netloc]
    # Material asks the forge for figures from this component.
    assert not page.css("[data-md-component=source]")


def test_the_page_has_no_attribute_that_html_forbids(site: Site) -> None:
    page = site.page("a/guide")
    assert page.css("input[type=checkbox]")
    assert not page.css("input[type=checkbox][autocomplete]")
    assert not page.css('[tabindex=""]')
    assert one(page, "[role=dialog]").attributes["aria-label"] == "Recherche"


def test_the_files_of_a_site_win_over_ours(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "main.html").write_text(
        '{% extends "bitext.html" %}{% block announce %}Own{% endblock %}', "utf-8"
    )
    folder = make(
        tmp_path,
        {**PAGES, "fr/own.css": "p {}"},
        theme={"name": "material", "font": False, "custom_dir": str(own)},
        extra_css=["own.css"],
    )
    html = Site(folder).html("en/a/seul")
    assert one(LexborHTMLParser(html), ".md-banner").text().strip() == "Own"
    assert "bitext-notice" in html
    assert html.index("assets/stylesheets/bitext.") < html.index("own.css")


def test_a_site_may_load_its_styles_whole(tmp_path: Path) -> None:
    html = Site(make(tmp_path, PAGES, bitext={"slim": False})).html("en/a/guide")
    assert html.count("assets/bitext.css") == html.count("assets/stylesheets/main.") == 1
    assert "\n      <" in html


def test_a_rule_that_one_page_can_use_is_in_the_style_of_all(tmp_path: Path) -> None:
    plain, boxed = (
        (
            next((make(tmp_path / name, files) / "assets/stylesheets").glob("bitext.*.css"))
        ).read_text("utf-8")
        for name, files in (
            ("plain", PAGES),
            ("boxed", {**PAGES, "fr/box.md": "# B { #b }\n\n!!! danger\n    Text.\n"}),
        )
    )
    assert ".admonition.danger" not in plain
    assert ".admonition.danger" in boxed


def test_one_locale_alone_can_be_built(tmp_path: Path) -> None:
    folder = make(tmp_path, PAGES, i18n={"build_only_locale": "en"})
    page = Site(folder).page("a/guide")
    assert one(page, "html").attributes["lang"] == "en"
    assert hreflangs(page) == {}
    assert not page.css(".bitext-language")
    assert "not found" in (folder / "404.html").read_text("utf-8")


def test_three_languages_where_one_is_missing(tmp_path: Path) -> None:
    german = {"locale": "de", "name": "Deutsch", "site_name": "Die Website"}
    folder = make(
        tmp_path,
        {**PAGES, "de/index.md": "# Startseite\n"},
        i18n={"languages": [*LANGUAGES, german]},
        bitext={"strings": {"de": {"untranslated": "Nicht übersetzt"}}},
    )
    site = Site(folder)
    assert set(hreflangs(site.page("a/guide"))) == {"fr", "en", "x-default"}
    assert set(hreflangs(site.page("de/index"))) == {"fr", "en", "de", "x-default"}
    fallback = site.page("de/a/guide")
    assert one(fallback, ".bitext-notice .admonition-title").text() == "Nicht übersetzt"
    assert {link.attributes["hreflang"] for link in fallback.css("a.bitext-language")} == {
        "fr",
        "en",
    }
    assert canonical(fallback) == site.url("a/guide")
    assert hreflangs(fallback) == {}


def test_a_site_without_address_or_repository(tmp_path: Path) -> None:
    folder = make(tmp_path, PAGES, site_url="", repo_url="", edit_uri="", strict=False)
    page = Site(folder).page("en/a/seul")
    assert hreflangs(page) == {}
    assert not page.css("link[rel=canonical]")
    assert one(page, ".bitext-foot a").attributes["href"] == "../../etat/"
    assert one(page, ".bitext-notice a").attributes["href"] == "../../../a/seul/"


def test_an_entry_of_the_switcher_that_is_no_language(tmp_path: Path) -> None:
    extra = {"locale": "null", "name": "Blog", "build": False, "fixed_link": "https://b.org/"}
    site = Site(make(tmp_path, PAGES, i18n={"languages": [*LANGUAGES, extra]}))
    links = site.page("a/guide").css("a.bitext-language")
    assert [(link.attributes.get("hreflang"), link.text().strip()) for link in links[1:]] == [
        (None, "Blog")
    ]
    assert "null" not in hreflangs(site.page("a/guide"))


def test_a_draft_is_no_translation(tmp_path: Path) -> None:
    folder = make(tmp_path, PAGES, draft_docs="en/a/guide.md", strict=False)
    assert hreflangs(Site(folder).page("a/guide")) == {}
    assert "en/a/guide" not in (folder / "sitemap.xml").read_text("utf-8")


def test_a_folder_named_like_a_locale_is_reported_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort, match="1 warning"), caplog.at_level(logging.WARNING):
        make(tmp_path, {**PAGES, "js/app.js": "", "js/other.js": ""})
    messages = [record.getMessage() for record in caplog.records]
    assert len([message for message in messages if "'js/' is left out" in message]) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"theme": "mkdocs"}, "the theme is mkdocs, expected material"),
        ({"plugins": ["bitext"]}, "the plugin i18n (mkdocs-static-i18n) is missing"),
        ({"bitext": {"strings": {"en": {"nope": ""}}}}, "strings: en: unknown key “nope”"),
    ],
)
def test_a_wrong_configuration_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(Abort):
        make(tmp_path, PAGES, **changes)
    assert any(message in record.getMessage() for record in caplog.records)

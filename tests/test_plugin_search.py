"""The search of sites really built by MkDocs, with the extra that it needs and without."""

import json
import logging
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from building import BASE, LANGUAGES, Site, make, one, searchable
from selectolax.lexbor import LexborHTMLParser

GUIDE = "# {title} {{ #guide }}\n\nText[^1].\n\n## Part {{ #part }}\n\n[^1]: Note.\n"
PAGES = {
    "fr/index.md": "# Accueil\n",
    "en/index.md": "# Home\n",
    "fr/a/guide.md": GUIDE.format(title="Le guide"),
    "en/a/guide.md": GUIDE.format(title="The guide"),
    "fr/a/seul.md": "# Une page seule\n",
    "en/only.md": "# English alone\n",
}


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Site:
    folder = make(tmp_path_factory.mktemp("search"), PAGES, use_directory_urls=request.param)
    return Site(folder, directory_urls=request.param)


def page_at(site: Site, address: str) -> LexborHTMLParser:
    """The page at an address from the root, whatever its anchor."""
    path = site.folder / address.partition("#")[0]
    return LexborHTMLParser((path / "index.html" if path.is_dir() else path).read_text("utf-8"))


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "snowballstemmer", None)


def test_each_locale_searches_its_own_pages_and_no_fallback(site: Site) -> None:
    assert set(searchable(site.folder)) == {"Accueil", "Le guide", "Une page seule"}
    assert set(searchable(site.folder / "en")) == {"Home", "The guide", "English alone"}


def test_a_result_leads_to_a_page_of_the_site(site: Site) -> None:
    for folder in ("", "en"):
        for sections in searchable(site.folder / folder).values():
            for address in sections:
                assert page_at(site, address).css_first("h1")


def test_the_notes_of_a_page_are_no_part_of_its_last_section(site: Site) -> None:
    texts = searchable(site.folder)["Le guide"]
    assert list(texts.values())[-1] == ""
    assert not [text for text in texts.values() if "Note." in text]


@pytest.mark.parametrize("name", ["index", "a/guide", "en/index", "en/a/guide", "en/a/seul"])
def test_a_page_knows_where_its_search_is(site: Site, name: str) -> None:
    box = one(site.page(name), "[data-bitext-search]")
    paths = {
        key: urljoin(site.url(name), str(box.attributes[f"data-bitext-{key}"]))
        for key in ("search", "root", "scripts")
    }
    assert paths["search"] == urljoin(BASE, "en/search/" if name.startswith("en/") else "search/")
    assert paths["root"].rstrip(".") == BASE
    assert paths["scripts"] == urljoin(BASE, "assets/bitext-search/")
    assert not site.page(name).css("form[name=search], [data-md-component=search]")


def test_neither_lunr_nor_its_index_is_asked_for(site: Site) -> None:
    assert not list(site.folder.rglob("search_index.json"))
    for name in ("box.js", "find.js"):
        assert (site.folder / "assets/bitext-search" / name).is_file()


def test_a_page_closed_by_its_author_is_not_searchable(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "main.html").write_text(
        '{% extends "bitext.html" %}{% block extrahead %}{% if page and page.meta.robots %}'
        '<meta name="robots" content="{{ page.meta.robots }}">{% endif %}{% endblock %}',
        "utf-8",
    )
    texts = {
        **PAGES,
        "fr/a/clos.md": "---\nrobots: noindex\n---\n# Une page close\n",
        "fr/a/exclu.md": "---\nsearch: {exclude: true}\n---\n# Une page exclue\n",
    }
    folder = make(
        tmp_path,
        texts,
        theme={"name": "material", "font": False, "custom_dir": str(own)},
    )
    assert set(searchable(folder)) == {"Accueil", "Le guide", "Une page seule"}


def test_the_termbase_of_the_site_is_known_to_its_search(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/termbase.toml").write_text(
        '[categories.all]\nfr = "Tout"\nen = "All"\n'
        '[[term]]\nid = "guide"\ncategory = "all"\n[term.fr]\nterm = "guide"\n[term.en]\nterm = "handbook"\n',
        "utf-8",
    )
    folder = make(tmp_path, PAGES, exclude_docs="*.toml")
    index = json.loads((folder / "search/index.json").read_text("utf-8"))
    entries = json.loads((folder / f"search/{index['folder']}/w0.json").read_text("utf-8"))
    assert "handbook" in [root + ending for root, endings, *_ in entries for ending in endings]


def test_a_site_without_search_has_none(tmp_path: Path) -> None:
    i18n = {"docs_structure": "folder", "languages": LANGUAGES}
    folder = make(tmp_path, PAGES, plugins=[{"i18n": i18n}, "bitext"])
    assert not (folder / "search").exists()
    assert not Site(folder).page("a/guide").css(".md-search")


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_the_search_is_materials_and_the_log_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        site = Site(make(tmp_path, PAGES))
    messages = [record.getMessage() for record in caplog.records]
    assert len([one for one in messages if "bitext[search]" in one]) == 1
    for folder, own, name in (("", "Le guide", "a/guide"), ("en", "The guide", "en/a/guide")):
        index = json.loads((site.folder / folder / "search/search_index.json").read_text("utf-8"))
        guides = [entry for entry in index["docs"] if "guide" in entry["title"]]
        assert [entry["title"] for entry in guides] == [own]
        assert (site.folder / folder / guides[0]["location"]).exists()
        assert index["config"]["lang"] == [folder or "fr"]
        page = site.page(name)
        settings = json.loads(one(page, "script#__config").text())
        assert urljoin(site.url(name), settings["base"]) == urljoin(
            BASE, f"{folder}/" if folder else ""
        )
        assert page.css("[data-md-component=search]")

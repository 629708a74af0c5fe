"""What a build puts into the head of a page, and takes out of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from building import BASE, Site, make, one

FILES = {
    "fr/index.md": "# Accueil\n\nTexte.\n",
    "en/index.md": "# Home\n\nText.\n",
    "fr/a/guide.md": "---\ntitle: Le guide\ndescription: Ce qu’il dit.\n---\n\n# Un titre\n",
    "en/a/guide.md": "---\ndescription: What it says.\n---\n\n# A guide & *more*\n",
    "fr/seul.md": "# Seul\n\n<script>window.here = 1</script>\n",
    "fr/table.md": "# Table\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with a palette, whose theme writes scripts for it into every page."""
    theme = {
        "name": "material",
        "font": False,
        "features": ["content.tabs.link", "announce.dismiss"],
        "palette": {"scheme": "default"},
    }
    return Site(make(tmp_path_factory.mktemp("head"), FILES, theme=theme))


def graph(site: Site, name: str) -> dict[str, Any]:
    """What a page says of itself as JSON-LD."""
    found: dict[str, Any] = json.loads(
        one(site.page(name), 'script[type="application/ld+json"]').text()
    )
    return found


def card(site: Site, name: str) -> dict[str, str]:
    """The Open Graph tags of a page."""
    return {
        str(node.attributes["property"]): str(node.attributes["content"])
        for node in site.page(name).css("head meta[property]")
    }


def test_a_page_and_its_translation_name_each_other(site: Site) -> None:
    source, target = graph(site, "a/guide"), graph(site, "en/a/guide")
    assert (source["@id"], target["@id"]) == (site.url("a/guide"), site.url("en/a/guide"))
    assert [work["@id"] for work in source["workTranslation"]] == [target["@id"]]
    assert target["translationOfWork"]["@id"] == source["@id"]
    assert (source["inLanguage"], target["inLanguage"]) == ("fr", "en")
    assert (source["description"], target["description"]) == ("Ce qu’il dit.", "What it says.")
    assert (source["headline"], target["headline"]) == ("Le guide", "A guide & more")
    assert target["isPartOf"] == {"@type": "WebSite", "@id": BASE, "name": "The site"}


def test_a_page_is_shared_in_its_own_language(site: Site) -> None:
    assert card(site, "a/guide")["og:title"] == "Le guide"
    assert card(site, "en/a/guide")["og:title"] == "A guide & more"
    assert card(site, "en/a/guide")["og:locale"] == "en_US"
    assert card(site, "en/a/guide")["og:locale:alternate"] == "fr_FR"
    assert card(site, "en/index")["og:type"] == "website"


def test_a_fallback_has_no_card_and_a_title_marked_with_its_language(site: Site) -> None:
    page = site.page("en/seul")
    assert not page.css('meta[property], script[type="application/ld+json"]')
    assert one(page, "title").attributes["lang"] == "fr"
    assert "lang" not in one(site.page("seul"), "title").attributes


def test_no_page_holds_a_script_to_run_or_a_style(site: Site) -> None:
    pages = sorted(site.folder.rglob("*.html"))
    assert len(pages) >= 10
    for path in pages:
        html = path.read_text("utf-8")
        types = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
        assert all("json" in kind for kind in types), path
        assert not re.search(r"<style|\sstyle=|\son\w+=", html), path


def test_every_script_of_every_page_is_there(site: Site) -> None:
    root = Path(BASE.removeprefix("https://example.org"))
    sources = set()
    for path in site.folder.rglob("*.html"):
        found = re.findall(r'<script[^>]*\bsrc="([^"]*)"', path.read_text("utf-8"))
        for source in found:
            absolute = Path(source).is_relative_to(root)
            file = (
                site.folder / Path(source).relative_to(root) if absolute else path.parent / source
            )
            assert file.is_file(), (path, source)
            sources.add(file.resolve())
    texts = [file.read_text("utf-8") for file in sources if "inline" in file.name]
    assert "window.here = 1\n" in texts
    depths = [text for text in texts if "__md_scope=" in text]
    assert len(depths) == 2  # one for all pages, one for those that answer at any depth


def test_columns_are_aligned_by_name(site: Site) -> None:
    cells = site.page("table").css("article td")
    assert [cell.attributes["data-align"] for cell in cells] == ["right", "center"]

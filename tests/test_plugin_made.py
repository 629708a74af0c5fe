"""The pages that a build makes beside those that someone wrote."""

import json
import logging
from pathlib import Path

import pytest
from building import BASE, LANGUAGES, Site, hreflangs, make, one, rebuild, switch, write
from repositories import commit, rewrite

from bitext.cli import main
from bitext.website.hypertext import read

FR = (
    "# Le guide & co { #guide }\n\nUn ![i](i.svg), [seul](../seul.md), [haut](#guide)[^1].\n\n"
    "## Principe { #principe }\n\nDeux.\n\n[^1]: Note.\n"
)
EN = (
    "# The guide & co { #guide }\n\nOne ![i](i.svg), [alone](../seul.md), [top](#guide)[^1].\n\n"
    "## Principle { #principe }\n\nTwo.\n\n[^1]: A note.\n"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
FILES = {
    "fr/index.md": "# Accueil\n\nTexte.\n",
    "en/index.md": "# Home\n\nText.\n",
    "fr/a/guide.md": FR,
    "en/a/guide.md": EN,
    "fr/a/i.svg": SVG,
    "en/a/i.svg": SVG,
    "fr/seul.md": "# Seul\n\nTexte.\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of which every section is confirmed."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    assert main(["confirm", "--adopt"]) == 0
    return tmp_path


def made(site: Path) -> list[str]:
    """What the build adds of its own, but for the files of the theme."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return [name for name in names if "bitext/" in name or "etat" in name or "feed" in name]


def test_each_translated_page_has_a_page_for_both_texts_in_each_language(root: Path) -> None:
    site = Site(rebuild(root))
    assert made(site.folder) == [
        "a/guide/bitext/index.html", "bitext/index.html", "en/a/guide/bitext/index.html",
        "en/bitext/index.html", "en/etat/badge.svg", "en/etat/index.html", "etat/badge.svg",
        "etat/index.html", "etat/status.json",
    ]  # fmt: skip
    for locale, path, title in (
        ("fr", "a/guide/bitext", "Le guide & co\u00a0: français et anglais"),
        ("en", "en/a/guide/bitext", "The guide & co: French and English"),
    ):
        page = site.page(path)
        assert one(page, "html").attributes["lang"] == locale
        assert one(page, "h1").text() == title
        assert one(page, "title").text().strip() == title
        assert [side.attributes["lang"] for side in page.css(".bitext-side")] == ["fr", "en"] * 3


def test_the_way_there_and_back_and_to_the_other_language(root: Path) -> None:
    site = Site(rebuild(root))
    link = one(site.page("a/guide"), ".bitext-beside a")
    assert (link.attributes["href"], link.text()) == ("bitext/", "Lire en français et en anglais")
    assert one(site.page("en/a/guide"), ".bitext-beside a").text() == "Read in French and English"
    assert not site.page("seul").css(".bitext-beside")
    assert not site.page("en/seul").css(".bitext-beside")
    page = site.page("en/a/guide/bitext")
    heads = [one.attributes["href"] for one in page.css(".bitext-head a")]
    assert heads[::2] == ["../../../../a/guide/", "../../../../en/a/guide/"]
    assert [edit.rpartition("/docs/")[2] for edit in heads[1::2]] == [
        "fr/a/guide.md", "en/a/guide.md",
    ]  # fmt: skip
    assert switch(page, "fr") == "../../../../a/guide/bitext/"
    assert switch(site.page("a/guide/bitext"), "en") == "../../../en/a/guide/bitext/"


def test_they_are_kept_from_robots_sitemaps_and_the_search(root: Path) -> None:
    site = Site(rebuild(root))
    for path in ("a/guide/bitext", "en/a/guide/bitext", "etat", "en/etat"):
        page = site.page(path)
        assert one(page, "meta[name=robots]").attributes["content"] == "noindex"
        assert not hreflangs(page)
        assert not page.css("link[rel=canonical]")
    lists = [site.folder / "sitemap.xml"]
    lists += [file for file in site.folder.rglob("*.json") if "search" in file.parts]
    texts = [file.read_text("utf-8") for file in lists]
    assert "guide" in texts[0]
    assert any("guide" in text for text in texts[1:])
    assert not [text for text in texts if "guide/bitext" in text or "etat/" in text]


@pytest.mark.parametrize("directory_urls", [True, False])
def test_all_that_they_link_to_is_there(
    root: Path, capsys: pytest.CaptureFixture[str], directory_urls: bool
) -> None:
    write(root, {}, use_directory_urls=directory_urls)
    site = rebuild(root)
    assert main(["links", str(site)]) == 0
    assert "no error" in capsys.readouterr().out
    name = "en/a/guide/bitext/index.html" if directory_urls else "en/a/guide.bitext.html"
    page = read(name, (site / name).read_text("utf-8"))
    assert not page.doubles
    assert {"guide", "en-guide", "principe", "en-principe", "fn:1", "en-fn:1"} <= page.anchors
    images = [
        link.raw for link in page.links if link.rule == "broken-image" and "i.svg" in link.raw
    ]
    assert [image.lstrip("./") for image in images] == ["a/i.svg", "en/a/i.svg"]


def test_no_script_or_style_of_ours_stands_in_them(root: Path) -> None:
    site = Site(rebuild(root))
    for path in ("a/guide/bitext", "etat"):
        article = one(site.page(path), "article")
        assert not article.css("script, style, [style], [onclick]")


def test_a_section_that_is_behind_is_marked_on_both_pages_and_counted(root: Path) -> None:
    rewrite(root / "docs/fr/a/guide.md", "Deux", "Autre")
    site = Site(rebuild(root))
    for path, said in (
        ("a/guide/bitext", "Le texte français de cette section a changé depuis sa traduction."),
        ("en/a/guide/bitext", "The French of this section has changed since it was translated."),
    ):
        assert one(site.page(path), ".bitext-row--behind .bitext-behind").text() == said
    page = site.page("en/etat")
    links = [link.attributes["href"] for link in page.css("tbody td a")]
    assert "../../en/a/guide/bitext/#en-principe" in links


def test_the_figures_are_those_of_the_command(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(root)
    rewrite(root / "docs/fr/a/guide.md", "Deux.", "Deux mots de plus.")
    commit(root)
    site = rebuild(root)
    capsys.readouterr()
    assert main(["status", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert json.loads((site / "etat/status.json").read_text("utf-8")) == said
    sections = [one for page in said["targets"]["en"]["pages"] for one in page["sections"]]
    assert [one["change"] for one in sections if one["status"] == "stale"] == ["prose"]


def test_each_language_has_a_feed_of_its_own_where_git_is(root: Path) -> None:
    assert not made(rebuild(root))[-1].endswith("feed.xml")
    commit(root)
    site = Site(rebuild(root))
    for folder, path in (("", "a/guide"), ("en/", "en/a/guide"), ("en/", "en/a/guide/bitext")):
        link = one(site.page(path), 'link[type="application/atom+xml"]')
        assert link.attributes["href"] == f"{BASE}{folder}feed.xml"
        assert link.attributes["rel"].split() == ["alternate"]
        assert f"{BASE}{folder}a/guide/</id>" not in (
            text := (site.folder / folder / "feed.xml").read_text("utf-8")
        )
        assert f'href="{BASE}{folder}a/guide/"' in text


def test_what_the_site_does_not_want_is_not_made(root: Path) -> None:
    commit(root)
    write(root, {}, bitext={"side_by_side": False, "status": False, "feed": False})
    site = Site(rebuild(root))
    assert not made(site.folder)
    page = site.page("a/guide")
    assert not page.css('.bitext-beside, .bitext-foot [href*=etat], [type="application/atom+xml"]')


def test_what_an_author_wrote_at_that_address_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "mkdocs")
    files = {**FILES, "fr/etat.md": "# À moi\n", "en/etat.md": "# Mine\n"}
    site = Site(make(tmp_path, files, strict=False))
    assert one(site.page("etat"), "h1").text().startswith("À moi")
    assert "'etat/index.html' is already in the site" in caplog.text


def test_the_state_is_named_with_its_site(root: Path) -> None:
    site = Site(rebuild(root))
    assert one(site.page("en/etat"), "head title").text().strip() == (
        "State of the translations - The site"
    )


def test_a_site_of_one_locale_at_a_time_has_no_second_text(root: Path) -> None:
    write(root, {}, i18n={"build_only_locale": "fr"})
    site = Site(rebuild(root))
    assert not site.page("a/guide").css(".bitext-beside")
    assert not [name for name in made(site.folder) if "bitext/" in name]
    assert one(site.page("etat"), "h1")


def test_a_site_of_three_languages_has_an_address_for_each_pair(tmp_path: Path) -> None:
    files = {**FILES, "es/index.md": "# Inicio\n\nTexto.\n"}
    spanish = {"locale": "es", "name": "Español"}
    site = Site(make(tmp_path, files, i18n={"languages": [*LANGUAGES, spanish]}))
    links = [link.attributes["href"] for link in site.page("index").css(".bitext-beside a")]
    assert links == ["bitext/", "bitext-es/"]
    page = site.page("es/bitext-es")
    assert [side.attributes["lang"] for side in page.css(".bitext-side")] == ["fr", "es"]
    assert switch(page, "fr") == "../../bitext-es/"
    assert switch(page, "en") == "../../en/"
    assert [one.text() for one in site.page("etat").css(".bitext-status h2")] == [
        "anglais", "espagnol",
    ]  # fmt: skip


def test_a_site_whose_pages_cannot_be_read_still_shows_both_texts(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (root / "pyproject.toml").write_text('[tool.bitext]\ntermbase = "docs/t.toml"\n', "utf-8")
    (root / "docs/t.toml").write_text("no toml", "utf-8")
    site = Site(rebuild(root, strict=False))
    assert "what is translated cannot be told" in caplog.text
    page = site.page("a/guide/bitext")
    assert [side.attributes["lang"] for side in page.css(".bitext-side")] == ["fr", "en"] * 2
    assert "Nothing can be told" in one(site.page("en/etat"), ".bitext-status").text()

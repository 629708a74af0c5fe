"""What a build tells readers of pages that are behind, and that a confirmation ends it."""

from pathlib import Path

import pytest
from building import Site, make, one, rebuild, searchable, write
from repositories import rewrite

from bitext.cli import main
from bitext.website import ahead

FR = "# Guide\n\nUn.\n\n## Principe { #principe }\n\nDeux.\n\n## Limites { #limites }\n\nTrois.\n"
EN = "# Guide\n\nOne.\n\n## Principle { #principe }\n\nTwo.\n\n## Limits { #limites }\n\nThree.\n"
FILES = {
    "fr/index.md": "# Accueil { #top }\n\nTexte.\n",
    "en/index.md": "# Home { #top }\n\nText.\n",
    "fr/guide.md": FR,
    "en/guide.md": EN,
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of which every section is confirmed."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    assert main(["confirm", "--adopt"]) == 0
    return tmp_path


def pages(site: Path) -> dict[str, str]:
    """Every page of a built site by its path."""
    return {str(path.relative_to(site)): path.read_text("utf-8") for path in site.rglob("*.html")}


def test_a_notice_comes_with_a_change_and_goes_with_a_confirmation(root: Path) -> None:
    fresh = pages(rebuild(root))
    assert not [name for name, html in fresh.items() if "bitext-behind" in html]

    rewrite(root / "docs/fr/guide.md", "Deux", "Autre")
    behind = Site(rebuild(root)).page("en/guide")
    links = [node.attributes["href"] for node in behind.css("#principe + .bitext-behind a")]
    assert links == ["../../guide/#principe", "bitext/#principe"]
    assert one(behind, ".bitext-behind")
    assert "bitext-behind" not in Site(root / "site").html("guide")

    rewrite(root / "docs/en/guide.md", "Two.", "Two, and other words.")
    assert one(Site(rebuild(root)).page("en/guide"), ".bitext-behind")

    assert main(["confirm", "docs/en/guide.md#principe"]) == 0
    assert not Site(rebuild(root)).page("en/guide").css(".bitext-behind")


def test_fresh_pages_are_those_of_a_site_that_knows_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, {}, bitext={"side_by_side": False, "status": False, "feed": False})
    known = pages(rebuild(root))
    monkeypatch.setattr(ahead, "translations", lambda _: {})
    assert pages(rebuild(root)) == known


def test_a_notice_is_not_found_by_the_search(root: Path) -> None:
    rewrite(root / "docs/fr/guide.md", "Deux", "Autre")
    site = rebuild(root)
    assert "bitext-behind" in Site(site).html("en/guide")
    texts = {
        address: text for page in searchable(site / "en").values() for address, text in page.items()
    }
    assert texts["en/guide/#principe"] == "Two."


def test_the_pages_are_read_once_for_all_languages(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Path] = []
    real = ahead.translations
    monkeypatch.setattr(ahead, "translations", lambda file: calls.append(file) or real(file))
    rebuild(root)
    assert calls == [root / "mkdocs.yml"]


def test_a_site_whose_termbase_is_wrong_is_built_with_one_warning(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (root / "docs/termbase.toml").write_text("[", "utf-8")
    site = rebuild(root, strict=False)
    assert caplog.text.count("what is translated cannot be told: termbase.toml:") == 1
    assert "bitext-behind" not in Site(site).html("en/guide")


def test_a_site_that_cannot_be_read_is_built_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = {name: text for name, text in FILES.items() if name.startswith("fr/")}
    site = make(tmp_path, files, strict=False)
    assert "what is translated cannot be told: docs/en: no folder for the locale" in caplog.text
    assert one(Site(site).page("en/guide"), ".bitext-notice")

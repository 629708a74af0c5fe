"""Where a page is behind its source, as its reader sees it; and while an author works on it."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from building import rebuild, write
from loopback import Served, served
from playwright.sync_api import Browser, Page, expect
from records import AXE, AXE_OPTIONS
from repositories import rewrite

from bitext.cli import main

NewPage = Callable[..., Page]

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "color_scheme": "dark",
    "has_touch": True,
    "is_mobile": True,
}
TEXT = "# {} {{ #top }}\n\n{}.\n\n## {} {{ #a }}\n\n{}.\n\n### {} {{ #b }}\n\n{}.\n"
FILES = {
    "fr/index.md": "# Accueil { #top }\n\nTexte.\n",
    "en/index.md": "# Home { #top }\n\nText.\n",
    "fr/p.md": TEXT.format("Titre", "Un", "Partie", "Deux", "Détail", "Trois"),
    "en/p.md": TEXT.format("Title", "One", "Part", "Two", "Detail", "Three"),
    "fr/old.md": "# Vieux { #top }\n\nUn.\n",
    "en/old.md": "# Old { #top }\n\nOne.\n",
    "fr/seul.md": "# Seul { #top }\n\nUn.\n",
}
PALETTE = [
    {
        "media": f"(prefers-color-scheme: {name})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
    }
    for name, scheme in (("light", "default"), ("dark", "slate"))
]


def confirmed(root: Path) -> Path:
    """A site of which every section is confirmed."""
    theme = {"name": "material", "font": False, "palette": PALETTE}
    write(root, FILES, theme=theme, site_url="")
    assert main(["confirm", "--config", str(root / "mkdocs.yml"), "--adopt"]) == 0
    return root


@pytest.fixture(scope="module")
def behind(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Such a site after its French has changed: in one section of a page, in all of another."""
    root = confirmed(tmp_path_factory.mktemp("behind"))
    rewrite(root / "docs/fr/p.md", "Trois", "Quatre")
    rewrite(root / "docs/fr/old.md", "Un.", "Deux.")
    with served(rebuild(root, strict=False)) as site:
        yield site


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["light-desktop", "dark-phone"])
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("en/p/", "The French of this section has changed since it was translated."),
        ("en/old/", "The French of this page has changed since it was translated."),
        ("en/seul/", "This page has not been translated yet."),
    ],
)
def test_a_notice_is_a_note_that_everyone_can_read(
    new_page: NewPage, behind: Served, screen: dict[str, Any], address: str, words: str
) -> None:
    page = new_page(**screen)
    page.goto(behind.url + address)
    note = page.get_by_role("note")
    expect(note).to_have_count(1)
    expect(note).to_contain_text(words)
    expect(note).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == screen["viewport"]["width"]
    page.evaluate(AXE.axe_script)
    found = page.evaluate("options => axe.run('article', options)", AXE_OPTIONS)
    assert not [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]]
    page.emulate_media(media="print")
    expect(note).to_be_visible()


def test_the_notice_stands_in_its_section_and_leads_to_the_same_one(
    new_page: NewPage, behind: Served
) -> None:
    page = new_page()
    page.goto(f"{behind.url}en/p/")
    headings = page.locator("article :is(h1, h2, h3)").evaluate_all("all => all.map(one => one.id)")
    assert headings == ["top", "a", "b"]
    expect(page.locator("#b + [role=note]")).to_be_visible()
    page.get_by_role("link", name="Read this section in French").click()
    expect(page).to_have_url(f"{behind.url}p/#b")
    expect(page.get_by_role("note")).to_have_count(0)


def test_a_reader_who_follows_an_anchor_sees_the_notice(new_page: NewPage, behind: Served) -> None:
    page = new_page(**PHONE)
    page.goto(f"{behind.url}en/p/#b")
    expect(page.get_by_role("note")).to_be_in_viewport()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[str]:
    """The address at which `mkdocs serve` shows the site, and shows it anew at each change."""
    root = confirmed(tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=root, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if "Serving on" in line:
                break
        else:
            raise RuntimeError("".join(said))
        threading.Thread(target=process.stderr.read, daemon=True).start()
        try:
            yield f"http://{address}/"
        finally:
            process.terminate()


def test_an_author_sees_the_notice_come_and_go(
    new_page: NewPage, tmp_path: Path, live: str
) -> None:
    page = new_page()
    page.goto(f"{live}en/p/")
    note = page.get_by_role("note")
    expect(page.locator("h1")).to_contain_text("Title")
    expect(note).to_have_count(0)
    rewrite(tmp_path / "docs/fr/p.md", "Deux", "Autre")
    expect(page.locator("#a + [role=note]")).to_be_visible(timeout=60_000)
    expect(note).to_have_count(1)
    assert main(["confirm", "--config", str(tmp_path / "mkdocs.yml"), "docs/en/p.md#a"]) == 0
    expect(note).to_have_count(0, timeout=60_000)
    expect(page.locator("h1")).to_contain_text("Title")

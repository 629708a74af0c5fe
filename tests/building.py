"""Sites really built by MkDocs, and what their pages say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser, LexborNode

BASE = "https://example.org/base/"
LANGUAGES = [
    {"locale": "fr", "name": "Français", "default": True, "site_name": "Le site"},
    {"locale": "en", "name": "English", "site_name": "The site"},
]


@dataclass(frozen=True)
class Site:
    """A built site, asked by the addresses that its reader sees."""

    folder: Path
    directory_urls: bool = True

    def url(self, path: str) -> str:
        """The public address of a page named without extension: `en/a/guide`."""
        if self.directory_urls:
            return urljoin(
                BASE,
                ""
                if path == "index"
                else path.removesuffix("index") + "/" * (not path.endswith("index")),
            )
        return urljoin(BASE, f"{path}.html")

    def html(self, path: str) -> str:
        """The file behind an address."""
        name = self.url(path).removeprefix(BASE)
        file = self.folder / (name + "index.html" if name.endswith("/") or not name else name)
        return file.read_text("utf-8")

    def page(self, path: str) -> LexborHTMLParser:
        """The parsed file behind an address."""
        return LexborHTMLParser(self.html(path))


def make(folder: Path, files: Mapping[str, str], *, strict: bool = True, **changes: Any) -> Path:
    """Write a site, build it and return where it is."""
    write(folder, files, **changes)
    return rebuild(folder, strict=strict)


def rebuild(folder: Path, *, strict: bool = True) -> Path:
    """Build the site that stands in a folder and return where it is."""
    file = str(folder / "mkdocs.yml")
    build(load_config(config_file=file, site_dir=str(folder / "site"), strict=strict))
    return folder / "site"


def write(folder: Path, files: Mapping[str, str], **changes: Any) -> None:
    """Write the pages and the configuration of a site."""
    for name, text in files.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    i18n = {
        "docs_structure": "folder",
        "reconfigure_search": False,
        "languages": LANGUAGES,
        **changes.pop("i18n", {}),
    }
    settings = {
        "site_name": "Site",
        "site_url": BASE,
        "repo_url": "https://forge.example.org/some/site",
        "edit_uri": "edit/main/docs/",
        "theme": {"name": "material", "font": False, "features": ["navigation.path"]},
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "footnotes",
            {"toc": {"permalink": True}},
            "pymdownx.superfences",
        ],
        "plugins": ["search", {"i18n": i18n}, {"bitext": changes.pop("bitext", {})}],
        **changes,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")


def searchable(folder: Path) -> dict[str, dict[str, str]]:
    """What the search of the pages in this folder of a site shows: texts by title and address."""
    index = json.loads((folder / "search/index.json").read_text("utf-8"))
    files = sorted((folder / "search" / index["folder"]).glob("p*.json"))
    pages = [json.loads(file.read_text("utf-8")) for file in files]
    return {title: {section[0]: section[2] for section in sections} for title, sections in pages}


def one(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The only node that matches."""
    nodes = page.css(selector)
    assert len(nodes) == 1, f"{len(nodes)} nodes match {selector}"
    return nodes[0]


def hreflangs(page: LexborHTMLParser) -> dict[str | None, str | None]:
    """The hreflang links of a head."""
    return {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in page.css("head link[hreflang]")
    }


def switch(page: LexborHTMLParser, locale: str) -> str:
    """Where the language switcher leads."""
    return str(one(page, f"a.bitext-language[hreflang={locale}]").attributes["href"])


def canonical(page: LexborHTMLParser) -> str | None:
    """The canonical address of a page."""
    return one(page, "link[rel=canonical]").attributes["href"]

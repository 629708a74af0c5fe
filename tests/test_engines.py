"""The same small site built by each engine: the pages agree, but for what is listed here."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import termed
import yaml
from building import BASE, hreflangs, write
from repositories import commit, rewrite
from selectolax.lexbor import LexborHTMLParser

from bitext.cli import main

BIN = Path(sys.executable).parent
SITE = "site.new"  # no hidden folder, nor any outside the site: Zensical refuses both
COMMANDS = {
    "mkdocs": [[str(BIN / "mkdocs"), "build", "--strict", "--site-dir", SITE]],
    "properdocs": [[str(BIN / "properdocs"), "build", "--strict", "--site-dir", SITE]],
    "zensical": [
        [str(BIN / "zensical-i18n"), "build", "--strict", "--config-file", "zensical.yml"],
        [str(BIN / "bitext"), "finish", SITE],
    ],
}
ZENSICAL = {"INHERIT": "mkdocs.yml", "site_dir": SITE, "theme": {"variant": "classic"}}
CHART = """
[[chart]]
id = "essai"
kind = "bars"
title = { fr = "Essai", en = "Trial" }
row = [
  { value = 2174, label = { fr = "Un", en = "One" } },
  { value = 2903, label = { fr = "Deux", en = "Two" } },
]
"""
FILES = {
    **termed.files("mots"),
    "figures.toml": CHART,
    "fr/index.md": "# Accueil { #top }\n\nTexte sur l’ADN.\n",
    "en/index.md": "# Home { #top }\n\nText on DNA.\n",
    "fr/guide.md": "---\ndescription: À lire.\n---\n# Guide & aide { #guide }\n\nUn[^1].\n\n"
    '<figure data-chart="essai"></figure>\n\n'
    "## Principe { #principe }\n\nDeux.\n\n!!! note\n    Bien.\n\n"
    "## Limites { #limites }\n\n| A | B |\n|:-:|---|\n| 1 | 2 |\n\n"
    "## Suite { #suite }\n\nQuatre.\n\n[^1]: Note.\n",
    "en/guide.md": "---\ndescription: To be read.\n---\n# Guide & help { #guide }\n\nOne[^1].\n\n"
    '<figure data-chart="essai"></figure>\n\n'
    "## Principle { #principe }\n\nTwo.\n\n!!! note\n    Well.\n\n"
    "## Limits { #limites }\n\n| A | B |\n|:-:|---|\n| 1 | 2 |\n\n[^1]: Note.\n",
    "fr/a/index.md": "# Dossier { #dossier }\n\nVoir [le guide](../guide.md#principe).\n",
    "en/a/index.md": "# Folder { #dossier }\n\nSee [the guide](../guide.md#principe).\n",
    "fr/a/seul.md": "# Seul { #seul }\n\n## Ici { #ici }\n\nSans traduction.\n",
}
NAV = [
    {"Accueil": "index.md"},
    {"Guide": "guide.md"},
    {"Mots": "mots.md"},
    {"A": ["a/index.md", "a/seul.md"]},
]

DIFFERENT = {
    "generator": "each engine names itself, and ours name none",
    "side by side": "made of the texts as they were rendered, which Zensical does not hand out",
    "status": "framed by a template that needs the plugin",
    "feed": "announces what the plugin writes",
    "switcher": "the engine’s own: it leads to the same page, not to the same section",
    "script": "ours serves our switcher and search; without it a term shows no definition in place",
    "search": "the engine’s own index",
    "styles": "the engine’s switcher has its own in the page: a policy must allow them",
}
"""What Zensical does otherwise, with the reason; every one of them must really differ."""


def facts(folder: Path) -> dict[str, Any]:
    """What is compared of a site: by the name of the fact, on every page that Markdown made."""
    every = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    made = {name for name in every if MADE.search(name)}
    parsed = {
        name: LexborHTMLParser(BESIDE.sub("", path.read_text("utf-8")))
        for name, path in sorted(every.items())
        if name not in made
    }
    return {
        "pages": list(parsed),
        **{fact: {name: ask(page) for name, page in parsed.items()} for fact, ask in ASKED.items()},
        "sitemap": sorted(ENTRY.findall((folder / "sitemap.xml").read_text("utf-8"))),
        "side by side": sorted(name for name in made if "etat" not in name),
        "status": sorted(name for name in made if "etat" in name),
        "feed": sorted(path.name for path in folder.rglob("feed.xml")),
        "search": (folder / "search/index.json").is_file(),
    }


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def values(page: LexborHTMLParser, selector: str, name: str) -> list[str | None]:
    return [node.attributes[name] for node in page.css(selector)]


def notices(page: LexborHTMLParser) -> list[tuple[str, str | None]]:
    """Each notice with the anchor of what stands before it; None at the top."""
    found = []
    for node in page.css(".bitext-behind"):
        before = node.prev
        while before is not None and before.tag == "-text":
            before = before.prev
        found.append((node.html or "", before.attributes.get("id") if before else None))
    return found


def inner_links(page: LexborHTMLParser) -> list[tuple[str, str]]:
    """The links of the text, without those of the engine and those at the foot."""
    return [
        (node.text(), urljoin(BASE, node.attributes["href"]))
        for node in page.css("article a[href]:not(.bitext-foot a, .bitext-beside a)")
    ]


BESIDE = re.compile(r', <a [^>]*rel="nofollow">[^<]*</a>(?=</p>)')
"""The way from a notice to the texts side by side."""
SUFFIXED = re.compile(r"^(fr|en)/(.*)\.md$")
GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')
MADE = re.compile(r"(^|/|\.)(bitext|etat)(/index)?\.html$")
ENTRY = re.compile(r"<url>.*?</url>", re.DOTALL)
ASKED: Mapping[str, Callable[[LexborHTMLParser], object]] = {
    "language": lambda page: values(page, "html", "lang"),
    "title": lambda page: texts(page, "title"),
    "description": lambda page: values(page, "meta[name=description]", "content"),
    "canonical": lambda page: values(page, "link[rel=canonical]", "href"),
    "robots": lambda page: values(page, "meta[name=robots]", "content"),
    "alternates": hreflangs,
    "cards": lambda page: (
        values(page, "meta[property^='og:']", "content")
        + texts(page, "script[type='application/ld+json']")
    ),
    "anchors": lambda page: [
        node.attributes["id"]
        for node in page.css("article [id]")
        if node.attributes["id"] != "__skip"
    ],
    "headings": lambda page: texts(page, "h1, article h2, article h3"),
    "text": lambda page: texts(page, "article p:not(.bitext-foot, .bitext-beside), article td"),
    "tables": lambda page: [node.html for node in page.css("article table")],
    "charts": lambda page: [node.html for node in page.css("article figure")],
    "terms": lambda page: [node.html for node in page.css("a.bitext-term")],
    "links": inner_links,
    "notices": notices,
    "foot": lambda page: values(
        page, ".bitext-foot a:not([href$='etat/'], [href$='etat.html'])", "href"
    ),
    "style": lambda page: values(page, "link[href$='bitext.css']", "href"),
    "generator": lambda page: values(page, "meta[name=generator]", "content"),
    "switcher": lambda page: values(page, "header a[hreflang]", "href"),
    "fallback notice": lambda page: (
        [node.html for node in page.css(".bitext-notice a")]
        + texts(page, ".bitext-notice, .md-i18n-notice")
    ),
    "scripts": lambda page: len(page.css("script:not([src], [type])")),
    "script": lambda page: len(page.css("script[src$='bitext.js']")),
    "styles": lambda page: len(page.css("style, [style]")),
    "home": lambda page: len(page.css(".bitext-home h1")),
}


@dataclass(frozen=True)
class Built:
    """One site as each engine builds it."""

    folders: Mapping[str, Path]
    directory_urls: bool

    def facts(self, engine: str) -> dict[str, Any]:
        return facts(self.folders[engine])

    def name(self, page: str) -> str:
        """The file of a page."""
        return f"{page}/index.html" if self.directory_urls else f"{page}.html"


@pytest.fixture(scope="module", params=["folder", "suffix"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of which one section is behind, one missing, one page in French only."""
    root, folders = tmp_path_factory.mktemp("engines"), request.param == "folder"
    i18n = {"docs_structure": request.param}
    own = {"en": {"stale_section": "Old.", "stale_section_dated": "Old since {date}."}}
    write(
        root,
        {
            name if folders else SUFFIXED.sub(r"\2.\1.md", name): text
            for name, text in FILES.items()
        },
        nav=NAV,
        exclude_docs="/*.toml\n",
        bitext={"strings": own},
        i18n=i18n,
        use_directory_urls=folders,
    )
    (root / "zensical.yml").write_text(yaml.safe_dump(ZENSICAL), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
        patch.chdir(root)
        assert main(["confirm", "--adopt"]) == 0
        commit(root)
        rewrite(root / "docs" / ("fr/guide.md" if folders else "guide.fr.md"), "Deux", "Autre")
        for engine, commands in COMMANDS.items():
            for command in commands:
                done = subprocess.run(command, capture_output=True, text=True)
                assert not done.returncode, done.stdout + done.stderr
            assert not main(["links", SITE])
            shutil.move(root / SITE, root / engine)
    return Built({engine: root / engine for engine in COMMANDS}, folders)


def test_properdocs_gives_the_same_site(built: Built) -> None:
    ours, theirs = (files(built.folders[engine]) for engine in ("mkdocs", "properdocs"))
    assert [name for name in ours if theirs.get(name) != ours[name]] == []
    assert theirs.keys() == ours.keys()


def files(folder: Path) -> dict[str, bytes]:
    """The files of a site, without what names the engine or packs another file."""
    return {
        path.relative_to(folder).as_posix(): GENERATOR.sub(b"", path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".gz"
    }


def test_zensical_differs_in_what_is_listed_alone(built: Built) -> None:
    ours, theirs = built.facts("mkdocs"), built.facts("zensical")
    for name, fact in ours.items():
        if name not in DIFFERENT:
            assert theirs[name] == fact, name
    assert {name for name, fact in ours.items() if theirs[name] != fact} == DIFFERENT.keys()


def test_what_is_compared_is_there(built: Built) -> None:
    """Two sites that both lacked something would agree on it."""
    found = built.facts("zensical")
    behind = found["notices"][built.name("en/guide")]
    assert [place for _, place in behind] == ["principe", None]
    assert "Old since" in behind[0][0]
    assert found["robots"][built.name("en/a/seul")] == ["noindex"]
    assert found["canonical"][built.name("en/a/seul")] == [
        BASE + built.name("a/seul").removesuffix("index.html")
    ]
    assert found["alternates"][built.name("en/guide")].keys() == {"fr", "en", "x-default"}
    assert not found["alternates"][built.name("a/seul")]
    assert found["anchors"][built.name("guide")][:2] == ["guide", "fnref:1"]
    assert found["terms"]["en/index.html"]
    assert "2,174" in found["charts"][built.name("en/guide")][0]
    assert found["foot"][built.name("guide")]
    assert found["cards"][built.name("guide")]


@pytest.mark.parametrize(("engine", "said"), [("zensical", "already finished"), ("", "no page")])
def test_only_a_site_fresh_from_its_engine_is_finished(
    engine: str,
    said: str,
    built: Built,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(built.folders["mkdocs"].parent)
    before = files(built.folders["zensical"])
    assert main(["finish", engine or "docs"]) == 2
    assert said in capsys.readouterr().err
    assert files(built.folders["zensical"]) == before


def test_a_site_that_does_not_know_its_address_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, FILES, site_url="")
    monkeypatch.chdir(tmp_path)
    assert main(["finish", "site"]) == 2
    assert "site_url is empty" in capsys.readouterr().err

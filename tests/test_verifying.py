"""`bitext check --verify-outline` asks the extensions of the site itself, and only then."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sites

from bitext.cli import main

LOUD = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class Loud(Preprocessor):
    def run(self, lines):
        if "broken" in lines:
            raise ValueError("too loud")
        return [f"# {line[:-5]}" if line.endswith(" loud") else line for line in lines]


class LoudExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Loud(md), "loud", 100)


def makeExtension(**options):
    return LoudExtension(**options)
"""
PAGES = {"fr/index.md": "# Un\n\nTexte.\n", "en/index.md": "# One\n\nText.\n"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "loud_lines.py").write_text(LOUD, encoding="utf-8")
    yield sites.make(tmp_path, PAGES)
    sys.modules.pop("loud_lines", None)


def extend(site: Path, extension: str) -> None:
    path = site / "mkdocs.yml"
    text = path.read_text("utf-8").replace("extensions: [", f"extensions: [{extension}, ")
    path.write_text(text, encoding="utf-8")


def test_pages_that_agree(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--verify-outline"]) == 0
    assert capsys.readouterr().out == "2 pages compared, 0 differ\n"


def test_a_page_that_differs_is_named_with_its_line(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extend(site, "loud_lines")
    (site / "docs/fr/more.md").write_text("---\ntitle: X\n---\n\n# Un\n\ndeux loud\n", "utf-8")
    assert main(["check", "--verify-outline"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[-1] == "3 pages compared, 1 differ"
    assert out[0].startswith(
        "docs/fr/more.md:7: heading “1 #deux deux” of Python-Markdown is missing"
    )
    assert main(["check", "--verify-outline", "docs/fr/index.md"]) == 0


@pytest.mark.parametrize(
    ("extension", "reason"),
    [
        ("nowhere_to_be_found", "nowhere_to_be_found"),
        ("{toc: {slugify: !!python/name:nowhere.slug }}", "nowhere.slug: cannot be imported"),
    ],
)
def test_an_extension_that_cannot_be_imported_stops_it(
    site: Path, capsys: pytest.CaptureFixture[str], extension: str, reason: str
) -> None:
    extend(site, extension)
    assert main(["check", "--verify-outline"]) == 2
    assert reason in capsys.readouterr().err


def test_an_extension_that_fails_on_a_page_names_it(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extend(site, "loud_lines")
    (site / "docs/en/index.md").write_text("broken\n", "utf-8")
    assert main(["check", "--verify-outline"]) == 2
    assert (
        "docs/en/index.md: Python-Markdown cannot render it: ValueError" in capsys.readouterr().err
    )


def test_without_python_markdown_it_cannot_run(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.startswith("bitext.oracle")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "markdown", None)
    assert main(["check", "--verify-outline"]) == 2
    assert "--verify-outline needs Python-Markdown" in capsys.readouterr().err


def test_a_slug_function_of_the_site_is_called(site: Path) -> None:
    extend(
        site, "{toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}}"
    )
    (site / "docs/fr/more.md").write_text("# L’été à deux\n", "utf-8")
    assert main(["check", "--verify-outline"]) == 0

"""Of what a site makes only when it is built nothing is said."""

from pathlib import Path

import pytest
import sites

from bitext import checking, corpus
from bitext.alignment import align
from bitext.config import load, without_mkdocs
from bitext.model import Finding

FR = """# Un

Voir [la suite]({{ url }}), [ailleurs](faite.md), [là](index.md#nulle-part), [ici](#absent).

{{ tableau(3) }}

{% if x %}
Prix : {{ prix(13) }} euros, [texte][module.Classe].
{% endif %}

{# Une remarque avec [un lien](perdu.md). #}

::: module.Classe
    options: 12
"""
EN = FR.replace("Prix", "Price").replace("prix(13)", "prix(14)").replace("Une remarque", "A remark")
LINKS = ("broken-link", "broken-anchor", "reference-links", "placeholder", "number")


def found(root: Path, settings: str, rules: tuple[str, ...] = LINKS) -> list[Finding]:
    sites.make(root, {"fr/index.md": FR, "en/index.md": EN})
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("  - i18n:", f"{settings}  - i18n:"), "utf-8")
    config = load(root)
    bitexts = [align.align(corpus.read(config), target) for target in config.targets]
    report = checking.check(bitexts, checking.chosen(rules, ()))
    return [one for one in report.findings if one.locale == "fr" or one.source is not None]


def said(findings: list[Finding]) -> list[tuple[int, str]]:
    return [(one.at.line, one.rule.id) for one in findings]


def test_without_plugins_everything_is_said(tmp_path: Path) -> None:
    assert said(found(tmp_path, "")) == [
        (8, "placeholder"),
        (8, "number"),
        (3, "broken-link"),
        (3, "broken-link"),
        (3, "broken-anchor"),
        (3, "broken-anchor"),
        (8, "reference-links"),
        (11, "broken-link"),
    ]


def test_templates_leave_their_places_and_anchors_open(tmp_path: Path) -> None:
    findings = found(tmp_path, "  - macros\n")
    assert said(findings) == [(8, "placeholder"), (3, "broken-link"), (8, "reference-links")]
    assert "prix(14)" in findings[0].message


def test_documented_code_leaves_references_open(tmp_path: Path) -> None:
    rules = ("reference-links", "broken-anchor")
    assert said(found(tmp_path, "  - mkdocstrings\n", rules)) == []


@pytest.mark.parametrize("plugin", ["gen-files", "blog", "tags"])
def test_pages_that_are_made_leave_links_open(tmp_path: Path, plugin: str) -> None:
    assert said(found(tmp_path, f"  - {plugin}\n", ("broken-link",))) == []


@pytest.mark.parametrize(
    ("hook", "silent"),
    [
        ("def on_page_markdown(markdown, **_):\n    return markdown\n", {"broken-anchor"}),
        ("async def on_files(files, **_): ...\n", {"broken-link"}),
        ("from other import thing as on_files\n", {"broken-link"}),
        ("on_env = print\n", {"broken-anchor"}),
        ("def unrelated(): ...\n", set()),
        ("def broken(:\n", {"broken-link", "broken-anchor"}),
    ],
)
def test_hooks_leave_open_what_their_events_reach(
    tmp_path: Path, hook: str, silent: set[str]
) -> None:
    (tmp_path / "hook.py").write_text(hook, "utf-8")
    rules = ("broken-link", "broken-anchor")
    sites.make(tmp_path, {})
    path = tmp_path / "mkdocs.yml"
    text = sites.MKDOCS
    try:
        sites.MKDOCS = text + "hooks: [hook.py]\n"
        names = {one.rule.id for one in found(tmp_path, "", rules)}
    finally:
        sites.MKDOCS = text
    assert path.is_file()
    assert names == set(rules) - silent


def test_addresses_are_open_where_what_makes_the_site_is_unknown(tmp_path: Path) -> None:
    sites.make(tmp_path, {"fr/index.md": FR, "en/index.md": EN})
    folders = (("fr", tmp_path / "docs/fr"), ("en", tmp_path / "docs/en"))
    config = without_mkdocs(tmp_path, *folders)
    bitexts = [align.align(corpus.read(config), target) for target in config.targets]
    report = checking.check(bitexts, checking.chosen(("broken-link",), ()))
    assert [(one.locale, one.at.line) for one in report.findings] == [
        ("en", 3),
        ("en", 11),
        ("fr", 3),
        ("fr", 11),
    ]

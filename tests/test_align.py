"""Which section translates which, with and without explicit ids."""

from pathlib import Path

import pytest
from sites import make, read

from bitext.alignment.align import recorded
from bitext.cli import main
from bitext.freshness import status
from bitext.model import Status


def keys(tmp_path: Path, french: str, english: str) -> list[tuple[str, str]]:
    root = make(tmp_path, {"fr/x.md": french, "en/x.md": english})
    _, bitext = read(root)
    return [
        (unit.source.title if unit.source else "-", unit.target.title if unit.target else "-")
        for unit in bitext.by_key["x.md"].units
        if unit.key != "_"
    ]


def test_same_ids_belong_together_wherever_they_stand(tmp_path: Path) -> None:
    french = "# A { #a }\n\n## B { #b }\n\n## C { #c }\n"
    english = "# A2 { #a }\n\n## C2 { #c }\n\n## B2 { #b }\n"
    assert keys(tmp_path, french, english) == [("A", "A2"), ("B", "B2"), ("C", "C2")]


def test_a_missing_and_an_orphan_section(tmp_path: Path) -> None:
    french = "# A { #a }\n\n## B { #b }\n\n## C { #c }\n"
    english = "# A2 { #a }\n\n## X { #x }\n\n## C2 { #c }\n"
    assert keys(tmp_path, french, english) == [("A", "A2"), ("-", "X"), ("B", "-"), ("C", "C2")]


PLAIN_FR = """# Guide

Introduction au guide, en une phrase assez longue.

## Installer

Lancez `make site` puis [lisez](x.md) la suite.

```
make site
```

## Configurer

- un
- deux

## Publier

Le texte de la publication, qui est plus long que les autres et n’a ni liste ni code du tout.
"""
PLAIN_EN = (
    PLAIN_FR.replace("Installer", "Install")
    .replace("Configurer", "Configure")
    .replace("Publier", "Publish")
    .replace("Introduction au guide, en une phrase assez longue", "An introduction to the guide")
    .replace(
        "Lancez `make site` puis [lisez](x.md) la suite", "Run `make site`, then [read](x.md) on"
    )
    .replace("- un\n- deux", "- one\n- two")
    .replace(
        "Le texte de la publication, qui est plus long que les autres et n’a ni liste ni code du tout",
        "The text on publishing is longer than the others, and there is no list or code in it at all",
    )
)


def test_without_ids_order_and_shape_decide(tmp_path: Path) -> None:
    assert keys(tmp_path, PLAIN_FR, PLAIN_EN) == [
        ("Guide", "Guide"),
        ("Installer", "Install"),
        ("Configurer", "Configure"),
        ("Publier", "Publish"),
    ]


@pytest.mark.parametrize("gone", ["Install", "Configure", "Publish"])
def test_without_ids_a_lost_section_is_the_missing_one(tmp_path: Path, gone: str) -> None:
    parts = PLAIN_EN.split("## ")
    english = "## ".join(part for part in parts if not part.startswith(gone))
    found = keys(tmp_path, PLAIN_FR, english)
    names = {"Install": "Installer", "Configure": "Configurer", "Publish": "Publier"}
    assert [left for left, right in found if right == "-"] == [names[gone]]
    assert not [right for left, right in found if left == "-"]


def test_without_ids_an_added_section_is_the_orphan(tmp_path: Path) -> None:
    english = PLAIN_EN.replace(
        "## Configure", "## Extra\n\nA note nobody wrote in French.\n\n## Configure"
    )
    found = keys(tmp_path, PLAIN_FR, english)
    assert [right for left, right in found if left == "-"] == ["Extra"]


@pytest.mark.parametrize(
    ("loose", "tight"), [("14 h 30", "14h30"), ("1 500", "1,500"), ("12 000 €", "12000€")]
)
def test_how_a_text_is_set_moves_no_block(tmp_path: Path, loose: str, tight: str) -> None:
    english = f"# A {{ #a }}\n\n- {tight} 6.80\n- 6.80\n"
    for one in (loose, tight):
        root = make(tmp_path, {"fr/x.md": f"# A {{ #a }}\n\n- {one}\n", "en/x.md": english})
        rows = read(root)[1].by_key["x.md"].units[-1].rows
        assert [right and right.line for left, right in rows if left] == [1, 3]


def test_without_ids_the_record_follows_a_moved_section(tmp_path: Path) -> None:
    root = make(tmp_path, {"fr/x.md": PLAIN_FR, "en/x.md": PLAIN_EN})
    assert main(["confirm", "--config", str(root / "mkdocs.yml"), "docs/en/x.md"]) == 0
    page = root / "docs/en/x.md"
    text = page.read_text()
    install = text[text.index("## Install") : text.index("## Configure")]
    page.write_text(text.replace(install, "") + "\n" + install)
    _, bitext = read(root)
    pairs = {unit.source.title: unit for unit in bitext.by_key["x.md"].units if unit.source}
    assert pairs["Installer"].target is not None
    assert pairs["Installer"].target.title == "Install"
    assert status(pairs["Installer"]) is Status.FRESH


def test_translated_ids_are_matched_by_order(tmp_path: Path) -> None:
    french = "# A { #accueil }\n\ntexte\n\n## B { #suite }\n\n- un\n- deux\n"
    english = "# A2 { #home }\n\ntext\n\n## B2 { #next }\n\n- one\n- two\n"
    assert keys(tmp_path, french, english) == [("A", "A2"), ("B", "B2")]


def test_a_broken_record_is_no_record(tmp_path: Path) -> None:
    page = (
        '---\ntranslation: {{version: 1, source: fr, sections: {{"a": {}}}}}\n---\n# A {{ #a }}\n'
    )
    for value in ("x", '"1 2"', "[1]", '""', '"abcdefabcdef"'):
        root = make(tmp_path, {"fr/x.md": "# A { #a }\n", "en/x.md": page.format(value)})
        _, bitext = read(root)
        target = bitext.by_key["x.md"].target
        assert target is not None
        assert recorded(target) == {}


@pytest.mark.parametrize("layout", ["folder", "suffix"])
def test_both_layouts_give_the_same_bitext(tmp_path: Path, layout: str) -> None:
    names = {"folder": ("fr/a/x.md", "en/a/x.md"), "suffix": ("a/x.md", "a/x.en.md")}[layout]
    root = make(tmp_path, {names[0]: PLAIN_FR, names[1]: PLAIN_EN}, layout)
    config, bitext = read(root)
    assert list(bitext.by_key) == ["a/x.md"]
    pair = bitext.by_key["a/x.md"]
    assert pair.source is not None
    assert pair.target is not None
    assert (pair.source.path, pair.target.path) == tuple(f"docs/{name}" for name in names)
    assert len(pair.units) == 4
    assert config.layout == layout

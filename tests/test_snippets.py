"""Included files stand in the page as Python-Markdown has them, each line with its own place."""

from pathlib import Path

import pytest
import sites

from bitext import digest
from bitext.cli import main
from bitext.config import Config, load
from bitext.corpus import read
from bitext.model import Page
from bitext.oracle.seen import seen
from bitext.oracle.settings import oracle
from bitext.oracle.shapes import differences
from bitext.outline import walk

FILES = {
    "parts/note.md": "## Included\n\nWords of [it](there.md).\n",
    "parts/lines.md": "one\n\ntwo\n\nthree\n\nfour\n",
    "parts/code.py": "x = 1\n# --8<-- [start:inner]\n    y = 2\n    z = 3\n# --8<-- [end:inner]\n",
    "parts/outer.md": 'Before.\n\n--8<-- "note.md"\n\nAfter.\n',
    "parts/loop.md": 'Loop.\n\n--8<-- "loop.md"\n\n--8<-- "outer.md"\n',
    "parts/tabs.md": "\tcode\n\nend\n",
    "parts/sections.md": "a\n--8<-- [start:x]\nb\n--8<-- [start:y]\nc\n--8<-- [end:y]\nd\n"
    "--8<-- [end:x]\ne\n;--8<-- [start:z]\n",
    "parts/end.md": "*[HTML]: Hyper Text\n\n[far]: https://example.org/far\n",
    "secret.md": "Not for readers.\n",
    "single.md": "A single file.\n",
}
PAGES = [
    'Text.\n\n--8<-- "note.md"\n\nEnd [a](b.md).\n',
    '# Top\n\n--8<-- "outer.md"\n\n## Last\n',
    '--8<-- "lines.md:3:3"\n\n--8<-- "lines.md:5"\n\n--8<-- "lines.md:-3:-1"\n',
    '--8<-- "lines.md:1:1,5:"\n\n--8<-- "lines.md::3"\n',
    '```py\n--8<-- "code.py:inner"\n```\n\n```py title="x"\n--8<-- "code.py"\n```\n\ntext\n',
    '- item\n\n    --8<-- "note.md"\n\n- item\n',
    '!!! note\n    --8<-- "note.md"\n',
    '--8<-- "loop.md"\n\nend\n',
    '--8<-- "missing.md"\n\n--8<-- "../secret.md"\n\n--8<-- "https://example.org/x.md"\n',
    ';--8<-- "note.md"\n\n--8<-- ";note.md"\n\n--8<-- "note.md" text\n',
    "--8<--\nnote.md\n\nlines.md\n; code.py\n--8<--\n\nend\n",
    "--8<--\n  note.md\n",
    '--8<-- "sections.md:x"\n\n--8<-- "sections.md"\n\n--8<-- "sections.md:none"\n',
    "a\n--8<-- [start:q]\nb\n;--8<-- [end:q]\n",
    '--8<-- "tabs.md"\n\n--8<-- \'note.md\'\n\n-8<- "lines.md"\n\n---8<--- "lines.md"\n',
    '--8<-- "single.md"\n\n[far] HTML\n',
    '--8<-- "note.md:1:"\n--8<-- "note.md:3"\n',
    "plain `--8<--` text\n",
]
SETTINGS = """
markdown_extensions: [admonition, abbr, pymdownx.superfences,
  {{pymdownx.snippets: {{base_path: [parts, single.md], auto_append: [end.md], {more}}}}}]
"""


def site(root: Path, pages: list[str], more: str = "check_paths: false") -> Config:
    sites.make(root, {f"fr/{number}.md": text for number, text in enumerate(pages)})
    settings = (root / "mkdocs.yml").read_text("utf-8")
    start, end = settings.index("markdown_extensions"), settings.index("plugins:")
    settings = settings[:start] + SETTINGS.format(more=more) + settings[end:]
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name, text in FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return load(root)


def page_of(root: Path, text: str) -> Page:
    return read(site(root, [text])).pages["fr"]["0.md"]


@pytest.mark.parametrize("dedent", ["false", "true"])
def test_includes_agree(tmp_path: Path, dedent: str) -> None:
    from bitext.config import extensions

    config = site(tmp_path, PAGES, f"dedent_subsections: {dedent}")
    reader = oracle(extensions(tmp_path / "mkdocs.yml"), tmp_path)
    for key, page in read(config).pages["fr"].items():
        truth = reader.truth(page.text)
        assert list(differences(seen(page, config.dialect), truth)) == [], PAGES[int(key[:-3])]


def test_lines_are_those_of_the_included_file(tmp_path: Path) -> None:
    page = page_of(tmp_path, '# Top\n\n- item\n\n    --8<-- "outer.md"\n\n## Last\n')
    last = page.text.count("\n")
    blocks = [block for section in page.sections for block in walk(section.blocks)]
    links = [item for block in blocks for item in block.items if item.kind == "link"]
    assert [page.elsewhere[one.line] for one in links] == [("parts/note.md", 3, 5)]
    assert [one.column for one in links] == [10]
    assert all(line > last for line in page.elsewhere)
    assert [(one.anchor, one.line, one.end_line) for one in page.sections] == [
        ("_", 1, 0),
        ("top", 1, 6),
        ("last", 7, 7),
    ]


def test_a_heading_of_an_included_file_begins_a_section(tmp_path: Path) -> None:
    page = page_of(tmp_path, 'Text.\n\n--8<-- "note.md"\n\nEnd.\n')
    assert [(one.anchor, one.line, one.end_line) for one in page.sections] == [
        ("_", 1, 2),
        ("included", 3, 5),
    ]


def test_the_digest_sees_what_is_included(tmp_path: Path) -> None:
    config = site(tmp_path, ['Text.\n\n--8<-- "lines.md"\n'])

    def digests() -> list[str]:
        page = read(config).pages["fr"]["0.md"]
        return digest.digests(page, ())

    before = digests()
    (tmp_path / "parts/lines.md").write_text(FILES["parts/lines.md"].replace("two", "2"), "utf-8")
    assert digests() != before
    (tmp_path / "parts/lines.md").write_text(FILES["parts/lines.md"], "utf-8")
    assert digests() == before


def test_fixes_are_offered_in_pages_and_not_in_what_they_include(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The line of the English page that needs mending has the number of a line that is included.
    site(tmp_path, ['Texte.\n\n--8<-- "note.md"\n'])
    (tmp_path / "parts/note.md").write_text("Il y a 13 976 agents.\n\nFin.\n", "utf-8")
    english = "Text.\n\nFirst.\n\nThere are 13 976 agents.\n\nEnd.\n"
    (tmp_path / "docs/en/0.md").write_text(english, "utf-8")
    (tmp_path / "docs/en/1.md").write_text('There are 13 976.\n\n--8<-- "words.md"\n', "utf-8")
    (tmp_path / "docs/fr/1.md").write_text("Il y en a 13 976.\n\nDont 15 000.\n", "utf-8")
    (tmp_path / "parts/words.md").write_text("Of them 15 000.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["fix", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "+There are 13,976 agents." in out
    assert "+There are 13,976." in out
    assert "15,000" not in out


def test_what_is_silenced_in_an_included_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site(tmp_path, ['--8<-- "note.md"\n'])
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "parts/note.md"
    path.write_text(
        f"<!-- bitext: ignore broken-link: soon -->\n{FILES['parts/note.md'][13:]}", "utf-8"
    )
    assert main(["check", "--select", "broken-link"]) == 0
    path.write_text("Words.\n\n<!-- bitext: ignore broken-link: soon -->\nMore.\n", "utf-8")
    assert main(["check", "--select", "broken-link,unused-ignore", "--strict"]) == 1
    assert "parts/note.md:3" in capsys.readouterr().out


def test_findings_stand_in_the_included_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site(tmp_path, ['--8<-- "note.md"\n'])
    monkeypatch.chdir(tmp_path)
    arguments = ["check", "--select", "broken-link"]
    assert main(arguments) == 1
    assert "parts/note.md:3:10: error: broken-link" in capsys.readouterr().out
    # The second run answers from its cache, but not once the included file has changed.
    assert main(arguments) == 1
    capsys.readouterr()
    (tmp_path / "parts/note.md").write_text("## Included\n", "utf-8")
    assert main(arguments) == 0
    assert "broken-link" not in capsys.readouterr().out
    (tmp_path / "parts/note.md").unlink()
    assert main(arguments) == 0
    (tmp_path / "parts/note.md").write_text(FILES["parts/note.md"], "utf-8")
    assert main(arguments) == 1

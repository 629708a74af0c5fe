"""What a hostile site, shell or disk brought to light: each case once went wrong."""

import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sites import MKDOCS, make

from bitext.alignment.matching import global_alignment
from bitext.cli import main
from bitext.config import load
from bitext.corpus import read
from bitext.edits import with_records, write
from bitext.errors import BitextError
from bitext.model import Page
from bitext.outline.front import read_front
from bitext.outline.slugs import unique

FR = '---\ntitle: "Une page"\n---\n\n# A { #a }\n\nEn 1964, un texte.\n\n## B { #b }\n\n- un\n'
EN = '---\ntitle: "A page"\n---\n\n# A { #a }\n\nIn 1946, a text.\n\n## B { #b }\n\n- one\n'
GOOD = EN.replace("1946", "1964")
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make(tmp_path, {"fr/x.md": FR, "en/x.md": EN, "en/i.png": "", "assets/a.css": ""})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(root: Path, command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    tool = f'"{sys.executable}" -m bitext'
    return subprocess.run(
        ["bash", "-c", command.replace("bitext", tool, 1)],
        cwd=root, env={**os.environ, **environment}, capture_output=True, check=False,
    )  # fmt: skip


# which pages are meant


@pytest.mark.parametrize("name", [".", "docs", "docs/en/", "..", "en", "docs/en/x.md", "en/x.md"])
def test_every_spelling_of_a_path_finds_the_error(root: Path, capsys: Captured, name: str) -> None:
    assert main(["check", name]) == 1
    assert "“1946” here" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["docs/assets", "docs/en/i.png", "x" * 300, "a\0b", "docs/de"])
@pytest.mark.parametrize("command", ["check", "confirm"])
def test_a_path_without_pages_is_no_pass(
    root: Path, capsys: Captured, command: str, name: str
) -> None:
    assert main([command, name]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"bitext: {name}: no ")


@pytest.mark.parametrize("linked", ["docs", "docs/en", "docs/en/s", "docs/en/s/x.md"])
def test_links_are_followed_and_stay_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, linked: str
) -> None:
    root = make(tmp_path / "site", {"fr/s/x.md": FR, "en/s/x.md": GOOD})
    monkeypatch.chdir(root)
    (root / linked).rename(tmp_path / "real")
    (root / linked).symlink_to(tmp_path / "real")
    (root / "docs/en/loop").symlink_to(root / "docs/en")
    assert main(["confirm", "docs/en/s/x.md"]) == 0
    assert (root / linked).is_symlink()
    assert main(["check", "--strict", "docs/en/s/x.md"]) == 0
    assert len(read(load(root)).pages["en"]) == 1


def test_a_folder_that_cannot_be_read_stops_the_check(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("en"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", closed)
    assert main(["check"]) == 2


def test_a_pipe_is_no_page(root: Path, capsys: Captured) -> None:
    os.mkfifo(root / "docs/en/p.md")
    assert main(["check", "--select", "unreadable-page"]) == 1
    assert "not a regular file" in capsys.readouterr().out


def test_other_endings_of_pages(root: Path) -> None:
    (root / "docs/fr/y.mkd").write_text("# Y\n")
    assert "y.mkd" in read(load(root)).pages["fr"]


# configuration


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("site_name: Test", "INHERIT: mkdocs.yml", "inherits from itself"),
        ("site_name: Test", "extra: {d: 2004-13-45}", "not YAML"),
        ("site_name: Test", "extra: !!int x", "not YAML"),
        ("site_name: Test", "docs_dir: no/where", "no such folder: no/where"),
    ],
)
def test_configurations_it_cannot_use(
    root: Path, capsys: Captured, old: str, new: str, message: str
) -> None:
    (root / "mkdocs.yml").write_text(MKDOCS.format(layout="folder").replace(old, new))
    assert main(["check"]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ('[tool]\nbitext = "x"\n', "tool.bitext: expected a table"),
        ("[[tool.bitext]]\n", "tool.bitext: expected a table"),
        ('[tool.bitext]\ntargets = ["en", "zz"]\n', "“zz” is no target language (known: en)"),
    ],
)
def test_options_it_cannot_use(root: Path, capsys: Captured, options: str, message: str) -> None:
    (root / "pyproject.toml").write_text(options)
    assert main(["check"]) == 2
    assert message in capsys.readouterr().err


def test_strange_settings_of_others_do_no_harm(root: Path) -> None:
    text = MKDOCS.format(layout="folder").replace(
        "pymdownx.superfences,", "{pymdownx.superfences: {custom_fences: 3}},"
    )
    (root / "mkdocs.yml").write_text(text)
    (root / "pyproject.toml").write_text("tool = 3\n")
    assert main(["check"]) == 1


@pytest.mark.parametrize("docs", ["../out", "{parent}/out", "./a/../out"])
def test_a_documentation_folder_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, docs: str
) -> None:
    root = make(tmp_path / "in", {"fr/x.md": FR, "en/x.md": EN})
    place = Path(os.path.normpath(root / docs.format(parent=tmp_path)))
    (root / "docs").rename(place)
    with (root / "mkdocs.yml").open("a") as file:
        file.write(f"docs_dir: {docs.format(parent=tmp_path)}\n")
    monkeypatch.chdir(root)
    assert main(["check", "--format", "json", str(place / "en/x.md")]) == 1
    paths = {one["path"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert paths == {Path(os.path.relpath(place / "en/x.md", root)).as_posix()}
    assert main(["confirm", str(place / "en/x.md") + "#b"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--source en", "--source and --target go with"),
        ("--source-dir docs/fr --target-dir docs/en --source fr --target fr", "two locales"),
        ("--source-dir docs/fr --target-dir docs/fr --source fr --target en", "the same folder"),
        (
            "--config mkdocs.yml --source-dir docs/fr --target-dir docs/en --source fr --target en",
            "--config goes without",
        ),
    ],
)
def test_options_that_contradict(
    root: Path, capsys: Captured, arguments: str, message: str
) -> None:
    assert main(["check", *arguments.split()]) == 2
    assert message in capsys.readouterr().err


def test_a_target_folder_inside_the_source_folder(root: Path, capsys: Captured) -> None:
    (root / "docs/x.md").write_text(FR)
    where = "--source-dir docs --target-dir docs/en --source fr --target en"
    assert main(["check", "--select", "number", *where.split()]) == 1
    assert "docs/en/x.md:7:4: error: number" in capsys.readouterr().out


# confirming

RECORDS = {"_": "a b", "a": "c d"}


@pytest.mark.parametrize(
    "page",
    [
        "---\ntitle: t\n---\n\n# A\r\n\r\nlast\n",
        "---\r\ntitle: t\r\n---\r\n\n# A\n\r\nlast",
        "---\rtitle: t\r---\r\r# A\r",
        "---\n  title: t\n  z: 1\n---\n# A\n",
        "---\ntranslation:\n- a\n- b\nz: 1\n---\n# A\n",
        '---\ntranslation: "a\n  b"\nz: 1\n---\n# A\n',
        "---\ntranslation: |\n  a\n\n  b\n# remark\nz: 1\n---\n# A\n",
        "---\nz: &x {a: b}\ntranslation: *x\nw: 1\n---\n# A\n",
        "---\ntranslation: {}\nz: 1\ntranslation: {version: 1}\nw: 1\n---\n# A\n",
        '---\nx: "a\x85b\u2028c"\ntranslation: {}\nz: 1\n---\n# A\n',
        "---\nhello\n---\n\n# A\n",
        "---\n# remark\n---\n\n# A\n",
        "",
    ],
)
def test_a_record_leaves_the_rest_alone(page: str) -> None:
    new = with_records(page, "fr", RECORDS)
    plain = new.replace("\r\n", "\n").replace("\r", "\n")
    meta, _ = read_front(plain.split("---\n")[1])
    assert meta["translation"] == {"version": "1", "source": "fr", "sections": RECORDS}
    for line in page.splitlines(keepends=True):
        if not any(word in line for word in ("translation", "- a", "- b", '  b"', "  a\n", "  b")):
            assert line in new
    assert new.endswith(page[page.find("# A") :] if page else "\n")
    assert with_records(new, "fr", RECORDS) == new


@pytest.mark.parametrize(
    "page",
    [
        "title: t\nauthor: x\n\n# A\n",
        "---\n{title: t}\n---\n# A\n",
        "---\ntranslation: &x {a: b}\nz: *x\n---\n# A\n",
    ],
)
def test_a_record_without_a_place_is_refused(page: str) -> None:
    with pytest.raises(BitextError, match="its front matter"):
        with_records(page, "fr", RECORDS)


def test_any_anchor_can_be_recorded() -> None:
    anchors = {'a"b': "c d", "a\\b": "c d", "é:x": "c d", "no": "c d", "a\x85": "c d"}
    meta, _ = read_front(with_records("# A\n", "fr", anchors).split("---\n")[1])
    assert meta["translation"] == {"version": "1", "source": "fr", "sections": anchors}


def test_what_is_refused_is_not_written(root: Path) -> None:
    assert main(["confirm", "docs/en/x.md#a"]) == 1
    assert (root / "docs/en/x.md").read_text() == EN


def test_nothing_is_written_where_one_name_means_nothing(root: Path) -> None:
    (root / "docs/fr/y.md").write_text(FR)
    (root / "docs/en/z.md").write_text(EN)
    assert main(["confirm", "docs/en/x.md#b", "docs/fr/y.md"]) == 2
    assert main(["confirm", "docs/en/x.md#b", "docs/en/z.md"]) == 2
    assert (root / "docs/en/x.md").read_text() == EN


def test_a_source_page_means_the_translations_it_has(root: Path, capsys: Captured) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text() + "        - {locale: de, name: D, build: true}\n")
    (root / "docs/de").mkdir()
    assert main(["confirm", "docs/fr/x.md#b"]) == 0
    assert capsys.readouterr().out == "docs/en/x.md#b: confirmed\n"


def test_a_read_only_page_is_not_replaced(tmp_path: Path) -> None:
    page = tmp_path / "x.md"
    page.write_text("old")
    page.chmod(0o444)
    with pytest.raises(BitextError, match="read-only"):
        write(page, "new")
    assert page.read_text() == "old"


def test_two_confirmations_at_once_both_count(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (root / "docs/en/x.md").write_text(GOOD)
    from bitext import confirming

    judge = confirming._errors

    def slow(bitext: object) -> object:
        monkeypatch.setattr(confirming, "_errors", judge)
        assert main(["confirm", "docs/en/x.md#b"]) == 0
        return judge(bitext)  # type: ignore[arg-type]

    monkeypatch.setattr(confirming, "_errors", slow)
    assert main(["confirm", "docs/en/x.md#a"]) == 0
    capsys.readouterr()
    main(["check", "--select", "unconfirmed-section"])
    assert "“_”" in capsys.readouterr().out
    assert main(["status"]) == 0
    assert "docs/en/x.md  1 unconfirmed, 2 fresh: #_\n" in capsys.readouterr().out


def test_while_a_record_is_written_no_other_is(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    fcntl = pytest.importorskip("fcntl")
    (root / "docs/en/x.md").write_text(GOOD)
    from bitext import confirming

    read = confirming.read_page
    held: list[bool] = []

    def other(path: Path, *rest: Any) -> Page:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.append(True)
        finally:
            os.close(folder)
        return read(path, *rest)

    monkeypatch.setattr(confirming, "read_page", other)
    assert main(["confirm", "docs/en/x.md#a"]) == 0
    assert held == [True]


# pages


@pytest.mark.parametrize("depth", [150, 3000, 100_000])
def test_front_matter_nested_too_deeply(root: Path, capsys: Captured, depth: int) -> None:
    (root / "docs/en/x.md").write_text(f"---\nx: {'[' * depth}{']' * depth}\n---\n")
    assert main(["check"]) == 1
    assert "unreadable-page: front matter is nested too deeply" in capsys.readouterr().out


def test_addresses_that_are_none(root: Path, capsys: Captured) -> None:
    (root / "docs/fr/x.md").write_text("# A { #a }\n\n[a](http://[x)\n")
    (root / "docs/en/x.md").write_text("# A { #a }\n\n[a](http://[y)\n")
    assert main(["check"]) == 1
    assert "link-parity" in capsys.readouterr().out


def test_excerpts_show_the_line_and_no_control_character(root: Path, capsys: Captured) -> None:
    (root / "docs/fr/x.md").write_text("# A { #a }\n\nx\x0cy\u2028\x1b[31m 1964\n")
    (root / "docs/en/x.md").write_text("# A { #a }\n\nx\x0cy\u2028\x1b[31m 1965\n")
    main(["check", "--verbose", "--select", "number"])
    assert r"docs/en/x.md:3 | x\x0cy\u2028\x1b[31m 1965" in capsys.readouterr().out


# size


def test_long_sequences_align() -> None:
    words = [f"w{number}" for number in range(3000)]
    for gone in (slice(0, 90), slice(1400, 1490), slice(2910, 3000)):
        rest = [*words]
        del rest[gone]

        def score(i: int, j: int, rest: list[str] = rest) -> float:
            return 2.0 if words[i] == rest[j] else -3.0

        rows = global_alignment(words, rest, score)
        assert [left for left, right in rows if right is None] == words[gone]
        assert all(left == right for left, right in rows if right is not None)


PROSE = "Le castor mange les saules et dort le jour, près de l’eau. "


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("les " * 16_000, {"untranslated": 1}),
        ("12 000 " * 4000, {"number-format": 1}),  # all but the last go on with more digits
        ("12 000, " * 4000, {"number-format": 4000, "typography": 4000}),
        (PROSE * 500 + "Oui ; non!", {"untranslated": 500, "typography": 1}),
        ("« " * 10_000, {}),  # nothing says where they close: they are for another rule
    ],
)
def test_long_runs_of_one_thing_are_judged(
    root: Path, capsys: Captured, words: str, expected: dict[str, int]
) -> None:
    page = f"# A {{ #a }}\n\n{words}\n"
    (root / "docs/fr/x.md").write_text(page)
    (root / "docs/en/x.md").write_text(page)
    names = "untranslated,number,number-format,typography"
    assert main(["check", "--no-cache", "--format", "json", "--select", names]) == bool(expected)
    found = json.loads(capsys.readouterr().out)["findings"]
    assert Counter(one["rule"] for one in found) == expected


def test_many_headings_of_one_name() -> None:
    used: set[str] = {"a_7"}
    reached: dict[str, int] = {}
    names = [unique("a", used, reached) for _ in range(20_000)]
    assert names[:9] == ["a", "a_1", "a_2", "a_3", "a_4", "a_5", "a_6", "a_8", "a_9"]
    assert unique("a_3", used, reached) == "a_20001"
    assert len(used) == 20_002


# shells


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal_can_show_the_findings(root: Path, encoding: str) -> None:
    (root / "docs/en/x.md").write_text(EN + "\n[é](😀é.md)\n")
    ran = shell(root, "bitext check", PYTHONIOENCODING=encoding)
    assert (ran.returncode, ran.stderr) == (1, b"")
    ran = shell(root, "bitext check --format json", PYTHONIOENCODING=encoding)
    messages = [one["message"] for one in json.loads(ran.stdout.decode(encoding))["findings"]]
    assert "“😀é.md” does not exist" in messages


def test_a_name_that_is_no_text(root: Path) -> None:
    (root / os.fsdecode(b"docs/en/b\xffd.md")).write_text("# A\n")
    ran = shell(root, "bitext check --format json", PYTHONIOENCODING="utf-8")
    assert ran.stderr == b""
    assert any(one["path"] == "docs/en/b\udcffd.md" for one in json.loads(ran.stdout)["findings"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("command", ["check", "check --format json", "--version", "explain"])
def test_output_that_cannot_be_written(root: Path, command: str) -> None:
    ran = shell(root, f"bitext {command} > /dev/full")
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"bitext: ")
    assert ran.stderr.count(b"\n") == 1


def test_a_reader_that_stops_reading(root: Path) -> None:
    links = "\n\n".join(f"[a](b{number}.md)" for number in range(2000))
    (root / "docs/en/x.md").write_text(links)
    ran = shell(root, "set -o pipefail; bitext check | head -1")
    assert ran.stderr == b""
    assert ran.stdout.count(b"\n") == 1


def test_output_into_a_string(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert main(["check", "--format", "json"]) == 1

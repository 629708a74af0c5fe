"""What `check`, `status` and `explain` promise to scripts: exit status, output, nothing written."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import NamedTuple, NoReturn

import pytest
from sites import MKDOCS, make

from bitext.cli import main
from bitext.rules import RULES


class Ran(NamedTuple):
    """What came of a command: its status, and what it wrote to either stream."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def rules(self) -> list[tuple[str, int, str]]:
        """Path, line and rule of each finding that was printed."""
        found = [line.split(": ")[:3] for line in self.lines[:-1]]
        return [(at.split(":")[0], int(at.split(":")[1]), rule) for at, _, rule in found]


Run = Callable[..., Ran]

SITE = {
    "fr/essai.md": "# L’essai { #essai }\n\nLes 40 patients.\n\n## Suite { #suite }\n\nRien.\n",
    "en/essai.md": "# The trial { #essai }\n\nThe 30 patients.\n\n## Next { #suite }\n\nNothing.\n",
    "fr/seule.md": "# Seule { #seule }\n\nTrois mots ici.\n",
}
NUMBER = "docs/en/essai.md:3:5: error: number: “30” here, source has “40” (docs/fr/essai.md:3)"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a site and sees to it that it neither writes nor breaks."""

    def command(*arguments: str, site: Path = tmp_path) -> Ran:
        before = snapshot(tmp_path)
        capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(site)
            status = main(arguments)
        captured = capsys.readouterr()
        assert snapshot(tmp_path) == before
        assert "Traceback" not in captured.err
        assert captured.err == "" if status < 2 else captured.err.count("\n") == 1
        return Ran(status, captured.out, captured.err)

    return command


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in root.rglob("*")
        if ".cache" not in path.parts  # it is there to be written
    }


def confirm(root: Path, *names: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["confirm", *names]) == 0


# check


def test_a_clean_site(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "# Un { #a }\n\nDeux.\n", "en/a.md": "# One { #a }\n\nTwo.\n"})
    confirm(tmp_path, "docs/en/a.md")
    assert run("check", "--strict") == (0, "nothing to report\n", "")


def test_text(tmp_path: Path, run: Run) -> None:
    make(tmp_path, SITE)
    assert run("check").status == 1
    assert run("check").out == dedent(f"""\
        docs/en/essai.md:1:1: warning: unconfirmed-section: “essai” was never confirmed (docs/fr/essai.md:1)
        {NUMBER}
        docs/en/essai.md:5:1: warning: unconfirmed-section: “suite” was never confirmed (docs/fr/essai.md:5)
        docs/fr/seule.md:1:1: warning: missing-page: no page in “en” translates this one
        1 error, 3 warnings
    """)


def test_json(tmp_path: Path, run: Run) -> None:
    silence = "<!-- bitext: ignore alt-text: an ornament -->\n"
    image = f"{silence}![](x.svg)\n\n![Un](y.svg)\n"
    files = {f"{locale}/a.md": f"# A {{ #a }}\n\n{image}" for locale in ("fr", "en")}
    files |= {"fr/x.svg": "", "en/b.md": "# B { #b }\n\nB.\n"}
    files["en/a.md"] = files["en/a.md"].replace("Un", "One") + "\n5\n"
    files["fr/a.md"] += "\n4\n"
    make(tmp_path, files)
    ran = run("check", "--format", "json", "--ignore", "unconfirmed-section")
    assert ran.status == 1
    image_finding = {
        "rule": "broken-image",
        "level": "error",
        "message": "image “y.svg” does not exist",
        "path": "docs/en/a.md",
        "line": 6,
        "column": 1,
        "end_line": 6,
        "end_column": 14,
        "locale": "en",
        "section": "a",
        "source": None,
        "fix": None,
    }
    number = {
        "rule": "number",
        "level": "error",
        "message": "“5” here, source has “4”",
        "path": "docs/en/a.md",
        "line": 8,
        "column": 1,
        "end_line": 8,
        "end_column": 2,
        "locale": "en",
        "section": "a",
        "source": {"path": "docs/fr/a.md", "line": 8},
        "fix": None,
    }
    orphan = {
        "rule": "orphan-page",
        "level": "warning",
        "message": "no page in “fr” has this path; it was moved, renamed or deleted",
        "path": "docs/en/b.md",
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 1,
        "locale": "en",
        "section": "b",
        "source": None,
        "fix": None,
    }
    french = {**image_finding, "path": "docs/fr/a.md", "end_column": 13, "locale": "fr"}
    data = json.loads(ran.out)
    assert data == {
        "version": 1,
        "source": "fr",
        "targets": ["en"],
        "pages": 2,
        "findings": [image_finding, number, orphan, french],
        "silenced": [
            {"rule": "alt-text", "path": path, "line": 4, "reason": "an ornament"}
            for path in ("docs/en/a.md", "docs/fr/a.md")
        ],
        "summary": {"errors": 3, "warnings": 1, "notes": 0},
    }
    assert list(data) == [
        "version", "source", "targets", "pages", "findings", "silenced", "summary",
    ]  # fmt: skip


def test_json_of_a_clean_site_is_whole(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "# A { #a }\n"})
    ran = run("check", "--format", "json", "--ignore", "missing-page")
    assert (ran.status, json.loads(ran.out)["findings"]) == (0, [])


def test_a_site_without_pages_proves_nothing(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {})
    ran = run("check")
    assert (ran.status, ran.out) == (2, "")
    assert "no pages here; a pass would prove nothing" in ran.err


def test_front_matter_that_is_never_closed_is_the_one_finding(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "---\ntitle: A\ndescription: B\n\n# A { #a }\n"})
    ran = run("check", "--ignore", "missing-page")
    wanted = "never closed; add a line “---” after line 3"
    assert ran.out.count("\n") == 2
    assert (
        f"docs/fr/a.md:1:1: error: unreadable-page: the front matter opened here is {wanted}"
        in ran.out
    )


def test_a_picture_of_the_other_language(tmp_path: Path, run: Run) -> None:
    page = "# A {{ #a }}\n\n![a](assets/x.{}.svg)\n"
    files = {"fr/a.md": page.format("fr"), "en/a.md": page.format("fr")}
    make(tmp_path, files | {"assets/x.fr.svg": "<svg/>", "assets/x.en.svg": "<svg/>"})
    ran = run("check", "--select", "cross-locale-link")
    assert ran.out.startswith(
        "docs/en/a.md:3:1: error: cross-locale-link: “assets/x.fr.svg” is made for another language, "
        "there is “assets/x.en.svg”\n"
    )


def test_warnings_count_under_strict_only(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "# A { #a }\n"})
    assert run("check").status == 0
    assert run("check", "--strict").status == 1


def test_in_a_stale_section_an_error_is_a_warning(tmp_path: Path, run: Run) -> None:
    make(tmp_path, SITE | {"en/essai.md": SITE["en/essai.md"].replace("30", "40")})
    confirm(tmp_path, "docs/en/essai.md")
    source = tmp_path / "docs/fr/essai.md"
    source.write_text(source.read_text("utf-8").replace("40", "50"), "utf-8")
    ran = run("check", "--select", "number,stale-section")
    assert ran.status == 0
    assert [line.split(": ")[1:3] for line in ran.lines[:-1]] == [
        ["warning", "stale-section"],
        ["warning", "number"],
    ]


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        (["--select", "number"], ["number"]),
        (["--select", "number, missing-page"], ["number", "missing-page"]),
        (["--select", "number,missing-page", "--ignore", "number"], ["missing-page"]),
        (["--ignore", "number,unconfirmed-section"], ["missing-page"]),
    ],
)
def test_select_and_ignore(
    tmp_path: Path, run: Run, arguments: list[str], rules: list[str]
) -> None:
    make(tmp_path, SITE)
    ran = run("check", *arguments)
    assert [rule for _, _, rule in ran.rules] == rules
    assert ran.status == int("number" in rules)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule(tmp_path: Path, run: Run, option: str) -> None:
    make(tmp_path, SITE)
    ran = run("check", option, "number,nombre")
    assert ran == (2, "", "bitext: nombre: no such rule; `bitext explain` lists them\n")


def test_a_rule_that_is_not_asked_leaves_its_silences_alone(tmp_path: Path, run: Run) -> None:
    silence = "<!-- bitext: ignore number: rounded -->\nThe 30 patients."
    make(tmp_path, SITE | {"en/essai.md": SITE["en/essai.md"].replace("The 30 patients.", silence)})
    for arguments in (["--ignore", "number"], ["--select", "unused-ignore"], []):
        assert "unused-ignore" not in [rule for _, _, rule in run("check", *arguments).rules]


def test_silenced(tmp_path: Path, run: Run) -> None:
    silence = "<!-- bitext: ignore number:\n  rounded -->\nThe 30 patients."
    make(tmp_path, SITE | {"en/essai.md": SITE["en/essai.md"].replace("The 30 patients.", silence)})
    line = NUMBER.replace("en/essai.md:3", "en/essai.md:5")
    assert run("check", "--select", "number") == (0, "nothing to report (1 silenced)\n", "")
    assert run("check", "--select", "number", "--silenced").lines == [
        f"{line} [silenced: rounded]",
        "nothing to report (1 silenced)",
    ]


def test_verbose(tmp_path: Path, run: Run) -> None:
    make(tmp_path, SITE)
    assert run("check", "--select", "number", "--verbose").lines == [
        NUMBER,
        "    docs/en/essai.md:3 | The 30 patients.",
        "                       |     ^^",
        "    docs/fr/essai.md:3 | Les 40 patients.",
        "                       |     ^^",
        "1 error",
    ]


@pytest.mark.parametrize(
    ("folder", "path", "expected"),
    [
        ("", "docs/en/essai.md", ["docs/en/essai.md"]),
        ("", "docs/fr/essai.md", ["docs/en/essai.md"]),
        ("", "docs/fr/seule.md", ["docs/fr/seule.md"]),
        ("", "docs", ["docs/en/essai.md", "docs/fr/seule.md"]),
        ("", "fr/seule.md", ["docs/fr/seule.md"]),
        ("docs/en", "essai.md", ["docs/en/essai.md"]),
        ("docs/en", ".", ["docs/en/essai.md"]),
    ],
)
def test_paths(tmp_path: Path, run: Run, folder: str, path: str, expected: list[str]) -> None:
    make(tmp_path, SITE)
    ran = run("check", path, "--ignore", "unconfirmed-section", site=tmp_path / folder)
    assert [path for path, _, _ in ran.rules] == expected


@pytest.mark.parametrize("path", ["docs/en/absente.md", "mkdocs.yml", "../elsewhere.md"])
def test_a_path_that_is_no_page(tmp_path: Path, run: Run, path: str) -> None:
    make(tmp_path, SITE)
    assert run("check", path) == (2, "", f"bitext: {path}: no such page on this site\n")


def test_other_languages_share_the_source_page(tmp_path: Path, run: Run) -> None:
    page = "---\nbitext:\n  ignore:\n    missing-page: no German yet\n---\n\n# A { #a }\n"
    make(tmp_path, {"fr/a.md": page, "en/a.md": "# A { #a }\n", "de/index.md": ""})
    text = MKDOCS.format(layout="folder") + "        - {locale: de, name: Deutsch, build: true}\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    ran = run("check", "--ignore", "unconfirmed-section,front-matter")
    assert ran == (
        0,
        "docs/de/index.md:1:1: warning: orphan-page: no page in “fr” has this path; "
        "it was moved, renamed or deleted\n1 warning (1 silenced)\n",
        "",
    )


# layouts


def test_suffix_layout(tmp_path: Path, run: Run) -> None:
    files = {
        "essai.md": "# L’essai { #essai }\n\nLes 40 patients, [suite](suite.md), [en](suite.en.md).\n",
        "essai.en.md": "# The trial { #essai }\n\nThe 30 patients, [next](suite.md).\n",
        "suite.fr.md": "# Suite { #suite }\n\n![Plan](plan.svg)\n",
        "suite.en.md": "# Next { #suite }\n\n![Plan](plan.svg)\n",
        "plan.fr.svg": "",
        "plan.en.svg": "",
        "seule.md": "# Seule { #seule }\n",
    }
    make(tmp_path, files, layout="suffix")
    ran = run("check", "--ignore", "unconfirmed-section")
    assert ran.rules == [
        ("docs/essai.en.md", 3, "link-parity"),
        ("docs/essai.en.md", 3, "number"),
        ("docs/essai.md", 3, "cross-locale-link"),
        ("docs/seule.md", 1, "missing-page"),
    ]
    data = json.loads(run("check", "docs/essai.md", "--format", "json").out)
    assert {finding["path"] for finding in data["findings"]} == {
        "docs/essai.en.md",
        "docs/essai.md",
    }


def test_a_site_without_ids(tmp_path: Path, run: Run) -> None:
    source = "# L’essai\n\nLes 40 patients.\n\n## Suite\n\nVoir [ici](#lessai).\n\n## Fin\n\n- un\n"
    target = "# The trial\n\nThe 30 patients.\n\n## Next\n\nSee [here](#the-trial).\n"
    make(tmp_path, {"fr/essai.md": source, "en/essai.md": target})
    ran = run("check", "--ignore", "unconfirmed-section")
    assert ran.rules == [
        ("docs/en/essai.md", 3, "number"),
        ("docs/en/essai.md", 7, "missing-section"),
    ]
    confirm(tmp_path, "docs/en/essai.md#next")
    states = json.loads(run("status", "--format", "json").out)["targets"]["en"]["pages"][0]
    assert [(one["anchor"], one["status"]) for one in states["sections"]] == [
        ("the-trial", "unconfirmed"),
        ("next", "fresh"),
        ("fin", "missing"),
    ]


def test_without_mkdocs(tmp_path: Path, run: Run) -> None:
    for name, text in SITE.items():
        path = tmp_path / "text" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    site = ["--source-dir=text/fr", "--target-dir=text/en", "--source=fr", "--target=en"]
    ran = run("check", *site, "--ignore", "unconfirmed-section")
    assert ran.rules == [("text/en/essai.md", 3, "number"), ("text/fr/seule.md", 1, "missing-page")]
    assert run("check", *site[:3]) == (
        2, "", "bitext: --target is missing; without MkDocs all four are needed\n",
    )  # fmt: skip


def test_config_from_elsewhere(tmp_path: Path, run: Run) -> None:
    make(tmp_path / "site", SITE)
    ran = run("check", "--config", "site/mkdocs.yml", "--select", "number")
    assert ran.lines == [NUMBER, "1 error"]
    assert run("check", "--config", "nowhere.yml").status == 2


# status


def test_status(tmp_path: Path, run: Run) -> None:
    orphan = SITE["en/essai.md"].replace("30", "40") + "\n## More { #plus }\n\nNothing.\n"
    make(tmp_path, SITE | {"en/essai.md": orphan})
    confirm(tmp_path, "docs/en/essai.md#essai")
    assert run("status").status == 0
    assert run("status").out == dedent("""\
        docs/en/essai.md                1 fresh, 1 unconfirmed, 1 orphan: #suite
        (no page for docs/fr/seule.md)  1 missing
        en: 1 fresh, 1 unconfirmed, 1 missing, 1 orphan; 4 words to translate
    """)
    section = {"change": None, "words": None}
    assert json.loads(run("status", "--format", "json").out) == {
        "version": 1,
        "source": "fr",
        "targets": {
            "en": {
                "sections": {"fresh": 1, "stale": 0, "unconfirmed": 1, "missing": 1, "orphan": 1},
                "words_to_translate": 4,
                "pages": [
                    {
                        "path": "docs/en/essai.md",
                        "source": "docs/fr/essai.md",
                        "sections": [
                            {"anchor": "essai", "status": "fresh", **section},
                            {"anchor": "suite", "status": "unconfirmed", **section},
                            {"anchor": "plus", "status": "orphan", **section},
                        ],
                    },
                    {
                        "path": None,
                        "source": "docs/fr/seule.md",
                        "sections": [
                            {"anchor": "seule", "status": "missing", "change": None, "words": 4}
                        ],
                    },
                ],
            }
        },
    }
    assert run("status", "--format", "markdown").out == dedent("""\
        ### en

        | page | fresh | stale | unconfirmed | missing | orphan |
        | --- | ---: | ---: | ---: | ---: | ---: |
        | docs/en/essai.md | 1 | 0 | 1 | 0 | 1 |
        | docs/fr/seule.md | 0 | 0 | 0 | 1 | 0 |

        4 words to translate.
    """)


# explain


def test_explain(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for language, start in (("fr_FR.UTF-8", "Ce qu’elle"), ("en_GB", "What"), ("C", "What")):
        monkeypatch.setenv("LANG", language)
        assert run("explain", "number").out.startswith(f"# number\n\n## {start}")
    assert run("explain", "number", "--locale", "fr").out.startswith("# number\n\n## Ce qu’elle")
    assert run("explain", "number", "--locale", "eo").out.startswith("# number\n\n## What")


def test_explain_lists_the_rules(run: Run) -> None:
    ran = run("explain")
    assert (ran.status, len(ran.lines)) == (0, len(RULES))
    assert " ".join(ran.lines[0].split()) == (
        "missing-page warning every source page has a target page"
    )


def test_explain_an_unknown_rule(run: Run) -> None:
    assert run("explain", "nombre") == (
        2, "", "bitext: nombre: no such rule; `bitext explain` lists them\n",
    )  # fmt: skip


# what it cannot do


@pytest.mark.parametrize(
    "arguments",
    [[], ["check", "--fast"], ["verify"], ["check", "--format", "xml"], ["explain", "a", "b"]],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    captured = capsys.readouterr()
    assert (stopped.value.code, captured.out) == (2, "")
    assert captured.err.startswith("usage: bitext")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("bitext 0.")


def test_a_page_that_is_not_utf_8(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "# A { #a }\n"})
    (tmp_path / "docs/en/a.md").write_bytes(b"# A { #a }\n\ncaf\xe9\n")
    ran = run("check")
    assert ran.status == 1
    assert ran.lines[0] == (
        "docs/en/a.md:3:1: error: unreadable-page: not UTF-8: byte 0xe9 at offset 15"
    )
    assert run("status").status == 0


def test_front_matter_that_is_not_yaml(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "---\ntitle: A\nx: y: z\n---\n\n# A { #a }\n", "en/a.md": "# A\n"})
    ran = run("check")
    assert ran.status == 1
    assert ran.rules == [("docs/fr/a.md", 3, "unreadable-page")]
    assert "front matter is not YAML: mapping values are not allowed" in ran.out


def test_a_link_out_of_the_tree(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "# A { #a }\n\n[x](../../../b.md)\n", "en/a.md": "# A { #a }\n"})
    (tmp_path.parent / "b.md").touch()
    ran = run("check", "--select", "broken-link")
    assert ran.status == 1
    assert ran.lines[0] == (
        "docs/fr/a.md:3:1: error: broken-link: “../../../b.md” leaves the documentation folder"
    )


def test_a_page_that_leads_nowhere(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "# A { #a }\n"})
    (tmp_path / "docs/en/a.md").symlink_to("gone.md")
    ran = run("check")
    assert ran.rules == [("docs/en/a.md", 1, "unreadable-page")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("mkdocs.yml", "a: b\nc: d: e\n", "mkdocs.yml:2: not YAML: mapping values"),
        ("mkdocs.yml", "- a\n", "mkdocs.yml: not a list of `key: value` settings"),
        ("mkdocs.yml", "", "mkdocs.yml: not a list of `key: value` settings"),
        ("mkdocs.yml", "docs_dir: text\n", "mkdocs.yml: docs_dir: no such folder: text"),
        ("mkdocs.yml", "plugins: [search]\n", "mkdocs.yml: plugins: i18n (mkdocs-static-i18n) is"),
        ("mkdocs.yml", MKDOCS.format(layout="flat"), "docs_structure is “flat”, expected folder"),
        ("pyproject.toml", "[tool.bitext]\nsuorce = 'fr'\n", "tool.bitext.suorce: unknown option"),
        ("pyproject.toml", "[tool.bitext]\nsource = 1\n", "tool.bitext.source: expected a string"),
        (
            "pyproject.toml",
            "[tool.bitext]\nignore = 'x'\n",
            "tool.bitext.ignore: expected a list of strings",
        ),
        ("pyproject.toml", "[tool.bitext]\nignore = ['x']\n", "x: no such rule"),
        ("pyproject.toml", "[tool.bitext]\ntermbase = 'x.toml'\n", "termbase: no such file"),
        (
            "pyproject.toml",
            "[tool.bitext]\nsource = 'de'\n",
            "“de” is not a language this site builds (fr, en)",
        ),
        ("pyproject.toml", "[tool.bitext]\ntargets = ['de']\n", "“de” is no target language"),
        ("pyproject.toml", "tool = [", "pyproject.toml: "),
    ],
)
def test_settings_it_cannot_use(
    tmp_path: Path, run: Run, name: str, text: str, message: str
) -> None:
    make(tmp_path, SITE)
    (tmp_path / name).write_text(text, "utf-8")
    ran = run("check")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("bitext: ")
    assert message in ran.err


def test_no_folder_for_a_locale(tmp_path: Path, run: Run) -> None:
    make(tmp_path, {"fr/a.md": "# A\n"})
    (tmp_path / "docs/en").rmdir()
    assert run("check") == (2, "", "bitext: docs/en: no folder for the locale “en”\n")


def test_no_site(tmp_path: Path, run: Run) -> None:
    ran = run("check")
    assert (ran.status, ran.out) == (2, "")
    assert "no mkdocs.yml here or above; name one with --config, or two folders" in ran.err


@pytest.mark.parametrize("module", ["arguments", "check_command"])
def test_who_stops_it_is_answered_by_one_line(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    make(tmp_path, SITE)
    monkeypatch.setitem(sys.modules, f"bitext.{module}", Stopped(module))
    assert run("check") == (130, "", "bitext: interrupted\n")


class Stopped(ModuleType):
    """A module while whose import somebody stops the command."""

    def __getattr__(self, name: str) -> NoReturn:
        raise KeyboardInterrupt


def test_nothing_is_imported_before_it_can_be_stopped() -> None:
    command = [sys.executable, "-c", "import bitext.cli, sys; print(*sys.modules)"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    loaded = {*done.stdout.split()}
    assert {name for name in loaded if name.startswith("bitext")} == {"bitext", "bitext.cli"}
    assert "argparse" not in loaded

"""What `check` writes for people on a terminal, for GitHub, for code scanning, for test servers."""

import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any
from xml.etree import ElementTree

import pytest
from sites import make

from bitext import terminal
from bitext.checking import Report
from bitext.cli import main
from bitext.formats import github, junit, report, sarif
from bitext.model import Edit, Finding, Fix, Level, Location, Silenced
from bitext.rules import RULES, number, stale_section
from bitext.site import Listing

AT = Location("docs/en/a, b.md", 3, 5, 3, 7)
SOURCE = Location("docs/fr/a, b.md", 4)
ERROR = Finding(AT, number.rule, "“30” here, source has “40”", SOURCE, "en", "a", Level.ERROR)
WARNING = Finding(Location("docs/en/b.md", 1), stale_section.rule, "50 %\nold", level=Level.WARNING)
NOTE = Finding(Location("docs/en/b.md", 2, 1, 4, 2), number.rule, "a\x07", level=Level.NOTE)
ALL = Report((ERROR, WARNING, NOTE), ())
SITE = {
    "fr/a.md": "# A { #a }\n\nLes 40 et les 50.\n",
    "en/a.md": "# A { #a }\n\nThe 30 and the 20.\n",
    "fr/b.md": "# B { #b }\n",
    "en/b.md": "# B { #b }\n",
}
SELECT = ("--select", "number,unconfirmed-section")


def checked(
    root: Path, capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 1
) -> str:
    capsys.readouterr()
    assert main(["check", "--config", str(root / "mkdocs.yml"), *SELECT, *arguments]) == status
    return capsys.readouterr().out


# github


def test_github() -> None:
    assert list(github.annotations(ALL, "site/")) == [
        "::error file=site/docs/en/a%2C b.md,line=3,endLine=3,col=5,title=bitext number::"
        "“30” here, source has “40” (docs/fr/a, b.md:4)",
        "::warning file=site/docs/en/b.md,line=1,endLine=1,col=1,title=bitext stale-section::"
        "50 %25%0Aold",
        "::notice file=site/docs/en/b.md,line=2,endLine=4,title=bitext number::a\x07",
    ]


def test_github_escapes() -> None:
    finding = Finding(Location("a:b%\r\n,c", 1), number.rule, "a:b%\r\n,c", level=Level.ERROR)
    (line,) = github.annotations(Report((finding,), ()))
    assert line == (
        "::error file=a%3Ab%25%0D%0A%2Cc,line=1,endLine=1,col=1,title=bitext number::a:b%25%0D%0A,c"
    )


def test_github_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "site", {name: SITE[name] for name in ("fr/a.md", "en/a.md")})
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    lines = [
        "::warning file=docs/en/a.md,line=1,endLine=1,col=1,title=bitext unconfirmed-section::"
        "“a” was never confirmed (docs/fr/a.md:1)",
        "::error file=docs/en/a.md,line=3,endLine=3,col=5,title=bitext number::"
        "“30” here, source has “40” (docs/fr/a.md:3)",
        "::error file=docs/en/a.md,line=3,endLine=3,col=16,title=bitext number::"
        "“20” here, source has “50” (docs/fr/a.md:3)",
        "2 errors, 1 warning",
    ]
    assert checked(tmp_path / "site", capsys, "--format", "github").splitlines() == lines
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    moved = [line.replace("file=", "file=site/") for line in lines]
    assert checked(tmp_path / "site", capsys, "--format", "github").splitlines() == moved
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "site"))
    assert checked(tmp_path / "site", capsys, "--format", "github").splitlines() == lines


# sarif

# What the standard requires of the objects we write, and the properties it knows for them (all of
# its section 3; the log of a whole site was also validated against the schema of the OASIS).
KNOWN: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"results", "columnKind", "originalUriBaseIds"}),
    "tool": ({"driver"}, set()),
    "driver": ({"name"}, {"version", "rules"}),
    "rule": ({"id"}, {"shortDescription", "help", "defaultConfiguration"}),
    "text": ({"text"}, {"markdown"}),
    "result": (
        {"message"},
        {"ruleId", "ruleIndex", "level", "locations", "relatedLocations", "fixes", "suppressions"}
        | {"partialFingerprints"},
    ),
    "location": ({"physicalLocation"}, {"id", "message"}),
    "place": ({"artifactLocation"}, {"region"}),
    "artifact": ({"uri"}, {"uriBaseId"}),
    "region": ({"startLine"}, {"startColumn", "endLine", "endColumn"}),
    "suppression": ({"kind"}, {"justification"}),
    "fix": ({"artifactChanges"}, {"description"}),
    "change": ({"artifactLocation", "replacements"}, set()),
    "replacement": ({"deletedRegion"}, {"insertedContent"}),
}


def conforms(kind: str, data: dict[str, Any]) -> None:
    required, optional = KNOWN[kind]
    assert required <= data.keys() <= required | optional, (kind, data)
    if kind == "region":
        assert all(isinstance(value, int) and value >= 1 for value in data.values())
        assert data.get("endLine", data["startLine"]) >= data["startLine"]
    for name, inner in parts(kind, data):
        conforms(name, inner)


def parts(kind: str, data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    kinds = {
        "runs": "run", "tool": "tool", "driver": "driver", "rules": "rule", "help": "text",
        "shortDescription": "text", "results": "result", "message": "text",
        "locations": "location", "relatedLocations": "location", "physicalLocation": "place",
        "artifactLocation": "artifact", "region": "region", "deletedRegion": "region",
        "suppressions": "suppression", "fixes": "fix", "artifactChanges": "change",
        "replacements": "replacement", "insertedContent": "text", "description": "text",
    }  # fmt: skip
    for name, value in data.items():
        for inner in value if isinstance(value, list) else [value]:
            if name in kinds and isinstance(inner, dict):
                yield kinds[name], inner


def logged(found: Report) -> dict[str, Any]:
    texts = {rule.id: f"# {rule.id}" for rule in RULES}
    data: dict[str, Any] = json.loads(
        sarif.sarif(found, Listing({}, frozenset(), {}), texts, "site/")
    )
    conforms("log", data)
    return data


def test_sarif_of_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, SITE)
    data = json.loads(checked(tmp_path, capsys, "--format", "sarif"))
    conforms("log", data)
    assert (data["version"], len(data["runs"])) == ("2.1.0", 1)
    run = data["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert list(run["originalUriBaseIds"]) == ["SRCROOT"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "bitext"
    assert [one["id"] for one in driver["rules"]] == [rule.id for rule in RULES]
    for one, rule in zip(driver["rules"], RULES, strict=True):
        assert one["defaultConfiguration"] == {"level": rule.level}
        assert one["shortDescription"] == {"text": rule.summary}
        assert one["help"]["markdown"].startswith(f"# {rule.id}\n\n## What it checks\n")
    assert [one["ruleId"] for one in run["results"]] == [
        "unconfirmed-section", "number", "number", "unconfirmed-section",
    ]  # fmt: skip
    for one in run["results"]:
        assert driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
    assert run["results"][1] == {
        "ruleId": "number",
        "ruleIndex": [rule.id for rule in RULES].index("number"),
        "level": "error",
        "message": {"text": "“30” here, source has “40”"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "docs/en/a.md", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 7},
                }
            }
        ],
        "partialFingerprints": run["results"][1]["partialFingerprints"],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "the source"},
                "physicalLocation": {
                    "artifactLocation": {"uri": "docs/fr/a.md", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 7},
                },
            }
        ],
    }


def test_sarif_has_places_suppressions_and_fixes() -> None:
    edits = (Edit(AT, "40"), Edit(Location(AT.path, 9, 1, 9, 1), "x"))
    fixed = Finding(AT, number.rule, "a", level=Level.ERROR, fix=Fix("write 40", edits))
    moved = Finding(SOURCE, number.rule, "b", level=Level.ERROR, fix=Fix("move", (), (("a", "b"),)))
    hushed = Silenced(Finding(AT, number.rule, "c", level=Level.ERROR), "rounded")
    first, second, third = logged(Report((fixed, moved), (hushed,)))["runs"][0]["results"]
    uri = {"uri": "site/docs/en/a%2C%20b.md", "uriBaseId": "SRCROOT"}
    assert first["locations"][0]["physicalLocation"]["artifactLocation"] == uri
    assert first["fixes"] == [
        {
            "description": {"text": "write 40"},
            "artifactChanges": [
                {
                    "artifactLocation": uri,
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 7,
                            },
                            "insertedContent": {"text": "40"},
                        },
                        {
                            "deletedRegion": {
                                "startLine": 9, "startColumn": 1, "endLine": 9, "endColumn": 1,
                            },
                            "insertedContent": {"text": "x"},
                        },
                    ],
                }
            ],
        }
    ]  # fmt: skip
    assert second["suppressions"] == [{"kind": "inSource", "justification": "rounded"}]
    assert second["message"] == {"text": "c"}
    assert not {"suppressions", "fixes", "relatedLocations"} & third.keys()


def fingerprints(root: Path, capsys: pytest.CaptureFixture[str], status: int = 1) -> list[str]:
    run = json.loads(checked(root, capsys, "--format", "sarif", status=status))["runs"][0]
    return [one["partialFingerprints"][sarif.FINGERPRINT] for one in run["results"]]


def test_fingerprints_survive_moved_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = "# A { #a }\n\nThe 30 and the 30.\n"
    french = "# A { #a }\n\nLes chats.\n"
    make(tmp_path, {"fr/a.md": french, "en/a.md": twice})
    before = fingerprints(tmp_path, capsys)
    assert len(before) == len(set(before)) == 3
    make(tmp_path, {"fr/a.md": french, "en/a.md": f"---\ntitle: A\n---\n\n{twice}"})
    assert fingerprints(tmp_path, capsys)[1:] == before
    silence = "<!-- bitext: ignore number: rounded -->\n"
    make(tmp_path, {"en/a.md": twice.replace("The", f"{silence}The")})
    assert fingerprints(tmp_path, capsys, 0) == before
    make(tmp_path, {"en/a.md": twice.replace("30 and", "31 and")})
    assert len({*fingerprints(tmp_path, capsys), *before}) == 4


def test_fingerprints_leave_line_numbers_out() -> None:
    def mark(message: str) -> str:
        results = logged(Report((Finding(AT, number.rule, message, level=Level.NOTE),), ()))
        return str(results["runs"][0]["results"][0]["partialFingerprints"])

    assert mark("id “a” stands already on line 4") == mark("id “a” stands already on line 12")
    assert mark("“4” here") != mark("“12” here")


def test_a_fix_in_json_and_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, {"fr/a.md": "# A { #a }\n\n2,5\u00a0%\n", "en/a.md": "# A { #a }\n\n2,5 %\n"})
    only = ("--select", "number-format", "--format")
    place = {"line": 3, "column": 1, "end_line": 3, "end_column": 6}
    (finding,) = json.loads(checked(tmp_path, capsys, *only, "json"))["findings"]
    assert finding == {
        "rule": "number-format",
        "level": "error",
        "message": "“2,5 %” is the form of “fr”, here it is “2.5%”",
        "path": "docs/en/a.md",
        **place,
        "locale": "en",
        "section": "a",
        "source": {"path": "docs/fr/a.md", "line": 3},
        "fix": {
            "description": "“2,5 %” is now “2.5%”",
            "edits": [{"path": "docs/en/a.md", **place, "text": "2.5%"}],
            "moves": [],
        },
    }
    data = json.loads(checked(tmp_path, capsys, *only, "sarif"))
    conforms("log", data)
    (change,) = data["runs"][0]["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "2.5%"}


# junit


def test_junit() -> None:
    silent = junit.xml(ALL, ["docs/en/b.md", "docs/en/c.md"], strict=False)
    assert silent == dedent("""\
        <testsuites name="bitext" tests="4" failures="1">
          <testsuite name="docs/en/a, b.md" tests="1" failures="1">
            <testcase name="number" classname="docs/en/a, b.md" file="docs/en/a, b.md">
              <failure type="error" message="&#8220;30&#8221; here, source has &#8220;40&#8221;">\
docs/en/a, b.md:3:5: error: &#8220;30&#8221; here, source has &#8220;40&#8221; \
(docs/fr/a, b.md:4)</failure>
            </testcase>
          </testsuite>
          <testsuite name="docs/en/b.md" tests="2" failures="0">
            <testcase name="number" classname="docs/en/b.md" file="docs/en/b.md">
              <system-out>docs/en/b.md:2:1: note: a&#65533;</system-out>
            </testcase>
            <testcase name="stale-section" classname="docs/en/b.md" file="docs/en/b.md">
              <system-out>docs/en/b.md:1:1: warning: 50 %
        old</system-out>
            </testcase>
          </testsuite>
          <testsuite name="docs/en/c.md" tests="1" failures="0">
            <testcase name="every rule" classname="docs/en/c.md" file="docs/en/c.md" />
          </testsuite>
        </testsuites>""")
    strict = ElementTree.fromstring(junit.xml(ALL, [], strict=True))
    assert (strict.get("tests"), strict.get("failures")) == ("3", "2")
    failures = [one.get("type") for one in strict.iter("failure")]
    assert failures == ["error", "warning"]


def test_junit_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, SITE)
    root = ElementTree.fromstring(checked(tmp_path, capsys, "--format", "junit"))
    assert [(one.get("name"), one.get("failures")) for one in root] == [
        ("docs/en/a.md", "1"), ("docs/en/b.md", "0"), ("docs/fr/a.md", "0"), ("docs/fr/b.md", "0"),
    ]  # fmt: skip
    asked = checked(tmp_path, capsys, str(tmp_path / "docs/en/b.md"), "--format=junit", status=0)
    assert [one.get("name") for one in ElementTree.fromstring(asked)] == [
        "docs/en/b.md", "docs/fr/b.md",
    ]  # fmt: skip


# text


def test_colours() -> None:
    assert report.line(ERROR, colour=True) == (
        "\x1b[1mdocs/en/a, b.md:3:5:\x1b[0m \x1b[31merror\x1b[0m: number: "
        "“30” here, source has “40”\x1b[2m (docs/fr/a, b.md:4)\x1b[0m"
    )
    assert report.line(NOTE) == "docs/en/b.md:2:1: note: number: a\\x07"
    assert "\x1b[33mwarning\x1b[0m" in report.line(WARNING, colour=True)


@pytest.mark.parametrize(
    ("tty", "variable", "value", "expected"),
    [
        (True, "TERM", "xterm", True),
        (True, "TERM", "dumb", False),
        (True, "NO_COLOR", "1", False),
        (True, "NO_COLOR", "", True),
        (False, "TERM", "xterm", False),
    ],
)
def test_colours_are_for_terminals(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tty: bool,
    variable: str,
    value: str,
    expected: bool,
) -> None:
    make(tmp_path, SITE)
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: tty)
    assert ("\x1b[" in checked(tmp_path, capsys)) is expected
    assert "\x1b" not in checked(tmp_path, capsys, "--format", "github")


def test_the_caret_stands_under_the_place() -> None:
    row = "\t Les patients"
    at = Location("a.md", 2, 7, 2, 15)
    assert terminal.excerpt(at, row, "error", False) == [
        "    a.md:2 | Les patients",
        "           |     ^^^^^^^^",
    ]
    assert terminal.excerpt(at, row, "error", True) == [
        "\x1b[2m    a.md:2 | \x1b[0mLes patients",
        "\x1b[2m           | \x1b[0m    \x1b[31m^^^^^^^^\x1b[0m",
    ]
    assert terminal.excerpt(Location("a.md", 2), row, "error", False) == [
        "    a.md:2 | Les patients"
    ]
    assert terminal.excerpt(Location("a.md", 2, 7), row, "error", False)[1] == (
        "           |     ^"
    )


def test_the_caret_knows_wide_and_narrow_characters() -> None:
    rows = terminal.excerpt(Location("a", 1, 5, 1, 7), "日e\u0301\t本x y", "error", False)
    assert rows == ["    a:1 | 日e\u0301\t本x y", "        |    \t^^^"]


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    rows = terminal.excerpt(Location("a", 1, 5, 3, 2), "one two", "error", False)
    assert rows == ["    a:1 | one two", "        |     ^^^"]


def test_a_long_line_is_cut_around_the_place() -> None:
    row = "x" * 300 + "40" + "y" * 300
    shown, caret = terminal.excerpt(Location("a", 1, 301, 1, 303), row, "error", False)
    assert shown == "    a:1 | …" + "x" * 39 + "40" + "y" * 57 + "…"
    assert caret == "        | " + " " * 40 + "^^"
    assert terminal.excerpt(Location("a", 1), row, "error", False) == [
        "    a:1 | " + "x" * 99 + "…"
    ]


def test_verbose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, {name: SITE[name] for name in ("fr/a.md", "en/a.md")})
    assert checked(tmp_path, capsys, "--verbose", "--ignore", "unconfirmed-section") == dedent("""\
        docs/en/a.md:3:5: error: number: “30” here, source has “40” (docs/fr/a.md:3)
            docs/en/a.md:3 | The 30 and the 20.
                           |     ^^
            docs/fr/a.md:3 | Les 40 et les 50.
                           |     ^^
        docs/en/a.md:3:16: error: number: “20” here, source has “50” (docs/fr/a.md:3)
            docs/en/a.md:3 | The 30 and the 20.
                           |                ^^
            docs/fr/a.md:3 | Les 40 et les 50.
                           |               ^^
        2 errors
    """)

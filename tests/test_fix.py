"""`bitext fix` makes what findings put forward, nothing else, and nothing the second time."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sites import make

from bitext import corpus, fixing
from bitext.alignment.align import align
from bitext.checking import Report, check
from bitext.cli import main
from bitext.config import load
from bitext.contents import content
from bitext.edits import move
from bitext.errors import BitextError
from bitext.fixing import Outcome
from bitext.model import Bitext, Edit, Finding, Fix, Level, Location, Page, Rule
from bitext.rules import USUAL
from bitext.site import Listing

FR = "# Prix { #prix }\n\nUn billet à 6,80\u00a0€, soit 2,5\u00a0% de plus, pour 15\u202f000 personnes.\n"
EN = "# Price { #prix }\n\nA ticket at 6,80€, which is 2,5 % more, for 15 000 people.\n"
FIXED = "# Price { #prix }\n\nA ticket at €6.80, which is 2.5% more, for 15,000 people.\n"
LINES = [
    "docs/en/x.md:3:13: number-format: “6,80€” is now “€6.80”",
    "docs/en/x.md:3:29: number-format: “2,5 %” is now “2.5%”",
    "docs/en/x.md:3:45: number-format: “15 000” is now “15,000”",
]


def rule(check: Rule | None = None) -> Rule:
    return check or Rule("test", Level.ERROR, "a test", lambda _: iter(()))


def words(old: str, new: str) -> Rule:
    """A rule that wants `new` for every `old` in a target page."""

    def check(bitext: Bitext) -> Iterator[Finding]:
        for pair in bitext.pairs:
            page = pair.target
            for number, row in enumerate(page.text.split("\n") if page else [], 1):
                start = row.find(old)
                while page and old and start >= 0:
                    yield finding(page, number, start, old, new)
                    start = row.find(old, start + 1)

    return Rule("test", Level.ERROR, "a test", check)


def finding(page: Page, line: int, start: int, old: str, new: str) -> Finding:
    at = Location(page.path, line, start + 1, line, start + len(old) + 1)
    fix = Fix(f"“{old}” is now “{new}”", (Edit(at, new),))
    return Finding(at, rule(), "a test", fix=fix)


def plan(root: Path, *rules: Rule, paths: set[str] | None = None) -> Outcome:
    config = load(root)

    def found(listing: Listing, texts: Mapping[str, str]) -> Report:
        pages = {
            locale: {
                key: corpus.page_of(
                    texts[path].encode() if path in texts else content(root / path),
                    path,
                    key,
                    locale,
                    config,
                )
                for key, path in some.items()
            }
            for locale, some in listing.paths.items()
        }
        site = corpus.Corpus(config, pages, listing.files, corpus.agreed(config))
        return check([align(site, target) for target in config.targets], rules)

    return fixing.planned(config, corpus.listed(config), paths, found)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".cache" not in path.parts  # it is there to be written
    }


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make(tmp_path, {"fr/x.md": FR, "en/x.md": EN, "fr/y.md": FR, "en/y.md": EN})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    assert main(["fix", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_fix(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    y = [line.replace("x.md", "y.md") for line in LINES]
    assert ran(capsys) == [*LINES, *y, "6 fixed on 2 pages"]
    fixed = FIXED.encode()
    assert files(root) == before | {"docs/en/x.md": fixed, "docs/en/y.md": fixed}
    assert main(["check", "--select", "number,number-format"]) == 0
    assert ran(capsys) == ["0 fixed on 0 pages"]
    assert files(root)["docs/en/x.md"] == fixed


@pytest.mark.parametrize("name", ["docs/en/x.md", "docs/fr/x.md"])
def test_only_the_pages_named(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    before = files(root)
    assert ran(capsys, name) == [*LINES, "3 fixed on 1 page"]
    assert files(root) == before | {"docs/en/x.md": FIXED.encode()}


def test_dry_run(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(root)
    assert ran(capsys, "docs/en/x.md", "--dry-run") == [
        "--- a/docs/en/x.md",
        "+++ b/docs/en/x.md",
        "@@ -1,3 +1,3 @@",
        " # Price { #prix }",
        " ",
        "-A ticket at 6,80€, which is 2,5 % more, for 15 000 people.",
        "+A ticket at €6.80, which is 2.5% more, for 15,000 people.",
    ]
    assert files(root) == before


def test_what_is_silenced_or_ignored_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silence = "<!-- bitext: ignore number-format: as quoted -->\n"
    (root / "docs/en/x.md").write_text(EN.replace("A ticket", silence + "A ticket"), "utf-8")
    assert ran(capsys, "docs/en/x.md") == ["0 fixed on 0 pages"]
    (root / "pyproject.toml").write_text('[tool.bitext]\nignore = ["number-format"]\n')
    assert ran(capsys) == ["0 fixed on 0 pages"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_marks_stay(
    root: Path, capsys: pytest.CaptureFixture[str], end: str, bom: str
) -> None:
    front = "---\ntitle:   'A'  # kept\n---\n\n"
    path = root / "docs/en/x.md"
    path.write_bytes((bom + (front + EN).replace("\n", end)).encode())
    assert ran(capsys, "docs/en/x.md")[-1] == "3 fixed on 1 page"
    assert path.read_bytes() == (bom + (front + FIXED).replace("\n", end)).encode()


def test_a_new_line_ends_as_the_others_do(root: Path) -> None:
    path = root / "docs/en/x.md"
    path.write_bytes(b"# A\r\n\r\nb\r\n")
    (change,) = plan(root, words("b", "c\nd"), paths={"docs/en/x.md"}).changes
    assert change.new == "# A\r\n\r\nc\r\nd\r\n"


def test_overlapping_edits_wait_for_the_next_round(root: Path) -> None:
    (root / "docs/en/x.md").write_text("# A { #a }\n\nabc abc\n")
    (root / "docs/en/y.md").unlink()
    outcome = plan(root, words("ab", "x"), words("bc", "yy"), words("ab", "x"))
    (change,) = outcome.changes
    assert change.new == "# A { #a }\n\nxc xc\n"
    assert outcome.fixed == 2


def test_what_a_fix_brings_up_is_fixed_in_the_next_round(root: Path) -> None:
    (root / "docs/en/x.md").write_text("# A { #a }\n\none\n")
    (root / "docs/en/y.md").unlink()
    outcome = plan(root, words("one", "two"), words("two", "three"))
    assert [change.new for change in outcome.changes] == ["# A { #a }\n\nthree\n"]
    assert list(outcome.lines) == [
        "docs/en/x.md:3:1: test: “one” is now “two”",
        "docs/en/x.md:3:1: test: “two” is now “three”",
    ]


def test_fixes_without_end_are_given_up(root: Path) -> None:
    (root / "docs/en/y.md").unlink()
    outcome = plan(root, words("A", "AA"), paths={"docs/en/x.md"})
    assert len(outcome.lines) < 100


def test_a_fix_of_two_pages_is_made_whole_or_not_at_all(root: Path) -> None:
    def check(bitext: Bitext) -> Iterator[Finding]:
        pages = [pair.target for pair in bitext.pairs if pair.target is not None]
        if "ticket" in pages[0].text:
            edits = [finding(page, 3, 2, "ticket", "seat").fix for page in pages]
            both = Fix("seats", tuple(edit for fix in edits if fix for edit in fix.edits))
            yield Finding(Location(pages[0].path, 3), rule(), "a test", fix=both)

    two = Rule("test", Level.ERROR, "a test", check)
    alone = plan(root, two, paths={"docs/en/x.md"})
    assert (alone.fixed, alone.changes) == (0, ())
    assert list(alone.lines) == [
        "docs/en/x.md:3:1: test: left as it is: the fix changes docs/en/y.md too"
    ]
    assert [change.path for change in plan(root, two).changes] == ["docs/en/x.md", "docs/en/y.md"]


def test_a_page_that_somebody_changes_meanwhile_is_left(root: Path) -> None:
    outcome = plan(root, *USUAL)
    (root / "docs/en/x.md").write_text("# New { #prix }\n")
    before = files(root)
    with pytest.raises(BitextError, match=r"docs/en/x\.md: was changed in the meantime"):
        fixing.apply(load(root), outcome.changes)
    assert files(root) == before


def test_a_move_never_replaces_a_page(root: Path) -> None:
    with pytest.raises(BitextError, match="it exists"):
        move(root / "docs/en/x.md", root / "docs/en/y.md")


def patched(root: Path, lines: list[str]) -> None:
    subprocess.run(
        ["git", "apply", "-"], cwd=root, input="\n".join([*lines, ""]).encode(), check=True
    )


@pytest.mark.parametrize("last", ["", "\n"])
def test_the_diff_of_a_dry_run_does_the_same(
    root: Path, capsys: pytest.CaptureFixture[str], last: str
) -> None:
    (root / "docs/en/x.md").write_text(EN.rstrip("\n") + last, "utf-8")
    patched(root, ran(capsys, "--dry-run"))
    by_patch = files(root)
    (root / "docs/en/x.md").write_text(EN.rstrip("\n") + last, "utf-8")
    (root / "docs/en/y.md").write_text(EN, "utf-8")
    ran(capsys)
    assert files(root) == by_patch


# moves

MOVED = {
    "fr/essais/vaccin.md": "# Le vaccin { #vaccin }\n\n[Accueil](../index.md), [ici](#suite).\n\n"
    "## Suite { #suite }\n\n![Plan](../../assets/a%20b.svg)\n",
    "fr/index.md": "# Accueil { #accueil }\n\nVoir [là](essais/vaccin.md#suite).\n",
    "en/vaccin.md": "# The vaccine { #vaccin }\n\n[Home](index.md), [here](#suite).\n\n"
    "## Next { #suite }\n\n![Plan](../assets/a%20b.svg)\n",
    "en/index.md": "# Home { #accueil }\n\nSee [there](vaccin.md#suite).\n",
    "assets/a b.svg": "",
}
AFTER = {
    "docs/en/essais/vaccin.md": MOVED["en/vaccin.md"]
    .replace("(index", "(../index")
    .replace("../assets", "../../assets")
    .encode(),
    "docs/en/index.md": MOVED["en/index.md"].replace("(vaccin", "(essais/vaccin").encode(),
}


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make(tmp_path, MOVED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_moved_page_follows_its_source_with_its_links(
    moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = {name: data for name, data in files(moved).items() if name != "docs/en/vaccin.md"}
    assert ran(capsys) == [
        "docs/en/vaccin.md:1:1: moved-page: moved to docs/en/essais/vaccin.md",
        "1 fixed on 2 pages",
    ]
    assert files(moved) == expected | AFTER
    assert main(["check", "--strict", "--ignore", "unconfirmed-section"]) == 0
    assert ran(capsys) == ["0 fixed on 0 pages"]


def test_the_diff_of_a_move_does_the_same(moved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ran(capsys, "--dry-run")
    assert [line for line in lines if line.startswith(("diff", "rename"))] == [
        "diff --git a/docs/en/vaccin.md b/docs/en/essais/vaccin.md",
        "rename from docs/en/vaccin.md",
        "rename to docs/en/essais/vaccin.md",
    ]
    patched(moved, lines)
    assert AFTER.items() <= files(moved).items()
    assert "docs/en/vaccin.md" not in files(moved)


def test_a_move_that_changes_other_pages_waits_for_them_to_be_named(
    moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(moved)
    assert ran(capsys, "docs/en/vaccin.md") == [
        "docs/en/vaccin.md:1:1: moved-page: left as it is: the fix changes docs/en/index.md too",
        "0 fixed on 0 pages",
    ]
    assert files(moved) == before
    assert ran(capsys, "docs/en")[-1] == "1 fixed on 2 pages"


def test_a_move_is_left_to_people_where_it_is_not_certain(
    moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = moved / "docs/en/vaccin.md"
    path.write_text(MOVED["en/vaccin.md"] + "\n## More { #plus }\n\nText.\n", "utf-8")
    assert main(["check", "--select", "moved-page,orphan-page,missing-page"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "docs/en/vaccin.md:1:1: warning: moved-page: the source of this page is at "
        "docs/fr/essais/vaccin.md now (docs/fr/essais/vaccin.md:1)",
        "1 warning",
    ]
    assert ran(capsys) == ["0 fixed on 0 pages"]
    path.write_text(MOVED["en/vaccin.md"].replace("(index.md)", "[a]") + "\n[a]: index.md\n")
    assert ran(capsys) == ["0 fixed on 0 pages"]


def test_two_pages_that_both_fit_are_not_moved(
    moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, name in (("en", "autre.md"), ("fr", "copie.md")):
        page = "vaccin.md" if folder == "en" else "essais/vaccin.md"
        twin = moved / "docs" / folder / name
        twin.write_text(MOVED[f"{folder}/{page}"], "utf-8")
        main(["check", "--select", "moved-page"])
        assert capsys.readouterr().out == "nothing to report\n"
        twin.unlink()


def test_a_record_tells_a_moved_page_where_there_are_no_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, {"a.md": "# Un\n\nDeux.\n", "a.en.md": "# One\n\nTwo.\n"}, layout="suffix")
    monkeypatch.chdir(tmp_path)
    assert main(["confirm", "docs/a.en.md"]) == 0
    (tmp_path / "docs/a.md").rename(tmp_path / "docs/b.md")
    assert ran(capsys) == [
        "docs/a.en.md:1:1: moved-page: moved to docs/b.en.md",
        "1 fixed on 1 page",
    ]
    assert main(["check", "--strict"]) == 0


# properties

NUMBERS = st.sampled_from(
    [
        "6,80€",
        "2,5 %",
        "15 000",
        "1\u202f234,5",
        "16%",
        "€7",
        "7 €",
        "2,500",
        "3.5",
        "10–20 €",
        "5km",
    ]
)
OTHERS = ["a", "`2,5`", "**b**", "|", "\n", "\n\n- ", "« a »", "14h30", "x ;", "y?", ": z", "n° 4"]
TEXT = st.lists(NUMBERS | st.sampled_from(OTHERS), max_size=9)


def inked(text: str) -> str:
    """The text without its spaces: in the source, only typography has something to mend."""
    return "".join(text.split())


def lost(root: Path) -> int:
    """How many numbers the two sides do not share."""
    found = check([align(corpus.read(load(root)), load(root).targets[0])], USUAL)
    return sum(one.rule.id == "number" for one in found.findings)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(source=TEXT, target=TEXT, back=st.booleans())
@example(source=["\n\n- ", "14h30"], target=["6,80€", "\n\n- ", "6,80€"], back=False)
def test_a_second_fix_changes_nothing(
    root: Path, source: list[str], target: list[str], back: bool
) -> None:
    texts = [f"# A {{ #a }}\n\n{' '.join(words)}\n" for words in (source, source + target)]
    make(root, {f"{name}/x.md": text for name, text in zip(("fr", "en"), texts, strict=True)})
    if back:
        (root / "pyproject.toml").write_text('[tool.bitext]\nsource = "en"\n')
    else:
        (root / "pyproject.toml").unlink(missing_ok=True)
    config = load(root)
    before = lost(root)
    first = plan(root, *USUAL)
    fixing.apply(config, first.changes)
    second = plan(root, *USUAL)
    assert (second.fixed, second.changes) == (0, ())
    assert inked(files(root)[f"docs/{config.source}/x.md"].decode()) == inked(texts[back])
    # Where an English source reads “6,80” as two numbers, a fix may part them otherwise.
    if not (back and before):
        assert lost(root) <= before

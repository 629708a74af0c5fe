"""What git tells of the pages of a site, and the feed made of it."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sites
from repositories import commit, git, rewrite

from bitext import corpus
from bitext.cli import main
from bitext.config import load
from bitext.model import Page
from bitext.website.feed import ENTRIES, MANY, Feed, atom
from bitext.website.news import PAGES, Day, News, latest, news
from bitext.website.sides import Text, packed
from bitext.website.strings import table

FR = "# Guide {{ #guide }}\n\nUn.\n\n## A {{ #a }}\n\n{0}\n\n## B {{ #b }}\n\nTrois.\n"
EN = "# Guide { #guide }\n\nOne.\n\n## A { #a }\n\nTwo.\n\n## B { #b }\n\nThree.\n"
DAY = datetime(2026, 4, 1, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    return sites.make(tmp_path, {"fr/g.md": FR.format("Deux."), "en/g.md": EN})


def on(root: Path, day: str) -> None:
    """Commit everything as if it were that day."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "a change", "--date", f"{day}T12:00:00+00:00")


def told_by_day(root: Path) -> dict[str, list[Day]]:
    config = load(root)
    whole = corpus.read(config)
    pages = {page.path: page for pages in whole.pages.values() for page in pages.values()}
    return news(config, pages)


def told(root: Path) -> dict[str, list[News]]:
    found = told_by_day(root).items()
    return {locale: [one for day in days for one in day.news] for locale, days in found}


def said(one: News) -> tuple[str, bool, list[str], list[str], list[str]]:
    lists = (one.added, one.changed, one.confirmed)
    names = ([section.anchor for section in sections] for sections in lists)
    return (one.at.date().isoformat(), one.created, *names)


def test_a_page_is_new_once_and_then_changes(root: Path) -> None:
    on(root, "2026-03-01")
    (root / "docs/fr/g.md").write_text(FR.format("Autre chose.") + "\n## C { #c }\n\nX.\n", "utf-8")
    on(root, "2026-03-05")
    assert [said(one) for one in told(root)["fr"]] == [
        ("2026-03-05", False, ["c"], ["a"], []),
        ("2026-03-01", True, [], [], []),
    ]
    assert [said(one)[:2] for one in told(root)["en"]] == [("2026-03-01", True)]


def test_ink_alone_is_no_news(root: Path) -> None:
    on(root, "2026-03-01")
    rewrite(root / "docs/fr/g.md", "Deux.", "  Deux.")
    on(root, "2026-03-05")
    assert [said(one)[0] for one in told(root)["fr"]] == ["2026-03-01"]


def test_a_confirmation_is_news_but_the_first_record_is_not(root: Path) -> None:
    on(root, "2026-03-01")
    assert main(["confirm", "--adopt"]) == 0
    on(root, "2026-03-02")
    rewrite(root / "docs/fr/g.md", "Deux.", "Deux mots.")
    assert main(["confirm", "docs/en/g.md#a"]) == 0
    on(root, "2026-03-03")
    assert [said(one) for one in told(root)["en"]] == [
        ("2026-03-03", False, [], [], ["a"]),
        ("2026-03-01", True, [], [], []),
    ]


def test_a_day_is_told_once_however_many_commits_it_has(root: Path) -> None:
    on(root, "2026-03-01")
    for old, new in (("Deux.", "Deux mots."), ("Trois.", "Trois mots."), ("Deux mots.", "Deux.")):
        rewrite(root / "docs/fr/g.md", old, new)
        on(root, "2026-03-05")
    assert said(told(root)["fr"][0]) == ("2026-03-05", False, [], ["b"], [])


def test_a_page_that_moved_keeps_its_past(root: Path) -> None:
    on(root, "2026-03-01")
    rewrite(root / "docs/fr/g.md", "Deux.", "Autre chose.")
    on(root, "2026-03-02")
    for locale in ("fr", "en"):
        (root / f"docs/{locale}/g.md").rename(root / f"docs/{locale}/h.md")
    on(root, "2026-03-03")
    assert [said(one)[:2] for one in told(root)["fr"]] == [
        ("2026-03-02", False),
        ("2026-03-01", True),
    ]


def test_what_is_gone_is_not_told_of(root: Path) -> None:
    on(root, "2026-03-01")
    rewrite(root / "docs/fr/g.md", "Trois.", "Trois mots.")
    on(root, "2026-03-02")
    text = (root / "docs/fr/g.md").read_text("utf-8").partition("## B")[0]
    (root / "docs/fr/g.md").write_text(text, "utf-8")
    (root / "docs/en/g.md").unlink()
    on(root, "2026-03-03")
    assert [said(one)[0] for one in told(root)["fr"]] == ["2026-03-01"]
    assert told(root)["en"] == []


def test_without_git_there_is_no_news(root: Path) -> None:
    assert told(root) == {}


def test_the_edge_of_a_shallow_clone_makes_no_page_new(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    on(root, "2026-03-01")
    rewrite(root / "docs/fr/g.md", "Deux.", "Autre chose.")
    commit(root)
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git(root, "clone", "--quiet", "--depth", "1", f"file://{root}", str(clone))
    assert not any(told(clone).values())


def feed(root: Path) -> ET.Element:
    html = packed("<p>x</p>")
    texts = {"docs/en/g.md": Text("en", "English", "en/g/", "A & B", html)}
    head = Feed("The <site>", "https://e.org/base/", "en/feed.xml", "en/", table("en"), DAY)
    return ET.fromstring(atom(head, told_by_day(root)["en"], texts).partition("\n")[2])


def test_a_feed_has_all_that_rfc_4287_requires(root: Path) -> None:
    rewrite(root / "docs/en/g.md", "# Guide", "---\ndescription: What & why\n---\n# Guide")
    on(root, "2026-03-01")
    rewrite(root / "docs/en/g.md", "Two.", "Two words.")
    on(root, "2026-03-05")
    whole = feed(root)
    assert whole.tag == f"{ATOM}feed"
    assert whole.findtext(f"{ATOM}id") == "https://e.org/base/en/feed.xml"
    assert whole.findtext(f"{ATOM}title") == "The <site>: what changes"
    assert whole.findtext(f"{ATOM}updated") == "2026-03-05T12:00:00+00:00"
    assert whole.findtext(f"{ATOM}author/{ATOM}name") == "The <site>"
    links = {one.get("rel"): one.get("href") for one in whole.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://e.org/base/en/feed.xml",
        "alternate": "https://e.org/base/en/",
    }
    changed, created = whole.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id") for one in (changed, created)]
    assert ids == ["tag:e.org,2026-03-05:/base/en/g/", "tag:e.org,2026-03-01:/base/en/g/"]
    assert changed.findtext(f"{ATOM}title") == "A & B"
    content = changed.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert content.text == '<p>Changed: <a href="https://e.org/base/en/g/#a">A</a></p>'
    assert created.findtext(f"{ATOM}title") == "New page: A & B"
    assert created.findtext(f"{ATOM}summary") == "What & why"
    assert created.findtext(f"{ATOM}published") == "2026-03-01T12:00:00+00:00"
    for entry in (changed, created):
        assert entry.findtext(f"{ATOM}updated")
        assert entry.find(f"{ATOM}link").get("href") == "https://e.org/base/en/g/"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pages", "entries", "more"), [(MANY, MANY, False), (MANY + 1, 1, False), (PAGES + 5, 1, True)]
)
def test_a_day_that_is_new_in_many_pages_is_one_entry(
    pages: int, entries: int, more: bool, root: Path
) -> None:
    for number in range(pages):
        (root / f"docs/en/p{number:02}.md").write_text("# P { #p }\n", "utf-8")
    (root / "docs/en/g.md").unlink()
    on(root, "2026-03-01")
    html = packed("<p>x</p>")
    texts = {
        f"docs/en/p{number:02}.md": Text("en", "English", f"en/p{number:02}/", "A & B", html)
        for number in range(pages)
    }
    head = Feed("Site", "https://e.org/", "en/feed.xml", "en/", table("en"), DAY)
    days = told_by_day(root)["en"]
    found = ET.fromstring(atom(head, days, texts).partition("\n")[2]).findall(f"{ATOM}entry")
    assert len(found) == entries
    if entries == 1:
        (entry,) = found
        assert entry.findtext(f"{ATOM}id") == "tag:e.org,2026-03-01:/en/feed.xml"
        assert entry.findtext(f"{ATOM}title") == "Many pages on 1 March 2026"
        content = entry.findtext(f"{ATOM}content") or ""
        assert content.startswith("<p>Added: ")
        assert content.count('">A &amp; B</a>') == min(pages, PAGES)
        assert ("And more pages" in content) == more


def test_a_feed_has_no_more_entries_than_are_read() -> None:
    page = Page("docs/en/p.md", "p.md", "en")
    days = [
        Day((News(page, datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days), created=False),), False)
        for days in range(ENTRIES + 5)
    ]
    texts = {page.path: Text("en", "English", "en/p/", "P", packed("x"))}
    head = Feed("Site", "https://e.org/", "en/feed.xml", "en/", table("en"), DAY)
    found = ET.fromstring(atom(head, days, texts).partition("\n")[2]).findall(f"{ATOM}entry")
    assert len(found) == ENTRIES


def test_a_feed_without_news_is_as_old_as_the_site(root: Path) -> None:
    head = Feed("Site", "https://e.org/", "feed.xml", "", table("fr"), DAY)
    whole = ET.fromstring(atom(head, [], {}).partition("\n")[2])
    assert whole.findtext(f"{ATOM}updated") == "2026-04-01T00:00:00+00:00"
    assert not whole.findall(f"{ATOM}entry")


def test_the_day_of_the_last_commit_is_known_where_git_is(root: Path) -> None:
    assert latest(root) is None
    on(root, "2026-03-01")
    assert latest(root) == datetime(2026, 3, 1, 12, tzinfo=UTC)

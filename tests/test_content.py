"""What the pages of this site promise: every claim accounted for, every term and source in place."""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from babel.dates import format_date

from bitext import corpus, generating, terms
from bitext.alignment import align
from bitext.cli import main
from bitext.config import Config, load
from bitext.digest import fold
from bitext.model import Bitext, Page, Section
from bitext.numbers.numerals import numbers
from bitext.outline import walk
from bitext.rules import RULES

ROOT = Path(__file__).parent.parent
CLAIMS = tomllib.loads((ROOT / "docs/claims.toml").read_text(encoding="utf-8"))["claim"]
VERDICTS = {"kept", "dated", "corrected", "attributed", "dropped"}
SHOWN = {
    "fr": {
        "kept": "conservée", "dated": "datée", "corrected": "corrigée", "attributed": "attribuée",
        "dropped": "écartée",
    },
    "en": {verdict: verdict for verdict in VERDICTS},
}  # fmt: skip
LOCALES = ("fr", "en")
SOURCE_NOTE = re.compile(r"\.\./reference/sources\.md#(s\d+)|^reference/sources\.md#(s\d+)")


@cache
def site() -> tuple[Config, Bitext]:
    config = load(ROOT)
    return config, align.align(corpus.read(config), "en")


def page(locale: str, key: str) -> Page:
    return site()[1].pages[locale][key]


def sections(locale: str, places: list[str]) -> list[Section]:
    found = []
    for place in places:
        key, _, anchor = place.partition("#")
        found += [one for one in page(locale, key).sections if one.anchor == anchor]
    return found


def words(locale: str, places: list[str]) -> str:
    blocks = [block for one in sections(locale, places) for block in walk(one.blocks)]
    return fold("\n".join(block.prose for block in blocks))


def carried(what: str, text: str, locale: str) -> bool:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", what):
        day = format_date(date.fromisoformat(what), "d MMMM y", locale=locale)
        return fold(day) in text.replace("1ᵉʳ ", "1 ").replace("1er ", "1 ")
    if re.fullmatch(r"\d{4}-\d{2}", what):
        return format_date(date.fromisoformat(f"{what}-01"), "MMMM y", locale=locale) in text
    if re.fullmatch(r"\d+(\.\d+)?", what):
        return what in {number.value for number in numbers(text, locale)}
    return fold(what) in text


def test_all_96_claims_are_there_once() -> None:
    assert [claim["id"] for claim in CLAIMS] == [f"C{number:02}" for number in range(1, 97)]
    assert {claim["verdict"] for claim in CLAIMS} == VERDICTS


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_a_claim_lives_somewhere_or_was_dropped_for_a_reason(claim: dict) -> None:
    if claim["verdict"] == "dropped":
        assert "places" not in claim
        assert all(len(claim["dropped"][locale]) > 20 for locale in LOCALES)
        return
    assert claim["places"]
    for locale in LOCALES:
        assert len(sections(locale, claim["places"])) == len(claim["places"]), locale


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "claim", [one for one in CLAIMS if one.get("carries")], ids=lambda claim: claim["id"]
)
def test_what_a_claim_carries_stands_in_its_places(claim: dict, locale: str) -> None:
    text = words(locale, claim["places"])
    assert [what for what in claim["carries"] if not carried(what, text, locale)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_ledger_shows_every_claim_with_its_verdict_and_places(locale: str) -> None:
    text = page(locale, "reference/article.md").text
    rows = dict(re.findall(r"^\| \*\*(C\d\d)\*\*\{[^}]*\} \|(.*)$", text, re.MULTILINE))
    assert list(rows) == [claim["id"] for claim in CLAIMS]
    for claim in CLAIMS:
        row = rows[claim["id"]]
        assert f"| {SHOWN[locale][claim['verdict']]} |".lower() in row.lower(), claim["id"]
        links = re.findall(r"\]\(\.\./([^)]+#[^)]+)\)", row)
        assert sorted(links) == sorted(claim.get("places", [])), claim["id"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_glossary_is_what_the_termbase_yields(locale: str) -> None:
    config, _ = site()
    assert config.termbase is not None
    termbase = terms.load(config.termbase)
    assert len(termbase.terms) == 81
    text = page(locale, termbase.page).text
    text = re.sub(r"\ntranslation:\n(?:  .*\n)+", "\n", text)
    assert text == terms.glossary(termbase, locale)


def test_the_pages_of_the_rules_are_what_their_texts_yield() -> None:
    config, _ = site()
    pages = generating.rule_pages(config, "contribuer/regles")
    assert len(pages) == 2 * (1 + len(RULES))
    assert generating.written(config, pages, dry=True) == []


def every_page() -> list[Page]:
    return [one for pages in site()[1].pages.values() for one in pages.values()]


@pytest.mark.parametrize("one", every_page(), ids=lambda one: one.path)
def test_a_page_has_a_title_a_description_and_ids(one: Page) -> None:
    assert one.trouble is None
    assert one.meta["title"]
    assert 60 <= len(str(one.meta["description"])) <= 160
    assert one.sections[1].level == 1
    assert sum(section.level == 1 for section in one.sections) == 1
    assert all(section.explicit for section in one.sections[1:])


@pytest.mark.parametrize("one", every_page(), ids=lambda one: one.path)
def test_every_source_named_in_a_note_is_on_the_sources_page(one: Page) -> None:
    known = {anchor.name for anchor in page(one.locale, "reference/sources.md").anchors}
    for definition in one.definitions:
        if definition.kind == "footnote" and re.fullmatch(r"S\d+", definition.label):
            assert definition.block is not None
            targets = [item.target for block in walk((definition.block,)) for item in block.items]
            assert any(
                target.endswith(f"sources.md#{definition.label.lower()}") for target in targets
            )
            assert definition.label.lower() in known


@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_uses_a_wording_to_avoid(locale: str) -> None:
    config, bitext = site()
    assert config.termbase is not None
    apart = ("reference/glossaire.md", "reference/article.md", "reference/sources.md")
    pages = [
        (one, fold(block.prose), block.line)
        for key, one in bitext.pages[locale].items()
        if key not in apart and not key.startswith("contribuer/")
        for section in one.sections
        for block in walk(section.blocks)
    ]
    forms = [
        re.compile(rf"(?<![\w-]){re.escape(fold(form))}(?![\w-])")
        for term in terms.load(config.termbase).terms
        for form in term.wordings[locale].avoid
    ]
    found = [
        (one.path, line, form.pattern)
        for one, text, line in pages
        for form in forms
        if form.search(text)
    ]
    assert found == []


def test_no_top_folder_looks_like_a_locale() -> None:
    names = [path.name for path in (ROOT / "docs").iterdir() if path.is_dir()]
    assert sorted(name for name in names if len(name) == 2) == ["en", "fr"]


def test_the_site_passes_its_own_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    status = main(["check", "--strict"])
    assert (status, capsys.readouterr().out) == (0, "nothing to report\n")

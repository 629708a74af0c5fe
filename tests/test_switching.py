"""Where a section of one language lies in another."""

import json
from pathlib import Path

import pytest
import sites

from bitext.model import Pair
from bitext.website.strings import table
from bitext.website.switching import choice, differing
from bitext.website.view import Version, View

FR = "# Titre\n\nUn.\n\n## Été\n\nDeux.\n\n## Même\n\nTrois.\n\n## Fin\n\nQuatre.\n"
EN = "# Title\n\nOne.\n\n## Summer\n\nTwo.\n\n## Meme\n\nThree.\n\n## The end\n\nFour.\n"


def paired(root: Path, source: str, target: str) -> Pair:
    _, bitext = sites.read(sites.make(root, {"fr/p.md": source, "en/p.md": target}))
    return bitext.pairs[0]


def test_only_what_differs_is_told_both_ways(tmp_path: Path) -> None:
    pairs = {"en": paired(tmp_path, FR, EN)}
    there = {"titre": "title", "ete": "summer", "fin": "the-end"}
    assert differing(pairs, "fr", "en") == there
    assert differing(pairs, "en", "fr") == {end: start for start, end in there.items()}


def test_equal_ids_need_nothing(tmp_path: Path) -> None:
    with_ids = "# {} {{ #top }}\n\nX.\n\n## {} {{ #a }}\n\nX.\n"
    pair = paired(tmp_path, with_ids.format("Un", "Deux"), with_ids.format("One", "Two"))
    assert differing({"en": pair}, "fr", "en") == {}


def test_a_section_without_counterpart_lies_where_the_one_before_ends(tmp_path: Path) -> None:
    source = "# T { #t }\n\nX.\n\n## A { #a }\n\nX.\n\n## B { #b }\n\nX.\n\n## C { #c }\n\nX.\n"
    target = "# T { #t }\n\nX.\n\n## A { #a }\n\nX.\n\n## C { #c }\n\nX.\n\n## D { #d }\n\nX.\n"
    pairs = {"en": paired(tmp_path, source, target)}
    assert differing(pairs, "fr", "en") == {"b": "a"}
    assert differing(pairs, "en", "fr") == {"d": "c"}


def test_a_section_before_all_others_lies_at_the_top(tmp_path: Path) -> None:
    pair = paired(tmp_path, "## A { #a }\n\nX.\n\n## B { #b }\n\nX.\n", "## B { #b }\n\nX.\n")
    assert differing({"en": pair}, "fr", "en") == {"a": ""}


def test_two_translations_meet_through_their_source(tmp_path: Path) -> None:
    german = "# Titel\n\nEins.\n\n## Sommer\n\nZwei.\n\n## Meme\n\nDrei.\n\n## Ende\n\nVier.\n"
    pairs = {
        "en": paired(tmp_path / "one", FR, EN),
        "de": paired(tmp_path / "two", FR, german),
    }
    expected = {"title": "titel", "summer": "sommer", "the-end": "ende"}
    assert differing(pairs, "en", "de") == expected


def test_a_page_that_is_not_in_the_corpus_has_nothing_to_tell() -> None:
    assert differing({}, "fr", "en") == {}


@pytest.fixture
def view(tmp_path: Path) -> View:
    """A French page that exists in English."""
    words = table("fr")
    return View(
        locale="fr",
        strings=words,
        source="fr",
        text="fr",
        text_strings=words,
        text_language="français",
        versions=(Version("fr", ""), Version("en", "")),
        pairs={"en": paired(tmp_path, FR, EN)},
    )


def test_an_entry_for_a_translation_carries_its_anchors(view: View) -> None:
    found = choice(view, "en", "English", "en/p/", shown=True)
    assert (found.brief, found.note) == ("", "")
    assert json.loads(found.anchors) == {"titre": "title", "ete": "summer", "fin": "the-end"}


@pytest.mark.parametrize(
    ("shown", "end"), [(True, "elle s’affichera en français."), (False, "mène à l’accueil.")]
)
def test_an_entry_without_translation_says_where_it_leads(
    view: View, shown: bool, end: str
) -> None:
    found = choice(view, "pt_BR", "Português", "x/", shown=shown)
    assert (found.tag, found.brief, found.anchors) == ("pt-BR", "non traduit", "")
    assert found.note.startswith("Cette page n’est pas traduite en portugais (Brésil)")
    assert found.note.endswith(end)

"""What the files of a search index hold, and how much words weigh in it."""

import json
from typing import Any

import pytest

from bitext.website.indexing import files
from bitext.website.stemming import stemmer
from bitext.website.weighing import Aliases, Section

FR = stemmer("fr")


class Index:
    """An index as the script in the browser reads it."""

    def __init__(self, *sections: Section, names: Aliases = (), stem: Any = FR) -> None:
        self.files = {name: json.loads(text) for name, text in files(sections, names, stem).items()}
        self.head = self.files["index.json"]

    def part(self, name: str) -> Any:
        """A file of the folder."""
        return self.files[f"{self.head['folder']}/{name}.json"]

    def words(self) -> dict[str, dict[int, int]]:
        """The weights by section of each form of each word."""
        found: dict[str, dict[int, int]] = {}
        for at in range(len(self.head["words"])):
            for root, endings, steps, _ in self.part(f"w{at}"):
                weights, number = {}, 0
                for step, weight in zip(steps[::2], steps[1::2], strict=True):
                    number += step
                    weights[number] = weight
                found |= {root + ending: weights for ending in endings}
        return found


def section(address: str, heading: str = "", text: str = "", **more: Any) -> Section:
    return Section(address, heading, text, **more)


def test_sections_are_numbered_page_by_page() -> None:
    index = Index(section("a/"), section("a/#x"), section("b/"))
    assert index.head["pages"] == [0, 2, 3]
    assert index.part("p0") == ["", [["a/", "", ""], ["a/#x", "", ""]]]
    assert index.part("p1") == ["", [["b/", "", ""]]]


def test_the_forms_of_a_word_are_found_together() -> None:
    found = Index(
        section("a/", text="une chercheuse"), section("b/", text="des chercheurs")
    ).words()
    assert found["chercheuse"] == found["chercheurs"]
    assert list(found["chercheurs"]) == [0, 1]


def test_a_word_that_does_not_begin_like_its_stem_stays_alone() -> None:
    found = Index(section("a/", text="dying"), stem=lambda word: "die").words()
    assert list(found) == ["dying"]


def test_a_title_weighs_more_than_a_heading_and_a_heading_than_a_text() -> None:
    weights = Index(
        section("a/", "gène"),
        section("b/", "autre"),
        section("b/#x", "gène"),
        section("b/#y", "autre", "gène"),
        section("b/#z", "autre", "gène " + "mot " * 50),
    ).words()["gene"]
    assert sorted(weights, key=lambda number: -weights[number]) == [0, 2, 3, 4]


def test_a_section_answers_for_the_title_of_its_page() -> None:
    weights = Index(section("a/", "gène"), section("a/#x", "limites")).words()["gene"]
    assert 0 < weights[1] < weights[0]


def test_tags_and_boosts_of_the_author_count() -> None:
    weights = Index(
        section("a/", text="gène"),
        section("b/", text="gène", boost=3),
        section("c/", tags=("gène",)),
    ).words()["gene"]
    assert weights[1] == pytest.approx(3 * weights[0], abs=2)
    assert weights[2] > weights[0]


NAMES = [("stimulation cérébrale", ("deep brain stimulation", "SCP"))]


def test_a_term_is_found_by_its_other_names() -> None:
    found = Index(
        section("a/", text="Stimulations cérébrales."), section("b/", text="cérébrale"), names=NAMES
    ).words()
    assert list(found["scp"]) == list(found["brain"]) == [0]
    assert list(found["stimulations"]) == [0]


def test_another_name_says_what_stands_in_the_text_for_it() -> None:
    index = Index(section("a/", text="stimulation cérébrale"), names=NAMES)
    entries = {entry[0] + entry[1][0]: entry[3] for entry in index.part("w0")}
    assert entries["scp"] == ["cerebrale", "stimulation"]
    assert entries["cerebrale"] == []


def test_a_word_of_many_sections_keeps_the_best() -> None:
    sections = [section(f"{number}/", text="mot " * (1 + number % 2)) for number in range(1300)]
    weights = Index(*sections).words()["mot"]
    assert len(weights) == 600
    assert all(number % 2 for number in weights)


def test_many_words_are_cut_into_files_at_their_first_letters() -> None:
    text = " ".join(
        f"{first}{second}{'x' * 40}{n}" for first in "abc" for second in "abc" for n in range(200)
    )
    index = Index(section("a/", text=text), stem=str)
    assert len(index.head["words"]) > 1
    for at, key in enumerate(index.head["words"]):
        roots = [entry[0] for entry in index.part(f"w{at}")]
        assert roots == sorted(roots)
        assert roots[0].startswith(key)


def test_the_folder_changes_with_what_is_in_it_alone() -> None:
    first, same, other = (Index(section("a/", text=text)) for text in ("un", "un", "deux"))
    assert first.head["folder"] == same.head["folder"] != other.head["folder"]


def test_a_site_without_a_page_has_an_index() -> None:
    assert Index().head["pages"] == [0]

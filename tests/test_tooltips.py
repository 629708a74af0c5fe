"""Terms in the text of pages: where they are linked, where not, and what is told of them."""

import json
from pathlib import Path

import pytest
import termed
from building import Site, make, one

from bitext.model import Term, Wording
from bitext.website.strings import strings
from bitext.website.tooltips import data, linked
from bitext.website.view import Version, View

DNA = Term(
    "adn",
    "s",
    (),
    {
        "fr": Wording("acide désoxyribonucléique", "Porte les gènes.", "ADN"),
        "en": Wording("deoxyribonucleic acid", "It carries genes.", "DNA"),
    },
)
BARE = Term("nu", "s", (), {"fr": Wording("cellule"), "en": Wording("cell", "Small.")})
LINK = '<a class="bitext-term" href="../g/#adn">ADN</a>'
FILES = {
    **termed.files(),
    "fr/index.md": "# Accueil { #top }\n\nL’ADN & l’ADN.\n",
    "en/index.md": "# Home { #top }\n\nDNA & DNA.\n",
    "fr/seul.md": "# Seul { #top }\n\nL’ADN.\n",
}


def view(path: str = "p/") -> View:
    words = strings("fr")
    versions = (Version("fr", "", path), Version("en", "", f"en/{path}"))
    return View(
        "fr", words, "fr", "fr", words, "français",
        path=path, versions=versions, terms=(DNA, BARE), glossary="g/",
    )  # fmt: skip


def test_the_first_use_of_each_section_is_linked() -> None:
    html = '<p>L’ADN, l’ADN.</p><h2 id="a">ADN</h2><p><em>ADN</em> et ADN</p>'
    assert linked(html, view()) == (
        f'<p>L’{LINK}, l’ADN.</p><h2 id="a">ADN</h2><p><em>{LINK}</em> et ADN</p>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<h2>ADN</h2>",
        '<p><a href="x">l’ADN</a></p>',
        "<p><code>ADN</code></p>",
        "<pre><code>ADN</code></pre>",
        "<blockquote><p>ADN</p></blockquote>",
        "<p><q>ADN</q></p>",
        '<p><em lang="en">ADN</em></p>',
        '<div class="footnote"><p>ADN</p></div>',
        '<p class="admonition-title">ADN</p>',
        '<div class="x no-terms"><p>ADN</p></div>',
        "<svg><title>ADN</title></svg>",
        "<p>La cellule, sans définition.</p>",
        "<p>Rien<br/>&nbsp;ici</p>",
        "<p>\ufdd0 ADN</p>",
    ],
)
def test_what_is_left_as_it_is(html: str) -> None:
    assert linked(html, view()) == html


def test_what_is_text_stays_text() -> None:
    html = linked("<p>&lt;b&gt; ADN &amp; <img alt='ADN'></p>", view())
    assert html == f'<p>&lt;b&gt; {LINK} &amp; <img alt="ADN"></p>'


def test_entries_of_the_glossary_lead_to_the_other_language() -> None:
    html = (
        "<table><tbody><tr><td><b id='adn'>ADN</b></td><td><em lang='en'>DNA</em></td></tr>"
        "<tr><td><b id='nu'>x</b></td><td>x</td></tr></tbody></table>"
    )
    found = linked(html, view("g/"))
    assert '<em lang="en"><a href="../en/g/#adn" hreflang="en">DNA</a></em>' in found
    assert '<td><a href="../en/g/#nu" hreflang="en">x</a></td>' in found
    assert "bitext-term" not in found


def test_what_is_told_of_a_term() -> None:
    assert json.loads(data((DNA, BARE), "fr")) == {
        "adn": {
            "term": "acide désoxyribonucléique (ADN)",
            "text": "Porte les gènes.",
            "others": [["en", "anglais", "deoxyribonucleic acid (DNA)"]],
        }
    }


def test_a_site_links_its_terms_in_each_language(tmp_path: Path) -> None:
    site = Site(make(tmp_path, FILES, **termed.SETTINGS))
    for home, words in (("index", "ADN"), ("en/index", "DNA")):
        link = one(site.page(home), "a.bitext-term")
        assert (link.text(), link.attributes["href"]) == (words, "g/#adn")
    assert one(site.page("en/g"), "td a[hreflang=fr]").attributes["href"] == "../../g/#adn"
    assert one(site.page("seul"), "a.bitext-term").attributes["href"] == "../g/#adn"
    assert not site.page("en/seul").css("a.bitext-term")  # shown in French: it speaks of no entry
    told = json.loads((site.folder / "assets/bitext-terms/en.json").read_text("utf-8"))
    assert told["adn"]["others"] == [["fr", "French", "ADN"]]

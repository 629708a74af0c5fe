"""Two ways to say one figure, and what is no longer the same one."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sites

from bitext.model import Rule
from bitext.rules import date, number, number_word, unit

RULES: tuple[Rule, ...] = (number.rule, number_word.rule, date.rule, unit.rule)


Find = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def found(tmp_path: Path) -> Find:
    def find(french: str, english: str, source: str = "fr") -> list[tuple[str, str]]:
        root = sites.make(tmp_path, {"fr/x.md": f"{french}\n", "en/x.md": f"{english}\n"})
        if source == "en":
            settings = root / "mkdocs.yml"
            text = settings.read_text(encoding="utf-8").replace(", default: true", "")
            text = text.replace("name: English,", "name: English, default: true,")
            settings.write_text(text, encoding="utf-8")
        bitext = sites.read(root)[1]
        assert bitext.source == source
        return [(one.rule.id, one.message) for rule in RULES for one in rule.check(bitext)]

    return find


SAME = [
    # words
    ("Dix hommes et 12 femmes.", "10 men and twelve women."),
    ("Une vingtaine de cas.", "Twenty cases."),
    ("Une vingtaine de cas.", "About 20 cases."),
    ("Des dizaines de cas, des milliers de gens.", "Dozens of cases, thousands of people."),
    ("Quatre-vingt-dix-sept cas.", "Ninety-seven cases."),
    ("Deux cent cinq cas.", "Two hundred and five cases."),
    ("Mille cas, cent fois.", "A thousand cases, a hundred times."),
    ("Un bâtiment neuf.", "A new building."),
    ("D’abord, un tiers.", "First, a third party."),
    ("Le quatrième essai.", "The fourth trial."),
    ("Le 4e essai.", "The fourth trial."),
    ("Le cinquième essai.", "The 5th trial."),
    ("Dans quinze jours.", "In two weeks."),
    ("Deux essais, les deux fois.", "Two trials, both times."),
    ("Un seul essai.", "One trial only."),
    ("Deux essais.", "A couple of trials."),
    ("Deux ou trois cas.", "Two or three cases."),
    ("1 essai sur 3.", "One trial in three."),
    ("Deux millions de morts.", "2 million deaths."),
    ("Un million de morts.", "A million deaths."),
    ("Un milliard de morts.", "A billion deaths."),
    ("On dit milliard.", "One says so."),
    ("En 2021, douze cas.", "In 2021 twelve cases."),
    # scales
    ("3,2 millions de doses.", "3.2 million doses."),
    ("3,2 millions de doses.", "3,200,000 doses."),
    ("2 milliards d’euros.", "€2 billion."),
    ("2 milliards d’euros.", "€2bn."),
    ("138 M€ par an.", "€138M a year."),
    ("138 M€ par an.", "138 million euros a year."),
    ("5 Md€ par an.", "€5bn a year."),
    ("De 5 à 10 millions de doses.", "5 to 10 million doses."),
    ("De 5 à 10 millions de doses.", "From 5 million to 10 million doses."),
    ("20 000 patients.", "20 thousand patients."),
    ("Entre 2020 et 15 millions.", "Between 2020 and 15 million."),
    # units
    ("Un fichier de 5 Mo.", "A 5 MB file."),
    ("Un fichier de 512 ko.", "A 512 KB file."),
    ("5 Gio de mémoire.", "5 GiB of memory."),
    ("Il va de 5 à 10.", "It goes from 5 to 10."),
    ("10 % des cas.", "10% of cases."),
    ("10 % des cas.", "Ten percent of cases."),
    ("Dix pour cent des cas.", "10 per cent of cases."),
    ("De 5 à 10 % des cas.", "Between 5% and 10% of cases."),
    ("De 5 % à 10 % des cas.", "5–10% of cases."),
    ("Cinq points de pourcentage.", "5 percentage points."),
    ("Il coûte 500 €.", "It costs €500."),
    ("Il coûte 500 euros.", "It costs EUR 500."),
    ("Il coûte 500 dollars.", "It costs US$500."),
    ("Il coûte 1 €.", "It costs one euro."),
    ("Une dose de 4,5 mg.", "A 4.5-mg dose."),
    ("À 25 °C, dans 5 ml.", "At 25 degrees Celsius, in 5 mL."),
    ("À 5 km de Paris.", "5 kilometres from Paris."),
    ("Une femme de 20 ans.", "A woman aged 20."),
    ("Une femme de 20 ans.", "A 20-year-old woman."),
    ("Dix jours.", "10 days."),
    ("En 2022 l’État paie 12 % de plus.", "In 2022 the state pays 12% more."),
    ("Les taux, en %, sont 5, 6 et 7.", "The rates are 5%, 6% and 7%."),
    # dates
    ("Le 12 mars 2021.", "On March 12, 2021."),
    ("Le 12 mars 2021.", "12 March 2021."),
    ("Le 1er mars 2021.", "March 1st, 2021."),
    ("Le 1<sup>er</sup> mars 2021.", "March 1, 2021."),
    ("Le premier mars 2021.", "March 1, 2021."),
    ("Le 12 févr. 2021.", "Feb. 12, 2021."),
    ("En sept. 2021, sept cas.", "In Sept. 2021, seven cases."),
    ("Du 3 au 5 mars.", "From 3 to 5 March."),
    ("Du 3 mars au 5 mars.", "March 3–5."),
    ("En mars et en mai 2021.", "In March and in May 2021."),
    ("Le 03/04/2021.", "On 3 April 2021."),
    ("Le 3 avril 2021.", "On 2021-04-03."),
    ("Le 2021-04-03.", "On 3 April 2021."),
    ("La mission Mars 2020.", "The Mars 2020 mission."),
    ("Les années 1990.", "The 1990s."),
    ("Les années 90.", "The 1990s."),
    ("Il peut courir, mais 5 fois.", "You may run, but 5 times."),
    # times
    ("À 14 h 30.", "At 2:30 pm."),
    ("À 14h30.", "At 2.30 p.m."),
    ("À 14 h.", "At 2 pm."),
    ("Entre 14 h et 16 h.", "From 2 to 4 pm."),
    ("De 11 h à 14 h.", "11 am–2 pm."),
    ("À 14 h 30.", "At 14:30."),
    ("À 14 h 30.", "At 2:30 in the afternoon."),
    ("À 12 h.", "At noon."),
    ("À minuit.", "At 12 am."),
    ("Pendant 24 h.", "For 24 hours."),
    ("Une durée de 24h.", "A 24-hour period."),
    ("Ouvert 24 h/24 et 7 j/7.", "Open 24/7."),
    ("Pendant 2 h 30.", "For 2 hours and 30 minutes."),
    ("Pendant 2 h 30 min.", "For 2 h 30 min."),
    ("Pendant 1 h 30.", "For 90 minutes."),
    ("Un rapport de 16:9.", "A ratio of 16:9."),
    # centuries
    ("Au XXe siècle.", "In the 20th century."),
    ("Au XXᵉ siècle.", "In the twentieth century."),
    ("Au XX<sup>e</sup> siècle.", "In the 20th century."),
    ("Aux XIXᵉ et XXᵉ siècles.", "In the nineteenth and twentieth centuries."),
    ("Au 21e siècle.", "In the twenty-first century."),
    ("Dans le XVIe arrondissement.", "In the 16th arrondissement."),
    ("La Ve République.", "The Fifth Republic."),
]


@pytest.mark.parametrize(("french", "english"), SAME)
def test_two_ways_to_say_one_thing(found: Find, french: str, english: str) -> None:
    assert found(french, english) == []


@pytest.mark.parametrize(("french", "english"), SAME)
def test_it_does_not_matter_which_is_the_source(found: Find, french: str, english: str) -> None:
    assert found(french, english, "en") == []


@pytest.mark.parametrize(
    ("french", "english", "rule", "message"),
    [
        ("Dix cas.", "Twelve cases.", "number-word", "“Twelve” here, source has “Dix”"),
        (
            "Il y a quatre cas.",
            "There are three cases.",
            "number-word",
            "“three” here, source has “quatre”",
        ),
        (
            "Il y a trois cas.",
            "There are four cases.",
            "number-word",
            "“four” here, source has “trois”",
        ),
        ("Dix cas.", "Cases.", "number-word", "“Dix” of the source is missing"),
        ("Des cas.", "Ten cases.", "number-word", "“Ten” is not in the source"),
        ("Dix cas.", "12 cases.", "number", "“12” here, source has “Dix”"),
        ("10 cas.", "Twelve cases.", "number", "“Twelve” here, source has “10”"),
        (
            "Deux millions.",
            "Three million.",
            "number-word",
            "“Three million” here, source has “Deux millions”",
        ),
        ("10 cas.", "11 cases.", "number", "“11” here, source has “10”"),
        ("Une dose de 5 mg.", "A dose of 6 mg.", "number", "“6 mg” here, source has “5 mg”"),
        ("Le 1er essai.", "The 2nd trial.", "number", "“2” here, source has “1”"),
        (
            "3,2 millions de doses.",
            "3.2 billion doses.",
            "unit",
            "“3.2 billion” here, source has “3,2 millions”",
        ),
        (
            "2 milliards d’euros.",
            "€2 million.",
            "unit",
            "“€2 million” here, source has “2 milliards d’euros”",
        ),
        ("3,2 millions de doses.", "3.2 doses.", "unit", "“3.2” here, source has “3,2 millions”"),
        (
            "3,2 millions de doses.",
            "3.3 million doses.",
            "number",
            "“3.3 million” here, source has “3,2 millions”",
        ),
        ("Un fichier de 5 Mo.", "A 5 GB file.", "unit", "“5 GB” here, source has “5 Mo”"),
        ("Un fichier de 5 Mo.", "A file of 5.", "unit", "“5” here, source has “5 Mo”"),
        ("Il en fait 5.", "It makes 5 kg.", "unit", "“5 kg” here, source has “5”"),
        ("Il coûte 500 €.", "It costs $500.", "unit", "“$500” here, source has “500 €”"),
        ("Il coûte 500 €.", "It costs 500.", "unit", "“500” here, source has “500 €”"),
        ("Pendant 5 jours.", "For 5 hours.", "unit", "“5 hours” here, source has “5 jours”"),
        ("Dix pour cent.", "10‰ of it.", "unit", "“10‰” here, source has “Dix pour cent”"),
        ("Une dose de 5 mg.", "A dose of 5 µg.", "unit", "“5 µg” here, source has “5 mg”"),
        (
            "Le 12 mars 2021.",
            "On 13 March 2021.",
            "date",
            "“13 March 2021” here, source has “12 mars 2021”",
        ),
        (
            "Le 12 mars 2021.",
            "On 12 May 2021.",
            "date",
            "“12 May 2021” here, source has “12 mars 2021”",
        ),
        (
            "Le 12 mars 2021.",
            "On March 12, 2012.",
            "date",
            "“March 12, 2012” here, source has “12 mars 2021”",
        ),
        ("Le 12 mars 2021.", "Then.", "date", "“12 mars 2021” of the source is missing"),
        ("Puis.", "On 12 March 2021.", "date", "“12 March 2021” is not in the source"),
        (
            "Le 12 mars, 5 cas.",
            "On 12 May, 5 cases.",
            "date",
            "“12 May” here, source has “12 mars”",
        ),
        ("Le 03/04/2021.", "On 3 May 2021.", "date", "“3 May 2021” here, source has “03/04/2021”"),
        ("En 2021.", "In 2012.", "number", "“2012” here, source has “2021”"),
        ("À 14 h 30.", "At 2:30 am.", "date", "“2:30 am” here, source has “14 h 30”"),
        ("À 14 h 30.", "At 02:30.", "date", "“02:30” here, source has “14 h 30”"),
        ("À 14 h.", "At 3 pm.", "date", "“3 pm” here, source has “14 h”"),
        ("À 14 h 30.", "In the afternoon.", "date", "“14 h 30” of the source is missing"),
        ("Au XXe siècle.", "In the 19th century.", "date", "“19th” here, source has “XXe”"),
        (
            "Au XXIe siècle.",
            "In the twentieth century.",
            "date",
            "“twentieth” here, source has “XXIe”",
        ),
        ("Au XXe siècle.", "Long ago.", "date", "“XXe” of the source is missing"),
    ],
)
def test_one_defect_is_named_once(
    found: Find, french: str, english: str, rule: str, message: str
) -> None:
    assert found(french, english) == [(rule, message)]


def test_two_defects_are_two(found: Find) -> None:
    french = "Le 12 mars 2021, 5 chiens ont mangé 3,2 Mo."
    english = "On 12 May 2021, 6 dogs ate 3.2 GB."
    assert [rule for rule, _ in found(french, english)] == ["number", "date", "unit"]


def test_what_is_missing_is_missed_in_the_sentence_that_should_say_it(tmp_path: Path) -> None:
    french = (
        "Voici une phrase assez longue pour débuter. En 2021, douze cas sont connus. C’est tout."
    )
    english = (
        "Here is a sentence that is long enough to begin.\nLater on, twelve cases are known. All."
    )
    files = {"fr/x.md": f"{french}\n", "en/x.md": f"{english}\n"}
    one = next(number.check(sites.read(sites.make(tmp_path, files))[1]))
    assert (one.message, one.at.line, one.at.column) == ("“2021” of the source is missing", 2, 1)
    assert one.at.end_column == len("Later on, twelve cases are known.") + 1


def test_a_list_may_look_like_a_decimal(found: Find) -> None:
    assert found("Les séries 1,2 et 8,9.", "Series 1,2 and 8,9.", source="en") == []
    assert found("Les séries 1,3.", "Series 1,2.", source="en") != []
    assert found("Une dose de 1,2 g.", "A dose of 12 g.", source="en") != []

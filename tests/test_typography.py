"""What French and English typography ask for, and what they leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bitext.typography import clean, habits, known, slips

EVERY = frozenset(("quotes", "apostrophe", "ellipsis"))
NB, NN = "\u00a0", "\u202f"


def mended(text: str, locale: str, kept: frozenset[str] = EVERY) -> str:
    for slip in reversed(slips(text, locale, kept)):
        text = text[: slip.start] + slip.right + text[slip.end :]
    return text


WRONG = [
    ("fr", "Vrai ? Oui !", "Vrai_? Oui_!"),
    ("fr", "Vrai? Oui; non: bien!", "Vrai_? Oui_; non~: bien_!"),
    ("fr", "Il dit « oui » et «non».", "Il dit «~oui~» et «~non~»."),
    ("fr", 'Il dit "oui" : c\'est...', "Il dit «~oui~»~: c’est…"),
    (
        "fr",
        "Un coeur, une soeur, un noeud, Oedipe, un foetus.",
        "Un cœur, une sœur, un nœud, Œdipe, un fœtus.",
    ),
    ("fr", "La manoeuvre d'un chef-d'oeuvre.", "La manœuvre d’un chef-d’œuvre."),
    ("fr", "Ecole, Etats, Evénement.", "École, États, Événement."),
    ("fr", "A la fin. A partir d’ici.", "À la fin. À partir d’ici."),
    ("fr", "À 14h30, à 9 h 05.", "À 14~h~30, à 9~h~05."),
    ("fr", "15 000 cas, 1 234 567 fois.", "15_000 cas, 1_234_567 fois."),
    ("fr", "12 %, 5 km, 25 °C, n° 4, M. Petit.", "12~%, 5~km, 25~°C, n°~4, M.~Petit."),
    ("fr", "Les lymphocytes B. Elle a 5 % de cas !", "Les lymphocytes B. Elle a 5~% de cas_!"),
    ("en", "True ? Yes : no ; well !", "True? Yes: no; well!"),
    ("en", 'It\'s "so"...', "It’s “so”…"),
]


@pytest.mark.parametrize(("locale", "text", "right"), WRONG)
def test_what_is_set_wrong(locale: str, text: str, right: str) -> None:
    right = right.replace("~", NB).replace("_", NN)
    found = mended(text, locale)
    assert found.replace(NN, NB) == right.replace(NN, NB)
    assert slips(found, locale, EVERY) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", f"Vrai{NB}? Oui{NN}: bien."),  # either space will do
        ("fr", "12:30, clé:valeur, L’hépatite A la plus grave, Evaluation, coexister, moelle"),
        ("fr", "Vrai&nbsp;? Oui&#8239;; a &amp; b"),
        ("fr", "{{ a : b }} {% c ? d %} :smile: 24h Santé, en 2020 150 cas, “yes”, (vrai)."),
        ("fr", "a : b".replace(" ", NB)),
        ("fr", "\ufffc\ufffc\ufffc \ufffc ; \ufffc".replace(" ;", f"{NN};")),
        ("en", "A :ref: or :smile: and 5'10\" of « mot », 50 % and 10 km, a  b"),
        ("fr", f"Les lymphocytes B. Elle a 5{NB}% de cas."),
        ("en", "- a ::: b"),
        ("en", ""),
    ],
)
def test_what_is_left_alone(locale: str, text: str) -> None:
    assert slips(text, locale, EVERY) == []


def test_a_page_that_keeps_to_straight_marks_is_left_alone() -> None:
    text = "It's \"so\"... isn't it"
    assert habits(text, "en") == frozenset()
    assert slips(text, "en", habits(text, "en")) == []
    mixed = f"{text}\n“So” it’s… that’s… isn’t “it”, “or” isn’t… it"
    assert habits(mixed, "en") == EVERY


def test_every_place_is_that_of_the_text() -> None:
    text = "Un coeur ? \ufffc\ufffc c'est « oui » à 14h30 !"
    for slip in slips(text, "fr", EVERY):
        assert "\ufffc" not in text[slip.start : slip.end]
        assert text[slip.start : slip.end] != slip.right


def test_only_two_languages_are_known() -> None:
    assert known("fr-CA")
    assert known("en")
    assert not known("de")


PIECES = (
    " ", "\n", NB, "a", "A", "A la", "E", "École", "Etat", "coeur", "Oeil", "5", "000", "h", "30",
    "km", "%", "«", "»", ":", ";", "?", ".", "n°", "§", "fig", "M.", "Mme", "P", "'", '"', "...",
    "&nbsp;", ":-)", ":x:", "{{", "}}", "\ufffc",
)  # fmt: skip
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=4)


@pytest.mark.parametrize("locale", ["fr", "en"])
@given(texts=TEXTS, kept=st.sets(st.sampled_from(sorted(EVERY))).map(frozenset))
def test_texts_that_look_right_together_have_no_slip(
    locale: str, texts: list[str], kept: frozenset[str]
) -> None:
    if clean("\n".join(texts), locale, kept):
        assert [slips(text, locale, kept) for text in texts] == [[] for _ in texts]


@pytest.mark.parametrize(("locale", "text", "right"), WRONG)
def test_what_is_set_wrong_is_seen_among_other_texts(locale: str, text: str, right: str) -> None:
    assert not clean(f"Bien\n{text}\nBien", locale, EVERY)
    assert clean(f"Bien\n{mended(text, locale)}\nBien", locale, EVERY)


@pytest.mark.parametrize(
    ("page", "locale", "wrong"),
    [
        ("Un; deux! Trois?", "fr", 0),
        ("Un; deux! Trois", "fr", 2),  # twice may be a slip
        ("Un; deux! Trois? Quatre\u202f!", "fr", 3),
        ("Un; deux", "fr-CA", 0),
        ("Un; deux! Trois? Quatre: cinq", "fr", 1),
    ],
)
def test_a_page_that_never_has_a_space_before_high_marks_means_it(
    page: str, locale: str, wrong: int
) -> None:
    assert len(slips(page, locale, habits(page, locale))) == wrong

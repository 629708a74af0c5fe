"""A site in French and English of any size, for measuring: every construct, nothing to find.

Pages are shaped like those of public MkDocs sites: 9 KB on average, in eleven sections; links,
images and links to sections per KB are those counted on 503 pages of twenty source distributions
(1.6 links, of which 0.6 lead to other pages; 0.1 images). Page number n is the same on every site.

Usage: python tests/bench/generated.py FOLDER PAIRS
"""

import random
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

from bitext.alignment.align import pair_pages
from bitext.config import load
from bitext.corpus import page_of
from bitext.edits import with_records
from bitext.freshness import record

ROOM = 40
"""How many pages share a folder."""
SECTIONS = 11
Two = tuple[str, str]
MKDOCS = """\
site_name: Atelier
site_url: http://127.0.0.1:8000/
theme: {name: material}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: fr, name: Français, default: true, build: true}
        - {locale: en, name: English, build: true}
"""
SENTENCES: tuple[Two, ...] = (
    (
        "Le service relit sa configuration toutes les {n} secondes et garde la dernière qui était valable.",
        "The service reads its configuration again every {n} seconds and keeps the last one that was valid.",
    ),
    (
        "Une file trop longue se vide d’elle-même dès que le disque répond de nouveau.",
        "A queue that is too long empties by itself as soon as the disk answers again.",
    ),
    (
        "Les {n} nœuds de la grappe se partagent le travail sans qu’aucun ne commande aux autres.",
        "The {n} nodes of the cluster share the work, and none of them gives orders to the others.",
    ),
    (
        "Quand une copie manque, le chef de file en demande une au voisin le moins chargé.",
        "When a copy is missing, the leader asks the least busy neighbour for one.",
    ),
    (
        "Le journal garde {k} lignes par jour ; les plus anciennes sont comprimées la nuit.",
        "The log keeps {k_en} lines a day; the oldest ones are compressed at night.",
    ),
    (
        "Ce réglage ne change rien pour les visiteurs, mais il épargne de la mémoire au serveur.",
        "This setting changes nothing for visitors, but it saves memory on the server.",
    ),
    (
        "Vérifiez d’abord que l’horloge est juste : un décalage de {n} secondes suffit à tout refuser.",
        "First make sure that the clock is right: a shift of {n} seconds is enough to have everything refused.",
    ),
    (
        "La mesure a été faite trois fois, sur deux machines semblables, et la médiane est donnée.",
        "The measurement was made three times, on two similar machines, and the median is given.",
    ),
    (
        "Rien n’est écrit avant que la transaction entière ait été relue et acceptée.",
        "Nothing is written before the whole transaction has been read again and accepted.",
    ),
    (
        "En {y}, le format des messages a changé ; l’ancien est encore lu, jamais produit.",
        "In {y} the format of messages changed; the old one is still read, never written.",
    ),
    (
        "Le coût augmente de {d} % lorsque le chiffrement est activé de bout en bout.",
        "The cost rises by {d_en}% when encryption is turned on from end to end.",
    ),
    (
        "Si le voisin ne répond pas, attendez un peu, puis recommencez avec une autre adresse.",
        "If the neighbour does not answer, wait a little, then try again with another address.",
    ),
)
HEADS: tuple[Two, ...] = (
    ("Principe", "How it works"),
    ("Installation", "Installation"),
    ("Réglages", "Settings"),
    ("Un premier essai", "A first try"),
    ("Surveillance", "Monitoring"),
    ("Sauvegardes", "Backups"),
    ("Sécurité", "Security"),
    ("Limites connues", "Known limits"),
    ("Pannes courantes", "Common failures"),
    ("Mise à jour", "Upgrading"),
    ("Pour aller plus loin", "Going further"),
)


class Author:
    """Writes one page in both languages."""

    def __init__(self, number: int, pairs: int) -> None:
        self.number = number
        self.pairs = pairs
        self.chance = random.Random(number)
        self.notes: list[Two] = []

    def page(self) -> Two:
        """The French text and the English one."""
        parts = [self.heading(0), *self.paragraphs(1)]
        for section in range(1, SECTIONS):
            parts += [self.heading(section), *self.section(section)]
        parts += [(f"[^{at}]: {fr}", f"[^{at}]: {en}") for at, (fr, en) in enumerate(self.notes, 1)]
        fronts = (
            f'---\ntitle: "Fiche {self.number}"\ndescription: "Ce que fait la fiche {self.number}."\n---',
            f'---\ntitle: "Sheet {self.number}"\ndescription: "What sheet {self.number} does."\n---',
        )
        return tuple(
            "\n\n".join((front, *(part[side] for part in parts))) + "\n"
            for side, front in enumerate(fronts)
        )  # type: ignore[return-value]

    def heading(self, section: int) -> Two:
        if not section:
            return (
                f"# Fiche {self.number} {{ #fiche }}",
                f"# Sheet {self.number} {{ #fiche }}",
            )
        fr, en = HEADS[(section - 1) % len(HEADS)]
        mark = "###" if section % 4 == 3 else "##"
        return f"{mark} {fr} {{ #s{section} }}", f"{mark} {en} {{ #s{section} }}"

    def section(self, section: int) -> Iterator[Two]:
        yield from self.paragraphs(2)
        kinds = (self.items, self.table, self.box, self.code, self.tabs, self.terms, self.picture)
        yield kinds[(self.number + section) % len(kinds)]()

    def paragraphs(self, count: int) -> Iterator[Two]:
        for _ in range(count):
            some = [self.sentence() for _ in range(self.chance.randint(2, 4))]
            fr, en = (" ".join(one[side] for one in some) for side in (0, 1))
            extra = self.link() if self.chance.random() < 0.75 else self.note()
            yield f"{fr} {extra[0]}", f"{en} {extra[1]}"

    def sentence(self) -> Two:
        fr, en = self.chance.choice(SENTENCES)
        n, k = self.chance.randint(20, 900), self.chance.randint(2, 900) * 1000
        d, y = self.chance.randint(11, 99), self.chance.randint(1990, 2025)
        figures = {
            "n": n,
            "y": y,
            "k": f"{k:,}".replace(",", "\u202f"),
            "k_en": f"{k:,}",
            "d": f"{d / 10:.1f}".replace(".", ","),
            "d_en": f"{d / 10:.1f}",
        }
        return fr.format(**figures).replace(" ;", "\u202f;").replace(" :", "\u00a0:").replace(
            " %", "\u00a0%"
        ), en.format(**figures)

    def link(self) -> Two:
        if self.chance.random() < 0.6:
            address = f"https://example.org/guide/{self.chance.randrange(10_000)}"
            return f"Voir [le guide]({address}).", f"See [the guide]({address})."
        other = self.chance.randrange(self.pairs)
        address = place(other) if other // ROOM != self.number // ROOM else Path(place(other)).name
        address = f"../{address}" if "/" in address else address
        if self.chance.random() < 0.5:
            address += f"#s{self.chance.randrange(1, SECTIONS)}"
        return f"Voir [une autre fiche]({address}).", f"See [another sheet]({address})."

    def note(self) -> Two:
        self.notes.append(self.sentence())
        mark = f"[^{len(self.notes)}]"
        return f"Le détail est en note{mark}.", f"The detail is in a note{mark}."

    def items(self) -> Two:
        some = [self.sentence() for _ in range(4)]
        return tuple("\n".join(f"- {one[side]}" for one in some) for side in (0, 1))  # type: ignore[return-value]

    def table(self) -> Two:
        rows = [(f"`key_{at}`", self.chance.randint(20, 99), self.sentence()) for at in range(3)]
        heads = "| Clé | Valeur | Effet |", "| Key | Value | Effect |"
        return tuple(
            "\n".join(
                (heads[side], "|---|---|---|", *(f"| {a} | {b} | {c[side]} |" for a, b, c in rows))
            )
            for side in (0, 1)
        )  # type: ignore[return-value]

    def box(self) -> Two:
        fr, en = self.sentence()
        return f'!!! note "À retenir"\n    {fr}', f'!!! note "To remember"\n    {en}'

    def code(self) -> Two:
        text = "\n".join(f"option_{at} = {self.chance.randrange(99)}" for at in range(5))
        return (f"```ini\n{text}\n```",) * 2  # type: ignore[return-value]

    def tabs(self) -> Two:
        one, two = self.sentence(), self.sentence()
        return tuple(
            f'=== "Linux"\n\n    {one[side]}\n\n=== "BSD"\n\n    {two[side]}' for side in (0, 1)
        )  # type: ignore[return-value]

    def terms(self) -> Two:
        one = self.sentence()
        return f"Nœud\n:   {one[0]}", f"Node\n:   {one[1]}"

    def picture(self) -> Two:
        return (
            "![Schéma de la grappe](../assets/plan.svg)",
            "![Diagram of the cluster](../assets/plan.svg)",
        )


def place(number: int) -> str:
    """Where page `number` stands under its locale."""
    return f"r{number // ROOM:04}/p{number:05}.md"


def write(site: Path, number: int, pairs: int) -> int:
    """Write both sides of a page, the target with its record; gives their size in bytes."""
    config = load(site)
    source, target = Author(number, pairs).page()
    key = place(number)
    pages = [
        page_of(text.encode(), f"docs/{locale}/{key}", key, locale, config)
        for locale, text in (("fr", source), ("en", target))
    ]
    pair = pair_pages(key, *pages, config.shown)
    target = with_records(target, "fr", {unit.key: record(unit) for unit in pair.units})
    for locale, text in (("fr", source), ("en", target)):
        path = site / "docs" / locale / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(source.encode()) + len(target.encode())


def make(site: Path, pairs: int) -> Path:
    """A site of so many pairs in the folder `site`, unless it is there; gives the folder."""
    done = site / "done"
    if done.exists():
        return site
    for locale in ("fr", "en"):
        (site / "docs" / locale / "assets").mkdir(parents=True, exist_ok=True)
        (site / "docs" / locale / "assets" / "plan.svg").write_text("<svg/>", encoding="utf-8")
    (site / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    with Pool() as pool:
        sizes = pool.starmap(write, ((site, number, pairs) for number in range(pairs)), 50)
    done.write_text(f"{sum(sizes)}\n", encoding="utf-8")
    return site


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))

"""The text of each rule, in the reader's language: on a terminal, and as a page of a site."""

import os
import re
from importlib.resources import files

from bitext.errors import BitextError
from bitext.rules import RULES

_ANCHORS = ("verifie", "pourquoi", "mauvais", "bon", "correction", "exceptions")
"""What the headings of a rule's text are called in every language, in their order."""
_WORDS = {
    "en": {
        "rule": "Rule {}",
        "about": "What the rule {} of bitext checks in a page and its translation, why, an example of each kind, and what to do.",
        "title": "The rules",
        "description": "Every rule of bitext with its level and what it checks, and a page for each: why, an example, what to do.",
        "intro": "A rule asks one thing of a page and its translation. An error (`error`) is something that a reader stumbles over, a warning (`warning`) is work left to do, a note (`note`) is worth a look. The name of a rule leads to its page: what it checks, why, an example, what to do.",
        "heads": "| Rule | Level | What it checks |",
    },
    "fr": {
        "rule": "Règle {}",
        "about": "Ce que la règle {} de bitext vérifie dans une page et sa traduction, pourquoi, un exemple de chaque sorte, et que faire.",
        "title": "Les règles",
        "description": "Toutes les règles de bitext, avec leur niveau et ce qu’elles vérifient, et une page pour chacune : pourquoi, un exemple, que faire.",
        "intro": "Une règle demande une seule chose à une page et à sa traduction. Une erreur (`error`) gêne un lecteur, un avertissement (`warning`) est un travail qui reste à faire, une remarque (`note`) mérite un coup d’œil. Le nom d’une règle mène à sa page\u00a0: ce qu’elle vérifie, pourquoi, un exemple, que faire.",
        "heads": "| Règle | Niveau | Ce qu’elle vérifie |",
    },
}


def text(name: str | None, locale: str | None = None) -> str:
    """What the rule `name` checks, why, and how to fix it; without a name, the list of rules.

    `locale` is the language wanted, by default that of the shell; English where there is no text.
    """
    if name is None:
        width = max(len(rule.id) for rule in RULES)
        return "\n".join(f"{rule.id:{width}}  {rule.level:7}  {rule.summary}" for rule in RULES)
    if name not in {rule.id for rule in RULES}:
        raise BitextError(f"{name}: no such rule; `bitext explain` lists them")
    folder = files("bitext.rules")
    for language in (locale or _shell_language(), "en"):
        page = folder / f"{name}.{language}.md"
        if page.is_file():
            return page.read_text(encoding="utf-8").rstrip()
    raise BitextError(f"{name}: its text is missing from this installation")


def _shell_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.partition("_")[0].partition(".")[0].lower()
    return "en"


def page(name: str, locale: str) -> str:
    """The text of a rule as a page of a site, with the same anchors in every language."""
    lines = text(name, locale).split("\n")
    anchors = iter(_ANCHORS)
    fenced = False
    for at, line in enumerate(lines):
        fenced ^= line.startswith("```")
        if line.startswith("# ") and not fenced:
            lines[at] = f"# `{name}` {{ #{name} }}"
        elif line.startswith("## ") and not fenced:
            lines[at] = f"{line} {{ #{next(anchors)} }}"
    words = _words(locale)
    front = _front(words["rule"].format(name), words["about"].format(name))
    return front + "\n".join(lines) + "\n"


def listing_page(locale: str) -> str:
    """The page that lists every rule, as Markdown."""
    words = _words(locale)
    rows = [
        f"| [`{rule.id}`]({rule.id}.md) | `{rule.level}` | {_gist(rule.id, locale)} |"
        for rule in RULES
    ]
    parts = (
        f"# {words['title']} {{ #regles }}",
        words["intro"],
        "\n".join([words["heads"], "|---|---|---|", *rows]),
    )
    return _front(words["title"], words["description"]) + "\n\n".join(parts) + "\n"


def _words(locale: str) -> dict[str, str]:
    return _WORDS.get(locale.partition("-")[0], _WORDS["en"])


def _front(title: str, description: str) -> str:
    return f'---\ntitle: "{title}"\ndescription: "{description}"\n---\n\n'


def _gist(name: str, locale: str) -> str:
    """The first sentence of what a rule checks."""
    first = text(name, locale).split("\n## ")[1].split("\n\n")[1]
    return re.split(r"(?<=[.!?]) ", re.sub(r"[ \n]+", " ", first), maxsplit=1)[0].replace(
        "|", "\\|"
    )

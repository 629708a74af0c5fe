"""The text of each rule, in the reader's language."""

import os
from importlib.resources import files

from bitext.errors import BitextError
from bitext.rules import RULES


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

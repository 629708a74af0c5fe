"""Titles of the navigation that readers of the target see in the source language."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule, Scope, Wording
from bitext.terms import forms


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each title without a translation, where it stands in the configuration.

    A title that the target page has as well, capitals alone and an agreed name need none.
    """
    navigation = bitext.navigation
    if navigation is None or bitext.target not in navigation.translations:
        return
    known = navigation.translations[bitext.target]
    kept = {
        form.casefold()
        for term in bitext.terms
        for form in _forms(term.wordings.get(bitext.source))
        & _forms(term.wordings.get(bitext.target))
    }
    seen: set[str] = set()
    for entry in navigation.entries:
        title = entry.title
        if title in known or title in seen or not any(char.isalpha() for char in title):
            continue
        seen.add(title)
        if not (
            title.isupper() or title.casefold() in kept or title in _titles(entry.page, bitext)
        ):
            message = f"“{title}” has no translation in “{bitext.target}”"
            yield Finding(Location(navigation.path, entry.line), rule, message)


def _forms(wording: Wording | None) -> frozenset[str]:
    return frozenset(forms(wording)) if wording is not None else frozenset()


def _titles(key: str, bitext: Bitext) -> set[str]:
    """What the target page of an entry calls itself."""
    pair = bitext.by_key.get(key)
    if pair is None or pair.target is None:
        return set()
    heads = (section.title for section in pair.target.sections if section.level == 1)
    return {str(pair.target.meta.get("title", "")), *heads}


rule = Rule(
    "nav-untranslated",
    Level.WARNING,
    "every title of the navigation is translated",
    check,
    Scope.BITEXT,
)

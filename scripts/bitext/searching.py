"""The search index of each locale: its own pages, found without their accents too."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

Index = dict[str, Any]
"""What the search plugin writes: its settings, and an entry for each section of each page."""

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss"})


def of_locale(index: Index, folder: str, folders: Iterable[str], language: str) -> Index:
    """The part of the whole index that lies in this folder, with addresses from there.

    The default locale has no folder: its part is what lies in none of the `folders`.
    """
    settings = dict(index["config"])
    fields = settings["fields"]
    settings["fields"] = {**fields, **{f"plain_{name}": fields[name] for name in ("title", "text")}}
    if len(settings["lang"]) == 1:  # more than one was chosen by the author
        settings["lang"] = [language]
    other = tuple(f"{name}/" for name in folders)
    own = f"{folder}/" if folder else ""
    entries = {entry["location"]: entry for entry in index["docs"]}
    return {
        **index,
        "config": settings,
        "docs": [
            {**entry, **_plain(entry), "location": location.removeprefix(own)}
            for location, entry in entries.items()
            if (location.startswith(own) if own else not location.startswith(other))
        ],
    }


def _plain(entry: Mapping[str, str]) -> dict[str, str]:
    """The words of an entry that a reader may type without accents, as they are then typed."""
    return {f"plain_{name}": _without_accents(entry[name]) for name in ("title", "text")}


def _without_accents(text: str) -> str:
    found: dict[str, None] = {}  # in order, each once
    for word in re.findall(r"\w+", re.sub(r"<[^>]+>", " ", text)):
        letters = unicodedata.normalize("NFD", word.translate(_LIGATURES))
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
        if plain != word:
            found[plain] = None
    return " ".join(found)

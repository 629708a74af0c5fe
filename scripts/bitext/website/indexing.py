"""The search index of a locale as a few small files, of which a reader's script fetches some."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, takewhile

from bitext.website import weighing
from bitext.website.stemming import Stem, words
from bitext.website.weighing import Aliases, Group, Section

_FILE = 24_000  # characters of a file of words, unless one key has more
_KEY = 2  # letters: the words that begin with them are in the same file
_MOST = 600  # sections that are kept for a word: nobody reads on
_SHORT = 3  # letters of a word that says nothing by itself

_Entry = tuple[str, list[str], list[int], list[str]]
"""What the forms of a word begin with, how each goes on, where it is, what may stand for it.

Where: the number of a section, as a step from the one before, then the weight there, and so on.
"""


def files(sections: Iterable[Section], names: Aliases, stem: Stem) -> dict[str, str]:
    """The files of the index by their name.

    `index.json` has the folder of the others, the first section of each page and the first key of
    each file of words; `wN.json` are these files; `pN.json` is what a result shows of a page. The
    folder is named after what is in it, so that no reader mixes the files of two builds.
    """
    names = list(names)
    pages = weighing.by_page(sections)
    groups = weighing.groups(pages, names, stem)
    keys, shards = _shards(_entries(groups, _instead(names)))
    parts = {f"w{number}.json": _json(shard) for number, shard in enumerate(shards)}
    parts |= {f"p{number}.json": _json(_shown(page)) for number, page in enumerate(pages)}
    folder = hashlib.sha256("\n".join(parts.values()).encode()).hexdigest()[:10]
    firsts = [0]
    for page in pages:
        firsts.append(firsts[-1] + len(page))
    index = {"folder": folder, "pages": firsts, "words": keys}
    return {
        "index.json": _json(index),
        **{f"{folder}/{name}": text for name, text in parts.items()},
    }


def _shown(page: list[Section]) -> object:
    """The title of the page, then for each section its address, its heading and its text."""
    return [page[0].heading, [[one.address, one.heading, one.text] for one in page]]


def _instead(names: Aliases) -> dict[str, set[str]]:
    """For each word of another name, the words that stand in the text in its place."""
    found: dict[str, set[str]] = defaultdict(set)
    for phrase, others in names:
        own = words(phrase)
        # In a phrase, “de” says nothing; alone, a short word is an acronym.
        telling = {word for word in own if len(word) > _SHORT or len(own) == 1}
        for word in {word for other in others for word in words(other)}.difference(own):
            found[word] |= telling
    return found


def _entries(groups: Mapping[str, Group], instead: Mapping[str, set[str]]) -> Iterator[_Entry]:
    for stem, group in groups.items():
        root = _beginning({stem, *group.forms})
        endings = sorted(form[len(root) :] for form in group.forms)
        best = sorted(group.weights.items(), key=lambda item: -item[1])[:_MOST]
        places: list[int] = []
        last = 0
        for number, weight in sorted(best):
            places += [number - last, max(1, round(weight))]
            last = number
        others = set().union(*(instead.get(form, ()) for form in group.forms)) - group.forms
        yield root, endings, places, sorted(others)


def _shards(entries: Iterable[_Entry]) -> tuple[list[str], list[list[_Entry]]]:
    """The first key of each file of words, and the entries of each."""
    keys: list[str] = []
    shards: list[list[_Entry]] = []
    size = _FILE
    for key, together in groupby(sorted(entries), lambda entry: entry[0][:_KEY]):
        part = list(together)
        if size >= _FILE:
            keys.append(key)
            shards.append([])
            size = 0
        shards[-1] += part
        size += len(_json(part))
    return keys, shards


def _beginning(forms: set[str]) -> str:
    """What all of them begin with: what the first and the last of their order do."""
    ends = zip(min(forms), max(forms), strict=False)
    return "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], ends))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

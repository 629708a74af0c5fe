"""The way from a page to itself in another language, and to the section being read there."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bitext.model import Pair, Section
from bitext.website.strings import language_name, language_tag
from bitext.website.view import View


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of the switcher: a link, and what there is to know before one follows it.

    `tag` is empty for an entry that is no language. `brief` and `note` say in two words and in a
    sentence that the page does not exist there. `anchors` is JSON: the anchor, in that language,
    of each section of this page whose anchor differs there.
    """

    name: str
    link: str
    tag: str = ""
    brief: str = ""
    note: str = ""
    anchors: str = ""


def choice(view: View, locale: str, name: str, link: str, *, shown: bool) -> Choice:
    """The entry for `locale`; `shown` says that the link leads to this page, in whatever language.

    Where it does not, static-i18n has it lead to the home page.
    """
    tag = language_tag(locale)
    if any(one.locale == locale for one in view.versions):
        found = differing(view.pairs, view.text, locale)
        compact = json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""
        return Choice(name, link, tag, anchors=compact)
    words = view.strings
    sentence = words.choice_fallback if shown else words.choice_home
    note = sentence.format(
        language=language_name(locale, words.locale), text=language_name(view.text, words.locale)
    )
    return Choice(name, link, tag, words.choice_brief, note)


def differing(pairs: Mapping[str, Pair], here: str, there: str) -> dict[str, str]:
    """Where each section of a page lies in the locale `there`, if not at the anchor it has `here`.

    A section that is not there lies where the one before it ends; the anchor of the top is empty.
    """
    to_source = dict(_steps(pairs[here], to_source=True)) if here in pairs else None
    to_target = dict(_steps(pairs[there], to_source=False)) if there in pairs else None
    if to_source is None or to_target is None:
        steps = to_source or to_target or {}
    else:
        steps = {name: to_target.get(found, "") for name, found in to_source.items()}
    return {name: found for name, found in steps.items() if name != found}


def _steps(pair: Pair, *, to_source: bool) -> Iterator[tuple[str, str]]:
    """The anchor of each section of one side with its anchor on the other."""
    last = ""
    for unit in pair.units:
        start, end = (unit.target, unit.source) if to_source else (unit.source, unit.target)
        if end is not None:
            last = _anchor(end)
        if start is not None and start.level:
            yield start.anchor, last


def _anchor(section: Section) -> str:
    return section.anchor if section.level else ""

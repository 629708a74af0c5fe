"""Pages that are drawn from something else: the glossary from the termbase, the rules from their texts."""

from collections.abc import Mapping
from pathlib import Path

from bitext import explain, terms
from bitext.config import Config
from bitext.corpus import page_path
from bitext.edits import write
from bitext.errors import BitextError
from bitext.rules import RULES


def glossary_pages(config: Config) -> dict[Path, str]:
    """The glossary page of each locale, by its path; raises BitextError without a termbase."""
    if config.termbase is None:
        raise BitextError("no termbase; name one in pyproject.toml: tool.bitext.termbase")
    termbase = terms.load(config.termbase)
    if not termbase.page:
        raise BitextError(f"{config.termbase.name}: [glossary] names no page")
    return {
        page_path(config, locale, termbase.page): terms.glossary(termbase, locale)
        for locale in config.locales
    }


def rule_pages(config: Config, folder: str) -> dict[Path, str]:
    """A page for each rule and one that lists them, in `folder` of each locale, by their paths."""
    folder = folder.strip("/")
    pages: dict[Path, str] = {}
    for locale in config.locales:
        pages[page_path(config, locale, f"{folder}/index.md")] = explain.listing_page(locale)
        for rule in RULES:
            path = page_path(config, locale, f"{folder}/{rule.id}.md")
            pages[path] = explain.page(rule.id, locale)
    for path in pages:
        if not path.is_relative_to(config.docs):
            raise BitextError(f"{folder}: leaves the documentation folder")
    return pages


def written(config: Config, pages: Mapping[Path, str], *, dry: bool) -> list[str]:
    """Write those of `pages` that differ from what stands there; gives their paths.

    The record of the last confirmation stays. With `dry`, nothing is written.
    """
    changed: list[str] = []
    for path, new in pages.items():
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        text = _with_old_record(old, new)
        if text != old:
            changed.append(config.relative(path))
            if not dry:
                write(path, text)
    return changed


def _with_old_record(old: str, new: str) -> str:
    start = old.find("\ntranslation:")
    end = old.find("\n---", start)
    if start < 0 or end < 0:
        return new
    close = new.index("\n---", 4)
    return new[:close] + old[start:end] + new[close:]

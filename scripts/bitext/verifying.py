"""Asks Python-Markdown, on the user's own site, whether the outline reads its pages as it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bitext.config import Config, extensions
from bitext.corpus import Corpus
from bitext.errors import BitextError
from bitext.model import Page
from bitext.outline.front import read_meta

if TYPE_CHECKING:
    from bitext.oracle.shapes import Difference


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: a line for each page that differs, and how many pages were compared."""

    lines: tuple[str, ...]
    pages: int

    @property
    def summary(self) -> str:
        """The verdict in one line."""
        return (
            f"{self.pages} page{'' if self.pages == 1 else 's'} compared, {len(self.lines)} differ"
        )


def verify(corpus: Corpus, settings: Path | None, paths: frozenset[str] | None = None) -> Verdict:
    """Compare every page (or those in `paths`) with what Python-Markdown makes of it.

    `settings` is the mkdocs.yml whose extensions are in force; without one, those that a site
    without MkDocs is taken to have. Raises BitextError where Python-Markdown, or an extension,
    cannot be imported.
    """
    compare = _comparison(extensions(settings), corpus.config)
    lines: list[str] = []
    pages = [page for some in corpus.pages.values() for page in some.values()]
    pages = [page for page in pages if paths is None or page.path in paths]
    readable = [page for page in pages if page.trouble is None]
    for page in sorted(readable, key=lambda page: page.path):
        if found := compare(page):
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            lines.append(f"{page.path}:{found[0].line or 1}: {found[0].message}{more}")
    return Verdict(tuple(lines), len(readable))


def _comparison(
    entries: tuple[tuple[str, Mapping[str, Any]], ...], config: Config
) -> "Callable[[Page], list[Difference]]":
    """What compares one page; the extensions of the site are imported here."""
    try:
        from bitext.oracle.seen import seen
        from bitext.oracle.settings import oracle
        from bitext.oracle.shapes import differences
    except ImportError as error:
        raise BitextError(f"--verify-outline needs Python-Markdown: {error}") from error
    reader = oracle(entries, config.root)

    def compare(page: Page) -> "list[Difference]":
        body = read_meta(page.text)[2]
        try:
            truth = reader.truth(page.text[body:], page.text.count("\n", 0, body) + 1)
        except Exception as error:  # an extension is foreign code: it may raise anything
            message = f"Python-Markdown cannot render it: {type(error).__name__}: {error}"
            raise BitextError(f"{page.path}: {message}") from error
        return sorted(
            differences(seen(page, config.dialect), truth),
            key=lambda one: one.line or len(page.text),
        )

    return compare

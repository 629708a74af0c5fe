"""Links from one language into another, which the switcher and the notices make by themselves."""

from collections.abc import Iterator

from bitext.links import IMAGES, LINKS, other_locale, own_version
from bitext.model import Bitext, Finding, Item, Level, Location, Page, Rule
from bitext.passages import passages


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each link that names a page of another locale, in either language.

    The same goes for a picture made for another language (`plan.fr.svg`) that exists in this one.
    """
    for page, passage in passages(bitext):
        for _, item in passage.each(*IMAGES):
            if own := own_version(item.target, page, bitext):
                message = f"“{item.target}” is made for another language, there is “{own}”"
                yield _finding(page, item, message)
        for _, item in passage.each(*LINKS):
            if locale := other_locale(item.target, page, bitext):
                message = f"“{item.target}” leads to the “{locale}” pages, expected a “{page.locale}” page"
                yield _finding(page, item, message)


def _finding(page: Page, item: Item, message: str) -> Finding:
    at = Location(page.path, item.line, item.column, item.end_line, item.end_column)
    return Finding(at, rule, message, locale=page.locale)


rule = Rule("cross-locale-link", Level.ERROR, "links stay in the language of their page", check)

"""Links from one language into another, which the switcher and the notices make by themselves."""

from collections.abc import Iterator

from bitext.links import IMAGES, LINKS, every_page, items_of, other_locale, own_version
from bitext.model import Bitext, Finding, Level, Location, Rule


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each link that names a page of another locale, in either language.

    The same goes for a picture made for another language (`plan.fr.svg`) that exists in this one.
    """
    for page in every_page(bitext):
        for _, _, item in items_of(page):
            at = Location(page.path, item.line, item.column, item.end_line, item.end_column)
            if item.kind in IMAGES and (own := own_version(item.target, page, bitext)):
                message = f"“{item.target}” is made for another language, there is “{own}”"
                yield Finding(at, rule, message, locale=page.locale)
            elif item.kind in LINKS and (locale := other_locale(item.target, page, bitext)):
                message = f"“{item.target}” leads to the “{locale}” pages, expected a “{page.locale}” page"
                yield Finding(at, rule, message, locale=page.locale)


rule = Rule("cross-locale-link", Level.ERROR, "links stay in the language of their page", check)

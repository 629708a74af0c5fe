"""Images whose file does not exist."""

from collections.abc import Iterator

from bitext.links import IMAGES, lead
from bitext.model import Bitext, Finding, Level, Location, Rule
from bitext.passages import passages


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each image without a file, in either language."""
    for page, passage in passages(bitext):
        for _, item in passage.each(*IMAGES):
            found = lead(item, page, bitext)
            if found.kind in ("missing", "outside", "folder", "page"):
                at = Location(page.path, item.line, item.column, item.end_line, item.end_column)
                message = f"image “{item.target}” does not exist"
                yield Finding(at, rule, message, locale=page.locale)


rule = Rule("broken-image", Level.ERROR, "every image has its file", check)

"""Links lost, added or leading elsewhere than in the source."""

from collections.abc import Iterator

from bitext.links import LINKS, localized
from bitext.model import Bitext, Finding, Level, Rule
from bitext.parity import Difference, translated
from bitext.wording import lacking, led_elsewhere


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each link that the two sides of a section do not share; order is free."""
    for both in translated(bitext):
        for difference in led_elsewhere(both, bitext, LINKS):
            if not _localized(difference, bitext):
                yield lacking(rule, both, difference, "link to")


def _localized(difference: Difference, bitext: Bitext) -> bool:
    """Whether the two links are one in two languages, or one link that is broken on one side."""
    missing, extra = difference.missing, difference.extra
    if missing is None or extra is None:
        return False
    return missing.text == extra.text or localized(missing.text, extra.text, bitext)


rule = Rule("link-parity", Level.ERROR, "same links as in the source", check)

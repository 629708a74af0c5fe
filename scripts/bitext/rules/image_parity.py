"""Images lost, added or replaced in translation."""

from collections.abc import Iterator

from bitext.links import IMAGES
from bitext.model import Bitext, Finding, Level, Rule
from bitext.parity import translated
from bitext.wording import lacking, led_elsewhere


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each image that the two sides of a section do not share.

    `plan.fr.svg` and `plan.en.svg` are one image in two languages.
    """
    for both in translated(bitext):
        for difference in led_elsewhere(both, bitext, IMAGES):
            yield lacking(rule, both, difference, "image")


rule = Rule("image-parity", Level.ERROR, "same images as in the source", check)

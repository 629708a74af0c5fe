"""Headings and table heads that one source says alike and the target does not."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule
from bitext.parity import translated
from bitext.site import label_text, labels_of


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each label that is not translated as most of its equals on the site are."""
    for both in translated(bitext):
        for label, left, right in labels_of(both.unit):
            if usual := bitext.site.usual(label.source, label.said):
                at = Location(both.target_page.path, right.line)
                there = Location(both.source_page.path, left.line)
                message = f"“{label_text(left)}” is “{label.text}” here, “{usual}” elsewhere"
                yield Finding(at, rule, message, there, section=both.unit.key)


rule = Rule("inconsistent", Level.WARNING, "one translation for one heading or table head", check)

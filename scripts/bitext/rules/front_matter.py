"""Front matter keys that only one side has."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule

_OURS = ("translation", "bitext")


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each key that the source has and the target lacks, or the reverse."""
    for pair in bitext.pairs:
        if pair.source is None or pair.target is None or pair.source.trouble or pair.target.trouble:
            continue
        for key in pair.source.meta:
            if key not in pair.target.meta and key not in _OURS:
                there = Location(pair.source.path, pair.source.meta_lines.get(key, 1))
                message = f"front matter lacks “{key}”, source has it"
                yield Finding(Location(pair.target.path), rule, message, there, section="_")
        for key in pair.target.meta:
            if key not in pair.source.meta and key not in _OURS:
                at = Location(pair.target.path, pair.target.meta_lines.get(key, 1))
                message = f"front matter has “{key}”, source has not"
                yield Finding(at, rule, message, Location(pair.source.path), section="_")


rule = Rule("front-matter", Level.WARNING, "same front matter keys as in the source", check)

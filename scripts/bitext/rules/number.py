"""Numbers lost or altered in translation."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bitext.model import Bitext, Block, Finding, Level, Rule
from bitext.notation import Foreign, foreign
from bitext.numerals import numbers, spelled
from bitext.parity import Thing, differences, translated
from bitext.wording import lacking


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each number in digits that the two sides of a section do not share.

    A number that the block on the other side writes as a word is no difference, nor is one that
    only has the form of the other language: that is what number-format is for.
    """
    locales = (bitext.source, bitext.target)
    reverse = (bitext.target, bitext.source)
    for both in translated(bitext):
        for found in differences(both, _reader(foreign(both, *locales)), locales):
            altered = found.missing is not None and found.extra is not None
            missing = _in_digits(found.missing, found.target, locales, altered)
            extra = _in_digits(found.extra, found.source, reverse, altered)
            if missing or extra:
                yield lacking(rule, both, replace(found, missing=missing, extra=extra))


def _reader(misread: list[Foreign]) -> Callable[[Block, str], Iterable[Thing]]:
    """What lists the numbers of a block, those in a foreign form with the value they mean."""
    meant: dict[int, list[Thing]] = {}
    for one in misread:
        meant.setdefault(id(one.thing.block), []).append(one.thing)

    def things(block: Block, locale: str) -> Iterable[Thing]:
        others = meant.get(id(block), [])
        for number in numbers(block.prose, locale):
            if not any(one.start <= number.start < one.end for one in others):
                yield Thing(number.value, number.text, block, number.start, number.end)
        yield from others

    return things


def _in_digits(
    number: Thing | None, other: Block | None, locales: tuple[str, str], altered: bool
) -> Thing | None:
    """`number`, unless the `other` block writes it as a word that has no counterpart here.

    The words for 1 are articles as well: any of them will do, but not for a number that has
    another one in its place.
    """
    if number is None or other is None:
        return number
    loose = number.value == "1" and not altered
    here = 0 if loose else spelled(number.value, number.block.prose, locales[0])
    return None if spelled(number.value, other.prose, locales[1]) > here else number


rule = Rule("number", Level.ERROR, "same numbers as in the source", check)

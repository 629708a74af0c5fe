"""Each defect, planted at every eligible place of our own pages, is named there and nowhere else.

A planted page is checked with its partner, against the whole site. `cause` lists the other rules
for which the same defect is a cause as well: a lost section takes its footnotes along.

`make test` plants each kind at some eighty places spread over all pages; with PLANT=every in the
environment it is every place, which takes minutes.
"""

import itertools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bitext import checking, corpus, terms
from bitext.alignment import align
from bitext.config import Config, load
from bitext.corpus import Corpus
from bitext.edits import applied
from bitext.language import own_prose
from bitext.model import Bitext, Block, Item, Page
from bitext.numbers.figures import DATE, Figure, figures, words
from bitext.numbers.numerals import Number, numbers
from bitext.outline import outline, place, walk
from bitext.rules import number_format, typography
from bitext.site import Facts, facts

ROOT = Path(__file__).parent.parent
EVERY = os.environ.get("PLANT") == "every"
SOME = 80
Planted = tuple[str, int]
Planter = Callable[[Page, Page], Iterator[Planted]]


@cache
def site() -> tuple[Config, Corpus]:
    config = load(ROOT)
    return config, corpus.read(config)


def keys() -> list[str]:
    return sorted(site()[1].pages["en"])


def findings(source: Page | None, target: Page | None) -> set[tuple[int, str]]:
    config, whole = site()
    key = (target or source).key  # type: ignore[union-attr]
    pages = {locale: dict(pages) for locale, pages in whole.pages.items()}
    for locale, page in (("fr", source), ("en", target)):
        pages[locale].pop(key)
        if page is not None:
            pages[locale][key] = page
    assert _CACHED is not None
    pair = align.pair_pages(key, source, target, config.shown)
    known = {**_FACTS, key: facts(pair)}
    paths = {
        locale: {one: page.path for one, page in some.items()} for locale, some in pages.items()
    }
    index = replace(_CACHED.site, paths=paths, known={"en": known.values})  # type: ignore[type-var]
    bitext = replace(_CACHED, pairs=(pair,), by_key={**_CACHED.by_key, key: pair}, site=index)
    report = checking.check([bitext])
    assert report.silenced == clean_silenced(key)
    return {(one.at.line, one.rule.id) for one in report.findings}


_CACHED: Bitext | None = None
_FACTS: dict[str, Facts] = {}


@pytest.fixture(scope="module", autouse=True)
def _bitext() -> Iterator[None]:
    global _CACHED
    _, whole = site()
    _CACHED = align.align(whole, "en")
    _FACTS.update((pair.key, facts(pair)) for pair in _CACHED.pairs)
    yield
    _CACHED = None


@cache
def clean_silenced(key: str) -> tuple[object, ...]:
    assert _CACHED is not None
    bitext = replace(_CACHED, pairs=(_CACHED.by_key[key],))
    return checking.check([bitext]).silenced


def reread(page: Page, text: str) -> Page:
    return outline(text, site()[0].dialect, page.path, page.key, page.locale)


def swap(page: Page, line: int, column: int, old: str, new: str) -> str:
    lines = page.text.split("\n")
    row = lines[line - 1]
    assert row.startswith(old, column - 1), (page.path, line, column, old, row)
    lines[line - 1] = row[: column - 1] + new + row[column - 1 + len(old) :]
    return "\n".join(lines)


def blocks(page: Page) -> Iterator[Block]:
    for section in page.sections:
        yield from walk(section.blocks)


def notes(page: Page) -> Iterator[Block]:
    yield from walk(tuple(one.block for one in page.definitions if one.block is not None))


def items(page: Page, *kinds: str) -> Iterator[tuple[Block, Item]]:
    for block in (*blocks(page), *notes(page)):
        for item in block.items:
            if item.kind in kinds:
                yield block, item


def written(block: Block, item: Item) -> str:
    return block.text[item.start : item.end]


def after_heading(page: Page, line: int) -> Iterator[int]:
    """Lines of paragraphs that stand at the top of a section, on one line."""
    for section in page.sections:
        for block in section.blocks:
            if block.kind == "paragraph" and block.line >= line and block.line == block.end_line:
                yield block.line


# the planters, one for each kind of defect


def read(block: Block) -> tuple[Figure, ...]:
    return figures(block.prose, "en", numbers(block.prose, "en"))


def plain(block: Block, dates: bool = False) -> Iterator[Number]:
    """The numbers of a block that stand outside of dates, or inside."""
    spans = [(one.start, one.end) for one in read(block) if one.sort == DATE]
    for one in numbers(block.prose, "en"):
        if any(start <= one.start < end for start, end in spans) is dates:
            yield one


def number(_: Page, page: Page) -> Iterator[Planted]:
    for block in (*blocks(page), *notes(page)):
        for one in plain(block):
            line, column = place(block, one.start)
            digit = str((int(one.text[-1]) + 1) % 10)
            yield swap(page, line, column, one.text, one.text[:-1] + digit), line


def lost_number(_: Page, page: Page) -> Iterator[Planted]:
    for block in blocks(page):
        said = {one.value for one in words(block.prose, "en")}
        for one in plain(block):
            if one.value not in said:
                line, column = place(block, one.start)
                yield swap(page, line, column, one.text, "some"), line


def other_day(_: Page, page: Page) -> Iterator[Planted]:
    for block in (*blocks(page), *notes(page)):
        for one in plain(block, dates=True):
            line, column = place(block, one.start)
            digit = "3" if one.text[-1] in "124" else "4"  # a day that every month has
            yield swap(page, line, column, one.text, one.text[:-1] + digit), line


def other_month(_: Page, page: Page) -> Iterator[Planted]:
    for block in (*blocks(page), *notes(page)):
        for one in read(block):
            if one.value.startswith("month "):
                name = re.search(r"[A-Z][a-z]+", block.prose[one.start : one.end])
                assert name is not None
                line, column = place(block, one.start + name.start())
                other = "August" if name.group() == "July" else "July"
                yield swap(page, line, column, name.group(), other), line


def other_word(_: Page, page: Page) -> Iterator[Planted]:
    for block in (*blocks(page), *notes(page)):
        for one in words(block.prose, "en"):
            said = re.match(r"\w+", block.text[one.start :])
            if not one.loose and one.sort != DATE and said and said.group() == said.group().lower():
                line, column = place(block, one.start)
                other = "twelve" if said.group() == "eleven" else "eleven"
                yield swap(page, line, column, said.group(), other), line


def other_unit(old: str, new: str) -> Planter:
    def plant(_: Page, page: Page) -> Iterator[Planted]:
        for block in (*blocks(page), *notes(page)):
            for one in read(block):
                at = block.prose.find(old, one.start, one.end)
                shared = old == " million" and block.prose.count(old) > 1  # “€80 to €100 million”
                if at >= 0 and not shared:
                    line, column = place(block, at)
                    yield swap(page, line, column, old, new), line

    plant.__name__ = f"{old}_is_{new or 'lost'}"
    return plant


def foreign_number(_: Page, page: Page) -> Iterator[Planted]:
    french = str.maketrans({",": "\u202f", ".": ","})
    for block in (*blocks(page), *notes(page)):
        for one in numbers(block.prose, "en"):
            if {",", "."} & {*one.text}:
                line, column = place(block, one.start)
                yield swap(page, line, column, one.text, one.text.translate(french)), line


def foreign_percent(_: Page, page: Page) -> Iterator[Planted]:
    for block in (*blocks(page), *notes(page)):
        for match in re.finditer(r"(?<=\d)%", block.prose):
            line, column = place(block, match.start())
            yield swap(page, line, column, "%", "\u00a0%"), line


def link_elsewhere(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "link"):
        old = written(block, item)
        new = old.replace(f"({item.target}", "(https://example.org/")
        yield swap(page, item.line, item.column, old, new), item.line


def broken_link(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "link"):
        if ".md" in item.target and "://" not in item.target:
            old = written(block, item)
            new = old.replace(item.target, item.target.replace(".md", "-gone.md"))
            yield swap(page, item.line, item.column, old, new), item.line


def broken_anchor(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "link"):
        if "#" in item.target and "://" not in item.target:
            old = written(block, item)
            yield (
                swap(
                    page, item.line, item.column, old, old.replace(item.target, f"{item.target}-x")
                ),
                item.line,
            )


def cross_locale(_: Page, page: Page) -> Iterator[Planted]:
    up = "../" * (page.key.count("/") + 1) + "fr/"
    folder = page.key.rpartition("/")[0]
    for block, item in items(page, "link"):
        if ".md" in item.target and "://" not in item.target:
            old = written(block, item)
            inner = f"{folder}/{item.target}" if folder else item.target
            new = old.replace(item.target, up + re.sub(r"[^/]+/\.\./", "", inner))
            yield swap(page, item.line, item.column, old, new), item.line


def broken_image(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "image"):
        old = written(block, item)
        yield (
            swap(page, item.line, item.column, old, old.replace(".svg", "-x.svg")),
            item.line,
        )


def empty_alt(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "image"):
        old = written(block, item)
        yield swap(page, item.line, item.column, old, f"![]({item.target})"), item.line


def lost_note(_: Page, page: Page) -> Iterator[Planted]:
    for section in page.sections:
        for block in walk(section.blocks):
            for item in block.items:
                if item.kind == "footnote":
                    old = written(block, item)
                    yield swap(page, item.line, item.column, old, ""), item.line


def unknown_note(_: Page, page: Page) -> Iterator[Planted]:
    for section in page.sections:
        for block in walk(section.blocks):
            for item in block.items:
                if item.kind == "footnote":
                    old = written(block, item)
                    yield swap(page, item.line, item.column, old, "[^nowhere]"), item.line


def level(_: Page, page: Page) -> Iterator[Planted]:
    for section in page.sections[1:]:
        yield swap(page, section.line, 1, "#", "##"), section.line


def code_span(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "code"):
        old = written(block, item)
        yield swap(page, item.line, item.column, old, f"{old[:-1]}x`"), item.line


def code_block(_: Page, page: Page) -> Iterator[Planted]:
    for block in blocks(page):
        if block.kind == "code" and block.text.strip():
            line, column = block.places[0]
            old = block.text.split("\n")[0]
            yield swap(page, line, column, old, f"x{old}"), line


def lost_section(_: Page, page: Page) -> Iterator[Planted]:
    lines = page.text.split("\n")
    for section in page.sections[2:]:
        last = max((block.end_line for block in section.blocks), default=section.line)
        before = page.sections[page.sections.index(section) - 1]
        end = max((block.end_line for block in before.blocks), default=before.line)
        yield "\n".join(lines[: section.line - 1] + lines[last:]), end


def added_section(_: Page, page: Page) -> Iterator[Planted]:
    lines = page.text.split("\n")
    for section in page.sections[2:]:
        head = lines[: section.line - 1]
        new = ["## Something new { #something-new }", "", "Nobody wrote this in the source.", ""]
        yield "\n".join(head + new + lines[section.line - 1 :]), section.line


def repeated_id(_: Page, page: Page) -> Iterator[Planted]:
    name = page.sections[1].anchor
    lines = page.text.split("\n")
    for line in after_heading(page, page.sections[1].line):
        head, row, tail = lines[: line - 1], lines[line - 1], lines[line:]
        yield "\n".join([*head, f'{row} <a id="{name}"></a>', *tail]), line


def lost_id(_: Page, page: Page) -> Iterator[Planted]:
    for section in page.sections[1:]:
        row = page.text.split("\n")[section.line - 1]
        yield swap(page, section.line, 1, row, re.sub(r" \{.*\}$", "", row)), section.line


def added_paragraph(_: Page, page: Page) -> Iterator[Planted]:
    lines = page.text.split("\n")
    for line in after_heading(page, 1):
        yield "\n".join([*lines[:line], "", "More.", *lines[line:]]), line + 2


def other_admonition(_: Page, page: Page) -> Iterator[Planted]:
    for block in blocks(page):
        if block.kind == "admonition":
            row = page.text.split("\n")[block.line - 1]
            yield swap(page, block.line, 1, row, row.replace(block.detail, "tip", 1)), block.line


def conflict(_: Page, page: Page) -> Iterator[Planted]:
    lines = page.text.split("\n")
    for line in after_heading(page, 1):
        yield "\n".join([*lines[:line], "", "<<<<<<< HEAD", *lines[line:]]), line + 2


def left_in_french(source: Page, page: Page) -> Iterator[Planted]:
    for mine, yours in zip(page.sections, source.sections, strict=True):
        for target, other in zip(mine.blocks, yours.blocks, strict=True):
            if target.kind == "paragraph" and len(other.prose.split()) > 12:
                lines = page.text.split("\n")
                lines[target.line - 1 : target.end_line] = [other.text]
                yield "\n".join(lines), target.line


def swapped_sections(_: Page, page: Page) -> Iterator[Planted]:
    lines = page.text.split("\n")
    level_two = [section for section in page.sections if section.level == 2]
    for first, second in itertools.pairwise(level_two):
        if first.end_line + 1 != second.line:
            continue
        last = max(block.end_line for block in second.blocks)
        one = lines[first.line - 1 : first.end_line]
        two = [*lines[second.line - 1 : last], ""]
        text = [*lines[: first.line - 1], *two, *one, *lines[last:]]
        yield "\n".join(text), first.line + len(two)


def lost_key(_: Page, page: Page) -> Iterator[Planted]:
    yield re.sub(r"^description: .*\n", "", page.text, count=1, flags=re.MULTILINE), 1


def useless_ignore(_: Page, page: Page) -> Iterator[Planted]:
    lines = page.text.split("\n")
    remark = "<!-- bitext: ignore number: no reason at all -->"
    for line in after_heading(page, 1):
        yield "\n".join([*lines[: line - 1], remark, "", *lines[line - 1 :]]), line


def not_yaml(_: Page, page: Page) -> Iterator[Planted]:
    yield page.text.replace("title:", "title: [", 1), 3


def at_lines(page: Page) -> Iterator[tuple[int, list[str]]]:
    for line in after_heading(page, 1):
        yield line, page.text.split("\n")


def unsafe_link(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "link"):
        old = written(block, item)
        new = old.replace(f"({item.target}", "(javascript:go")
        yield swap(page, item.line, item.column, old, new), item.line


def empty_cell(_: Page, page: Page) -> Iterator[Planted]:
    for block in blocks(page):
        if block.kind == "cell" and not block.items and re.fullmatch(r"[^\W\d]+", block.text):
            yield swap(page, *block.places[0], block.text, ""), block.line


def lost_space(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "link"):
        old = written(block, item)
        if "://" not in item.target:  # an address has words and numbers of its own
            yield swap(page, item.line, item.column, old, old.replace("](", "] (")), item.line


def new_title(_: Page, page: Page) -> Iterator[Planted]:
    for block, item in items(page, "link"):
        old = written(block, item)
        new = old.replace(f"({item.target})", f'({item.target} "Read")')
        if new != old:
            yield swap(page, item.line, item.column, old, new), item.line


def added_at_the_end(words: str) -> Planter:
    def plant(_: Page, page: Page) -> Iterator[Planted]:
        for line, lines in at_lines(page):
            said = re.findall(r"\w+", re.sub(r"`.*?`", "", lines[line - 1]))
            if len(said) > 1 and not lines[line - 1].endswith((":", "?", ".svg)")):
                lines[line - 1] += words
                yield "\n".join(lines), line

    plant.__name__ = words.strip()
    return plant


def breaking_space(_: Page, page: Page) -> Iterator[Planted]:
    for block in blocks(page):
        for match in re.finditer(r"(?<=\w)[:;?!](?=\s)", own_prose(block)):
            line, column = place(block, match.start())
            yield swap(page, line, column, match[0], f" {match[0]}"), line


def straight_apostrophe(_: Page, page: Page) -> Iterator[Planted]:
    found = [
        (block, match.start())
        for block in blocks(page)
        for match in re.finditer(r"(?<=\w)’(?=\w)", own_prose(block))
    ]
    for block, at in found if len(found) > 2 else ():
        line, column = place(block, at)
        yield swap(page, line, column, "’", "'"), line


def lost_term(alike: bool) -> Planter:
    def plant(source: Page, page: Page) -> Iterator[Planted]:
        agreed = site()[1].terms
        mine, yours = (terms.index(agreed, locale) for locale in ("fr", "en"))
        noted = "\n".join(block.prose for block in notes(page))
        for section, other in zip(page.sections, source.sections, strict=True):
            first: dict[str, tuple[int, str]] = {}
            for row, block in enumerate(walk(other.blocks)):
                for use in terms.uses(block.prose, mine):
                    first.setdefault(use.term.id, (row, use.form))
            texts = [block.prose for block in walk(section.blocks)]
            for row, block in enumerate(walk(section.blocks)):
                for use in terms.uses(texts[row], yours):
                    wording = use.term.wordings["en"]
                    at, form = first.get(use.term.id, (-1, ""))
                    old = texts[row][use.start : use.end]
                    rest = [*texts[:row], texts[row].replace(old, "thing", 1), *texts[row + 1 :]]
                    apart = (
                        at == row and "\n" not in old and (form in terms.forms(wording)) == alike
                    )
                    if apart and not terms.says("\n".join([*rest, noted]), wording):
                        line, column = place(block, use.start)
                        yield swap(page, line, column, old, "thing"), line

    plant.__name__ = "lost_name" if alike else "lost_term"
    return plant


def banned_term(_: Page, page: Page) -> Iterator[Planted]:
    for block in blocks(page):
        quoted = "“" in block.text or any(item.kind == "link" for item in block.items)
        if (
            block.kind == "paragraph"
            and not quoted
            and (match := re.search(r"\bInserm\b", block.prose))
        ):
            line, column = place(block, match.start())
            yield swap(page, line, column, "Inserm", "INSERM"), line


def said_twice(_: Page, page: Page) -> Iterator[Planted]:
    for block in blocks(page):
        if block.kind == "cell" and "{ #" in block.text:
            continue  # an entry of the glossary: with a word more it is another term
        for match in itertools.islice(re.finditer(r"(?<= )(?:the|of|in|and) ", block.prose), 1):
            line, column = place(block, match.start())
            yield swap(page, line, column, match[0], match[0] * 2), line


def lost_bracket(_: Page, page: Page) -> Iterator[Planted]:
    for block in blocks(page):
        for match in re.finditer(r"\(\w{4,}[^()]*(\))", block.prose):
            line, column = place(block, match.start(1))
            yield swap(page, line, column, ")", ""), place(block, match.start())[0]


def cut_short(_: Page, page: Page) -> Iterator[Planted]:
    for section in page.sections:
        for block in section.blocks:
            text = block.text
            plain = block.kind == "paragraph" and not block.items and len(text) > 120
            if plain and "\n" not in text and not any(numbers(text, "en")):
                yield swap(page, block.line, 1, text, f"{text[:20]}."), block.line


PARITY = {"link-parity"}
TERMS = {"term", "kept-name"}  # a name may hold a number
PLANTED: list[tuple[str, Planter, set[str]]] = [
    ("number", number, TERMS),
    ("number", lost_number, TERMS),
    ("date", other_day, TERMS),
    ("date", other_month, TERMS),
    ("number-word", other_word, TERMS),
    ("unit", other_unit("%", " km"), TERMS),
    ("unit", other_unit("%", ""), TERMS),
    ("unit", other_unit("€", "$"), TERMS),
    ("unit", other_unit("million", "billion"), TERMS),
    ("unit", other_unit(" million", ""), TERMS),
    ("number-format", foreign_number, set()),
    ("number-format", foreign_percent, set()),
    ("link-parity", link_elsewhere, {"broken-image", "new-host"}),
    ("new-host", link_elsewhere, {"broken-image", "link-parity"}),
    ("broken-link", broken_link, PARITY),
    ("broken-anchor", broken_anchor, PARITY),
    ("cross-locale-link", cross_locale, PARITY),
    ("broken-image", broken_image, {"image-parity"}),
    ("alt-text", empty_alt, set()),
    ("footnotes", lost_note, set()),
    ("footnotes", unknown_note, set()),
    ("heading-level", level, set()),
    ("code-span", code_span, set()),
    ("code-block", code_block, set()),
    ("missing-section", lost_section, {"footnotes", "broken-anchor"}),
    ("orphan-section", added_section, set()),
    ("duplicate-id", repeated_id, set()),
    ("missing-id", lost_id, {"unconfirmed-section", "broken-anchor"}),
    ("block-structure", added_paragraph, set()),
    ("block-structure", other_admonition, set()),
    ("merge-conflict", conflict, {"block-structure"}),
    (
        "untranslated",
        left_in_french,
        {"number", "number-format", "number-word", "unit", "date", "date-format", *TERMS},
    ),
    ("section-order", swapped_sections, set()),
    ("front-matter", lost_key, set()),
    ("unused-ignore", useless_ignore, set()),
    ("raw-html", added_at_the_end(" <script>go()</script>"), set()),
    ("unsafe-scheme", unsafe_link, PARITY),
    ("control-characters", added_at_the_end("\x07"), set()),
    ("invisible-characters", added_at_the_end("\u200b"), set()),
    ("empty", empty_cell, set()),
    ("placeholder", added_at_the_end(" {{ version }}"), set()),
    ("markdown-broken", lost_space, {"link-parity", "untranslated", "alphanumeric"}),
    ("markdown-broken", added_at_the_end(" **"), set()),
    ("link-title", new_title, set()),
    ("reference-links", added_at_the_end(" [this][nowhere]"), set()),
    ("html-parity", added_at_the_end(" <kbd>x</kbd>"), set()),
    ("alphanumeric", added_at_the_end(" H5N1"), set()),
    ("bare-url", added_at_the_end(" https://example.org/"), set()),
    ("end-punctuation", added_at_the_end(" what is it:"), set()),
    ("typography", breaking_space, set()),
    ("typography", straight_apostrophe, TERMS),
    ("term", lost_term(False), {"alphanumeric", "number", "kept-name", "forbidden-term"}),
    ("kept-name", lost_term(True), {"alphanumeric", "number", "term", "forbidden-term"}),
    ("forbidden-term", banned_term, {"kept-name"}),
    ("double-word", said_twice, {"inconsistent", "term"}),
    ("brackets", lost_bracket, set()),
    ("length", cut_short, {"end-punctuation", "brackets", "number-word", *TERMS}),
    ("unreadable-page", not_yaml, {"broken-anchor"}),
]


def test_the_pages_are_clean_before_anything_is_planted() -> None:
    _, whole = site()
    for key in keys():
        assert findings(whole.pages["fr"][key], whole.pages["en"][key]) == set(), key


@pytest.mark.parametrize(
    ("rule", "planter", "cause"), PLANTED, ids=[f"{one[0]}-{one[1].__name__}" for one in PLANTED]
)
def test_a_planted_defect_is_named_where_it_is(
    rule: str, planter: Planter, cause: set[str]
) -> None:
    _, whole = site()
    places = [
        (key, text, line)
        for key in keys()
        for text, line in planter(whole.pages["fr"][key], whole.pages["en"][key])
    ]
    assert places
    step = 1 if EVERY else -(-len(places) // SOME)
    for key, text, line in places[::step]:
        found = findings(whole.pages["fr"][key], reread(whole.pages["en"][key], text))
        assert (line, rule) in found, (key, line, found)
        assert {name for _, name in found} <= {rule, *cause}, (key, line, found)


@pytest.mark.parametrize("planter", [foreign_number, foreign_percent])
def test_the_fix_of_a_foreign_number_gives_the_page_back(planter: Planter) -> None:
    config, whole = site()
    for key in keys():
        source, target = whole.pages["fr"][key], whole.pages["en"][key]
        for text, _ in planter(source, target):
            planted = reread(target, text)
            pair = align.pair_pages(key, source, planted, config.shown)
            assert _CACHED is not None
            found = list(number_format.check(replace(_CACHED, pairs=(pair,))))
            edits = [edit for one in found if one.fix for edit in one.fix.edits]
            assert applied(text, edits) == target.text


FRENCH = [
    (r"\u00a0(?=[:»])", " "),
    (r"\u202f(?=[;!?])", " "),
    (r"(?<=«)\u00a0", ""),
    (r"(?<=\w)\u202f(?=[;!?])", ""),  # on two places of a page: on all of them it is a custom
    (r"(?<=\d)\u202f(?=\d{3}\b)", " "),
    (r"(?<=\d)\u00a0(?=%)", " "),
    (r"œ(?=u)", "oe"),
    (r"État", "Etat"),
]


@pytest.mark.parametrize(("old", "new"), FRENCH)
def test_the_fixes_of_typography_give_the_french_pages_back(old: str, new: str) -> None:
    config, whole = site()
    assert _CACHED is not None
    changed = 0
    for key in keys():
        source, target = whole.pages["fr"][key], whole.pages["en"][key]
        text = source.text
        places = [(one, at) for one in blocks(source) for at in re.finditer(old, own_prose(one))]
        for block, match in reversed(places[:2] if "[;!?]" in old and not new else places):
            line, column = place(block, match.start())
            text = swap(replace(source, text=text), line, column, match[0], new)
            changed += 1
        planted = reread(source, text)
        pair = align.pair_pages(key, planted, target, config.shown)
        found = list(typography.check(replace(_CACHED, pairs=(pair,))))
        mended = applied(text, [edit for one in found if one.fix for edit in one.fix.edits])
        assert mended.replace("\u202f", "\u00a0") == source.text.replace("\u202f", "\u00a0"), key
        again = align.pair_pages(key, reread(source, mended), target, config.shown)
        assert list(typography.check(replace(_CACHED, pairs=(again,)))) == []
    assert changed


def test_a_changed_source_makes_its_section_stale_and_no_other() -> None:
    _, whole = site()
    for key in keys():
        source, target = whole.pages["fr"][key], whole.pages["en"][key]
        for section, other in zip(source.sections[1:], target.sections[1:], strict=True):
            row = source.text.split("\n")[section.line - 1]
            changed = swap(source, section.line, 1, row, row.replace(" {", " bis {"))
            found = findings(reread(source, changed), target)
            assert found == {(other.line, "stale-section")}, (key, section.anchor)


def test_a_lost_record_is_unconfirmed() -> None:
    _, whole = site()
    for key in keys():
        source, target = whole.pages["fr"][key], whole.pages["en"][key]
        for section in target.sections[1:]:
            text = re.sub(rf'^    "{section.anchor}": .*\n', "", target.text, flags=re.MULTILINE)
            shift = target.text.count("\n") - text.count("\n")
            found = findings(source, reread(target, text))
            assert found == {(section.line - shift, "unconfirmed-section")}, (key, section.anchor)


def test_a_page_alone_is_missing_or_orphan() -> None:
    _, whole = site()
    for key in keys():
        source, target = whole.pages["fr"][key], whole.pages["en"][key]
        assert findings(source, None) == {(1, "missing-page")}
        assert (1, "orphan-page") in findings(None, target)

"""The outline agrees with Python-Markdown, gives every line to one section, and never raises."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from bitext.dialect import Tagged, named, read_dialect
from bitext.model import Page
from bitext.oracle.rendering import Extensions, Oracle
from bitext.oracle.seen import seen
from bitext.oracle.settings import oracle
from bitext.oracle.shapes import Truth, differences
from bitext.outline import outline, place, walk

HERE = Path(__file__).parent
_PARTS = re.split(r"^@@@ (.*)\n", (HERE / "samples.txt").read_text("utf-8"), flags=re.MULTILINE)
SAMPLES = dict(zip(_PARTS[1::2], _PARTS[2::2], strict=True))
PAGES = sorted((HERE.parent / "docs").rglob("*.md"))
USUAL: Extensions = [
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "abbr",
    "md_in_html",
    {"toc": {"permalink": True}},
    "pymdownx.details",
    {"pymdownx.highlight": {"anchor_linenums": False}},
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
]
FENCE = "pymdownx.superfences.fence_code_format"
LOWER = Tagged("object/apply:pymdownx.slugs.slugify", {"kwds": {"case": "lower"}})
BLOCKS: Extensions = [
    f"pymdownx.blocks.{name}"
    for name in ("admonition", "details", "html", "tab", "definition", "caption")
]
SHORT = {"repo_url_shorthand": True, "social_url_shorthand": True, "user": "me", "repo": "mine"}
OTHERS: dict[str, Extensions] = {
    "only what MkDocs has": [],
    "no definition lists": ["admonition", "attr_list", "footnotes"],
    "no superfences": ["extra", "admonition", "pymdownx.details"],
    "sane lists": [*USUAL, "sane_lists"],
    "no pygments": [*USUAL[:8], {"pymdownx.highlight": {"use_pygments": False}}, *USUAL[9:]],
}
# The first word of a sample's name says in which of these it is read.
DIALECTS: dict[str, Extensions] = {
    "blocks": [*USUAL, *BLOCKS],
    "magic": [*USUAL, "pymdownx.magiclink"],
    "short": [*USUAL, {"pymdownx.magiclink": SHORT}],
    "wiki": [*USUAL, "wikilinks"],
    "all": [
        *(one for one in USUAL if one != "pymdownx.superfences"),
        {"pymdownx.superfences": {"custom_fences": [
            {"name": "mermaid", "class": "mermaid", "format": Tagged(f"name:{FENCE}", "")},
            {"name": "own", "class": "own", "validator": Tagged("name:operator.itemgetter", "")},
        ]}},
        "smarty",
        *(
            f"pymdownx.{name}"
            for name in (
                "arithmatex", "betterem", "caret", "critic", "emoji", "inlinehilite", "keys",
                "magiclink", "mark", "progressbar", "smartsymbols", "tasklist", "tilde",
            )
        ),
    ],
    "sane": [
        *(one for one in USUAL if one != "pymdownx.superfences"),
        "sane_lists",
        "pymdownx.saneheaders",
        {"pymdownx.superfences": {"disable_indented_code_blocks": True}},
    ],
    "base": [{"toc": {
        "baselevel": 2, "toc_depth": "2-3", "separator": "_",
        "slugify": Tagged("name:markdown.extensions.toc.slugify_unicode", ""),
    }}],
    "lower": [*USUAL[:6], {"toc": {"slugify": LOWER}}],
    "tabs": [*USUAL[:-1], {"pymdownx.tabbed": {"alternate_style": True, "slugify": LOWER}}],
    "legacy": ["legacy_attrs", "legacy_em", "meta", "nl2br", "codehilite"],
    "quotes": [*USUAL, {"pymdownx.quotes": {"callouts": True}}],
    "spans": [*USUAL, "pymdownx.bracketspan"],
}  # fmt: skip
_MORE = re.split(r"^@@@ (.*)\n", (HERE / "extensions.txt").read_text("utf-8"), flags=re.MULTILINE)
MORE = dict(zip(_MORE[1::2], _MORE[2::2], strict=True))


def read(text: str, extensions: Extensions = USUAL) -> Page:
    return outline(text, read_dialect(extensions), "x.md", "x", "fr")


def render(text: str, extensions: Extensions = USUAL) -> Truth:
    """What Python-Markdown makes of the page that MkDocs hands it."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    body, _ = get_data(text)
    key = repr(extensions)
    if key not in ORACLES:
        ORACLES[key] = oracle(named(extensions), HERE)
    return ORACLES[key].truth(body, text.count("\n", 0, len(text) - len(body)) + 1)


ORACLES: dict[str, Oracle] = {}


def agree(text: str, extensions: Extensions = USUAL) -> None:
    ours, truth = seen(read(text, extensions), read_dialect(extensions)), render(text, extensions)
    assert list(differences(ours, truth)) == []
    assert ours == truth


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_agree(name: str) -> None:
    agree(SAMPLES[name])
    agree(SAMPLES[name].rstrip("\n"))


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("extensions", OTHERS.values(), ids=OTHERS)
def test_samples_agree_with_other_extensions(name: str, extensions: Extensions) -> None:
    agree(SAMPLES[name], extensions)


@pytest.mark.parametrize("name", MORE)
def test_samples_of_extensions_agree(name: str) -> None:
    extensions = DIALECTS[name.partition(":")[0]]
    agree(MORE[name], extensions)
    agree(MORE[name].rstrip("\n"), extensions)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("extensions", DIALECTS.values(), ids=DIALECTS)
def test_samples_agree_with_every_extension(name: str, extensions: Extensions) -> None:
    agree(SAMPLES[name], extensions)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(HERE.parent).as_posix())
def test_our_pages_agree(path: Path) -> None:
    agree(path.read_text("utf-8"))


@pytest.mark.parametrize("name", ["long page", "fence in a list", "footnotes", "tables"])
def test_line_ends_and_marks_at_the_start_change_nothing(name: str) -> None:
    text = SAMPLES[name]
    expected = seen(read(text), read_dialect(USUAL))
    assert seen(read("\ufeff" + text), read_dialect(USUAL)) == expected
    assert seen(read(text.replace("\n", "\r\n")), read_dialect(USUAL)) == expected
    assert seen(read(text.replace("    ", "\t")), read_dialect(USUAL)) == expected


def indented(text: str, first: str, rest: str = "    ") -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else line for line in lines[1:])])


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    # Python-Markdown loses the text behind code in a list without blank lines, and moves that of
    # an item in a box behind the list nested in it; we keep both where they stand.
    tight = inner.filter(lambda text: not re.match(r"[!?=]{3}", text))
    flat = inner.filter(lambda text: not re.search(r"^ +(?:[-*+]|\d+\.) ", text, re.MULTILINE))
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
        st.builds(indented, tight, st.sampled_from(["- ", "1. ", ": "])),
        st.builds(indented, flat, st.sampled_from(["!!! note\n    ", '=== "A"\n\n    '])),
        inner.map(lambda text: indented(text, "- item\n\n    ")),
        inner.map(lambda text: indented(text, "> ", "> ")),
    )


FRAGMENTS = [
    text.strip("\n")
    for name, text in SAMPLES.items()
    if not re.search("front matter|unclosed|empty|html|comment|label", name)
]
COMPOSED = st.recursive(st.sampled_from(FRAGMENTS), nested, max_leaves=4)


@settings(database=None, suppress_health_check=list(HealthCheck))
@given(COMPOSED)
def test_compositions_agree(text: str) -> None:
    assume(read(text).trouble is None)
    agree(text)


# Blocks between slashes end where another begins with as many: composing them yields what
# pymdownx itself calls undefined, so they are composed in themselves alone.
RICHER = st.recursive(
    st.sampled_from(
        [text.strip("\n") for name, text in MORE.items() if re.match("all|magic|short", name)]
        + FRAGMENTS[::4]
    ),
    nested,
    max_leaves=3,
)


@settings(database=None, suppress_health_check=list(HealthCheck))
@given(RICHER)
def test_compositions_with_extensions_agree(text: str) -> None:
    assume(read(text, DIALECTS["all"]).trouble is None)
    agree(text, DIALECTS["all"])


def check_lines(text: str) -> None:
    """Each line in one section, in order."""
    page = read(text)
    found: list[str] = []
    lines = page.text.split("\n")
    for section in page.sections:
        assert section.line == len(found) + 1
        found += lines[section.line - 1 : section.end_line]
    assert "\n".join(found) == page.text.removesuffix("\n")


def check_places(text: str) -> None:
    """Blocks and items stand where their places say."""
    page = read(text)
    lines = page.text.split("\n")
    notes = tuple(one.block for one in page.definitions if one.block)
    body = (block for section in page.sections for block in section.blocks)
    for block in walk((*body, *notes)):
        assert 1 <= block.line <= block.end_line <= len(lines)
        for item in block.items:
            seen_text = block.text[item.start :].split("\n")[0].split(" ")[0]
            assert lines[item.line - 1][item.column - 1 :].startswith(seen_text)
            assert place(block, item.start) == (item.line, item.column) or "\t" in text
        if block.kind not in ("code", "html", "comment"):
            for part, (line, column) in zip(block.text.split("\n"), block.places, strict=False):
                assert lines[line - 1].expandtabs(4).endswith(part) or part in lines[line - 1]
                first = part.split(" ")[0]
                assert lines[line - 1][column - 1 :].startswith(first)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_have_their_places(name: str) -> None:
    check_lines(SAMPLES[name])
    check_places(SAMPLES[name])
    check_places(SAMPLES[name].replace("    ", "\t"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(HERE.parent).as_posix())
def test_our_pages_have_their_places(path: Path) -> None:
    check_lines(path.read_text("utf-8"))
    check_places(path.read_text("utf-8"))


@settings(database=None, suppress_health_check=list(HealthCheck))
@given(COMPOSED)
def test_compositions_have_their_places(text: str) -> None:
    assume(read(text).trouble is None)
    check_lines(text)
    check_places(text)


PIECES = [part for text in SAMPLES.values() for part in re.split(r"( +|\n|\b)", text) if part]


@settings(database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=2))).map("".join))
def test_broken_text_does_not_raise(text: str) -> None:
    if read(text).trouble is None:
        check_lines(text)


@pytest.mark.parametrize(
    "piece", ["[", "<a ", "`", "](", "*", "<!--", "> ", "- ", "[a](b '", "<div>\n"]
)
def test_long_broken_text_is_read_whole(piece: str) -> None:
    text = piece * 4000
    assert read(text).sections[-1].end_line == text.count("\n") + (not text.endswith("\n"))

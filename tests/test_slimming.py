"""The pages of a built site load one style sheet, with what the site can use."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bitext.errors import BitextError
from bitext.website import slimming

HEAD = (
    '<link rel="stylesheet" href="../assets/stylesheets/main.0123abcd.min.css">\n'
    '  <link rel="stylesheet" href="../assets/stylesheets/palette.89abcdef.min.css">\n'
    "<style>:root{--font:x}</style>\n"
    '<link rel="stylesheet" href="../assets/bitext.css">\n'
    '<link rel="stylesheet" href="../assets/own.css">'
)
JOINED = "assets/stylesheets/bitext.0123abcd.89abcdef.css"


def built(folder: Path, files: Mapping[str, str]) -> Path:
    page = slimming.joined(f"<head>{HEAD}</head><p class='one two'>", "../")
    known = {
        "a/index.html": page,
        "assets/stylesheets/main.0123abcd.min.css": ".one{--m:1}.gone{color:red}",
        "assets/stylesheets/palette.89abcdef.min.css": ".two{width:var(--m)}",
        "assets/bitext.css": ".three{color:red}p{color:red}",
        "assets/own.css": ".four{color:red}",
    }
    for name, text in {**known, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def style(folder: Path) -> str:
    slimming.slim(folder)
    return (folder / JOINED).read_text("utf-8")


def test_the_style_of_the_theme_and_ours_are_one_before_all_others() -> None:
    assert slimming.joined(HEAD, "../") == (
        f'<link rel="stylesheet" href="../{JOINED}">\n'
        "<style>:root{--font:x}</style>\n\n"
        '<link rel="stylesheet" href="../assets/own.css">'
    )


@pytest.mark.parametrize(
    "html",
    [
        HEAD.replace("../assets/bitext.css", "../assets/other.css"),
        HEAD.replace("assets/stylesheets", "assets/css"),
        "<p>",
    ],
)
def test_a_page_that_names_other_styles_is_left_as_it_is(html: str) -> None:
    assert slimming.joined(html, "../") == html


def test_each_set_of_styles_has_a_name_of_its_own() -> None:
    _, _, without_palette = HEAD.partition("\n")
    assert f'href="../{JOINED.replace("0123abcd.", "")}"' in slimming.joined(without_palette, "../")


def test_what_the_pages_can_use_stays(tmp_path: Path) -> None:
    assert style(built(tmp_path, {})) == ".one{--m:1}.two{width:var(--m)}p{color:red}"


def test_each_language_may_have_the_files_of_the_theme(tmp_path: Path) -> None:
    for name in ("main.0123abcd", "palette.89abcdef"):
        path = tmp_path / f"en/assets/stylesheets/{name}.min.css"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(".one{--m:1}" if "main" in name else "p{width:var(--m)}", "utf-8")
    whole = style(built(tmp_path, {}))
    assert ".two{" in whole
    english = (tmp_path / "en" / JOINED).read_text("utf-8")
    assert english == ".one{--m:1}p{width:var(--m)}p{color:red}"


@pytest.mark.parametrize(
    "files",
    [
        {"b/index.html": "<p class=three>"},
        {"b/index.html": '<p title="a > b" class="three">'},
        {"b/index.html": "<p data-a='<b>' class='x three'>"},
        {"b.html": "<script>a.className = 'three'</script>"},
        {"b.html": '<script type="application/json">{"a": "three"}</script>'},
        {"b.html": "<p onclick=\"this.classList.add('three')\">"},
        {"assets/b.js": "a.classList.add(`three`)"},
        {"assets/b.mjs": "a.classList.add('thr' + 'ee', 'three')"},
    ],
)
def test_any_page_and_any_script_may_use_a_rule(tmp_path: Path, files: dict[str, str]) -> None:
    assert ".three{color:red}" in style(built(tmp_path, files))


@pytest.mark.parametrize(
    "files",
    [
        {"b.html": "<p>three</p>"},
        {"b.html": '<script src="x.js"></script><p>three</p><script src="y.js"></script>'},
        {"b.html": '<script type="application/ld+json">{"a": "three"}</script>'},
        {"assets/b.css": ".three{color:red}"},
        {"assets/javascripts/workers/search.js": "'three'"},
        {"three.json": "{}"},
    ],
)
def test_words_of_texts_and_other_styles_use_none(tmp_path: Path, files: dict[str, str]) -> None:
    assert ".three" not in style(built(tmp_path, files))


@pytest.mark.parametrize(
    "files",
    [
        {"b.html": '<p style="width:var(--w)">'},
        {"b.html": "<style>p{width:var(--w)}</style>"},
        {"assets/b.css": "p{width:var(--w)}"},
        {"assets/b.js": "a.getPropertyValue('--w')"},
    ],
)
def test_a_variable_may_be_read_from_elsewhere(tmp_path: Path, files: dict[str, str]) -> None:
    written = {"assets/bitext.css": "p{--w:1px;--v:2px}"}
    assert "p{--w:1px}" in style(built(tmp_path, written | files))


def test_a_style_that_the_theme_has_not_is_an_error(tmp_path: Path) -> None:
    built(tmp_path, {})
    (tmp_path / "assets/stylesheets/main.0123abcd.min.css").unlink()
    with pytest.raises(BitextError, match=r"no style sheet \*\.0123abcd\.min\.css"):
        slimming.slim(tmp_path)


@pytest.mark.parametrize("searched", [True, False])
def test_the_search_that_nothing_runs_is_taken_away(tmp_path: Path, searched: bool) -> None:
    built(tmp_path, {f"{folder}/a.js": "" for folder in slimming.SEARCHED})
    slimming.slim(tmp_path, searched=searched)
    there = [(tmp_path / folder).exists() for folder in slimming.SEARCHED]
    assert there == [searched, searched]


def test_indentation_goes_outside_of_the_text() -> None:
    text = "<article>\n  <pre>\n  a\n\n  b</pre>\n  <p>\n  </article>"
    page = f"\n  <nav>\n\n    <b>x\n    y</b>\n  {text}\n    <p>\n\n"
    assert slimming.thinned(page) == f"\n<nav>\n<b>x\ny</b>\n{text}\n<p>\n"


@pytest.mark.parametrize(
    "html",
    [
        "  <p>\n  no article",
        "  <pre>\n  a</pre><article></article>",
        "<article></article>  <textarea>\n  a</textarea>",
        "<article></article>  <script type=module>\n  `a`</script>",
    ],
)
def test_a_page_where_indentation_may_count_keeps_it(html: str) -> None:
    assert slimming.thinned(html) == html


def test_scripts_of_files_and_data_are_no_reason_to_keep_indentation() -> None:
    page = '<script src="a.js"></script>\n  <script type="application/json">{}</script>\n{}'
    assert slimming.thinned(page.replace("{}", "<article></article>")).count("\n  ") == 0

"""The style and the script that a site publishes."""

from pathlib import Path

import pytest

from bitext.website import assets

FOLDER = Path(assets.__file__).with_name("assets")


@pytest.mark.parametrize(
    ("suffix", "listed"), [("css", (*assets.STYLES, "made")), ("js", assets.SCRIPTS)]
)
def test_every_file_is_listed_once(suffix: str, listed: tuple[str, ...]) -> None:
    assert sorted(listed) == sorted(path.stem for path in FOLDER.glob(f"*.{suffix}"))


def test_a_style_loses_comments_and_white_space_alone() -> None:
    text = 'a :is(b, c) {\n  content: " ; {x} "; /* why */\n  margin: calc(1em - 2px) 0;\n}\n'
    assert assets.smaller_style(text) == (
        'a :is(b,c){content: " ; {x} ";margin: calc(1em - 2px) 0;}\n'
    )


def test_a_script_loses_comments_and_indentation_alone() -> None:
    text = 'const a = "//x"\n\n// why\n  a() // here\n'
    assert assets.smaller_script(text) == 'const a = "//x"\na() // here\n'


def test_no_script_holds_a_text_of_several_lines() -> None:
    for path in FOLDER.glob("*.js"):
        lines = path.read_text("utf-8").splitlines()
        assert not [line for line in lines if line.count("`") % 2], path.name


def test_a_script_is_not_read_as_the_end_of_the_one_before_it() -> None:
    assert ")\n(" not in assets.files()[assets.SCRIPT]


def test_what_is_published_is_smaller_than_what_is_written() -> None:
    for suffix, path in (("css", assets.STYLE), ("js", assets.SCRIPT)):
        written = sum(one.stat().st_size for one in FOLDER.glob(f"*.{suffix}"))
        assert 0 < len(assets.files()[path].encode()) < written

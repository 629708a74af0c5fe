"""A rendered page cut into its sections, fit to stand anywhere."""

import pytest
from markdown import Markdown

from bitext.website.pieces import NOTES, ROOT, pieces

PAGE = """# Title { #top }

Before.

## One { #one }

See [two](#two), [there](../b/#x), [out](https://e.org/), ![image](i.png) and[^1].

!!! note
    ## Inside { #inside }

## Two { #two }

Text.

[^1]: A note.
"""


def rendered(text: str) -> str:
    extensions = ["attr_list", "admonition", "footnotes", "toc"]
    return Markdown(extensions=extensions).convert(text)


def test_a_page_is_cut_before_each_of_its_sections_and_its_notes() -> None:
    found = pieces(rendered(PAGE), "a/", {"top", "one", "two", "inside"})
    assert [one.anchor for one in found] == ["", "top", "one", "two", NOTES]
    assert not found[0].html
    assert [one.shape for one in found[1:]] == [
        ("h1", "p"),
        ("h2", "p", "div"),
        ("h2", "p"),
        ("div",),
    ]


def test_a_heading_in_a_box_stays_in_it() -> None:
    found = {one.anchor: one.html for one in pieces(rendered(PAGE), "a/", {"one", "inside"})}
    assert 'id="inside"' in found["one"]


def test_nothing_is_lost_and_each_heading_is_one_level_lower() -> None:
    html = "text<h1 id='a'>A</h1>loose<p>p</p><h5 id=b>B</h5><h6 id=c>C</h6><!-- no text -->"
    whole = "".join(one.html for one in pieces(html, "", {"a", "b", "c"}))
    assert whole == ('text<h2 id="a">A</h2>loose<p>p</p><h6 id="b">B</h6><h6 id="c">C</h6>')


@pytest.mark.parametrize(
    ("path", "address", "expected"),
    [
        ("a/", "../b/#x", "b/#x"),
        ("a/", "../", ""),
        ("en/a/", "../../b.png", "b.png"),
        ("en/a/", "../b.png?v=1", "en/b.png?v=1"),
        ("", "./", ""),
        ("", "b/", "b/"),
        ("a/b.html", "c.html", "a/c.html"),
        ("a/", "?q", "a/?q"),
        ("a/", "#gone", "a/#gone"),
        ("a/", "#", "a/#"),
    ],
)
def test_relative_addresses_start_from_the_root(path: str, address: str, expected: str) -> None:
    (piece,) = pieces(f'<p><a href="{address}">x</a></p>', path, ())
    assert f'href="{ROOT}{expected}"' in piece.html


@pytest.mark.parametrize(
    "address", ["https://e.org/", "//e.org/", "/root/", "mailto:a@e.org", "data:,x", "http://[bad"]
)
def test_whole_addresses_stay(address: str) -> None:
    (piece,) = pieces(f'<p><a href="{address}">x</a></p>', "a/", (), "en-")
    assert f'href="{address}"' in piece.html


def test_images_of_every_kind_are_found_from_the_root() -> None:
    html = '<p><img src="i.png" srcset="i.png 1x, ../j.png 2x"><video poster="p.png"></video></p>'
    (piece,) = pieces(html, "a/", ())
    assert f'src="{ROOT}a/i.png"' in piece.html
    assert f'srcset="{ROOT}a/i.png 1x, {ROOT}j.png 2x"' in piece.html
    assert f'poster="{ROOT}a/p.png"' in piece.html


def test_ids_and_what_leads_to_them_get_the_prefix() -> None:
    html = (
        '<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2>'
        '<sup id="fnref:1"><a href="#fn:1">1</a></sup><ol><li id="fn:1">'
        '<a href="#fnref:1">back</a></li></ol><a name="old"></a><a href="#old">o</a>'
        '<input type="radio" name="g" id="g1" checked><label for="g1">L</label>'
        '<input type="text" name="q"><table><tr><th id="h">H</th><td headers="a h">D</td></tr></table>'
        '<svg aria-labelledby="t a"><title id="t">T</title><use href="#t"></use>'
        '<path fill="url(#t)"></path></svg><a href="#%C3%A9">é</a><p id="é">e</p>'
    )
    whole = "".join(one.html for one in pieces(html, "p/", {"a"}, "en-"))
    for part in (
        '<h3 id="en-a">', 'href="#en-a"', 'id="en-fnref:1"', 'href="#en-fn:1"', 'id="en-fn:1"',
        'href="#en-fnref:1"', 'name="en-old"', 'href="#en-old"', 'name="en-g"', 'id="en-g1"',
        'for="en-g1"', 'name="q"', 'headers="en-a en-h"', 'aria-labelledby="en-t en-a"',
        'href="#en-t"', "url(#en-t)", 'href="#en-%C3%A9"', 'id="en-é"',
    ):  # fmt: skip
        assert part in whole, part


def test_what_a_build_tells_readers_is_no_text() -> None:
    assert (
        pieces('<p class="bitext-behind" role="note">x</p><p>y</p>', "", ())[0].html == "<p>y</p>"
    )


def test_what_would_be_a_head_stays_in_the_text() -> None:
    assert "<style>" in pieces("<style>a{}</style><p>x</p>", "", ())[0].html

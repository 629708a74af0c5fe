"""Inline scripts leave their page, and run as before."""

import pytest

from bitext.website import policy

PALETTE = "<script>var palette=1</script>"


def test_a_script_becomes_a_file_of_the_site() -> None:
    html, scripts = policy.moved(f"<body>{PALETTE}<p>Text</p></body>", "../../")
    ((path, code),) = scripts.items()
    assert code == "var palette=1\n"
    assert html == f'<body><script src="../../{path}"></script><p>Text</p></body>'


def test_the_same_script_is_one_file_for_pages_of_any_depth() -> None:
    found = [
        policy.moved(f'<script>a=new URL("{depth}",location),b=1</script>', "./")[1]
        for depth in (".", "..", "../..", "../../..")
    ]
    assert found[0] == found[1] == found[2] == found[3]
    ((path, code),) = found[0].items()
    assert code == 'a=new URL("../..",document.currentScript.src),b=1\n'
    assert path.count("/") == 2  # as deep as the script believes


def test_an_address_from_the_root_stays() -> None:
    _, scripts = policy.moved('<script>a=new URL("/base/",location)</script>', "/base/")
    assert list(scripts.values()) == ['a=new URL("/base/",location)\n']


@pytest.mark.parametrize(
    "script",
    [
        '<script src="a.js"></script>',
        '<script type="application/json">{"a": 1}</script>',
        "<script type=application/ld+json>{}</script>",
        '<script type="module">import "./a.js"</script>',
        "<template></template>",
    ],
)
def test_what_is_no_inline_script_stays(script: str) -> None:
    assert policy.moved(script, "./") == (script, {})


def test_other_attributes_are_kept() -> None:
    html, _ = policy.moved('<script id="x" type="text/javascript">a()</script>', "./")
    assert html.startswith('<script id="x" type="text/javascript" src="assets/')


def test_scripts_keep_their_order() -> None:
    html, scripts = policy.moved("<script>a()</script><script>b()</script>", "./")
    assert [html.index(path) for path in scripts] == sorted(html.index(path) for path in scripts)

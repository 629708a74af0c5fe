"""Templates as the plugin mends them: they say the same with less, and never join two words."""

from itertools import product

import pytest
from jinja2 import DictLoader, Environment, TemplateNotFound

from bitext.plugin import templates
from bitext.website.strings import strings

FRENCH = strings("fr", {})
WHOLE = [
    "a\n{% if x %}\n  b\n{% endif %}\nc",
    "a\n{% if x %}\nb\n{% elif y %}\nc\n{% else %}\nd\n{% endif %}\ne",
    "a{% if x %}\nb\n{% endif %}\nc",
    "a\n{% if x %}b{% endif %}\nc",
    "a\n{% if x %}\nb{% endif %}\nc",
    "a\n{% for n in (1, 2, 3) %}\n{{ n }}\n{% endfor %}\nb",
    "a\n{% for n in (1, 2, 3) %}\n{{ n }}{% endfor %}\nb",
    "a{% for n in (1, 2, 3) %}\n{% if x %}\n{{ n }}\n{% else %}\n-\n{% endif %}\n{% endfor %}\nb",
    "a\n{% for n in () %}\n{{ n }}\n{% else %}\nnone\n{% endfor %}\nb",
    "a\n{% set n = 1 %}\n{{ n }}",
    "a\n{% set n %}\n  b\n{% endset %}\n{{ n }}c{{ n }}",
    "a\n{% set n | replace('=', '') %}\nb=\n{% endset %}\n{{ n }}c{{ n }}",
    "{% macro m() %}\nb\n{% endmacro %}\na{{ m() }}c",
    "a\n{% block m %}\nb\n{% endblock %}\nc{{ self.m() }}d",
    "a\n{% include 'part.html' %}\nb",
    "a\n{%- if x %}\nb\n{%- endif %}\nc",
    "a\n{% if x -%}\nb\n{% endif +%}\nc",
    "a\n{#\n{% if x %}\n#}\n{% if x %}\nb\n{% endif %}\nc",
    "a\n{% raw %}\n{% if x %}\nb\n{% endraw %}\nc",
    "{% if x %}\na\n{% endif %}\n",
]


def environment(text: str) -> Environment:
    return Environment(loader=DictLoader({"page.html": text, "part.html": "p", "a.xml": text}))


@pytest.mark.parametrize("text", WHOLE)
def test_a_closed_template_says_the_same(text: str) -> None:
    before, after = environment(text), environment(templates.close(text))
    for x, y in product((True, False), repeat=2):
        said = [one.get_template("page.html").render(x=x, y=y) for one in (before, after)]
        assert said[1].split() == said[0].split()
        assert len(said[1]) <= len(said[0])


def test_nothing_stays_of_what_chooses() -> None:
    text = "a\n  {% set n = 1 %}\n  {% if x %}\n    {% for n in (1, 2) %}\n      b\n    {% endfor %}\n  {% endif %}\n\n  c"
    closed = environment(templates.close(text)).get_template("page.html")
    assert closed.render(x=True) == "a\nb\nb\nc"
    assert closed.render(x=False) == "a\nc"


@pytest.mark.parametrize(
    "text",
    [
        "<pre>\n  {% if x %}\n  a\n  {% endif %}\n</pre>",
        "<textarea>\n  a</textarea>",
        "<script>\n  `\n  a`</script>",
        "a\n{% if x %}\nb",
        "a\n{% endif %}\nb",
    ],
)
def test_a_template_where_lines_may_count_keeps_them(text: str) -> None:
    assert templates.close(text) == text


@pytest.mark.parametrize("slim", [True, False])
def test_only_pages_are_mended(slim: bool) -> None:
    box = '<p>\n  <input type="checkbox" autocomplete="off">'
    env = environment(box)
    templates.mend(env, FRENCH, slim=slim)
    between = "\n" if slim else "\n  "
    assert env.get_template("page.html").render() == f'<p>{between}<input type="checkbox">'
    assert env.get_template("a.xml").render() == box
    assert env.list_templates() == ["a.xml", "page.html", "part.html"]
    with pytest.raises(TemplateNotFound):
        env.get_template("no.html")


@pytest.mark.parametrize(("given", "found"), [("0", ' tabindex="0"'), ("", "")])
def test_no_label_of_the_menu_has_an_empty_index(given: str, found: str) -> None:
    env = environment('<label{% set tabindex = given %} tabindex="{{ tabindex }}">')
    templates.mend(env, FRENCH, slim=True)
    assert env.get_template("page.html").render(given=given) == f"<label{found}>"

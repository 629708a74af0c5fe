"""A rule stays as long as anything in the site may match it; the rest goes."""

import pytest

from bitext.website.pruning import Used, pruned

SITE = Used(
    frozenset({"p", "a", ".note", "#top", "[hidden", "[type", "[type=radio", ".md-nav"}),
    frozenset({"made", "md-tag--", "__inner", "dataset", "mdState", "checked", "md", "flex"}),
)


@pytest.mark.parametrize(
    "selector",
    [
        "*",
        ":root",
        "p",
        "P",
        "p.note",
        ".note>a:hover",
        "a#top[hidden]",
        "[type=radio]:checked+a:empty",
        '[type="radio"]',
        "[type^=x]",
        "p[open]",
        "html body tbody",
        ".made",
        ".md-tag--gone",
        ".any__inner",
        "[data-md-state]",
        r".md\:flex",
        "p:not(.gone)",
        "p:is(.gone,.note)",
        "p:has(>.note)",
        "p:nth-child(2n + 1)",
        "p::before",
        "svg|p",
    ],
)
def test_what_may_match_stays(selector: str) -> None:
    assert pruned(f"{selector}{{color:red}}", SITE) == f"{selector}{{color:red}}"


@pytest.mark.parametrize(
    "selector",
    [
        "table",
        ".gone",
        "#gone",
        "p.gone",
        ".gone p",
        "p>.gone~a",
        "[data-gone]",
        "[type=checkbox]",
        "p:is(.gone,.gone2)",
        "p:has(>.gone)",
        ".gone:not(.note)",
        r".lg\:flex",
    ],
)
def test_what_can_match_nothing_goes(selector: str) -> None:
    assert pruned(f"{selector}{{color:red}}p{{color:blue}}", SITE) == "p{color:blue}"


def test_of_several_selectors_those_stay_that_may_match() -> None:
    assert pruned(".gone, p , .note:is(a, .gone){color:red}", SITE) == (
        "p,.note:is(a, .gone){color:red}"
    )


def test_a_condition_without_rules_goes_and_what_is_not_a_rule_stays() -> None:
    style = (
        '@charset "UTF-8";@media screen{.gone{color:red}}'
        "@media print and (width>1px){p{color:red}.gone{color:red}}"
        "@supports (color:red){@media print{.note{color:red}}}"
        "@font-face{font-family:x}@keyframes k{to{opacity:0}}@page{margin:0}"
    )
    assert pruned(style, SITE) == (
        '@charset "UTF-8";@media print and (width>1px){p{color:red}}'
        "@supports (color:red){@media print{.note{color:red}}}"
        "@font-face{font-family:x}@keyframes k{to{opacity:0}}@page{margin:0}"
    )


def test_a_variable_goes_that_nothing_reads_and_what_only_it_has_read() -> None:
    style = ":root{--a:1px;--b:var(--c);--c:2px;--d:3px}p{width:var(--a)}"
    assert pruned(style, SITE) == ":root{--a:1px}p{width:var(--a)}"
    read = Used(SITE.marks, SITE.words | {"--b"})
    assert pruned(style, read) == ":root{--a:1px;--b:var(--c);--c:2px}p{width:var(--a)}"


def test_a_variable_is_read_by_a_variable_that_is_given_another_value() -> None:
    style = ":root{--a:1px;--b:var( --a , 0)}.note{--b:2px}p{width:var(--b)}"
    assert pruned(style, SITE) == style


def test_values_are_left_as_they_are() -> None:
    style = (
        'p{background:url("data:image/svg+xml;utf8,<svg a=\'b\'/>");content:"\\201C";'
        "width:calc(100% - .5rem)!important;color:#FFF;margin:-.1ch}"
    )
    kept = pruned(style, SITE)
    assert "url(\"data:image/svg+xml;utf8,<svg a='b'/>\")" in kept
    assert "width:calc(100% - 0.5rem)!important" in kept.replace(" .5rem", " 0.5rem")
    assert kept.count(";") == style.count(";")


def test_a_rule_with_rules_in_it_is_left_whole() -> None:
    style = "p{--gone:1px;color:red;&:hover{color:blue}}"
    assert pruned(style, SITE) == style

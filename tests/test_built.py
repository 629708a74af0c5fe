"""A tiny built site in two languages: nothing to say of it, then one defect at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bitext import cli
from bitext.config import Config
from bitext.errors import BitextError
from bitext.website import built, hypertext

BASE = "https://example.org/base/"
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<link rel="canonical" href="{base}{path}">
<link rel="alternate " hreflang="fr" href="{base}{key}">
<link rel="alternate " hreflang="en" href="{base}en/{key}">
<link rel="alternate " hreflang="x-default" href="{base}{key}">
<link rel="icon" href="/base/assets/i.svg">
<script src="/base/assets/a.js"></script>
</head>
<body><a href="#skip">skip</a>
<article>
<h1 id="skip">Title</h1>
<p>Text.</p>
<a name="old"></a>
</article>
</body>
</html>
"""
NOT_FOUND = """<html lang="fr"><head>
<link rel="stylesheet" href="/base/assets/a.css">
</head><body><a href="#a" id="a">a</a> <a href="https://example.org/base/x/?q=1#old">x</a></body></html>
"""
ENTRY = """<url><loc>{base}{key}</loc>
<xhtml:link rel="alternate" hreflang="en" href="{base}en/{key}"/>
</url>
"""
SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    + "".join(ENTRY.format(base=BASE, key=key) for key in ("", "x/"))
    + "</urlset>\n"
)
CLEAN = "5 pages and 35 links checked in 2 languages (en, fr): no error"
LINE = 14  # of the text of a page


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for lang, prefix in (("fr", ""), ("en", "en/")):
        for key in ("", "x/"):
            text = PAGE.format(lang=lang, base=BASE, path=prefix + key, key=key)
            write(folder / prefix / key / "index.html", text)
    write(folder / "404.html", NOT_FOUND)
    write(folder / "sitemap.xml", SITEMAP)
    for name in ("a.js", "a.css", "i.svg", "un été.svg", "a,b.svg"):
        write(folder / "assets" / name, "")
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def config(site: Path, site_url: str = BASE) -> Config:
    docs = site.parent / "docs"
    return Config(
        root=site.parent,
        docs=docs,
        layout="folder",
        source="fr",
        targets=("en",),
        folders={"fr": docs / "fr", "en": docs / "en"},
        site_url=site_url,
    )


def check(site: Path, site_url: str = BASE) -> tuple[str, ...]:
    outcome = built.check(site, config(site, site_url), external=False)
    assert outcome.broken == (len(outcome.lines) > 1)
    return outcome.lines


def findings(site: Path) -> list[str]:
    return list(check(site)[:-1])


def put(site: Path, text: str, name: str = "en/x/index.html") -> None:
    replace(site, "<p>Text.</p>", text, name)


def replace(site: Path, old: str, new: str, name: str = "en/x/index.html") -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    write(site / name, text.replace(old, new))


def test_a_clean_site(site: Path) -> None:
    assert check(site) == (CLEAN,)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="../">dir</a>',
        '<a href="..">dir</a>',
        '<a href="../x">no slash</a>',
        '<a href="../index.html">file</a>',
        '<a href="?a=1&amp;b=2">query</a>',
        '<a href="../?q=a#skip">query and anchor</a>',
        '<a href="../#old">name</a>',
        '<a href="../#top">top</a> <a href="#">top</a> <a href="">here</a>',
        '<a href="#:~:text=Title">text</a>',
        '<a href=" ../ ">spaces</a>',
        '<a href="../../../../../base/x/">above the root</a>',
        '<a href="/base/x/">from the root</a>',
        '<a href="/base">from the root</a>',
        '<a href="//example.org/base/x/">no scheme</a>',
        '<a href="HTTP://EXAMPLE.ORG/base/x/#skip">capitals</a>',
        '<a href="https://example.org/other/">a neighbour</a>',
        '<a href="mailto:a@b.c">mail</a> <a href="javascript:void(0)">script</a>',
        '<a href="../../assets/i.svg#view">a place in a picture</a>',
        '<h2 id="été">h</h2><a href="#été">raw</a> <a href="#%C3%A9t%C3%A9">coded</a>',
        '<img src="../../assets/un%20%C3%A9t%C3%A9.svg">',
        '<img srcset="../../assets/i.svg 1x,../../assets/a,b.svg 2x, /base/assets/i.svg">',
        '<img src="data:image/png;base64,AA==">',
        '<video poster="/base/assets/i.svg"><source src="/base/assets/i.svg"></video>',
        '<template><a href="nowhere/">not shown</a></template>',
        '<!-- <a href="nowhere/">not said</a> -->',
        "<p>[1][2], a[i][j], <code>[x][y]</code>, [x] [y], \\[x][y]</p>",
        '<pre>[x][y]</pre><span class="arithmatex">[x][y]</span>',
        '<a id="both" href="#both" name="b">two parts of a selector</a>',
        '<form action="/base/x/"></form><object data="/base/assets/i.svg"></object>',
    ],
)
def test_what_leads_somewhere(site: Path, text: str) -> None:
    put(site, text)
    assert findings(site) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a href="../y/">', "broken-link: “../y/” leads to no file of the site"),
        ('<a\nhref="y">', "broken-link: “y” leads to no file of the site"),
        ('<a href="../X/">', "broken-link: “../X/” leads to no file of the site"),
        ('<a href="y?a=1&amp;b=2">', "broken-link: “y?a=1&b=2” leads to no file of the site"),
        ('<a href="/x/">', "broken-link: “/x/” leads to no file of the site"),
        ('<a href="../../assets/">', "broken-link: “../../assets/” leads to no file of the site"),
        ('<a href="index.html/">', "broken-link: “index.html/” leads to no file of the site"),
        ("<a href=http://[x>", "broken-link: “http://[x” leads to no file of the site"),
        (f'<a href="{BASE}y/">', f"broken-link: “{BASE}y/” leads to no file of the site"),
        ('<script src="y.js"></script>', "broken-link: “y.js” leads to no file of the site"),
        ('<iframe src="y"></iframe>', "broken-link: “y” leads to no file of the site"),
        (
            '<meta http-equiv="refresh" content="0; url=../y/">',
            "broken-link: “../y/” leads to no file of the site",
        ),
        ("[x][y]", "broken-link: “[x][y]” is left as text: its reference is not defined"),
        (
            "<b>see</b> [d&amp;d][]",
            "broken-link: “[d&d][]” is left as text: its reference is not defined",
        ),
        ('<a href="#a">', "broken-anchor: “#a” is no place in site/en/x/index.html"),
        ('<a href="../#%C3%A9">', "broken-anchor: “#é” is no place in site/en/index.html"),
        ('<a href="../#Skip">', "broken-anchor: “#Skip” is no place in site/en/index.html"),
        (f'<a href="{BASE}x/#y">', "broken-anchor: “#y” is no place in site/x/index.html"),
        ('<img src="y.png">', "broken-image: “y.png” leads to no file of the site"),
        ('<img src="">', "broken-image: “” leads to no file of the site"),
        (
            '<img srcset="/base/assets/i.svg 1x, y.svg 2x">',
            "broken-image: “y.svg” leads to no file of the site",
        ),
        ('<video poster="y.jpg">', "broken-image: “y.jpg” leads to no file of the site"),
        ('<source src="y.webm">', "broken-image: “y.webm” leads to no file of the site"),
        ('<p id="skip">', "duplicate-id: “skip” is already an id here"),
    ],
)
def test_what_leads_nowhere(site: Path, text: str, found: str) -> None:
    put(site, text)
    line = LINE + text.count("\n")
    assert findings(site) == [f"site/en/x/index.html:{line}: error: {found}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "found"),
    [
        (f'canonical" href="{BASE}en/x/', f'canonical" href="{BASE}y/', 4,
         f"broken-canonical: “{BASE}y/” leads to no file of the site"),
        (f'canonical" href="{BASE}en/x/', 'canonical" href="https://other.org/', 4,
         f"broken-canonical: “https://other.org/” is no address of this site, {BASE}"),
        ('<html lang="en">', '<html lang="de">', 2,
         "broken-alternate: html lang is “de”, expected fr or en"),
        ('<html lang="en">', "<html>", 1,
         "broken-alternate: html lang is “”, expected fr or en"),
        ('<html lang="en">', '<html lang="fr">', 6,
         "broken-alternate: html lang is “fr”, hreflang of the page is “en”"),
        (f'<link rel="alternate " hreflang="x-default" href="{BASE}x/">\n', "", 5,
         "broken-alternate: no x-default beside en, fr"),
        ('rel="icon" href="/base/assets/i.svg"', 'rel="icon" href="/base/y.svg"', 8,
         "broken-image: “/base/y.svg” leads to no file of the site"),
        ('<script src="/base/assets/a.js"', '<base href="/base/"><script src="y.js"', 9,
         "broken-link: “y.js” leads to no file of the site"),
    ],
)  # fmt: skip
def test_the_head_of_a_page(site: Path, old: str, new: str, line: int, found: str) -> None:
    replace(site, old, new)
    expected = [f"site/en/x/index.html:{line}: error: {found}"]
    if "html lang is “de”" in found or "html lang is “”" in found:
        said = found.partition("is ")[2].partition(",")[0]
        text = f"broken-alternate: html lang is {said}, hreflang of the page is “en”"
        expected.append(f"site/en/x/index.html:6: error: {text}")
    assert findings(site) == expected


def test_a_base_address_is_where_relative_links_start(site: Path) -> None:
    replace(site, "<head>", '<head><base href="/base/x/">')
    put(site, '<a href="../assets/a.js">a</a>')
    replace(site, 'href="#skip"', 'href="/base/#skip"')
    assert findings(site) == []


def test_a_relative_alternate(site: Path) -> None:
    replace(site, f'hreflang="fr" href="{BASE}x/"', 'hreflang="fr" href="../../x/"')
    assert findings(site) == [
        "site/en/x/index.html:5: error: broken-alternate: "
        "“../../x/” is relative, expected a whole address"
    ]


def test_an_alternate_that_is_not_there(site: Path) -> None:
    replace(site, f'hreflang="fr" href="{BASE}x/"', f'hreflang="fr" href="{BASE}y/"')
    assert findings(site) == [
        f"site/en/x/index.html:5: error: broken-alternate: “{BASE}y/” leads to no file of the site"
    ]


def test_an_alternate_that_does_not_answer(site: Path) -> None:
    name = "x/index.html"
    text = (site / name).read_text(encoding="utf-8")
    write(site / name, "".join(one for one in text.splitlines(True) if "alternate" not in one))
    assert findings(site) == [
        "site/en/x/index.html:5: error: broken-alternate: "
        f"“{BASE}x/” does not name this page as its alternate"
    ]


def test_alternates_without_the_page_itself(site: Path) -> None:
    replace(site, f'<link rel="alternate " hreflang="en" href="{BASE}en/x/">\n', "")
    assert findings(site) == [
        "site/en/x/index.html:1: error: broken-alternate: alternates do not name the page itself"
    ]


def test_a_page_that_is_not_found_is_shown_at_any_address(site: Path) -> None:
    replace(site, "/base/assets/a.css", "assets/a.css", "404.html")
    assert findings(site) == [
        "site/404.html:2: error: broken-link: "
        "“assets/a.css” is relative, but this page is shown at any address"
    ]


@pytest.mark.parametrize("old", [f"<loc>{BASE}x/</loc>", f'hreflang="en" href="{BASE}en/x/"'])
def test_a_sitemap_entry_that_is_not_there(site: Path, old: str) -> None:
    replace(site, old, old.replace("x/", "y/"), "sitemap.xml")
    lost = BASE + ("y/" if "loc" in old else "en/y/")
    line = 6 if "loc" in old else 7
    assert findings(site) == [
        f"site/sitemap.xml:{line}: error: broken-sitemap: “{lost}” leads to no file of the site"
    ]


def test_the_sitemap_of_each_language_is_read(site: Path) -> None:
    write(site / "en/sitemap.xml", SITEMAP.replace(f"<loc>{BASE}<", "<loc>https://other.org/<"))
    assert findings(site) == [
        "site/en/sitemap.xml:3: error: broken-sitemap: "
        "“https://other.org/” leads to no file of the site"
    ]


def test_a_sitemap_that_is_not_xml(site: Path) -> None:
    write(site / "sitemap.xml", "<urlset>\n<url></urlset>")
    assert findings(site) == [
        "site/sitemap.xml:1: error: broken-sitemap: not XML: mismatched tag: line 2, column 7"
    ]


def test_all_findings_sorted(site: Path) -> None:
    put(site, '<a href="z/">z</a>\n<a href="y/">y</a>\n<a href="#y">y</a>')
    put(site, '<img src="a.png">', "en/index.html")
    assert [line.partition(": error")[0] for line in findings(site)] == [
        "site/en/index.html:14",
        "site/en/x/index.html:14",
        "site/en/x/index.html:15",
        "site/en/x/index.html:16",
    ]
    assert check(site)[-1].endswith(": 4 errors")


def test_links_to_other_sites_are_said_not_to_be_asked(site: Path) -> None:
    put(site, '<a href="https://other.org/">o</a> <a href="//other.org/x">o</a>')
    assert check(site) == (f"{CLEAN}; 2 links to other sites not asked (--external)",)


@pytest.mark.parametrize("prefix", ["", "base/", "a/b/"])
def test_the_address_of_the_site_is_read_in_its_pages(site: Path, prefix: str) -> None:
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8").replace("/base/", f"/{prefix}")
        write(file, text.replace("example.org", "pages.example.org"))
    (site / "sitemap.xml").unlink()
    assert check(site, "")[-1] == CLEAN.replace("35", "31")


def test_a_site_without_address(site: Path) -> None:
    for file in site.rglob("*.html"):
        lines = file.read_text(encoding="utf-8").splitlines(True)
        text = "".join(
            line for line in lines if "canonical" not in line and "alternate" not in line
        )
        write(file, text.replace("https://example.org/base/", "/").replace("/base/", "/"))
    (site / "sitemap.xml").unlink()
    assert check(site, "") == (CLEAN.replace("35", "15"),)


def test_html_that_is_no_page_has_no_language(site: Path) -> None:
    write(site / "google123.html", "google-site-verification: google123.html")
    assert check(site) == (CLEAN.replace("5 pages", "6 pages"),)


def test_a_site_without_pages_proves_nothing(site: Path) -> None:
    for file in site.rglob("*.html"):
        file.unlink()
    with pytest.raises(
        BitextError, match=r"site: no HTML in it; build the site first: mkdocs build"
    ):
        check(site)


def test_no_site_proves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BitextError, match="nowhere: no such folder; build the site first"):
        check(tmp_path / "nowhere")


def test_a_file_that_is_not_text_proves_nothing(site: Path) -> None:
    (site / "x/index.html").write_bytes(b"<p>\xe9t\xe9</p>")
    with pytest.raises(BitextError, match=r"x/index\.html: not UTF-8: byte 0xe9 at offset 3"):
        check(site)


def test_a_file_that_cannot_be_read_proves_nothing(site: Path) -> None:
    (site / "y.html").symlink_to(site / "gone.html")
    with pytest.raises(BitextError, match=r"y\.html: cannot be read: No such file"):
        check(site)


def test_a_site_built_for_another_address_proves_nothing(site: Path) -> None:
    with pytest.raises(
        BitextError, match=f"built for “{BASE}”, but the site_url .* “https://a.org/”"
    ):
        check(site, "https://a.org")


def test_without_the_parser(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "selectolax.lexbor", None)
    with pytest.raises(BitextError, match=r'selectolax is missing: pip install "bitext\[site\]"'):
        check(site)


@pytest.mark.parametrize(
    ("plant", "status"),
    [(lambda _: None, 0), (put, 1)],
    ids=["clean", "broken"],
)
def test_the_command(
    site: Path,
    plant: Callable[..., None],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plant(*((site, '<a href="y/">y</a>') if status else (site,)))
    languages = "[{locale: fr, default: true, name: F}, {locale: en, name: E}]"
    i18n = f"{{i18n: {{docs_structure: folder, languages: {languages}}}}}"
    write(site.parent / "mkdocs.yml", f"site_name: S\nsite_url: {BASE}\nplugins: [{i18n}]\n")
    for locale in ("fr", "en"):
        write(site.parent / "docs" / locale / "index.md", "# T\n")
    monkeypatch.chdir(site.parent)
    assert cli.main(["links"]) == status
    assert len(capsys.readouterr().out.splitlines()) == 1 + status
    assert cli.main(["links", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("bitext: nowhere: no such folder")


def test_the_line_is_that_of_the_tag_not_of_what_is_said_of_it() -> None:
    source = '<code>href="y"</code>\n<a\n class="b"\n href="y">y</a>\n<a href="y/z">z</a>'
    assert hypertext.line(source, "y", "href") == 4
    assert hypertext.line(source, "y/z", "href") == 5
    assert hypertext.line(source, "nowhere", "href") == 1

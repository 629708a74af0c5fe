"""Manuscripts become pages and nothing is lost: golden plans, and properties proved by rendering.

What a reader sees of a page is what Python-Markdown makes of it with the extensions that Material
for MkDocs recommends; `seen` reads that back as plain words.
"""

import base64
import html
import io
import re
import tomllib
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import docx
import markdown
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bitext.errors import BitextError
from bitext.split.checked import check
from bitext.split.drafts import drafts
from bitext.split.manuscript import Manuscript, joined, read
from bitext.split.plan import Plan, parsed
from bitext.split.printed import printed
from bitext.split.propose import propose

GOLDEN = Path(__file__).parent / "split"
CASES = sorted(path.stem for path in GOLDEN.glob("*.toml"))
EXTENSIONS = {
    "abbr": {}, "admonition": {}, "attr_list": {}, "def_list": {}, "footnotes": {},
    "md_in_html": {}, "tables": {}, "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True}, "pymdownx.betterem": {"smart_enable": "all"},
    "pymdownx.caret": {}, "pymdownx.critic": {}, "pymdownx.details": {}, "pymdownx.emoji": {},
    "pymdownx.highlight": {"use_pygments": False}, "pymdownx.inlinehilite": {},
    "pymdownx.keys": {}, "pymdownx.magiclink": {}, "pymdownx.mark": {},
    "pymdownx.smartsymbols": {}, "pymdownx.snippets": {}, "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True}, "pymdownx.tasklist": {}, "pymdownx.tilde": {},
}  # fmt: skip
RENDERER = markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
MARK = re.compile(r"(?:[-•*–‣◦▪·+]|\d{1,3}[.)])$")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def seen(text: str) -> str:
    """The words that a reader sees of a page, the text of its images included."""
    body = FRONT.sub("", text)
    tree = LexborHTMLParser(RENDERER.reset().convert(body))
    for node in tree.css("a.footnote-backref, sup[id^=fnref], a.headerlink"):
        node.decompose()
    return "".join(
        node.text(deep=False) if node.tag == "-text" else node.attributes.get("alt") or ""
        for node in (tree.body.traverse(include_text=True) if tree.body else ())
        if node.tag in ("-text", "img")
    )


def bare(text: str) -> str:
    """`text` without white space and without the marks of lists and quotations."""
    tokens = (token.lstrip(">") for token in text.replace("\u200b", "").split())
    return "".join(token for token in tokens if not MARK.match(token))


def tokens(text: str) -> Counter[str]:
    """The words of `text`, whatever their order."""
    return Counter(re.findall(r"\w+", text))


def article_of(case: str) -> Path:
    (path,) = (one for one in GOLDEN.glob(f"{case}.*") if one.suffix != ".toml")
    return path


def golden(case: str) -> tuple[Manuscript, Plan]:
    name = GOLDEN / f"{case}.toml"
    manuscript, text = read(article_of(case)), name.read_text(encoding="utf-8")
    plan = parsed(text, str(name))
    check(plan, manuscript, text, str(name))
    return manuscript, plan


def proved(manuscript: Manuscript, plan: Plan) -> str:
    """See that each page shows the words of its passages; gives all words, those aside too."""
    by_number = {one.number: one for one in manuscript.passages}
    shown: list[str] = []
    for page, text in zip(plan.pages, drafts(plan, manuscript).values(), strict=True):
        own = [by_number[entry.block] for entry in page.entries]
        expected = [page.title] if page.id else []
        expected += [one.words for one in own if one.kind != "rule"]
        assert bare(seen(text)) == bare("\n".join(expected)), text
        shown.append(seen(text) if not page.id else seen(text).replace(page.title, "", 1))
    return "\n".join([*shown, *(by_number[one.block].words for one in plan.aside)])


# golden manuscripts


@pytest.mark.parametrize("case", CASES)
def test_the_first_proposal_is_the_plan_an_editor_would_accept(case: str) -> None:
    plan, manuscript = propose(read(article_of(case)))
    found = tomllib.loads(printed(plan, manuscript))
    found["digest"] = "*"
    assert found == tomllib.loads((GOLDEN / f"{case}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_a_golden_plan_loses_nothing(case: str) -> None:
    manuscript, plan = golden(case)
    everything = proved(manuscript, plan)
    path = article_of(case)
    words = {".txt": plain_words, ".md": seen_words, ".html": html_words, ".docx": docx_words}
    expected, found = tokens(words[path.suffix](path)), tokens(everything)
    if path.suffix == ".txt":  # the number of an item is a mark in one and text in the other
        numbers = {token for token in expected | found if token.isdigit() and len(token) < 3}
        for token in numbers:
            expected.pop(token, None)
            found.pop(token, None)
    assert found == expected


def plain_words(path: Path) -> str:
    data = path.read_bytes()
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")


def seen_words(path: Path) -> str:
    return seen(path.read_text(encoding="utf-8"))


class Words(HTMLParser):
    """All text in the body of a page, by a reader that is not the tool's."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.parts.append(f" {dict(attrs).get('alt') or ''} ")
        elif tag not in ("meta", "link", "br", "hr", "input"):
            self.open.append(tag)
        if tag not in ("a", "b", "strong", "em", "i", "sup", "sub", "code", "s"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        called = "sup" in self.open and "a" in self.open
        if "head" not in self.open and not called:
            self.parts.append(data)


def html_words(path: Path) -> str:
    parser = Words()
    parser.feed(path.read_text(encoding="utf-8"))
    return "".join(parser.parts)


def docx_words(path: Path) -> str:
    parts: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for name in ("document", "footnotes", "comments"):
            if f"word/{name}.xml" in archive.namelist():
                parts += xml_words(ElementTree.fromstring(archive.read(f"word/{name}.xml")))
    return "".join(parts)


def xml_words(element: ElementTree.Element) -> list[str]:
    if element.tag.endswith("}Fallback"):
        return []
    name = element.tag.removeprefix(W)
    if name in ("t", "delText"):
        return [element.text or ""]
    if name.endswith("}docPr"):
        return [f" {element.get('descr') or ''} "]
    inside = [part for child in element for part in xml_words(child)]
    apart = name in ("p", "tab", "br", "del", "ins")
    return ["\n", *inside, "\n"] if apart else inside


# properties

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)

SHARP = (
    "*", "**", "_", "_x_", "*x*", "#", "##", "#tag", "<", "<b>", "</b>", "<!--", "-->", "<br>", "[", "]",
    "[a](b)", "[a]: b", "[^1]", "[^1]: x", "*[abc]: x", "[a][b]", "![a](b)", "[ ]", "[x]", "{", "}",
    "{#id}", "{: .c }", "{++a++}", "{--a--}", "{==a==}", "|", "a|b", "|---|", ":", ": x", "::", ":smile:",
    "1964.", "3.", "3)", "+", "++a++", "+/-", "-", "--", "---", "--8<--", "=", "==a==", "===", "=/=",
    "!", "!!!", "!!! note", "???", "~", "~~~", "~~a~~", "~a~", "^", "^a^", "^^a^^", "$", "$x$", "$$", "$$x$$",
    "&", "&amp;", "&#42;", "&nbsp", "\\", "\\*", "\\(x\\)", "\\[", "`", "``", "```", "`x`", "`#!py x`",
    "(c)", "(tm)", "1/2", "c/o", "1st", "/// x", "///", "http://a.example/b_c_d", "www.a.example",
    "a_b_c", "a*b*c", "@who", "#12", "%", "é", "«\u00a0", "\u00a0»", "l’eau", "—", "[…]", "[sic]", "(*)",
)  # fmt: skip
PLAIN = ("la", "mer", "Marée", "haute", "Le", "moulin", "eau.", "vent,", "fin.", "abc", "Quoi ?")
TOKEN = st.one_of(st.sampled_from(PLAIN), st.sampled_from(SHARP))
LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6
)


@st.composite
def lines(draw: st.DrawFn, most: int = 8) -> str:
    """A line of words and marks, with a word somewhere."""
    parts = draw(st.lists(st.one_of(TOKEN, TOKEN, LETTERS), min_size=1, max_size=most))
    parts.insert(draw(st.integers(0, len(parts))), draw(st.sampled_from(PLAIN)))
    gaps = [draw(st.sampled_from((" ", " ", " ", ""))) for _ in parts]
    return "".join(part + gap for part, gap in zip(parts, gaps, strict=True)).strip()


@st.composite
def chunks(draw: st.DrawFn) -> str:
    """Lines of flat text without a blank one between them: prose, a list, a table, verse…"""
    kind = draw(
        st.sampled_from(("prose", "prose", "line", "list", "numbers", "table", "quote", "verse"))
    )
    rows = draw(st.lists(lines(), min_size=1, max_size=4))
    if kind == "line":
        return rows[0]
    if kind == "prose":
        return "\n".join(f"{row} et la mer monte encore une fois sur la grève." for row in rows)
    if kind == "list":
        return "\n".join(f"{'  ' * draw(st.integers(0, 2))}- {row}" for row in rows)
    if kind == "numbers":
        start = draw(st.sampled_from((1, 1, 1, 4)))
        return "\n".join(f"{number}. {row}" for number, row in enumerate(rows, start))
    if kind == "table":
        return "\n".join(f"{row}\tvingt\t{row}" for row in rows)
    return "\n".join(f"> {row}" if kind == "quote" else row for row in rows)


def through(tmp_path: Path, name: str, data: bytes) -> tuple[Manuscript, str]:
    """The manuscript in `data`, proposed, printed, read back and applied; and all its words."""
    path = tmp_path / name
    path.write_bytes(data)
    manuscript = read(path)
    plan, marked = propose(manuscript)
    text = printed(plan, marked)
    again = parsed(text, "plan.toml")
    check(again, manuscript, text, "plan.toml")
    assert again == plan
    return manuscript, proved(manuscript, again)


QUICK = settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUICK
@given(st.lists(chunks(), min_size=1, max_size=6))
def test_plain_text_comes_out_as_the_reader_saw_it(tmp_path: Path, parts: list[str]) -> None:
    article = "\n\n".join(parts)
    manuscript, everything = through(tmp_path, "a.txt", article.encode())
    assert bare(joined(manuscript.passages)) == bare(article)
    assert Counter(bare(everything)) == Counter(
        bare("\n".join(one.words for one in manuscript.passages if one.kind != "rule"))
    )


@st.composite
def elements(draw: st.DrawFn) -> tuple[str, str]:
    """An HTML element and the words a reader sees of it."""
    kind = draw(st.sampled_from(
        ("p", "p", "h2", "h3", "ul", "ol", "blockquote", "table", "pre", "dl", "div", "nested")
    ))  # fmt: skip
    rows = [draw(inlines()) for _ in range(draw(st.integers(1, 3)))]
    words = "\n".join(word for _, word in rows)
    inside = [text for text, _ in rows]
    if kind in ("ul", "ol"):
        return f"<{kind}>{''.join(f'<li>{text}</li>' for text in inside)}</{kind}>", words
    if kind == "nested":
        below = "".join(f"<li>{text}</li>" for text in inside[1:])
        more = f"<ol>{below}</ol>" if below else ""
        return f"<ul><li>{inside[0]}{more}</li></ul>", words
    if kind == "blockquote":
        return f"<blockquote>{''.join(f'<p>{text}</p>' for text in inside)}</blockquote>", words
    if kind == "table":
        return f"<table>{''.join(f'<tr><td>{text}</td></tr>' for text in inside)}</table>", words
    if kind == "dl":
        body = "".join(f"<dt>{text}</dt><dd>{text}</dd>" for text in inside)
        return f"<dl>{body}</dl>", "\n".join(f"{word}\n{word}" for _, word in rows)
    if kind == "pre":
        text = "\n".join(draw(lines()) for _ in rows).replace("{", "(")  # critic reads code too
        return f"<pre>{html.escape(text)}</pre>", text
    return f"<{kind}>{inside[0]}</{kind}>", rows[0][1]


@st.composite
def inlines(draw: st.DrawFn) -> tuple[str, str]:
    """Text with inline elements, which may touch the words beside them."""
    made: list[str] = []
    words: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        word = draw(lines(4))
        tag = draw(st.sampled_from(("", "", "b", "em", "i", "code", "a", "sup", "s", "b-i")))
        gap = draw(st.sampled_from((" ", " ", "")))
        word = word.replace("{", "(") if tag == "code" else word
        text = html.escape(word)
        shown = {
            "": text,
            "a": f'<a href="https://a.example/(b_c)?d=*e*&amp;f=$1">{text}</a>',
            "b-i": f"<b>mer <i>{text}</i></b>",
        }.get(tag, f"<{tag}>{text}</{tag}>")
        made.append(shown + gap)
        words.append(("mer " if tag == "b-i" else "") + word + gap)
    return "".join(made), "".join(words)


@QUICK
@given(st.lists(elements(), min_size=1, max_size=6))
@example(parts=[("<p>mer http://a.example/b<b>~ la</b></p>", "mer http://a.example/b~ la")])
def test_html_comes_out_as_the_reader_saw_it(tmp_path: Path, parts: list[tuple[str, str]]) -> None:
    body = "\n".join(text for text, _ in parts)
    data = f"<html><body><article>{body}</article></body></html>".encode()
    manuscript, _ = through(tmp_path, "a.html", data)
    assert bare(joined(manuscript.passages)) == bare("\n".join(words for _, words in parts))


@st.composite
def word_blocks(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A paragraph style and runs, each with its format."""
    style = draw(st.sampled_from(
        ("Normal", "Normal", "Heading 1", "Heading 2", "List Bullet", "List Bullet 2", "List Number",
         "Quote", "Caption", "table")
    ))  # fmt: skip
    runs = draw(
        st.lists(
            st.tuples(lines(4), st.sampled_from(("", "", "b", "i", "bi"))), min_size=1, max_size=3
        )
    )
    return style, runs


@QUICK
@given(st.lists(word_blocks(), min_size=1, max_size=6))
def test_docx_comes_out_as_the_reader_saw_it(
    tmp_path: Path, parts: list[tuple[str, list[tuple[str, str]]]]
) -> None:
    document = docx.Document()
    expected: list[str] = []
    for style, runs in parts:
        if style == "table":
            table = document.add_table(rows=2, cols=2)
            for row in table.rows:
                row.cells[0].text, row.cells[1].text = runs[0][0], "x"
                expected.append(f"{runs[0][0]} x")
            continue
        paragraph = document.add_paragraph(style=style)
        for text, form in runs:
            run = paragraph.add_run(text)
            run.bold, run.italic = "b" in form or None, "i" in form or None
        expected.append("".join(text for text, _ in runs))
    file = io.BytesIO()
    document.save(file)
    manuscript, _ = through(tmp_path, "a.docx", file.getvalue())
    assert bare(joined(manuscript.passages)) == bare("\n".join(expected))


def test_what_stands_in_an_empty_paragraph_of_a_docx_is_listed(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("La mer monte.")
    paragraph = document.add_paragraph()
    deletion = OxmlElement("w:del")
    deletion.set(qn("w:author"), "Anne")
    run, text = OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = "Elle descend."
    run.append(text)
    deletion.append(run)
    paragraph._p.append(deletion)
    document.save(str(tmp_path / "a.docx"))
    manuscript = read(tmp_path / "a.docx")
    assert [(one.kind, one.words, one.remark) for one in manuscript.passages] == [
        ("paragraph", "La mer monte.", ""),
        ("deletion", "Elle descend.", "Anne, from block 1"),
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<iframe src="https://v.example/x" title="La marée"></iframe>',
         [("paragraph", "La marée", "", "an iframe in the page, kept as a link")]),
        ('<video src="v.mp4"><p>Une vague.</p></video>',
         [("paragraph", "v.mp4", "", "a video in the page, kept as a link"),
          ("paragraph", "Une vague.", "fallback", "shown where a browser cannot show the video")]),
        ("<figure><svg><title>Carte</title><text>Brest</text></svg></figure>",
         [("drawing", "Carte Brest", "drawing",
           "drawn inside the page: to be exported or drawn anew")]),
        ("<p hidden>Le soir.</p>",
         [("paragraph", "Le soir.", "", "hidden in the page as it was saved")]),
        ('<div style="display: none"><p>Le soir.</p></div>',
         [("paragraph", "Le soir.", "", "hidden in the page as it was saved")]),
        ("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
         [("table", "a\tb\n\tc", "", "a cell stood over several columns or rows")]),
        ("<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>",
         [("table", "a\t\tb\nc\td\te", "", "a cell stood over several columns or rows")]),
    ],
)  # fmt: skip
def test_rare_things_of_a_page_are_kept_or_listed(
    tmp_path: Path, inside: str, expected: list[tuple[str, str, str, str]]
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<article><h1>La mer</h1><p>La mer monte.</p>{inside}</article>")
    _, _, *found = read(path).passages
    assert [(one.kind, one.words, one.aside, one.remark) for one in found] == expected


def test_a_code_block_of_a_page_keeps_its_language(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<p>Voici :</p><pre><code class="hljs language-c++">x</code></pre>')
    assert read(path).passages[1].markdown == "```c++\nx\n```"


DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="x" descr="Des prises"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>mare</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Mer</w:t>"
         "</w:r></w:rubyBase></w:ruby></w:r></w:p>", [("paragraph", "Mer (mare)", "")]),
        (f"<w:p>{DRAWING}</w:p>",
         [("chart", "Des prises", "to be drawn anew for the page; beside block 1")]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>tu</w:t></w:r></w:p>",
         [("hidden", "tu", "text that the document hides; beside block 1")]),
        ("<w:p><m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r>"
         "<m:t>ab</m:t></m:r></m:oMath></w:p>",
         [("paragraph", "ab", "an equation, of which only the characters are kept")]),
        ("<w:altChunk/>", [("file", "a file", "a file inside the document: its text is not read")]),
        ("<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>un</w:t></w:r></w:p></w:tc><w:sdt>"
         "<w:sdtContent><w:tc><w:p><w:r><w:t>deux</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr>"
         "</w:sdtContent></w:sdt></w:tbl>", [("table", "un\tdeux", "")]),
    ],
)  # fmt: skip
def test_rare_things_of_a_docx_are_kept_or_listed(
    tmp_path: Path, inside: str, expected: list[tuple[str, str, str]]
) -> None:
    document = docx.Document()
    document.add_paragraph("La mer monte.")
    body = parse_xml(f"<w:body xmlns:w='{W[1:-1]}'>{inside}</w:body>")
    for element in [*body]:
        document.element.body.append(element)
    document.save(str(tmp_path / "a.docx"))
    _, *found = read(tmp_path / "a.docx").passages
    assert [(one.kind, one.words, one.remark) for one in found] == expected


def test_a_cell_over_two_columns_leaves_the_next_in_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for number, cell in enumerate(one for row in table.rows for one in row.cells):
        cell.text = f"c{number}"
    table.cell(0, 1).text = ""
    table.cell(0, 0).merge(table.cell(0, 1))
    document.save(str(tmp_path / "a.docx"))
    (found,) = read(tmp_path / "a.docx").passages
    assert found.markdown.split("\n")[0] == "| c0 |  | c2 |"


def test_a_table_of_pictures_is_a_table(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].add_run().add_picture(io.BytesIO(PNG))
    document.save(str(tmp_path / "a.docx"))
    (found,) = read(tmp_path / "a.docx").passages
    assert found.kind == "table"
    assert found.markdown.count("![](media/image1.png)") == 2
    assert found.remark.startswith("export media/image1.png")


def test_an_image_inside_a_docx_is_marked_for_export() -> None:
    manuscript, plan = golden("18-lavoirs")
    (page,) = drafts(plan, manuscript).values()
    mark = "<!-- bitext: unfinished: export media/image1.png from the document -->"
    image = "![Un bassin de pierre sous un toit de lauzes](media/image1.png)"
    assert f"\n\n{mark}\n\n{image}\n\n" in page


@st.composite
def markdown_blocks(draw: st.DrawFn) -> str:
    row = draw(st.lists(st.sampled_from((*PLAIN, "*x*", "**y**", "`z`", "[a](b.md)", "[c][r]", "\\*", "é")),
                        min_size=2, max_size=8).map(" ".join))  # fmt: skip
    kind = draw(
        st.sampled_from(
            ("p", "h", "s", "ul", "ol", "q", "code", "fence", "table", "dl", "admonition", "note")
        )
    )
    return {
        "p": row, "h": f"## {row}", "s": f"{row}\n---", "ul": f"- {row}\n- mer\n    - {row}",
        "ol": f"1. {row}\n2. mer", "q": f"> {row}\n>\n> > {row}", "code": f"    {row}\n\n    mer",
        "fence": f"```py\n{row}\n\n# mer\n```", "table": f"| a | b |\n|---|---|\n| {row} | c |",
        "dl": f"mer\n:   {row}", "admonition": f'!!! note "vent"\n    {row}\n\n    mer',
        "note": f"{row}[^n]\n\n[^n]: mer\n\n    basse",
    }[kind]  # fmt: skip


@QUICK
@given(st.lists(markdown_blocks(), min_size=1, max_size=6), st.booleans())
def test_markdown_stays_what_it_is(tmp_path: Path, parts: list[str], front: bool) -> None:
    notes = [part for part in parts if "[^n]" in part]
    parts = [part for part in parts if part not in notes] + notes[:1]
    body = "\n\n".join([*parts, '[r]: c.md "mer"'])
    path = tmp_path / "a.md"
    path.write_text(('---\ntitle: "La mer"\n---\n' if front else "") + body, encoding="utf-8")
    manuscript = read(path)
    plan, _ = propose(manuscript)
    (page,) = drafts(plan, manuscript).values()
    shown = seen(page)
    if plan.pages[0].id:
        shown = shown.replace(plan.pages[0].title, "", 1)
    aside = {one.block for one in plan.aside}
    rest = "\n".join(one.words for one in manuscript.passages if one.number in aside)
    assert Counter(bare(shown) + bare(rest)) == Counter(bare(seen(body)))


@settings(max_examples=100)
@given(st.binary(max_size=300), st.sampled_from(("txt", "md", "html", "docx")))
@example(b"\x00", "txt")
def test_any_bytes_are_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a.{kind}"
    path.write_bytes(data)
    try:
        manuscript = read(path)
    except BitextError as error:
        said = str(error)
        assert "\n" not in said
        return
    plan, marked = propose(manuscript)
    text = printed(plan, marked)
    check(parsed(text, "p"), manuscript, text, "p")
    drafts(plan, manuscript)

"""Agreed terms in the text of a page: a link to the glossary at the first use in each section.

Without a script that is all. With one (assets/terms.js) the link also shows, by pointer, keyboard
or touch, what `data` says of the term.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bitext.model import Term
from bitext.terms import Index, Use, index, uses
from bitext.website.strings import language_name, language_tag
from bitext.website.view import View, relative

FOLDER = "assets/bitext-terms"
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CLOSED = _HEADINGS | {
    "a", "abbr", "blockquote", "button", "cite", "code", "dfn", "dt", "figure", "kbd", "label", "math",
    "pre", "q", "samp", "script", "style", "summary", "svg", "template", "textarea", "th", "var",
}  # fmt: skip
_CLOSED_CLASSES = frozenset(
    ("footnote", "admonition-title", "bitext-behind", "arithmatex", "mermaid", "no-terms")
)
# Characters that no text has: what they hold becomes a link once the page is text again.
_OPEN, _SHUT = "\ufdd0", "\ufdd1"
_MARK = re.compile(f"{_OPEN}([^{_SHUT}]*){_SHUT}([^{_SHUT}]*){_SHUT}")


def linked(html: str, view: View) -> str:
    """The text of a page with its terms linked; on the glossary, each entry with its other sides."""
    if not view.glossary or view.fallback or _OPEN in html or _SHUT in html:
        return html
    if view.path == view.glossary:
        return _crossed(html, view)
    known = index(view.terms, view.locale)
    defined = {term.id for term in view.terms if _is_defined(term, view.locale)}
    tree = LexborHTMLParser(html)
    seen: set[str] = set()
    marked = False
    for node in list(_texts(tree.body, language_tag(view.locale))):
        if node is None:
            seen = set()
            continue
        text = node.text_content or ""
        first = [] if text.isspace() else _first(text, known, defined, seen)
        if first:
            node.replace_with(_marked(text, first))
            marked = True
    if not marked or tree.body is None:
        return html
    page = escape(relative(view.glossary, view.path))
    return _MARK.sub(rf'<a class="bitext-term" href="{page}#\1">\2</a>', tree.body.inner_html or "")


def _first(text: str, known: Index, defined: set[str], seen: set[str]) -> list[Use]:
    """The terms of `text` that are defined and not seen before; they are seen from then on."""
    found: list[Use] = []
    for use in uses(text, known):
        if use.term.id in defined and use.term.id not in seen:
            seen.add(use.term.id)
            found.append(use)
    return found


def _marked(text: str, found: Iterable[Use]) -> str:
    parts: list[str] = []
    last = 0
    for use in found:
        said = text[use.start : use.end]
        parts += [text[last : use.start], f"{_OPEN}{use.term.id}{_SHUT}{said}{_SHUT}"]
        last = use.end
    return "".join([*parts, text[last:]])


def data(terms: Sequence[Term], locale: str) -> str:
    """What is shown of each term, as JSON: its form, its definition, and how others say it."""
    found = {
        term.id: {
            "term": _named(term, locale),
            "text": term.wordings[locale].definition,
            "others": [
                [language_tag(other), language_name(other, locale), _named(term, other)]
                for other in term.wordings
                if other != locale
            ],
        }
        for term in terms
        if _is_defined(term, locale)
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def files(terms: Sequence[Term], locales: Iterable[str]) -> dict[str, str]:
    """The data of each locale, by the path from the root of the site."""
    return {f"{FOLDER}/{language_tag(one)}.json": data(terms, one) for one in locales}


def _is_defined(term: Term, locale: str) -> bool:
    return locale in term.wordings and bool(term.wordings[locale].definition)


def _named(term: Term, locale: str) -> str:
    wording = term.wordings[locale]
    return wording.term + (f" ({wording.abbreviation})" if wording.abbreviation else "")


def _texts(body: LexborNode | None, language: str) -> Iterator[LexborNode | None]:
    """The texts that may name a term, in order, with None where a section begins."""
    stack = [body] if body is not None else []
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag == "-text":
            yield node
            continue
        if tag in _HEADINGS:
            yield None
        if tag in _CLOSED or not node.is_element_node:
            continue
        attributes = node.attributes
        classes = (attributes.get("class") or "").split()
        if _CLOSED_CLASSES.isdisjoint(classes) and attributes.get("lang", language) == language:
            stack.extend(reversed(list(node.iter(include_text=True))))


def _crossed(html: str, view: View) -> str:
    """The glossary with how another language says a term leading to its entry in that language."""
    tree = LexborHTMLParser(html)
    others = [one.locale for one in view.versions if one.locale != view.locale]
    ids = {term.id for term in view.terms}
    for anchor in tree.css("td [id]"):
        name = anchor.attributes.get("id") or ""
        cell = anchor.parent.next if anchor.parent is not None and name in ids else None
        while cell is not None and cell.tag != "td":
            cell = cell.next
        for locale in others if cell is not None else ():
            assert cell is not None
            told = cell.css_first(f'[lang="{language_tag(locale)}"]') or (
                cell if len(others) == 1 else None
            )
            if told is not None:
                _link(told, f"{view.link(locale)}#{name}", language_tag(locale))
    return tree.body.inner_html or "" if tree.body is not None else html


def _link(node: LexborNode, address: str, language: str) -> None:
    """Make what `node` holds a link."""
    link = f'<a href="{escape(address)}" hreflang="{language}">{node.inner_html or ""}</a>'
    node.inner_html = link

"""How a page presents itself in its language where it is shared or listed: Open Graph, JSON-LD."""

import json
import re
from html import escape, unescape

from babel.core import get_global

from bitext.website.strings import language_tag
from bitext.website.view import Version, View

Thing = dict[str, object]
"""A thing of schema.org."""

_TAG = re.compile(r"<[^>]+>")
_OWN = re.compile(r'<meta [^>]*property="og:')


def presented(html: str, view: View) -> str:
    """The page with its cards in the head; what the site itself says there stays alone.

    A page that robots are kept from, or whose public address is not known, has none. The title and
    the description of a page shown in its source language are marked with that language.
    """
    before, closing, after = html.partition("</head>")
    if view.fallback:
        tag = language_tag(view.text)
        before = before.replace("<title>", f'<title lang="{tag}">', 1)
        before = before.replace(
            '<meta name="description"', f'<meta lang="{tag}" name="description"'
        )
    if not closing or not view.indexed or not view.url:
        return before + closing + after
    lines = [] if _OWN.search(before) else open_graph(view)
    lines.append(structured(view))
    added = "".join(f"      {line}\n" for line in lines)
    return before + added + closing + after


def open_graph(view: View) -> list[str]:
    """The tags by which a page is shown where it is shared."""
    found = [
        ("og:type", "website" if view.home else "article"),
        ("og:site_name", view.site_name),
        ("og:title", _plain(view.title)),
        ("og:description", view.description),
        ("og:url", view.url),
        ("og:locale", territory(view.text)),
    ]
    others = [one.locale for one in view.versions if one.locale != view.locale]
    found += [("og:locale:alternate", territory(locale)) for locale in others]
    return [f'<meta property="{name}" content="{escape(value)}">' for name, value in found if value]


def structured(view: View) -> str:
    """The page as a work of schema.org, with the work that it translates or its translations."""
    page: Thing = {
        "@context": "https://schema.org",
        "@type": "WebPage" if view.home else "TechArticle",
        "@id": view.url,
        "headline": _plain(view.title),
        "description": view.description,
        "inLanguage": language_tag(view.text),
        "isPartOf": {"@type": "WebSite", "@id": view.site_url, "name": view.site_name},
    }
    kind = page["@type"]
    others = {one.locale: one for one in view.versions if one.locale != view.locale}
    if view.source in others:
        page["translationOfWork"] = _work(others[view.source], kind)
    elif others and view.source == view.locale:
        page["workTranslation"] = [_work(one, kind) for one in others.values()]
    told = {name: value for name, value in page.items() if value}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def territory(locale: str) -> str:
    """The locale as Open Graph writes it, with the territory where it is most spoken: `fr_FR`."""
    language, _, rest = language_tag(locale).partition("-")
    likely = get_global("likely_subtags").get(language, "").rpartition("_")[2]
    where = rest.rpartition("-")[2].upper() if rest else likely
    return f"{language}_{where}" if where else language


def _work(version: Version, kind: object) -> Thing:
    return {"@type": kind, "@id": version.url, "inLanguage": language_tag(version.locale)}


def _plain(title: str) -> str:
    """A title as it is read: MkDocs gives it as HTML."""
    return unescape(_TAG.sub("", title))

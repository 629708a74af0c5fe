"""What a page of a site in several languages tells browsers, search engines and readers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from babel import Locale, UnknownLocaleError

from bitext.errors import BitextError


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it really exists in one locale; never a source text shown in place of it."""

    locale: str
    url: str


@dataclass(frozen=True, slots=True)
class Strings:
    """The words of the interface in one locale; braces hold what is filled in."""

    locale: str
    permalink: str
    footnote_back: str
    untranslated: str
    untranslated_text: str
    untranslated_link: str
    edit: str
    report: str
    report_title: str
    report_body: str
    not_found: str
    not_found_text: str
    not_found_home: str
    breadcrumb: str
    search: str
    admonitions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """What the templates need to know of one page."""

    locale: str
    strings: Strings
    text_locale: str
    text_language: str
    home: bool = False
    source_url: str = ""
    report_url: str = ""
    others: tuple[tuple[Strings, str], ...] = ()


STRINGS = {
    "en": Strings(
        locale="en",
        permalink="Link to this section",
        footnote_back="Back to the reference to note {}",
        untranslated="Not translated yet",
        untranslated_text=(
            "This page has not been translated yet. "
            "It is shown in {language}, the language it was written in."
        ),
        untranslated_link="Read the original page",
        edit="Edit this page",
        report="Report an error",
        report_title="Error on the page “{title}”",
        report_body="Page: {url}\n\nWhat is wrong:\n\n",
        not_found="Page not found",
        not_found_text="There is no page at this address: it may have moved.",
        not_found_home="Go to the home page",
        breadcrumb="You are here",
        search="Search",
    ),
    "fr": Strings(
        locale="fr",
        permalink="Lien vers cette section",
        footnote_back="Revenir à l’appel de la note {}",
        untranslated="Page non traduite",
        untranslated_text=(
            "Cette page n’est pas encore traduite. "
            "Elle est affichée en {language}, sa langue d’origine."
        ),
        untranslated_link="Lire la page d’origine",
        edit="Modifier cette page",
        report="Signaler une erreur",
        report_title="Erreur sur la page « {title} »",
        report_body="Page : {url}\n\nCe qui ne va pas :\n\n",
        not_found="Page introuvable",
        not_found_text="Aucune page ne se trouve à cette adresse : elle a peut-être été déplacée.",
        not_found_home="Aller à l’accueil",
        breadcrumb="Vous êtes ici",
        search="Recherche",
        admonitions={
            "note": "Note",
            "abstract": "Résumé",
            "info": "Information",
            "tip": "Astuce",
            "success": "Réussite",
            "question": "Question",
            "warning": "Attention",
            "failure": "Échec",
            "danger": "Danger",
            "bug": "Anomalie",
            "example": "Exemple",
            "quote": "Citation",
        },
    ),
}

_ALTERNATE = re.compile(r'[ \t]*<link rel="alternate" [^>]*hreflang="[^"]*"[^>]*>\n?')
_CHECKBOX = re.compile(r'<input(?=[^>]* type="checkbox")[^>]*>')
_MENU = re.compile(r'aria-labelledby="(__nav_[0-9_]+)_label"')
_MENU_TITLE = re.compile(r'<label class="md-nav__title" for="(__nav_[0-9_]+)"')
_ADMONITION = re.compile(
    r'(?P<before><(?:div class="admonition|details class=")[^>]*>\s*'
    r'<(?:p class="admonition-title"|summary)>)(?P<title>[^<]+)(?=</(?:p|summary)>)'
)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
_SENTENCE = 80  # characters: a cell with more of them holds a text, not a name or a number
_BASE = re.compile(r'(<script id="__config" type="application/json">[^<]*?"base": )"([^"]*)"')
_LOCALE = re.compile(r"[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")


def strings(locale: str, overrides: Mapping[str, Mapping[str, str]] | None = None) -> Strings:
    """The words of a locale, else of its language, else English, with those a site replaces."""
    table = STRINGS.get(locale) or STRINGS.get(locale[:2]) or STRINGS["en"]
    own: dict[str, Any] = dict((overrides or {}).get(locale, {}))
    unknown = sorted(own.keys() - {item.name for item in fields(Strings)})
    if unknown:
        raise BitextError(f"strings: {locale}: unknown key “{unknown[0]}”")
    # A locale that the site itself gives words to is no longer spoken to in English.
    return replace(table, **{"locale": locale, **own} if own else {})


def language_name(locale: str, reader: str) -> str:
    """The name of a language in the reader's language: “français”, “French”."""
    try:
        known = Locale.parse(language_tag(locale), sep="-")
        return known.get_display_name(language_tag(reader).partition("-")[0]) or locale
    except (UnknownLocaleError, ValueError):
        return locale


def language_tag(locale: str) -> str:
    """The locale as HTML and sitemaps write it: `pt_BR` is `pt-BR`."""
    return locale.replace("_", "-")


def alternates(versions: Sequence[Version], source: str) -> tuple[Version, ...]:
    """The hreflang links of a page: its real versions and x-default, or none if it has only one."""
    if len(versions) < 2 or not all(version.url for version in versions):
        return ()
    default = next((version for version in versions if version.locale == source), versions[0])
    return (*versions, Version("x-default", default.url))


def head(html: str, links: Sequence[Version], *, indexed: bool = True) -> str:
    """The page with these hreflang links instead of the theme's, closed to robots if asked."""
    before, closing, after = html.partition("</head>")
    lines = [_link(link) for link in links]
    if not indexed:
        lines.append('<meta name="robots" content="noindex">')
    added = "".join(f"      {line}\n" for line in lines)
    return f"{_ALTERNATE.sub('', before)}{added}{closing}{after}"


def based(html: str, folder: str) -> str:
    """The page whose search reads the index in this folder, and finds pages from there."""
    if not folder:
        return html
    return _BASE.sub(lambda match: f'{match[1]}"{match[2].rstrip("/")}/{folder}/"', html, count=1)


def tidy(html: str, words: Strings) -> str:
    """The page without the theme's invalid attributes, and with names where it gives none."""
    html = _CHECKBOX.sub(lambda match: match[0].replace(' autocomplete="off"', ""), html)
    html = html.replace(' tabindex=""', "")
    # Material names each part of the menu by a label that holds an icon and no word.
    html = _MENU.sub(r'aria-labelledby="\1_title"', html)
    html = _MENU_TITLE.sub(r'<label id="\1_title" class="md-nav__title" for="\1"', html)
    html = html.replace(
        'data-md-component="search" role="dialog"',
        f'data-md-component="search" role="dialog" aria-label={quoteattr(words.search)}',
    )
    return re.sub(
        r'(<nav class="md-path" aria-label=)"[^"]*"',
        lambda match: match[1] + quoteattr(words.breadcrumb),
        html,
    )


def admonitions(html: str, titles: Mapping[str, str]) -> str:
    """The text with the titles that Markdown derived from a type said in the page's language."""

    def translated(match: re.Match[str]) -> str:
        kind = match["title"].lower()
        shown = titles.get(kind) if kind in re.split(r'[\s"]', match["before"]) else None
        return match["before"] + (shown or match["title"])

    return _ADMONITION.sub(translated, html)


def spaced_notes(html: str) -> str:
    """The text with the second of two neighbouring footnote marks named, for a comma before it."""
    return re.sub(r'(</sup>\s*<sup)(?= id="fnref)', r'\1 class="bitext-next"', html)


def wide_columns(html: str) -> str:
    """The text with the columns of its tables that hold sentences named in their heads."""

    def named(table: re.Match[str]) -> str:
        rows = [_CELL.findall(row) for row in _ROW.findall(table[0])]
        lengths = [[len(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in rows]
        longest = map(max, zip_longest(*lengths, fillvalue=0))
        return re.sub(
            r"<th\b[^>]*(?=>)",
            lambda head: head[0] + (" data-wide" if next(longest, 0) > _SENTENCE else ""),
            table[0],
        )

    return _TABLE.sub(named, html)


def sitemap(pages: Iterable[Sequence[Version]], source: str) -> str:
    """The sitemap: an entry for each version, with its translations where they exist."""
    namespaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    namespaces += ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {namespaces}>"]
    for versions in pages:
        links = [
            f'    <xhtml:link rel="alternate" hreflang="{language_tag(link.locale)}"'
            f" href={quoteattr(link.url)}/>"
            for link in alternates(versions, source)
        ]
        for version in versions:
            lines += ["  <url>", f"    <loc>{escape(version.url)}</loc>", *links, "  </url>"]
    return "\n".join([*lines, "</urlset>", ""])


def extension_settings(words: Strings) -> dict[str, dict[str, str]]:
    """The settings of Markdown extensions that put words into a page."""
    return {
        "toc": {"permalink_title": words.permalink},
        "footnotes": {"BACKLINK_TITLE": words.footnote_back},
    }


def say_in(
    settings: dict[str, dict[str, object]], words: Strings, known: Iterable[Strings]
) -> None:
    """Put these words into the settings of Markdown, unless the author chose other ones."""
    ours = [extension_settings(item) for item in known]
    for extension, values in extension_settings(words).items():
        written = settings.setdefault(extension, {})
        for key, value in values.items():
            if written.get(key) in [None, *(item[extension][key] for item in ours)]:
                written[key] = value


def report_url(repository: str, words: Strings, title: str, url: str) -> str:
    """Where a reader reports an error: a new issue that already names the page."""
    subject = quote(words.report_title.format(title=title), safe="")
    body = quote(words.report_body.format(url=url), safe="")
    base = repository.rstrip("/")
    if "gitlab" in (urlsplit(base).hostname or ""):
        return f"{base}/-/issues/new?issue[title]={subject}&issue[description]={body}"
    return f"{base}/issues/new?title={subject}&body={body}"


def lost_files(paths: Iterable[str], locales: Sequence[str], *, folders: bool) -> list[str]:
    """The folders or files whose two-letter name reads as a locale that the site does not have."""
    lost = {}
    for path in map(PurePosixPath, paths):
        mark = path.parts[0] if folders else PurePosixPath(path.stem).suffix.removeprefix(".")
        if _LOCALE.fullmatch(mark) and mark not in locales:
            lost[f"{mark}/" if folders else str(path)] = path
    return list(lost)


def _link(link: Version) -> str:
    # The space keeps Material from fetching a sitemap for each language (it looks for the exact
    # value "alternate"); to HTML, rel is a list of words and the link is the same.
    tag = language_tag(link.locale)
    return f'<link rel="alternate " hreflang="{tag}" href={quoteattr(link.url)}>'

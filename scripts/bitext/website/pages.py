"""What the theme and Markdown leave wrong in a page of several languages, put right."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import quoteattr

from bitext.website.strings import Strings

_CHECKBOX = re.compile(r'<input(?=[^>]* type="checkbox")[^>]*>')
_MENU = re.compile(r'aria-labelledby="(__nav_[0-9_]+|{{ path }})_label"')
_MENU_TITLE = re.compile(r'<label class="md-nav__title" for="(__nav_[0-9_]+|{{ path }})"')
_ADMONITION = re.compile(
    r'(?P<before><(?:div class="admonition|details class=")[^>]*>\s*'
    r'<(?:p class="admonition-title"|summary)>)(?P<title>[^<]+)(?=</(?:p|summary)>)'
)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|center|right);"')
_SENTENCE = 80  # characters: a cell with more of them holds a text, not a name or a number
_BASE = re.compile(r'(<script id="__config" type="application/json">[^<]*?"base": )"([^"]*)"')
_ROBOTS = re.compile(r"<meta(?=[^>]*\bname=[\"']?robots\b)[^>]*>", re.IGNORECASE)
_LOCALE = re.compile(r"[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")


def is_closed(html: str) -> bool:
    """Whether a page asks robots not to show it; the search of the site does not either."""
    return any("noindex" in meta for meta in _ROBOTS.findall(html.partition("</head>")[0]))


def unsearched_notes(html: str) -> str:
    """The text with its footnotes hidden from the search, which takes them for the last section."""
    return html.replace('<div class="footnote">', '<div class="footnote" data-search-exclude="1">')


def based(html: str, folder: str) -> str:
    """The page whose search reads the index in this folder, and finds pages from there."""
    if not folder:
        return html
    return _BASE.sub(lambda match: f'{match[1]}"{match[2].rstrip("/")}/{folder}/"', html, count=1)


def tidy(html: str, words: Strings) -> str:
    """A page or a template without the theme's invalid attributes, with names where it gives none."""
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


def aligned(html: str) -> str:
    """The text with the alignment of its columns named, for the style: no attribute holds style."""
    return _ALIGNED.sub(r'\1 data-align="\2"', html)


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

"""What templates say on a page, for an engine that does not fill in ours."""

import re
from html import escape

from bitext.website.strings import Strings, language_tag
from bitext.website.view import View

_TITLE = re.compile(r"(?<=<title>).*?(?=</title>)", re.DOTALL)
_HEADING = re.compile(r"<h1>.*?</h1>", re.DOTALL)


def not_found(html: str, view: View, home: str, foot: str) -> str:
    """The 404 page in its language, with the way to its `home` page, and a line for other readers."""
    words = view.strings
    said = [
        f"<h1>{escape(words.not_found)}</h1>",
        f"<p>{escape(words.not_found_text)}</p>",
        f'<p><a class="md-button md-button--primary" href="{escape(home)}">'
        f"{escape(words.not_found_home)}</a></p>",
        *(_other(other, address) for other, address in view.others),
        foot,
    ]
    title = escape(f"{words.not_found} - {view.site_name}", quote=False)
    html = _TITLE.sub(lambda _: title, html, count=1)
    return _HEADING.sub(lambda _: "\n".join(said), html, count=1)


def untranslated(view: View) -> str:
    """What a reader is told of a page that is shown in its source language."""
    words = view.strings
    return (
        '<div class="admonition info bitext-notice" role="note"'
        f' lang="{words.locale}">\n<p class="admonition-title">{escape(words.untranslated)}</p>\n'
        f"<p>{escape(words.untranslated_text.format(language=view.text_language))}\n"
        f'<a href="{escape(view.link(view.text))}" hreflang="{language_tag(view.text)}">'
        f"{escape(words.untranslated_link)}</a></p>\n</div>"
    )


def foot(view: View, edit_url: str) -> str:
    """What a reader can do about the page."""
    links = [(edit_url, view.strings.edit), (view.report_url, view.strings.report)]
    shown = [f'<a href="{escape(url)}">{escape(text)}</a>' for url, text in links if url]
    tag = f'<p class="bitext-foot" lang="{view.strings.locale}">'
    return f"{tag}{' '.join(shown)}</p>\n" if shown else ""


def _other(words: Strings, home: str) -> str:
    tag = language_tag(words.locale)
    return (
        f'<p class="bitext-other" lang="{tag}"><strong>{escape(words.not_found)}.</strong> '
        f'{escape(words.not_found_text)} <a href="{escape(home)}" hreflang="{tag}">'
        f"{escape(words.not_found_home)}</a></p>"
    )

"""What the 404 page of an engine that has but one, in English, says to readers of each language."""

import re
from html import escape

from bitext.strings import Strings, language_tag
from bitext.view import View

_TITLE = re.compile(r"(?<=<title>).*?(?=</title>)", re.DOTALL)
_HEADING = re.compile(r"<h1>.*?</h1>", re.DOTALL)


def told(html: str, view: View, home: str, foot: str) -> str:
    """The page in its language, with the way to its `home` page, and a line for other readers."""
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


def _other(words: Strings, home: str) -> str:
    tag = language_tag(words.locale)
    return (
        f'<p class="bitext-other" lang="{tag}"><strong>{escape(words.not_found)}.</strong> '
        f'{escape(words.not_found_text)} <a href="{escape(home)}" hreflang="{tag}">'
        f"{escape(words.not_found_home)}</a></p>"
    )

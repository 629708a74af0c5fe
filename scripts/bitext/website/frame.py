"""What the theme puts around a text, drawn once and used for every page that no Markdown makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from bitext.website.pieces import ROOT

HEAD = "__bitext_head__"
TITLE = "__bitext_title__"
TEXT = "__bitext_text__"
SUBJECT = "__bitext_subject__"
ADDRESS = "__bitext_address__"
"""What stands in a frame for the title in the head and in the page, the text, and in links for the
title and the address."""


def choice(locale: str) -> str:
    """What stands in a frame for the address of the page in `locale`, from the root of the site."""
    return f"__bitext_choice_{locale}__"


def depth(path: str) -> int:
    """How many folders deep the page at `path` lies."""
    return path.count("/")


def file_of(path: str) -> str:
    """The file in which the page at the address `path` is published, from the root of the site."""
    return path + "index.html" if not path or path.endswith("/") else path


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of one locale without its text, for all pages that lie at the same depth."""

    html: str
    depth: int

    def page(self, head: str, title: str, text: str, choices: Mapping[str, str], url: str) -> str:
        """The page with this text and title, which is `head` in a list of tabs.

        `choices` are its addresses in each locale, `url` is the public one.
        """
        root = "../" * self.depth or "./"
        html = self.html.replace(HEAD, escape(head, quote=False))
        html = html.replace(TITLE, escape(title, quote=False))
        html = html.replace(SUBJECT, quote(title, safe="")).replace(ADDRESS, quote(url, safe=""))
        for locale, path in choices.items():
            html = html.replace(choice(locale), path)
        return html.replace(TEXT, text).replace(ROOT, root)

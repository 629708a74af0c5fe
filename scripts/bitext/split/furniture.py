"""Why an element of a web page is no part of the article: its words, its names, its tag."""

import re

from bitext.split.signs import reason_of

_NAMES = tuple(
    (reason, re.compile(rf"(?:^|[\s_-])(?:{pattern})(?:$|[\s_-])", re.IGNORECASE))
    for reason, pattern in (
        ("cookies", r"cookies?|consent|gdpr|rgpd"),
        ("comments", r"comments?|commentaires?|respond"),
        ("newsletter", r"newsletter|lettre|mailing|subscribe|email"),
        ("share", r"shar(?:e|ing)|partage|social|reseaux"),
        ("read-also", r"related|voir-aussi|lire-aussi|see-also|recommended|a-lire"),
        ("advert", r"pub|ads?|advert\w*|sponsor\w*|banner-ad|promo"),
        ("navigation", r"nav\w*|menu|breadcrumbs?|fil|ariane|pagination|toc"),
    )
)
_TAGS = {
    "nav": "navigation", "header": "navigation", "footer": "boilerplate", "aside": "textbox",
    "form": "boilerplate", "script": "boilerplate", "style": "boilerplate",
}  # fmt: skip


def reason_for(tag: str, names: str, words: str) -> str:
    """One word on why an element that says `words` is set aside; `names` are its class and id."""
    said = "" if tag in ("script", "style") else reason_of(words)
    if said and (tag, said) != ("footer", "image-credit"):  # a © there is that of the site
        return said
    for reason, pattern in _NAMES:
        if pattern.search(names):
            return reason
    return _TAGS.get(tag, "boilerplate")

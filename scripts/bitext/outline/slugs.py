"""Addresses of headings: what the renderer makes of their titles."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from bitext.dialect import Slugs

_TAG = re.compile(r"</?[^>]*>")
_SIGNS = re.compile(r"[^\w\s-]")
_COUNTED = re.compile(r"^(.*)_([0-9]+)$")


def slug(title: str, slugs: Slugs) -> str:
    """The address that is made of `title`, before it is made unique."""
    if slugs.case.startswith("pymdownx"):
        return _pymdownx(title, slugs)
    text = title
    if not title.isascii():
        text = unicodedata.normalize("NFKC" if slugs.case == "unicode" else "NFKD", title)
    if slugs.case == "ascii" and not title.isascii():
        text = text.encode("ascii", "ignore").decode("ascii")
    text = _SIGNS.sub("", text).strip().lower()
    return _gaps(slugs.separator).sub(slugs.separator, text)


@lru_cache
def _gaps(separator: str) -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(separator)}\s]+")


def _pymdownx(title: str, slugs: Slugs) -> str:
    text = _TAG.sub("", unicodedata.normalize(slugs.form, title)).strip()
    case = slugs.case.partition(" ")[2]
    if case == "lower":
        text = text.lower()
    elif case == "lower-ascii":
        text = re.sub("[A-Z]+", lambda match: match.group().lower(), text)
    elif case == "fold":
        text = text.casefold()
    text = re.sub(r"[^\w\- ]", "", text).replace(" ", slugs.separator)
    return quote(text.encode("utf-8", "surrogatepass")) if slugs.encoded else text


def unique(name: str, used: set[str], reached: dict[str, int]) -> str:
    """`name`, or the first of `name_1`, `name_2`… that is not `used`; it is used from then on.

    `reached` keeps the last number that each name came to, for names that return often.
    """
    if name in used or not name:
        match = _COUNTED.match(name)
        stem, number = (match.group(1), int(match.group(2))) if match else (name, 0)
        number = reached.get(name, number) + 1
        while f"{stem}_{number}" in used:
            number += 1
        reached[name] = number
        name = f"{stem}_{number}"
    used.add(name)
    return name

"""A built site whose pages load what they use: one style sheet, without what nothing can match."""

import re
import shutil
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from bitext.errors import BitextError
from bitext.website import assets
from bitext.website.pruning import VARIABLE, WORD, Used, pruned

_LINK = r'<link rel="stylesheet" href="{}">'
_THEIRS = re.compile(
    r'(?:<link rel="stylesheet" href="(?P<folder>[^"]*assets/stylesheets/(?:\w+/)*)'
    r'[a-z]+\.[0-9a-f]{8}\.min\.css">\s*)+'
)
"""The style sheets of a theme that names a file by a digest of what is in it."""
_SPACED = re.compile(r'<(?:pre|textarea)\b|<script\b(?![^>]*(?:\bsrc=|type="application/))')
_DIGEST = re.compile(r"\.([0-9a-f]{8})\.min\.css")
_JOINED = re.compile(r"\bbitext\.(?:[0-9a-f]{8}\.)+css\b")

_TAG = re.compile(rb"<([a-zA-Z][^>]*)")
_WHOLE_TAG = re.compile(rb"""<([a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*)""")
_TEXT = re.compile(
    rb"<(?:script\b(?![^>]*\bld\+json)|style\b)[^>]*>.*?</(?:script|style)>", re.DOTALL
)
"""A script, data for one, or a style; what search engines are told has no script that reads it."""
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_CODE = re.compile(r"on\w+|style")
"""Attributes that hold a script or a style."""

SEARCHED = ("assets/javascripts/lunr", "assets/javascripts/workers")
"""What only Material's own search runs; nothing of it touches a page."""


def thinned(html: str) -> str:
    """The page without indentation and blank lines outside of its text.

    In text and code they may count, so `article` is left as it is; so is all else of a page where
    they might count there, too.
    """
    before, opening, rest = html.partition("<article")
    text, closing, after = rest.rpartition("</article>")
    if not closing or is_spaced(before) or is_spaced(after):
        return html
    return f"{flush(before)}{opening}{text}{closing}{flush(after)}"


def is_spaced(html: str) -> bool:
    """Whether there is text in which spaces and line breaks may count."""
    return _SPACED.search(html) is not None


def flush(html: str) -> str:
    """The lines of `html` that are not blank; but for the first, without what they begin with."""
    first, *lines = html.split("\n")
    last = [""] if lines and (not lines[-1] or lines[-1].isspace()) else []
    return "\n".join([first, *filter(None, map(str.lstrip, lines)), *last])


def joined(html: str, root: str) -> str:
    """The page with one style sheet in place of those of its theme and ours.

    Its name says of which it is made, and `slim` makes it. `root` is the link to the root of the
    site. A page that names its style sheets in another way is left as it is.
    """
    ours = _LINK.format(f"{root.removeprefix('./')}{assets.STYLE}")
    run = _THEIRS.search(html)
    if run is None or html.count(ours) != 1:
        return html
    name = ".".join(("bitext", *_DIGEST.findall(run[0]), "css"))
    one = _LINK.format(f"{run['folder']}{name}")
    return html.replace(ours, "", 1).replace(run[0].rstrip(), one, 1)


def slim(site: Path, *, searched: bool = True) -> None:
    """Write the style sheets that pages in the folder `site` were given by `joined`.

    Without `searched`, what the theme's own search runs is taken away.
    Raises BitextError where a page names a style sheet that the theme has not.
    """
    if not searched:
        for folder in SEARCHED:
            shutil.rmtree(site / folder, ignore_errors=True)
    tags, texts = _read(site)
    names = {found[0] for tag in tags if (found := _JOINED.search(tag))}
    if not names:
        return
    used = Used(frozenset(_marks(tags)), frozenset(_words(site, tags, texts)))
    for name in names:
        first, *others = re.findall(r"(?<=\.)[0-9a-f]{8}(?=\.)", name)
        # An engine may give each language the files of the theme.
        for file in _sheets(site, first):
            theirs = [file, *(_sheets(file.parent, one)[0] for one in others)]
            style = "".join(one.read_text("utf-8") for one in (*theirs, site / assets.STYLE))
            file.with_name(name).write_text(pruned(style, used), "utf-8")


def _sheets(folder: Path, digest: str) -> list[Path]:
    """The style sheets of the theme in a folder that bear this digest."""
    found = sorted(folder.rglob(f"*.{digest}.min.css"))
    if not found:
        raise BitextError(
            f"{folder}: no style sheet *.{digest}.min.css is here, but a page names it"
        )
    return found


def _read(site: Path) -> tuple[set[str], set[str]]:
    """The different tags of all pages, and the scripts and styles in them with their tags.

    Bytes, as long as they are many: there may be a gigabyte.
    """
    tags: set[bytes] = set()
    texts: set[bytes] = set()
    for file in site.rglob("*.html"):
        html = file.read_bytes()
        new = set(_TAG.findall(html)) - tags
        tags |= new
        texts.update(_TEXT.findall(html))
        # A “>” in an attribute has cut a tag short: all tags are read again, with care.
        if any(tag.count(b'"') % 2 or tag.count(b"'") % 2 for tag in new):
            tags.update(_WHOLE_TAG.findall(html))
    return _decoded(tags), _decoded(texts)


def _decoded(texts: Iterable[bytes]) -> set[str]:
    return {text.decode("utf-8", "replace") for text in texts}


def _marks(tags: Iterable[str]) -> Iterator[str]:
    """What selectors can name of these tags."""
    for tag in tags:
        element, *attributes = _ATTRIBUTE.findall(tag)
        yield element[0].lower()
        for name, value in _unquoted(attributes):
            yield f"[{name}"
            yield f"[{name}={value}"
            if name == "id":
                yield f"#{value}"
            elif name == "class":
                yield from (f".{one}" for one in value.split())


def _unquoted(attributes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in attributes:
        yield name.lower(), unescape(value[1:-1] if value[:1] in ('"', "'") else value)


def _words(site: Path, tags: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    """Every word of the scripts of the site, and the variables of styles that are not joined."""
    for text in texts:
        yield from (VARIABLE if text.startswith("<style") else WORD).findall(text)
    for tag in tags:
        for name, value in _unquoted(_ATTRIBUTE.findall(tag)):
            if _CODE.fullmatch(name):
                yield from WORD.findall(value)
    for file in site.rglob("*.*js"):
        if not any(file.is_relative_to(site / folder) for folder in SEARCHED):
            yield from WORD.findall(file.read_text("utf-8", "replace"))
    for file in site.rglob("*.css"):
        if not _is_joined(file, site):
            yield from VARIABLE.findall(file.read_text("utf-8", "replace"))


def _is_joined(file: Path, site: Path) -> bool:
    name = file.relative_to(site).as_posix()
    return name == assets.STYLE or "assets/stylesheets/" in name

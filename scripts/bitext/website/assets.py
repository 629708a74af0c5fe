"""The style and the script of every feature, made one file of each for the site."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

STYLE = "assets/bitext.css"
SCRIPT = "assets/bitext.js"
MADE_STYLE = "assets/bitext-made.css"
"""What only pages that no Markdown makes need: texts side by side, the state of translations."""

STYLES = (
    "reading",
    "contrast",
    "switcher",
    "page",
    "home",
    "search",
    "charts",
    "terms",
    "colours",
    "screens",
    "print",
)
"""The style sheets, the later over the earlier; `screens` and `print` come last."""

SCRIPTS = (
    "switcher",
    "prefetch",
    "boxes",
    "terms",
    "search",
)
MODULES = ("box", "find")
"""The scripts of the search, fetched by readers who turn to it."""

_FOLDER = Path(__file__).with_name("assets")
_BLANK = r"(?:\s|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)"
_PART = re.compile(rf'("[^"\n]*")|{_BLANK}*([{{}};,]){_BLANK}*|{_BLANK}+')


@cache
def files() -> Mapping[str, str]:
    """What a site publishes for its pages, by the path from its root."""
    styles = "".join(smaller_style(_text(f"{name}.css")) for name in STYLES)
    # A semicolon, for one script may end where the next begins with a bracket.
    scripts = ";".join(smaller_script(_text(f"{name}.js")) for name in SCRIPTS)
    modules = {
        f"assets/bitext-search/{name}.js": smaller_script(_text(f"search/{name}.js"))
        for name in MODULES
    }
    made = smaller_style(_text("made.css"))
    return {STYLE: styles, MADE_STYLE: made, SCRIPT: scripts, **modules}


def smaller_style(text: str) -> str:
    """A style sheet without comments and the white space that means nothing."""
    found = _PART.sub(lambda part: part[1] or part[2] or " ", text)
    return f"{found.strip()}\n"


def smaller_script(text: str) -> str:
    """A script without the lines that are comments and without indentation.

    It may hold no text of several lines: a script of ours has none.
    """
    lines = [line.strip() for line in text.splitlines()]
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")

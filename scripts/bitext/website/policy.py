"""The scripts that a theme writes into its pages, moved into files of the site.

A Content-Security-Policy can then forbid inline scripts, which is most of what such a policy is
for: `script-src 'self' 'wasm-unsafe-eval'` holds.
"""

import hashlib
import re
from functools import cache

_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_SOURCE = re.compile(r"""\bsrc\s*=""")
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^\s"'>]*)""")
_RUN = ("", "text/javascript", "application/javascript")
"""The types of script that a browser runs; data stays in its page, and so does a module."""

# Material writes how deep in the site a page lies; a file of the site knows that by itself.
_DEPTH = re.compile(r'new URL\("(?:\.|\.\.(?:/\.\.)*)/?",\s*location\)')
_ROOT = 'new URL("../..",document.currentScript.src)'


def moved(html: str, root: str) -> tuple[str, dict[str, str]]:
    """The page without inline scripts, and those scripts by their path from `root`.

    `root` is the link from the page to the root of the site. What is the same on every page is one
    file for all of them.
    """
    found: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        attributes = match["attributes"]
        kind = _TYPE.search(attributes)
        if _SOURCE.search(attributes) or (kind[1] if kind else "") not in _RUN:
            return match[0]
        path, code = _file(match["code"])
        found[path] = code
        return f'<script{attributes} src="{root.removeprefix("./")}{path}"></script>'

    return _SCRIPT.sub(named, html), found


@cache
def _file(script: str) -> tuple[str, str]:
    """The path of the file for an inline script, and what stands in it."""
    code = _DEPTH.sub(_ROOT, script.strip())
    digest = hashlib.sha256(code.encode()).hexdigest()[:8]
    return f"assets/javascripts/inline.{digest}.js", f"{code}\n"

"""What a site makes of its pages when it is built that their source does not show.

Templates are filled in, hooks change pages, plugins write pages of their own. None of that is run
here: what it can reach is undecided, and rules say nothing of what is.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bitext.dialect import named
from bitext.ground import Ground

TEMPLATES = "templates"
"""Pages are Jinja templates: what stands in their braces becomes something else."""
DOCUMENTED = "documented"
"""`:::` stands for the documentation of code; references may lead to any of it."""
REWRITTEN = "rewritten"
"""A hook may change the text of any page: its anchors are not all in its source."""
PAGES = "pages"
"""Pages and files may be made that no folder holds."""

_PLUGINS = {
    "macros": TEMPLATES, "markdownextradata": TEMPLATES, "include-markdown": TEMPLATES,
    "table-reader": TEMPLATES, "jinja": TEMPLATES, "jinja2": TEMPLATES, "placeholder": TEMPLATES,
    "mkdocstrings": DOCUMENTED, "autorefs": DOCUMENTED, "mkapi": DOCUMENTED,
    "gen-files": PAGES, "blog": PAGES, "material/blog": PAGES, "tags": PAGES,
    "material/tags": PAGES, "monorepo": PAGES, "multirepo": PAGES, "techdocs-core": PAGES,
    "api-autonav": PAGES, "mkdoxy": PAGES, "simple": PAGES, "same-dir": PAGES,
    "mkdocs-jupyter": PAGES, "gallery": PAGES, "swagger-ui-tag": PAGES,
}  # fmt: skip
_EVENTS = {
    **dict.fromkeys(("on_files", "on_pre_build", "on_config", "on_startup", "on_nav"), PAGES),
    **dict.fromkeys(
        (
            "on_page_read_source", "on_page_markdown", "on_page_content", "on_page_context",
            "on_pre_page", "on_post_page", "on_env",
        ),
        REWRITTEN,
    ),
}  # fmt: skip


def undecided(data: Mapping[str, Any], root: Path, ground: Ground) -> frozenset[str]:
    """What the configuration `data` of the site in `root` leaves undecided."""
    return frozenset({*_by_plugins(data), *_by_hooks(data, root, ground)})


def _by_plugins(data: Mapping[str, Any]) -> Iterator[str]:
    for name, options in named(data.get("plugins")):
        if name in _PLUGINS:
            yield _PLUGINS[name]
        if name == "macros" and any(key.startswith("j2_") for key in options):
            # Its braces may be any signs: where they stand cannot be known either.
            yield REWRITTEN


def _by_hooks(data: Mapping[str, Any], root: Path, ground: Ground) -> Iterator[str]:
    """What the events of MkDocs that hooks listen to may change; the files are read, not run."""
    hooks = data.get("hooks")
    for hook in hooks if isinstance(hooks, list) else []:
        path = root / str(hook)
        ground.file(path)
        try:
            tree = ast.parse(path.read_bytes())
        except (OSError, SyntaxError, ValueError, RecursionError):
            yield from (PAGES, REWRITTEN)
            continue
        names = {name for node in ast.walk(tree) for name in _named(node)}
        yield from (_EVENTS[name] for name in sorted(names & _EVENTS.keys()))


def _named(node: ast.AST) -> Iterator[str]:
    """What a piece of Python gives a name to: a function, an import, a variable."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
    elif isinstance(node, ast.alias):
        yield node.asname or node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id

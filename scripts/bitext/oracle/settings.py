"""The extensions of a site as Python-Markdown takes them: tags resolved, nothing fetched."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from bitext.dialect import Tagged
from bitext.errors import BitextError
from bitext.oracle.rendering import Extensions, Oracle

# They rewrite addresses, or take the HTML out, once the page has been read.
_AFTERWARDS = ("pymdownx.pathconverter", "pymdownx.b64", "pymdownx.striphtml")


def oracle(entries: Iterable[tuple[str, Mapping[str, Any]]], root: Path) -> Oracle:
    """Python-Markdown with the `entries` of `markdown_extensions`, for a site that stands in `root`.

    Raises BitextError where an extension, or what a setting names, cannot be imported.
    """
    chosen: Extensions = []
    for name, options in entries:
        if name not in _AFTERWARDS:
            chosen.append({name: _settled(name, options, root)})
    try:
        return Oracle(chosen)
    except Exception as error:  # an extension is foreign code: it may raise anything
        raise BitextError(f"markdown_extensions: {type(error).__name__}: {error}") from error


def _settled(name: str, options: Mapping[str, Any], root: Path) -> dict[str, Any]:
    settled: dict[str, Any] = {key: _resolved(value) for key, value in options.items()}
    if name == "pymdownx.snippets":
        base = settled.get("base_path") or ["."]
        bases = [base] if isinstance(base, str) else base
        # The name that MkDocs has for the folder of its configuration.
        settled["base_path"] = [root / str(one).replace("$config_dir", str(root)) for one in bases]
        settled["url_download"] = False
        settled["check_paths"] = False
    if name in ("pymdownx.highlight", "codehilite", "markdown.extensions.codehilite"):
        # Lines of code have no address of their own in the outline.
        settled |= dict.fromkeys(("line_spans", "line_anchors"), "")
        settled["anchor_linenums"] = False
    if name == "pymdownx.emoji":
        settled["emoji_generator"] = _drawn
    if name == "footnotes":
        # The order in which notes are listed is no matter of reading.
        settled["USE_DEFINITION_ORDER"] = True
    return settled


def _drawn(*_: Any) -> Element:
    """An emoji that is neither text nor image: which it becomes is no matter of reading."""
    return Element("span")


def _resolved(value: Any) -> Any:
    """`value` with each tag as the Python object it names."""
    if isinstance(value, Tagged):
        return _object(value)
    if isinstance(value, Mapping):
        return {key: _resolved(one) for key, one in value.items()}
    return [_resolved(one) for one in value] if isinstance(value, list) else value


def _object(tagged: Tagged) -> Any:
    kind, _, name = tagged.tag.partition(":")
    module, _, attribute = name.rpartition(".")
    try:
        found: Any = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise BitextError(f"markdown_extensions: {name}: cannot be imported: {error}") from error
    if kind.startswith("object"):
        return _called(found, _resolved(tagged.value))
    return found


def _called(function: Callable[..., Any], given: Any) -> Any:
    """What `function` makes of the arguments that a YAML tag gives it."""
    if isinstance(given, Mapping):
        return function(*given.get("args", ()), **given.get("kwds", {}))
    return function(*given) if isinstance(given, list) else function()

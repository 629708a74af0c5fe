"""The Markdown of a site: which extensions are on, and how those that matter are set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SUPERFENCES = "pymdownx.superfences"
MATERIAL = (
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", SUPERFENCES,
    "pymdownx.details", "pymdownx.tabbed",
)  # fmt: skip
_BUNDLES = {
    "extra": ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"),
    "pymdownx.extra": (
        "pymdownx.betterem", SUPERFENCES, "footnotes", "attr_list", "def_list", "tables", "abbr",
        "md_in_html",
    ),
}  # fmt: skip
_ALWAYS = ("toc", "tables", "fenced_code")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value that MkDocs would make by running Python code; kept, never run."""

    tag: str
    value: object

    def __hash__(self) -> int:
        return hash(self.tag)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the reader of Markdown has to know of a site's extensions."""

    extensions: frozenset[str] = frozenset(_ALWAYS)
    slugs: str = "ascii"
    separator: str = "-"
    pygments: bool = True
    relaxed_headers: bool = False
    custom_fences: frozenset[str] = frozenset()

    @property
    def superfences(self) -> bool:
        """Whether fences may nest and carry options."""
        return SUPERFENCES in self.extensions

    @property
    def fences(self) -> bool:
        """Whether there are fences at all."""
        return self.superfences or "fenced_code" in self.extensions


def named(entries: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Plugins and extensions come as names, as ``name: options`` in a list, or as one mapping."""
    if isinstance(entries, Mapping):
        entries = [{name: options} for name, options in entries.items()]
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, str):
            yield entry, {}
        elif isinstance(entry, Mapping):
            for name, options in entry.items():
                yield str(name), options if isinstance(options, Mapping) else {}


def read_dialect(extensions: object) -> Dialect:
    """The dialect that the `markdown_extensions` of a configuration file make."""
    names: set[str] = set(_ALWAYS)
    settings: dict[str, Mapping[str, Any]] = {}
    for name, options in named(extensions):
        name = name.removeprefix("markdown.extensions.")
        settings[name] = options
        names.add(name)
        names.update(_BUNDLES.get(name, ()))
    if "codehilite" in names:
        names.discard("codehilite")
    toc = settings.get("toc", {})
    fences = settings.get(SUPERFENCES, {}).get("custom_fences")
    fences = fences if isinstance(fences, list) else []
    return Dialect(
        extensions=frozenset(names),
        slugs=_slugs(toc),
        separator=str(toc.get("separator") or "-"),
        pygments=settings.get("pymdownx.highlight", {}).get("use_pygments") not in (False, "false"),
        relaxed_headers=bool(settings.get(SUPERFENCES, {}).get("relaxed_headers")),
        custom_fences=frozenset(str(one.get("name")) for one in fences if isinstance(one, Mapping)),
    )


def _slugs(toc: Mapping[str, Any]) -> str:
    chosen = toc.get("slugify")
    if isinstance(chosen, Tagged):
        if "pymdownx.slugs" in chosen.tag or "pymdownx.slugs" in str(chosen.value):
            return "pymdownx-lower" if "lower" in str(chosen.value) else "pymdownx"
        if "slugify_unicode" in chosen.tag:
            return "unicode"
    return "unicode" if chosen == "slugify_unicode" else "ascii"

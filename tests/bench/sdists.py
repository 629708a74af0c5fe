"""Real pages to read: the documentation that source distributions on PyPI carry.

They are fetched once into .cache/sdists and never committed. Each is read with the extensions of
its own mkdocs.yml or zensical file; what cannot be imported here is left out on both sides.
"""

import importlib
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bitext.config import extensions
from bitext.dialect import Tagged

CACHE = Path(__file__).parent.parent.parent / ".cache" / "sdists"
PACKAGES = (
    "ansible-lint==26.10.1", "copier==9.19.1", "dirty-equals==0.11", "duty==1.10.1",
    "fastapi==0.165.0", "griffe==2.4.1", "hatch==1.18.2", "markdown==3.11.3", "mkdocs==1.6.1",
    "mkdocs-static-i18n==1.3.1", "mkdocstrings==1.0.8", "mkdocstrings-python==2.0.11",
    "pymdown-extensions==13.1.2", "starlette==1.10.0",
)  # fmt: skip
# For packages that say nothing of their own: what Material for MkDocs documents, all of it.
RICH: dict[str, dict[str, Any]] = {
    "abbr": {}, "admonition": {}, "attr_list": {}, "def_list": {}, "footnotes": {},
    "md_in_html": {}, "toc": {"permalink": True}, "pymdownx.arithmatex": {"generic": True},
    "pymdownx.betterem": {}, "pymdownx.caret": {}, "pymdownx.critic": {}, "pymdownx.details": {},
    "pymdownx.emoji": {}, "pymdownx.highlight": {}, "pymdownx.inlinehilite": {},
    "pymdownx.keys": {}, "pymdownx.magiclink": {}, "pymdownx.mark": {},
    "pymdownx.smartsymbols": {}, "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True}, "pymdownx.tasklist": {}, "pymdownx.tilde": {},
}  # fmt: skip
_LEFT_OUT = (
    "zensical.extensions.preview",  # asks for the builder it belongs to
    "pymdownx.fancylists",  # not read by us
)
_FENCE = Tagged("name:pymdownx.superfences.fence_code_format", "")
Entries = tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True)
class Site:
    """A package: its name, the folder that its settings stand in, its extensions and pages."""

    name: str
    root: Path
    extensions: Entries
    pages: tuple[Path, ...]


def sites() -> Iterator[Site]:
    """Every package with its pages, those of its tests and its licences left out."""
    for package in PACKAGES:
        root = _fetched(package)
        settings = [root / name for name in ("mkdocs.yml", "zensical.yml", "zensical.toml")]
        file = next((one for one in settings if one.is_file()), None)
        pages = tuple(one for one in sorted(root.rglob("*.md")) if _wanted(one))
        yield Site(package, root, tuple(_importable(_entries(file))), pages)


def _wanted(path: Path) -> bool:
    parts = {part.lower() for part in path.parts}
    return not parts & {"node_modules", "license.md", ".snippets"}


def _fetched(package: str) -> Path:
    name = package.replace("==", "-").replace("-", "_")
    folder = CACHE / name
    if not folder.is_dir():
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-binary",
            ":all:",
        ]
        subprocess.run([*pip, "--dest", str(CACHE), package], check=True)
        wanted = package.partition("==")[0].replace("-", "_")
        (archive,) = [one for one in CACHE.glob("*.tar.gz") if one.name.startswith(f"{wanted}-")]
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    (root,) = folder.iterdir()
    return root


def _entries(file: Path | None) -> Entries:
    if file is None:
        return tuple(RICH.items())
    if file.suffix == ".toml":
        table = tomllib.loads(file.read_text("utf-8"))["project"]["markdown_extensions"]
        return tuple(_flat(table))
    return extensions(file)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """TOML nests `pymdownx.blocks.tab`; an extension is a table that holds no other extension."""
    for key, value in table.items():
        name = f"{prefix}{key}"
        if key in ("pymdownx", "blocks", "zensical", "extensions"):
            yield from _flat(value, f"{name}.")
        else:
            yield name, {one: _name(what) for one, what in value.items()}


def _name(value: Any) -> Any:
    """TOML has no tags: a dotted name stands for the object itself."""
    dotted = isinstance(value, str) and value.startswith(("zensical.", "material.", "pymdownx."))
    return Tagged(f"name:{value}", "") if dotted else value


def _importable(entries: Entries) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, options in entries:
        if name in _LEFT_OUT:
            continue
        short = name.removeprefix("markdown.extensions.")
        for module in (f"markdown.extensions.{short}", short):
            try:
                importlib.import_module(module)
            except ImportError:
                continue
            yield name, _formatted(options)
            break


def _formatted(options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Custom fences are formatted by code of the package itself; how they look is no matter here."""
    fences = options.get("custom_fences")
    if not isinstance(fences, list):
        return options
    kept = [{"name": one["name"], "class": one["class"], "format": _FENCE} for one in fences]
    return {**options, "custom_fences": kept}

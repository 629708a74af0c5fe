"""Which site this is: its locales and layout, the Markdown it speaks, the options of the tool."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bitext.dialect import MATERIAL, Dialect, named, read_dialect
from bitext.errors import BitextError
from bitext.ground import Ground
from bitext.model import Entry, Navigation
from bitext.root import around, find
from bitext.settings import plugin_options, settings
from bitext.unseen import PAGES, TEMPLATES, undecided

_DATA = ("figures", "termbase")
_OPTIONS = {"source", "targets", "shown", "ignore", *_DATA}
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$")


@dataclass(frozen=True, slots=True)
class Config:
    """A site and how it is to be checked.

    `root` is the folder of the configuration file, to which every reported path is relative;
    `docs` the documentation folder. `folders` gives, for each locale, the folder its pages stand
    in: one each in the folder layout, the same one for all in the suffix layout. `undecided` names
    what the site makes when it is built that its source does not show (see `bitext.unseen`).
    """

    root: Path
    docs: Path
    layout: str
    source: str
    targets: tuple[str, ...]
    folders: Mapping[str, Path]
    dialect: Dialect = field(default_factory=Dialect)
    use_directory_urls: bool = True
    site_url: str = ""
    excluded: str = ""
    shown: tuple[str, ...] = ("title", "description")
    ignore: frozenset[str] = frozenset()
    termbase: Path | None = None
    navigation: Navigation | None = None
    undecided: frozenset[str] = frozenset()

    @property
    def locales(self) -> tuple[str, ...]:
        """The source locale, then the targets."""
        return (self.source, *self.targets)

    @property
    def named_folders(self) -> dict[str, str]:
        """The folder of each locale as it is reported."""
        return {locale: self.relative(folder) for locale, folder in self.folders.items()}

    def relative(self, path: Path | str) -> str:
        """`path` as it is reported: from the folder of the configuration file, with slashes."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")


def load(start: Path, file: Path | None = None, ground: Ground | None = None) -> Config:
    """The configuration of the site that `start` lies in, or that `file` (mkdocs.yml) describes.

    What it rests on is written down in `ground`. Raises BitextError where there is no such file, where it is not YAML, where it configures no
    second language or an unknown option.
    """
    path = file or find(start)
    if not path.is_file():
        raise BitextError(f"{path}: no such configuration file")
    ground = ground or Ground()
    data = settings(path, ground)
    root = path.resolve().parent
    options = _options(root, ground)
    open_ends = undecided(data, root, ground)
    docs = Path(os.path.normpath(root / str(data.get("docs_dir") or "docs")))
    if not docs.is_dir():
        shown = os.path.relpath(docs, root)
        raise BitextError(f"{path}: docs_dir: no such folder: {shown}")
    plugin = plugin_options(data, "i18n")
    if plugin is None:
        raise BitextError(
            f"{path}: plugins: i18n (mkdocs-static-i18n) is not configured; "
            "name two folders with --source-dir and --target-dir"
        )
    layout = str(plugin.get("docs_structure") or "suffix")
    if layout not in ("folder", "suffix"):
        raise BitextError(f"{path}: docs_structure is “{layout}”, expected folder or suffix")
    source, targets = _locales(path, plugin, options)
    folders = {
        locale: docs / locale if layout == "folder" else docs for locale in (source, *targets)
    }
    return _checked(
        Config(
            root=root,
            docs=docs,
            layout=layout,
            source=source,
            targets=targets,
            folders=folders,
            dialect=read_dialect(data.get("markdown_extensions"), unseen=open_ends),
            undecided=open_ends,
            use_directory_urls=data.get("use_directory_urls") not in (False, "false"),
            site_url=str(data.get("site_url") or ""),
            excluded=str(data.get("exclude_docs") or ""),
            navigation=None if PAGES in open_ends else _navigation(path, data, plugin),
        ),
        options,
        ground,
    )


def without_mkdocs(
    root: Path,
    source: tuple[str, Path],
    target: tuple[str, Path],
    ground: Ground | None = None,
) -> Config:
    """A configuration for two folders of Markdown, each given as (locale, folder).

    The extensions taken for granted are those that Material for MkDocs recommends.
    """
    if source[0] == target[0]:
        raise BitextError(f"--source and --target are both “{source[0]}”, expected two locales")
    ground = ground or Ground()
    for _, folder in (source, target):
        ground.place(folder)
    folders = {source[0]: source[1].resolve(), target[0]: target[1].resolve()}
    if folders[source[0]] == folders[target[0]]:
        raise BitextError(f"{target[1]}: --source-dir and --target-dir are the same folder")
    for folder in folders.values():
        if not folder.is_dir():
            raise BitextError(f"{folder}: no such folder")
    root = around(root, *folders.values())
    config = Config(
        root=root,
        docs=Path(os.path.commonpath(list(folders.values()))),
        layout="folder",
        source=source[0],
        targets=(target[0],),
        folders=folders,
        dialect=read_dialect(list(MATERIAL)),
        undecided=frozenset((TEMPLATES,)),  # whatever makes the site may fill in addresses
    )
    return _checked(config, _options(root, ground), ground)


def extensions(file: Path | None) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """The Markdown extensions that `file` (mkdocs.yml) sets, with their options as they are written.

    Without one, those that Material for MkDocs recommends.
    """
    entries = settings(file).get("markdown_extensions") if file else list(MATERIAL)
    return tuple(named(entries))


def termbase(root: Path) -> Path | None:
    """The file of agreed terms of the site in `root`, if it has one.

    Raises BitextError where the options name a file that is not there.
    """
    return _named(root, "termbase", _options(root, Ground()))


def figures(root: Path) -> Path | None:
    """The file of the charts of the site in `root`, if it has one.

    Raises BitextError where the options name a file that is not there.
    """
    return _named(root, "figures", _options(root, Ground()))


def _navigation(
    path: Path, data: Mapping[str, Any], plugin: Mapping[str, Any]
) -> Navigation | None:
    """The navigation, unless a plugin or MkDocs itself makes it."""
    made = any(
        name.startswith(("awesome", "literate-nav")) for name, _ in named(data.get("plugins"))
    )
    if made or not isinstance(data.get("nav"), list):
        return None
    lines = path.read_text(encoding="utf-8").split("\n")
    first = next((row for row, line in enumerate(lines) if line.startswith("nav:")), 0)
    languages = plugin.get("languages")
    translations: dict[str, Mapping[str, str]] = {}
    for language in languages if isinstance(languages, list) else []:
        if isinstance(language, Mapping) and not language.get("nav"):
            titles = language.get("nav_translations")
            titles = titles if isinstance(titles, Mapping) else {}
            translations[str(language.get("locale"))] = {
                str(title): str(words) for title, words in titles.items()
            }
    return Navigation(
        path.name,
        tuple(_entries(data["nav"], lines, first)),
        translations,
        str(data.get("not_in_nav") or ""),
    )


def _entries(entries: object, lines: list[str], row: int) -> Iterator[Entry]:
    """The entries of a navigation, each with the first line from `row` on that names it."""
    for entry in entries if isinstance(entries, list) else [entries]:
        named = entry.items() if isinstance(entry, Mapping) else [("", entry)]
        for title, what in named:
            page = what if isinstance(what, str) else ""
            word = str(title) or page
            row = next((at for at in range(row, len(lines)) if word in lines[at]), row)
            yield Entry(str(title), page, row + 1)
            if isinstance(what, list):
                for inner in _entries(what, lines, row + 1):
                    row = max(row, inner.line - 1)
                    yield inner


def _checked(config: Config, options: Mapping[str, Any], ground: Ground) -> Config:
    """`config` with `options` applied; every locale must have its folder."""
    for locale, folder in config.folders.items():
        if not folder.is_dir():
            raise BitextError(f"{config.relative(folder)}: no folder for the locale “{locale}”")
    termbase = _named(config.root, "termbase", options)
    ground.file(termbase or config.root / _usual("termbase"))
    return replace(
        config,
        shown=tuple(options.get("shown", config.shown)),
        ignore=frozenset(options.get("ignore", ())),
        termbase=termbase,
    )


def _usual(option: str) -> str:
    return f"docs/{option}.toml"


def _named(root: Path, option: str, options: Mapping[str, Any]) -> Path | None:
    """The data file that `option` names, else the one in its usual place, if it is there."""
    path = root / str(options.get(option, _usual(option)))
    if option in options and not path.is_file():
        raise BitextError(f"pyproject.toml: tool.bitext.{option}: no such file: {path.name}")
    return path if path.is_file() else None


def _options(root: Path, ground: Ground) -> Mapping[str, Any]:
    path = root / "pyproject.toml"
    ground.file(path)
    if not path.is_file():
        return {}
    import tomllib

    try:
        tool = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BitextError(f"pyproject.toml: {error}") from error
    table = tool.get("bitext", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise BitextError("pyproject.toml: tool.bitext: expected a table")
    for key, value in table.items():
        if key not in _OPTIONS:
            known = ", ".join(sorted(_OPTIONS))
            raise BitextError(f"pyproject.toml: tool.bitext.{key}: unknown option (known: {known})")
        lists = key not in ("source", *_DATA)
        items = value if lists else [value]
        if not isinstance(items, list) or not all(isinstance(one, str) for one in items):
            kind = "a list of strings" if lists else "a string"
            raise BitextError(f"pyproject.toml: tool.bitext.{key}: expected {kind}")
    return dict(table)


def _locales(
    path: Path, plugin: Mapping[str, Any], options: Mapping[str, Any]
) -> tuple[str, tuple[str, ...]]:
    built: list[str] = []
    default = ""
    languages = plugin.get("languages")
    for language in languages if isinstance(languages, list) else []:
        locale = str(language.get("locale") or "") if isinstance(language, Mapping) else ""
        if locale == "null" or not _LOCALE.match(locale):
            continue
        if language.get("build") not in (False, "false"):
            built.append(locale)
        if language.get("default") in (True, "true"):
            default = locale
    source = str(options.get("source") or default)
    if options.get("source") and source not in built:
        known = ", ".join(built)
        raise BitextError(
            f"pyproject.toml: tool.bitext.source: “{source}” is not a language this site builds ({known})"
        )
    if source not in built:
        raise BitextError(f"{path}: i18n: no built language is the source (default: true)")
    wanted = options.get("targets")
    for one in wanted or ():
        if one not in built or one == source:
            known = ", ".join(other for other in built if other != source)
            raise BitextError(
                f"pyproject.toml: tool.bitext.targets: “{one}” is no target language (known: {known})"
            )
    targets = tuple(one for one in built if one != source and (not wanted or one in wanted))
    if not targets:
        raise BitextError(f"{path}: i18n: no second language is built")
    return source, targets

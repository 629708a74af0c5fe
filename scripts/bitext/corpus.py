"""Walks the documentation folder and reads its pages; the only module that reads them."""

import contextlib
import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bitext.config import Config
from bitext.contents import content
from bitext.digest import VERSION
from bitext.errors import BitextError
from bitext.includes import Includes
from bitext.model import Page, Term
from bitext.outline import outline
from bitext.outline.snippets import Include
from bitext.site import Listing
from bitext.terms import load

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_HIDDEN = ".*\n/templates/\n"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every page of every locale, by locale and key, the path of every published file, the terms."""

    config: Config
    pages: Mapping[str, Mapping[str, Page]]
    files: frozenset[str]
    terms: tuple[Term, ...] = ()


def listed(config: Config) -> Listing:
    """All pages and files that the site publishes; nothing is opened."""
    paths: dict[str, dict[str, str]] = {locale: {} for locale in config.locales}
    files: set[str] = set()
    folders = config.named_folders
    for path in _published(config):
        files.add(path)
        if not _is_page(path):
            continue
        for locale, key in _belongs(path, config, folders):
            if key not in paths[locale] or not _plain(path, config):
                paths[locale][key] = path
    return Listing(paths, frozenset(files), folders)


def read(config: Config) -> Corpus:
    """All pages that the site publishes; a page that cannot be read comes with its trouble."""
    listing = listed(config)
    pages = {
        locale: {
            key: read_page(config.root / path, path, key, locale, config)
            for key, path in paths.items()
        }
        for locale, paths in listing.paths.items()
    }
    return Corpus(config, pages, listing.files, agreed(config))


def agreed(config: Config) -> tuple[Term, ...]:
    """The terms of the site."""
    return load(config.termbase).terms if config.termbase is not None else ()


def read_page(path: Path, relative: str, key: str, locale: str, config: Config) -> Page:
    """One page; its trouble says why it could not be read."""
    return page_of(content(path), relative, key, locale, config)


def text_of(path: Path) -> str:
    """The text of a page as its lines are counted, for showing; empty where it has none."""
    data = content(path)
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def page_of(
    data: bytes | str,
    relative: str,
    key: str,
    locale: str,
    config: Config,
    include: Include | None = None,
) -> Page:
    """The page that `data` holds, or, where it is the reason that there is none, its trouble."""
    if include is None and config.dialect.snippets is not None:
        include = Includes(config, relative)
    if isinstance(data, str):
        return Page(relative, key, locale, trouble=(1, f"cannot be read: {data}"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte {data[error.start]:#04x} at offset {error.start}"
        return Page(relative, key, locale, trouble=(line, message))
    try:
        page = outline(text, config.dialect, relative, key, locale, include)
    except RecursionError:
        return Page(relative, key, locale, text, trouble=(1, "cannot be read: nested too deeply"))
    return replace(page, trouble=page.trouble or _newer(page))


def _newer(page: Page) -> tuple[int, str] | None:
    """Why the record of `page` must be left alone: a later version of this tool wrote it."""
    state = page.meta.get("translation")
    version = str(state.get("version") or VERSION) if isinstance(state, dict) else VERSION
    if version == VERSION:
        return None
    message = f"translation record has version “{version}”, this tool reads {VERSION}"
    return page.meta_lines.get("translation", 1), message


def locate(config: Config, name: str, start: Path) -> tuple[str, str]:
    """The locale and key of the page that `name` means, a path from `start` or from the root.

    Raises BitextError where `name` is no page of the site.
    """
    for base in (start, config.root, config.docs):
        for path in _spellings(base / name, config.docs):
            if _is_page(path.name) and _is_file(path) and path.is_relative_to(config.docs):
                for locale, key in _belongs(config.relative(path), config, config.named_folders):
                    return locale, key
    raise BitextError(f"{name}: no such page on this site")


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is none."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; a name that no folder can have is none."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_dir()
    return False


def _is_page(path: str) -> bool:
    return posixpath.splitext(path)[1].lower() in PAGES


def _spellings(path: Path, docs: Path) -> Iterator[Path]:
    """The path as it is written, then as it is where links lead into the folder `docs`."""
    yield Path(os.path.normpath(path))
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        yield docs / path.resolve().relative_to(docs.resolve())


def page_path(config: Config, locale: str, key: str) -> Path:
    """Where the page `key` of `locale` stands or would stand."""
    if config.layout == "folder":
        return config.folders[locale] / key
    stem, suffix = os.path.splitext(key)
    localized = config.docs / f"{stem}.{locale}{suffix}"
    plain = config.docs / key
    return plain if locale == config.source and not localized.is_file() else localized


def _published(config: Config) -> Iterator[str]:
    """The paths of what is published, as they are reported."""
    from pathspec import GitIgnoreSpec

    hidden = GitIgnoreSpec.from_lines((_HIDDEN + config.excluded).splitlines())
    for root in roots(config):
        for folder, names in _walk(root):
            shown = _folder(config.relative(folder))
            inside = _folder(Path(os.path.relpath(folder, config.docs)).as_posix())
            for name in sorted(names):
                if not hidden.match_file(inside + name):
                    yield shown + name


def _folder(path: str) -> str:
    """What stands before the names of the files in the folder `path`."""
    return "" if path == "." else f"{path}/"


def _walk(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Each folder under `root` with its files, links followed, each folder once below itself; one that cannot be read stops it."""

    def stop(error: OSError) -> None:
        raise BitextError(f"{error.filename}: cannot be read: {error.strerror}") from error

    above: dict[str, tuple[str, ...]] = {}
    for folder, folders, names in os.walk(root, onerror=stop, followlinks=True):
        line = (*above.pop(folder, ()), os.path.realpath(folder))
        folders[:] = sorted(
            one for one in folders if os.path.realpath(os.path.join(folder, one)) not in line
        )
        above |= {os.path.join(folder, one): line for one in folders}
        yield folder, names


def roots(config: Config) -> list[Path]:
    """The folders that are walked: that of the documentation, or those of the locales."""
    inside = any(folder.is_relative_to(config.docs) for folder in config.folders.values())
    if config.layout == "suffix" or config.excluded or inside:
        return [config.docs]
    return list(config.folders.values())


def _belongs(path: str, config: Config, folders: Mapping[str, str]) -> list[tuple[str, str]]:
    """The locale and key of the page at `path`; a page outside the locales belongs nowhere.

    `path` and `folders`, those of the locales, start where the configuration file stands.
    """
    if config.layout == "folder":
        found = [
            (len(inner), locale)
            for locale, folder in folders.items()
            if path.startswith(inner := _folder(folder))
        ]
        return [(locale, path[length:]) for length, locale in sorted(found)[-1:]]
    key = path.removeprefix(_folder(folders[config.source]))
    stem, suffix = posixpath.splitext(key)
    name, mark, locale = stem.rpartition(".")
    if mark and posixpath.basename(name) and locale in config.locales:
        return [(locale, name + suffix)]
    return [(config.source, key)]


def _plain(path: str, config: Config) -> bool:
    """In the suffix layout, `x.md` gives way to `x.fr.md`."""
    stem = posixpath.splitext(path)[0]
    return config.layout == "suffix" and stem.rpartition(".")[2] not in config.locales

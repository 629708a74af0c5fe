"""Turns a manuscript into source pages of the site: a plan to check, then all pages or none."""

import difflib
from dataclasses import dataclass
from pathlib import Path

import yaml

from bitext.config import Config
from bitext.corpus import page_path
from bitext.edits import write, write_all
from bitext.errors import BitextError
from bitext.split.checked import check
from bitext.split.drafts import drafts, navigation
from bitext.split.manuscript import Manuscript, read
from bitext.split.plan import Plan, parsed, path_line
from bitext.split.printed import printed
from bitext.split.propose import propose


@dataclass(frozen=True, slots=True)
class Pages:
    """What a plan makes: the text of each file to be, and the navigation entries."""

    files: dict[Path, str]
    entries: tuple[str, ...]


def proposed(article: Path) -> str:
    """A plan for `article`, as TOML to edit."""
    return printed(*propose(read(article)))


def planned(config: Config, article: Path, plan_file: Path) -> Pages:
    """The pages that the plan makes of `article`, none of them written yet.

    Raises BitextError where the plan does not fit the article or a page cannot stand where it says.
    """
    manuscript = read(article)
    text = _text(plan_file)
    plan = parsed(text, str(plan_file))
    check(plan, manuscript, text, str(plan_file))
    files = _placed(config, plan, manuscript, text, str(plan_file))
    return Pages(files, tuple(navigation(plan)))


def _text(plan_file: Path) -> str:
    try:
        return plan_file.read_bytes().decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except OSError as error:
        raise BitextError(f"{plan_file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BitextError(f"{plan_file}: not UTF-8: byte at offset {error.start}") from error


def _placed(
    config: Config, plan: Plan, manuscript: Manuscript, text: str, name: str
) -> dict[Path, str]:
    """The text of each page by the file it will be; none of them exists or leaves the source."""
    folder = config.folders[config.source]
    files: dict[Path, str] = {}
    for key, page in drafts(plan, manuscript).items():
        path = page_path(config, config.source, key)
        if not path.resolve().is_relative_to(folder.resolve()):
            message = f"“{key}” leaves the source pages"
            raise BitextError(f"{name}:{path_line(text, key)}: {message}")
        if config.layout == "suffix" and Path(key).stem.rpartition(".")[2] in config.locales:
            message = f"“{key}” names a locale; expected the name without it"
            raise BitextError(f"{name}:{path_line(text, key)}: {message}")
        for other in {path, folder / key}:
            if other.exists() or other.is_symlink():
                message = f"page “{key}” exists: {_shown(config, other)}"
                raise BitextError(f"{name}:{path_line(text, key)}: {message}")
        files[path] = page
    return files


def _shown(config: Config, path: Path) -> str:
    return path.relative_to(config.root).as_posix()


def differences(config: Config, pages: Pages) -> list[str]:
    """The lines of a unified diff that creates `pages`."""
    lines: list[str] = []
    for path, text in pages.files.items():
        new = text.splitlines()
        name = _shown(config, path)
        lines += difflib.unified_diff([], new, "/dev/null", f"b/{name}", lineterm="")
    return lines


def apply(config: Config, pages: Pages, *, navigation_file: Path | None = None) -> list[str]:
    """Write `pages`, and the navigation entries into `navigation_file` if it is given.

    Gives the paths of what was written.
    """
    new = with_entries(navigation_file, pages.entries) if navigation_file else ""
    write_all(pages.files)
    if navigation_file:
        try:
            write(navigation_file, new)
        except BitextError:
            for path in pages.files:
                path.unlink()
            raise
    return [_shown(config, path) for path in pages.files]


def navigation_file(config: Config, named: str | None) -> Path:
    """The configuration file of the site, which holds the navigation."""
    names = [Path(named)] if named else [config.root / f"mkdocs.{end}" for end in ("yml", "yaml")]
    for path in names:
        if path.is_file():
            return path
    raise BitextError(f"{names[0]}: no such file: --nav needs a site of MkDocs")


def with_entries(path: Path, entries: tuple[str, ...]) -> str:
    """The text of mkdocs.yml with `entries` at the end of its `nav:`; all else stays as it is."""
    text = path.read_bytes().decode("utf-8")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise BitextError(f"{path}: not YAML: {str(error).splitlines()[0]}") from error
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    nav = next((value for key, value in pairs if key.value == "nav"), None)
    if nav is None:
        raise BitextError(f"{path}: has no nav; add the entries by hand, without --nav")
    if not isinstance(nav, yaml.SequenceNode) or not nav.value or nav.flow_style:
        line = nav.start_mark.line + 1
        raise BitextError(f"{path}:{line}: nav is not a list of lines; add the entries by hand")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    last = _last_line(nav.value[-1])
    added = [" " * nav.start_mark.column + entry for entry in entries]
    return end.join([*lines[: last + 1], *added, *lines[last + 1 :]])


def _last_line(node: yaml.Node) -> int:
    """The last line (from 0) on which something of `node` stands, without comments below it."""
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1])
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1][1])
    mark = node.end_mark
    return int(mark.line) - (mark.column == 0 and mark.line > node.start_mark.line)

"""Writes pages, whole or not at all; the only module that does."""

import contextlib
import errno
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from bitext.digest import VERSION
from bitext.errors import BitextError
from bitext.model import Block, Edit, Location, Page
from bitext.outline import place
from bitext.outline.front import Loader, one_line, read_front, read_plain_front, split_front

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Have no other run of this tool read and then write in the folder of `path` meanwhile.

    A system or a disk without such locks goes without.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder = os.open(path.resolve().parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def write(path: Path, text: str) -> None:
    """Put `text` at `path`: the old file or the new one stands there, never half of one."""
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.stat().st_mode & 0o222:
        raise BitextError(f"{path}: cannot be written: the file is read-only")
    name = ""
    try:
        name = _temporary(path, text)
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        os.replace(name, path)
    except OSError as error:
        raise BitextError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        if name:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)


def write_all(files: Mapping[Path, str]) -> None:
    """Create all of `files`, or none; a file that exists is never replaced."""
    folders: list[Path] = []
    created: list[Path] = []
    waiting: dict[Path, str] = {}
    path = Path()
    try:
        for path, text in files.items():
            folders += _made(path.parent)
            waiting[path] = _temporary(path, text)
            Path(waiting[path]).chmod(0o644)
        for path, name in waiting.items():
            if path.exists():
                raise FileExistsError(errno.EEXIST, "it exists")
            os.replace(name, path)
            created.append(path)
    except OSError as error:
        for one in created:
            one.unlink()
        _clear(waiting)
        for folder in reversed(folders):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise BitextError(f"{path}: cannot be written: {error.strerror}") from error
    _clear(waiting)


def _temporary(path: Path, text: str) -> str:
    """The name of a new file beside `path` that holds `text`, safe on disk."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        os.unlink(name)
        raise
    return name


def _made(folder: Path) -> list[Path]:
    """The folders that had to be made for `folder`, the outermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _clear(waiting: Mapping[Path, str]) -> None:
    for name in waiting.values():
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def move(path: Path, new: Path) -> None:
    """Have the file at `path` stand at `new`, where nothing may stand yet."""
    if new.exists():
        raise BitextError(f"{new}: cannot be written: it exists")
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        path.rename(new)
    except OSError as error:
        raise BitextError(f"{new}: cannot be written: {error.strerror}") from error


def replacing(page: Page, block: Block, start: int, end: int, text: str) -> Edit | None:
    """The edit that puts `text` for what stands between two offsets of a block of `page`.

    None where the line of the page does not read as the block does, to the character, or where it
    is not in the page but in a file that it includes: other pages may include that as well.
    """
    (line, column), (last, end_column) = place(block, start), place(block, end)
    if line in page.elsewhere:
        return None
    row = page.text.split("\n")[line - 1]
    if line != last or row[column - 1 : end_column - 1] != block.text[start:end]:
        return None
    return Edit(Location(page.path, line, column, last, end_column), text)


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` made, the last one first so that earlier places stay where they are.

    Lines are those of a reader, whatever ends them; what is put in gets the line ends of `text`.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(bom)
    lines = _LINE.findall(text)
    newline = lines[0][len(lines[0].rstrip("\r\n")) :] if lines else ""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    order = sorted(edits, key=lambda edit: (edit.at.line, edit.at.column), reverse=True)
    for edit in order:
        start = starts[edit.at.line - 1] + edit.at.column - 1
        end = starts[edit.at.end_line - 1] + edit.at.end_column - 1
        text = text[:start] + edit.text.replace("\n", newline or "\n") + text[end:]
    return bom + text


def with_records(text: str, source: str, records: Mapping[str, str]) -> str:
    """The page `text` with its confirmation record set to `records` (anchor to two digests).

    Everything else stays as it is, to the character: other front matter, comments, line ends.
    Raises BitextError where the front matter is written in a way that leaves no place for it.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(bom)
    lines = _LINE.findall(text)
    end = lines[0][len(lines[0].rstrip("\r\n")) :] if lines else ""
    end = end or "\n"
    front, node = _mapping(text)
    if node is None:
        new = end.join(["---", *_block(source, records), "---", "", text])
    else:
        pad = " " * (node.value[0][0].start_mark.column if node.value else 0)
        first, last = _span(front, node)
        block = [f"{pad}{line}{end}" for line in _block(source, records)]
        new = "".join([*lines[: first + 1], *block, *lines[last + 1 :]])
    _verify(text, new, records)
    return bom + new


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mapping(text: str) -> tuple[str, yaml.MappingNode | None]:
    """The front matter of `text` and its tree; none where the marks enclose no settings."""
    front, _ = split_front(_plain_ends(text))
    node = yaml.compose(one_line(front), Loader=Loader) if front else None
    if isinstance(node, yaml.MappingNode):
        return front, node
    if read_plain_front(_plain_ends(text))[0]:
        raise BitextError("put its front matter between two lines of “---” first")
    return "", None


def _verify(old: str, new: str, records: Mapping[str, str]) -> None:
    """Make sure that `new` reads back as the settings of `old` and these `records`."""
    before = read_front(split_front(_plain_ends(old))[0])[0]
    try:
        after = read_front(split_front(_plain_ends(new))[0])[0]
    except BitextError:
        after = {}
    state = after.get("translation")
    kept = state.get("sections") if isinstance(state, dict) else None
    if kept != dict(records) or after.keys() != before.keys() | {"translation"}:
        raise BitextError("write its front matter as plain `key: value` lines first")


def _block(source: str, records: Mapping[str, str]) -> list[str]:
    lines = ["translation:", f"  version: {VERSION}", f"  source: {source}", "  sections:"]
    if not records:
        lines[-1] += " {}"
    return lines + [f"    {_quoted(anchor)}: {_quoted(two)}" for anchor, two in records.items()]


def _quoted(text: str) -> str:
    """`text` as YAML between double quotes, which JSON is."""
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _span(front: str, node: yaml.MappingNode) -> tuple[int, int]:
    """The lines of `front` (from 0, the end excluded) that the key `translation` takes or would."""
    lines = front.split("\n")
    first = last = len(lines) - 1
    for key, value in node.value:
        if key.value == "translation":  # of two, the last one counts
            first, last = key.start_mark.line, value.end_mark.line + (value.end_mark.column > 0)
            last = max(last, first + 1)
            pad = key.start_mark.column
            while last > first + 1 and lines[last - 1][pad : pad + 1] in ("", "#"):
                last -= 1  # blank lines and remarks after the record are not part of it
    return first, last

"""What an answer rests on: it holds as long as all that it was made of is the same."""

import os
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from bitext.contents import content, name_of

Seen = Mapping[str, Mapping[str, str]]
"""What was looked at: for each kind of thing, its names and what was found."""


class Ground:
    """Writes down what is looked at before it is used.

    What changes in between is found to have changed the next time.
    """

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, str]] = {kind: {} for kind in _LOOKS}

    def variable(self, name: str) -> None:
        """What the environment says is used."""
        self._note("variable", name)

    def place(self, path: Path) -> None:
        """Where `path` leads is used, and whether a file or a folder is there."""
        self._note("place", str(path))

    def tree(self, path: Path) -> None:
        """The names of all files and folders below `path` are used."""
        self._note("tree", str(path))

    def file(self, path: Path | str, name: str | None = None) -> None:
        """What the file at `path` holds is used, or that there is none; `name` if it is known."""
        self._note("file", str(path), name)

    def past(self, folder: Path, known: str) -> None:
        """What git knows of the past is used; `known` names how much that is."""
        self._note("past", str(folder), known)

    def _note(self, kind: str, name: str, found: str | None = None) -> None:
        if name not in self.seen[kind]:
            self.seen[kind][name] = _LOOKS[kind](name) if found is None else found


def holds(seen: Seen) -> bool:
    """Whether all that was `seen` is the same now."""
    return all(
        _LOOKS[kind](name) == found for kind, some in seen.items() for name, found in some.items()
    )


def _variable(name: str) -> str:
    return f"={os.environ[name]}" if name in os.environ else ""


def _place(path: str) -> str:
    kind = "folder" if os.path.isdir(path) else "file" if os.path.isfile(path) else ""
    return f"{kind}\0{os.path.realpath(path)}" if "\0" not in path else ""


def _tree(path: str) -> str:
    whole = sha256()
    real = os.path.realpath(path)
    for name in _below(path, real, (real,)):
        whole.update(f"{name}\0".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()[:32]


def _below(folder: str, real: str, above: tuple[str, ...]) -> Iterator[str]:
    """What is in `folder` and below, links followed, no folder once more below itself."""
    try:
        with os.scandir(folder) as some:
            entries = sorted(some, key=lambda entry: entry.name)
    except OSError as error:
        yield str(error.strerror)
        return
    for entry in entries:
        inner = entry.is_dir()
        yield f"{entry.name}/" if inner else entry.name
        if inner:
            linked = entry.is_symlink()
            there = os.path.realpath(entry.path) if linked else os.path.join(real, entry.name)
            yield there if linked else ""
            if there not in above:
                yield from _below(entry.path, there, (*above, there))
    yield ".."


def _file(path: str) -> str:
    return name_of(content(path))


def _past(folder: str) -> str:
    from bitext.git import head

    return head(Path(folder))


_LOOKS: Mapping[str, Callable[[str], str]] = {
    "variable": _variable,
    "place": _place,
    "tree": _tree,
    "file": _file,
    "past": _past,
}

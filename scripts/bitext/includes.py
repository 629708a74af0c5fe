"""Finds and reads the files that a page includes."""

import os
from collections.abc import Iterator

from bitext.config import Config
from bitext.contents import content, name_of
from bitext.dialect import Snippets


class Includes:
    """Answers for one page which file a name means; `asked` names what was found where.

    Of a file that is not there every path is listed at which it might have been: what was read of
    a page holds as long as all these paths hold the same, or nothing.
    """

    def __init__(self, config: Config, page: str) -> None:
        self.asked: dict[str, str] = {}
        self._config = config
        self._settings = config.dialect.snippets or Snippets()
        self._bases = [_base(base, config, page) for base in self._settings.bases]

    def __call__(self, name: str) -> tuple[str, str] | None:
        """The path of the file and its text; None where there is none that can be read."""
        for path in self._candidates(name):
            shown, data = self._look(path)
            if (text := _text(data, self._settings.encoding)) is not None:
                return shown, text
        return None

    def _look(self, path: str) -> tuple[str, bytes | str]:
        """How the file at `path` is reported, and what it holds."""
        shown, data = self._config.relative(path), content(path)
        self.asked.setdefault(shown, name_of(data))
        return shown, data

    def _candidates(self, name: str) -> Iterator[str]:
        """Where `name` may stand: in a folder to look in, or as a file that may be named."""
        for base in self._bases:
            if isinstance(self._look(base)[1], bytes):
                path = os.path.normpath(os.path.join(os.path.dirname(base), name))
                inside = path == base
            else:
                path = os.path.normpath(os.path.join(base, name))
                inside = not self._settings.restricted or _is_in(path, base)
            if inside and "\0" not in name:
                yield path


def _base(base: str, config: Config, page: str) -> str:
    """A folder to look in; MkDocs has names for that of its configuration and of the pages."""
    if not base:
        return os.path.dirname(os.path.normpath(os.path.join(config.root, page)))
    base = base.replace("$config_dir", str(config.root)).replace("$docs_dir", str(config.docs))
    return os.path.normpath(os.path.join(config.root, base))


def _is_in(path: str, folder: str) -> bool:
    return f"{path}{os.sep}".startswith(os.path.join(folder, ""))


def _text(data: bytes | str, encoding: str) -> str | None:
    """The text of a file that holds `data`; None where it cannot be read as text."""
    if isinstance(data, str):
        return None
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except (UnicodeDecodeError, LookupError):
        return None

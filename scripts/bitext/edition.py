"""Which edition of the tool is at work, on which Python, with which libraries."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress

_INSTALLED = (".dist-info", ".egg-info")


def edition() -> str:
    """What tells this tool from any other, from an edited one too, and from one on other libraries."""
    return "\n".join((sys.version, *_libraries(), *_code()))


def _libraries() -> Iterator[str]:
    """Every library that is installed, with its version: that is how their folders are named."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        yield from sorted(name for name in names if name.endswith(_INSTALLED))


def _code() -> Iterator[str]:
    """Every file of the tool itself, with its size and when it was written."""
    for folder, folders, names in os.walk(os.path.dirname(__file__)):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.join(folder, name)
            with suppress(OSError):  # it may be gone, or an editor's mark that leads nowhere
                about = os.lstat(path)
                yield f"{path} {about.st_size} {about.st_mtime_ns}"

"""Reads files, and names what they hold."""

import errno
import hashlib
import os
import stat
from io import FileIO


def content(path: str | os.PathLike[str]) -> bytes | str:
    """What the file at `path` holds, or why it cannot be read."""
    try:
        with FileIO(os.fspath(path), opener=_regular) as file:
            return file.read()
    except OSError as error:
        return error.strerror or "not a regular file"


def _regular(path: str, flags: int) -> int:
    """Open a regular file alone: a pipe would have the reader wait."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    return os.open(path, flags)


def name_of(data: bytes | str) -> str:
    """A name for what a file holds, or for the reason why it cannot be read."""
    return data if isinstance(data, str) else hashlib.sha256(data).hexdigest()[:32]

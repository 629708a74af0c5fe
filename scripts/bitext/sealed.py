"""Files in `.cache/bitext/` that show when they are damaged, and of which only few are kept.

A cache only saves work. One that cannot be read, is damaged or is not of ours counts as none; one
that cannot be written is done without. It is replaced whole, so that two runs at once leave one of
theirs there.
"""

import contextlib
import os
from hashlib import sha256
from pathlib import Path

FOLDER = Path(".cache", "bitext")
_MAGIC = b"bitext cache 2\n"
_START = len(_MAGIC) + sha256().digest_size


def load(path: Path) -> memoryview | None:
    """What was saved at `path`; None if that is not sound."""
    try:
        data = memoryview(path.read_bytes())
    except OSError:
        return None
    body = data[_START:]
    return body if data[:_START] == _MAGIC + sha256(body).digest() else None


def save(path: Path, body: bytes, kept: int) -> None:
    """Put `body` at `path`, where that can be done; of its kind, only the last `kept` stay."""
    import tempfile

    with contextlib.suppress(OSError):
        folder = path.parent
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=".new.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_MAGIC + sha256(body).digest())
                file.write(body)
            os.replace(name, path)
        except OSError:
            os.unlink(name)
            raise
        _prune(folder, path.suffix, kept)


def _prune(folder: Path, suffix: str, kept: int) -> None:
    files = sorted(folder.glob(f"*{suffix}"), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in files[kept:]:
        one.unlink(missing_ok=True)

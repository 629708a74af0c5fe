"""The cache: what the last checks of a site found, in `.cache/bitext/` beside its configuration.

A cache only saves work. One that cannot be read, is damaged or was written for other settings
counts as empty; one that cannot be written is done without. It is replaced whole, so that two
runs at once leave one of their two caches there.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from importlib.metadata import version
from pathlib import Path

import msgpack

from bitext.config import Config

FOLDER = Path(".cache", "bitext")
KEPT = 4
"""How many caches, for different settings, are kept."""
_MAGIC = b"bitext cache 1\n"
_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Stored:
    """What a cache holds: packed records by pair, and the report on a whole state of the site.

    `head` is the commit that the report rests on as well, if it does.
    """

    records: Mapping[str, bytes] = field(default_factory=dict)
    state: str = ""
    head: str = ""
    report: bytes = b""


def cache_file(config: Config, rules: Collection[str]) -> Path:
    """Where the cache for this site, these rules and this version of the tool is."""
    terms = config.termbase.read_bytes() if config.termbase is not None else b""
    parts = (_spelled(config), ",".join(sorted(rules)), version("markdown"), *_code())
    key = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape") + terms).hexdigest()
    return config.root / FOLDER / f"{key[:16]}.msgpack"


def _spelled(value: object) -> str:
    """`value` written in one way: equal settings are spelled alike in every process."""
    if is_dataclass(value):
        value = {one.name: getattr(value, one.name) for one in fields(value)}
    if isinstance(value, Mapping):
        return f"{{{', '.join(sorted(f'{key}: {_spelled(one)}' for key, one in value.items()))}}}"
    if isinstance(value, (frozenset, set)):
        return f"{{{', '.join(sorted(map(_spelled, value)))}}}"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_spelled, value))}]"
    return repr(value)


def _code() -> Iterator[str]:
    """What tells this version of the tool from any other, edited ones too."""
    for folder, _, names in os.walk(Path(__file__).parent):
        for name in sorted(names):
            if name.endswith(".py"):
                about = Path(folder, name).stat()
                yield f"{name} {about.st_size} {about.st_mtime_ns}"


def load(path: Path) -> Stored:
    """What the cache at `path` holds; nothing if it is not sound."""
    with contextlib.suppress(OSError, ValueError, TypeError, msgpack.UnpackException):
        data = memoryview(path.read_bytes())
        start = len(_MAGIC) + _DIGEST
        body = data[start:]
        if data[:start] == _MAGIC + hashlib.sha256(body).digest():
            return Stored(*msgpack.unpackb(body, unicode_errors="surrogateescape"))
    return Stored()


def save(path: Path, stored: Stored) -> None:
    """Put `stored` at `path`, where that can be done."""
    content = (stored.records, stored.state, stored.head, stored.report)
    body = msgpack.packb(content, unicode_errors="surrogateescape")
    with contextlib.suppress(OSError):
        folder = path.parent
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=".new.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_MAGIC + hashlib.sha256(body).digest())
                file.write(body)
            os.replace(name, path)
        except OSError:
            os.unlink(name)
            raise
        _prune(folder)


def _prune(folder: Path) -> None:
    caches = sorted(folder.glob("*.msgpack"), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in caches[KEPT:]:
        one.unlink(missing_ok=True)

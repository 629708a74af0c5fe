"""The cache: what the last check of a site found under the settings it had."""

import contextlib
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path

import msgpack

from bitext import sealed
from bitext.config import Config
from bitext.edition import edition

KEPT = 4
"""How many caches, for different settings, are kept."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a cache holds: a packed record for each pair, and what was found on the whole site.

    `state` names all that the site was known to be, `head` what git was known to have, None where
    that was not asked; `whole` are the packed findings on the whole.
    """

    records: Mapping[str, bytes] = field(default_factory=dict)
    state: str = ""
    head: str | None = None
    whole: bytes = b""


def cache_file(config: Config, rules: Collection[str]) -> Path:
    """Where the cache for this site, these rules and this version of the tool is."""
    terms = config.termbase.read_bytes() if config.termbase is not None else b""
    parts = (_spelled(config), ",".join(sorted(rules)), edition())
    key = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape") + terms).hexdigest()
    return config.root / sealed.FOLDER / f"{key[:16]}.msgpack"


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


def load(path: Path) -> Stored:
    """What the cache at `path` holds; nothing if it is not sound."""
    with contextlib.suppress(ValueError, TypeError, msgpack.UnpackException):
        if (body := sealed.load(path)) is not None:
            return Stored(*msgpack.unpackb(body, unicode_errors="surrogateescape"))
    return Stored()


def save(path: Path, stored: Stored) -> None:
    """Put `stored` at `path`, where that can be done."""
    content = (stored.records, stored.state, stored.head, stored.whole)
    sealed.save(path, msgpack.packb(content, unicode_errors="surrogateescape"), KEPT)

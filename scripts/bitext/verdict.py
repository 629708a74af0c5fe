"""The answer of the last check, for as long as nothing that it rests on has changed.

To find that out takes reading; no page is understood, no rule is asked. A command has answers of
its own for each way it is called.
"""

import json
import os
import sys
from argparse import Namespace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from bitext import ground, root, sealed
from bitext.edition import edition
from bitext.errors import BitextError
from bitext.output import coloured

KEPT = 8
"""How many answers are kept."""


class Answer(NamedTuple):
    """What a command says, and its exit status."""

    text: str
    status: int


def recall(options: Namespace) -> Answer | None:
    """The answer to the command that `options` spell; None where nothing is kept or it is past."""
    path = _path(options)
    body = sealed.load(path) if path else None
    if body is None:
        return None
    seen, text, status = json.loads(bytes(body))
    return Answer(text, status) if ground.holds(seen) else None


def keep(options: Namespace, seen: ground.Seen, answer: Answer) -> None:
    """Keep the `answer`, which rests on what was `seen`, for the next time."""
    if path := _path(options):
        sealed.save(path, json.dumps([seen, *answer]).encode("ascii"), KEPT)


def _path(options: Namespace) -> Path | None:
    """Where the answer is kept; None if that cannot be told, or it is not wanted."""
    if not options.cache:
        return None
    asked = sorted(vars(options).items()), str(Path.cwd()), os.environ.get("GITHUB_WORKSPACE")
    shown = coloured(), getattr(sys.stdout, "encoding", None)
    spelled = repr((asked, shown, edition())).encode("utf-8", "surrogateescape")
    try:
        folder = _folder(options)
    except (BitextError, OSError, ValueError):  # the check will say what is wrong
        return None
    return folder / sealed.FOLDER / f"{sha256(spelled).hexdigest()[:16]}.answer"


def _folder(options: Namespace) -> Path:
    """The folder to which the site reports its paths."""
    if options.source_dir and options.target_dir:
        folders = (Path(one).resolve() for one in (options.source_dir, options.target_dir))
        return root.around(Path.cwd(), *folders)
    return Path(options.config or root.find(Path.cwd())).resolve().parent

"""Finds the folder of a site: where it is described, and where what is kept about it lies."""

import os
from pathlib import Path

from bitext.errors import BitextError


def find(start: Path) -> Path:
    """The mkdocs.yml in the folder `start` or above it; raises BitextError if there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        for name in ("mkdocs.yml", "mkdocs.yaml"):
            if (folder / name).is_file():
                return folder / name
    raise BitextError(
        f"{start}: no mkdocs.yml here or above; name one with --config, "
        "or two folders with --source-dir and --target-dir"
    )


def around(start: Path, *folders: Path) -> Path:
    """The folder `start`, or one above it that has all `folders` below."""
    root = start.resolve()
    for folder in folders:
        if not folder.is_relative_to(root):
            root = Path(os.path.commonpath([root, folder]))
    return root

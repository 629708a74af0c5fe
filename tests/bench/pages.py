"""Reads pages as a check does; run by itself it is what the reading is measured at.

It imports no more than that, and its process begins and ends as that of the command.

Usage: python tests/bench/pages.py PLAN, where PLAN is a pickle of pairs: a configuration and paths.
"""

import pickle
import sys
from pathlib import Path

from bitext import process
from bitext.config import Config
from bitext.contents import content
from bitext.includes import Includes
from bitext.model import Page
from bitext.outline import outline


def page_of(path: Path, config: Config) -> Page:
    """One page of the site that `config` reads."""
    name, data = config.relative(path), content(path)
    assert isinstance(data, bytes), f"{path}: {data}"
    include = Includes(config, name) if config.dialect.snippets else None
    return outline(data.decode(), config.dialect, name, name, "x", include)


def read_all(plan: Path) -> None:
    """Read every page that `plan` lists."""
    for config, paths in pickle.loads(plan.read_bytes()):
        for path in paths:
            page_of(path, config)


if __name__ == "__main__":
    process.begin()
    read_all(Path(sys.argv[1]))
    process.end(0)

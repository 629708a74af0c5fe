"""How far a long run has come: a bar on a terminal, nothing anywhere else."""

import sys
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
MANY = 200
"""From how many steps on a run is long."""


def shown(steps: Iterable[T], total: int) -> Iterable[T]:
    """`steps` as they come, with a bar on the error stream if that is a terminal."""
    if total < MANY or not sys.stderr.isatty():
        return steps
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(steps, "pages", total, console=console, transient=True)

"""How the process of a command lives: it is short, so it leaves the tidying to the system."""

import contextlib
import gc
import os
import sys
from typing import NoReturn


def begin() -> None:
    """Look for garbage seldom: what is made of a page has no cycles, and goes with the page."""
    gc.set_threshold(50_000, 20, 50)


def end(status: int) -> NoReturn:
    """End with `status` at once: to take apart all that is in memory takes longer than to start."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            if stream is not None:
                stream.flush()
    os._exit(status)

"""Runs a command and says what it cost; medians and ratios of several runs."""

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command and its own children took: seconds of CPU and of the clock, MB at the most.

    The memory is that of its largest process.
    """

    cpu: float
    wall: float
    memory: float


def cost(command: Sequence[str], folder: Path) -> Cost:
    """What one run of `command` in `folder` takes; whatever it prints is thrown away.

    Python may keep what it has compiled, as it does wherever it has been installed.
    """
    kept = {name: value for name, value in os.environ.items() if name != _KEEPS_NOTHING}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def in_turn(commands: dict[str, Sequence[str]], folder: Path, rounds: int) -> dict[str, Cost]:
    """The median cost of each command; each round runs every command once.

    So a change in the machine's speed touches all alike.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(cost(command, folder))
    return {name: median(some) for name, some in costs.items()}


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(
        statistics.median(one.cpu for one in costs),
        statistics.median(one.wall for one in costs),
        max(one.memory for one in costs),
    )

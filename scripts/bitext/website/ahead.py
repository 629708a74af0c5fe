"""Reads the translations of a large site in a process of its own, while the site is rendered.

What comes back is what `translations` gives; where that process fails, for whatever reason, the
site is read here and now, which says what is wrong.
"""

import gc
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bitext.config import load
from bitext.errors import BitextError
from bitext.model import Pair
from bitext.website.translations import translations

Translations = Mapping[str, Mapping[str, Pair]]
ENOUGH = 64
"""From how many pages on a second process is worth its start."""
_COMMAND = (sys.executable, "-c", "from bitext.website.ahead import send; send()")


class Reading:
    """The translations of a site, being read since this was made.

    Where the site cannot be read, `warn` is told why, once, and there are none.
    """

    def __init__(self, file: Path, pages: int, warn: Callable[[BitextError], None]) -> None:
        self.targets: tuple[str, ...] = ()
        self._file, self._warn = file, warn
        self._found: Translations | None = None
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self.targets = load(file.parent, file).targets
        except BitextError as error:
            warn(error)
            self._found = {}
            return
        if pages >= ENOUGH:
            with suppress(OSError):
                self._process = subprocess.Popen(
                    [*_COMMAND, str(file)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                )

    def found(self) -> Translations:
        """What `translations` says of the site."""
        if self._found is None:
            try:
                with _without_collection():
                    received = self._received()
                    self._found = translations(self._file) if received is None else received
            except BitextError as error:
                self._warn(error)
                self._found = {}
        return self._found

    def stop(self) -> None:
        """Read no further: nobody will ask."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def _received(self) -> Translations | None:
        if self._process is None:
            return None
        said, _ = self._process.communicate()
        done, self._process = self._process, None
        if done.returncode:
            return None
        found: Translations = pickle.loads(said)
        return found


class Pairs(Mapping[str, Pair]):
    """A page beside its source, by target; only who asks for a target waits for the reading."""

    def __init__(self, reading: Reading, path: str) -> None:
        self._reading, self._path = reading, path

    def __getitem__(self, target: str) -> Pair:
        if target not in self._reading.targets:
            raise KeyError(target)
        return self._all()[target]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, Pair]:
        return self._reading.found().get(self._path, {})


def send() -> None:
    """Write the translations of the site that the first argument names, for who asked."""
    try:
        with _without_collection():
            found = translations(Path(sys.argv[1]))
            sys.stdout.buffer.write(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    except (BitextError, OSError):
        sys.exit(1)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Nothing of a site is garbage while it is read: to look for some takes a fifth of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()

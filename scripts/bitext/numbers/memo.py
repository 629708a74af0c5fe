"""What is found out about a word when it is first met, as the same words come again and again."""

from collections.abc import Callable
from typing import Generic, TypeVar

Told = TypeVar("Told")
_MOST = 20_000


class Memo(dict[str, Told], Generic[Told]):
    """What `ask` says of each text; all is forgotten when it has grown large.

    A dict, so that asking again is no call: `map(memo.__getitem__, words)`.
    """

    def __init__(self, ask: Callable[[str], Told]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, text: str) -> Told:
        if len(self) >= _MOST:
            self.clear()
        self[text] = found = self._ask(text)
        return found

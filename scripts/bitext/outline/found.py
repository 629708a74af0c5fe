"""An item inside a line before it has a place."""

from dataclasses import dataclass


@dataclass(slots=True)
class Found:
    """An item before it has a place: offsets in the text, of the whole and of its words."""

    kind: str
    start: int
    end: int
    inner: int
    inner_end: int
    target: str = ""
    title: str = ""

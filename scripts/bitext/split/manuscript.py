"""A manuscript as numbered passages, whatever file it came in."""

import codecs
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bitext.errors import BitextError

_READERS = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown",
    ".html": "hypertext", ".htm": "hypertext", ".xhtml": "hypertext", ".docx": "word",
}  # fmt: skip
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DIGITS = 12
MOST_BYTES = 32_000_000
LONGEST_LINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a manuscript.

    `kind` is ``heading``, ``paragraph``, ``list``, ``quote``, ``table``, ``code``, ``image``,
    ``caption``, ``rule``, ``footnote``, or what a word processor adds (``comment``, ``deletion``,
    ``textbox``). `markdown` is how it will stand in a page, `words` what a reader saw. `level` is
    the level of a heading as the file gives it, 0 where it must be inferred; `aside` a reason to
    set the passage aside, with `remark` for the editor. `definitions` are lines that must stand on
    the same page (addresses of links by reference, abbreviations); `label` is the name by which a
    footnote is called.
    """

    number: int
    kind: str
    markdown: str
    words: str
    line: int = 0
    level: int = 0
    aside: str = ""
    remark: str = ""
    definitions: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article: its passages in reading order, its digest; title and description if it gives some."""

    name: str
    passages: tuple[Passage, ...]
    digest: str
    title: str = ""
    description: str = ""


Reader = Callable[[bytes, str], tuple[list[Passage], Mapping[str, str]]]


def read(path: Path) -> Manuscript:
    """The manuscript in the file `path`, read by what its name says it is.

    Raises BitextError with one line where it is missing, empty, of an unknown kind, in an unknown
    encoding, or holds nothing to read.
    """
    kind = _READERS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(sorted(_READERS))
        raise BitextError(f"{path}: cannot tell what this is; expected one of {known}")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise BitextError(f"{path}: cannot be read: {error.strerror}") from error
    if size > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise BitextError(f"{path}: has {size // 1_000_000} MB, expected {most} at most")
    if not data.strip():
        raise BitextError(f"{path}: is empty")
    reader: Reader = import_module(f"bitext.split.{kind}").read
    passages, meta = reader(data, str(path))
    if not passages:
        raise BitextError(f"{path}: holds nothing to read")
    digest = hashlib.sha256(data).hexdigest()[:DIGITS]
    title, description = meta.get("title", ""), meta.get("description", "")
    return Manuscript(path.name, tuple(passages), digest, title, description)


def decoded(data: bytes, name: str, *, one_line: bool = False) -> str:
    r"""`data` as text with ``\n`` line ends: UTF-8 with or without its mark, UTF-16 with it.

    Raises BitextError naming the first byte that is neither and, with `one_line`, the first line
    that is too long to have been written by a person.
    """
    encoding, skipped = "utf-8", 0
    for mark, marked in _BOMS:
        if data.startswith(mark):
            encoding, skipped = marked, len(mark)
            break
    text = _text(data[skipped:], encoding, name, skipped)
    if one_line and len(text) > LONGEST_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                raise BitextError(f"{name}:{number}: a line of {len(line)} characters: no article")
    return text


def _text(data: bytes, encoding: str, name: str, skipped: int) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + skipped
        line = data.count(b"\n", 0, error.start) + 1
        bad = data[error.start]
        raise BitextError(
            f"{name}:{line}: byte {bad:#04x} at offset {at} is not {encoding}"
        ) from error
    if "\0" in text:
        at = text.index("\0")
        line = text.count("\n", 0, at) + 1
        raise BitextError(f"{name}:{line}: a null character at offset {at}: this is no text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def joined(passages: Sequence[Passage]) -> str:
    """What a reader saw of `passages`, one after the other."""
    return "\n\n".join(passage.words for passage in passages)

"""The head of a `///` block: its name, its argument, its options, and whether they are in order."""

import re
from typing import Any, NamedTuple

import yaml

from bitext.dialect import Dialect
from bitext.outline.front import Loader
from bitext.outline.nodes import Chunk

_OPEN = re.compile(r" {0,3}(/{3,}) *([\w-]+) *(?:\| *(.*?) *)?$")
_OPTION = re.compile(r" {4,}\S")
_SELECTOR = re.compile(
    r"(?P<tag>-{0,2}[^\W\d][\w-]*)?"
    r"(?P<rest>(?:[#.]-{0,2}[^\W\d][\w-]*|\[[ \t]*(?:[^\W\d][\w-]*(?:[ \t]*=[ \t]*"
    r"(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[^\W\d][\w-]*))?[ \t]*)*\])*)$"
)
_ID = re.compile(r"#(-{0,2}[^\W\d][\w-]*)(?![^\[]*\])")
_ID_ATTRIBUTE = re.compile(r"[\[ \t]id[ \t]*=[ \t]*[\"']?([^\"'\] \t]+)", re.IGNORECASE)
_NUMBER = re.compile(r"[<>]? *\^?[1-9][0-9]*(?:\.[1-9][0-9]*)*(?= |$)|[<>]")
_OPTIONS = {
    "admonition": ("type",),
    "details": ("type", "open"),
    "tab": ("new", "select"),
    "html": ("markdown",),
    "define": (),
    "caption": (),
}
_SWITCHES = ("open", "new", "select")
_MODES = ("auto", "inline", "block", "raw", "html")
_NEEDS = {"tab": True, "html": True, "define": False}


class Header(NamedTuple):
    """What opens a block: `kind` is what it makes, `mode` how it reads what it holds.

    `size` is the number of slashes, `rows` how many lines the head takes.
    """

    kind: str
    size: int
    rows: int
    argument: str | None
    column: int
    detail: str = ""
    anchor: str = ""
    tag: str = ""
    mode: str = "auto"


def read_header(chunk: Chunk, row: int, dialect: Dialect) -> Header | None:
    """The head that begins in line `row` of `chunk`; None where it opens no block."""
    match = _OPEN.match(chunk[row][0])
    if match is None:
        return None
    name = match.group(2).lower()
    kind, _, given = dialect.blocks.get(name, "").partition(" ")
    if not kind:
        return None
    rows = row + 1
    while rows < len(chunk) and _OPTION.match(chunk[rows][0]):
        rows += 1
    options = _options("\n".join(line[0] for line in chunk[row + 1 : rows]))
    argument = match.group(3)
    if options is None or not _valid(kind, given, argument, options):
        return None
    attributes = options.get("attrs", {})
    anchor = str(attributes.get("id", "")) or _anchor(kind, argument or "")
    return Header(
        kind,
        len(match.group(1)),
        rows,
        argument,
        chunk[row][2] + max(match.start(3), 0),
        given or str(options.get("type", "")),
        anchor,
        _tag(argument or "") if kind == "html" else "",
        str(options.get("markdown", "auto")).lower(),
    )


def _options(text: str) -> dict[str, Any] | None:
    """The options under a head; None where they are no mapping."""
    if not text.strip():
        return {}
    try:
        found = yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return found if isinstance(found, dict) else {} if found == "" else None


def _valid(kind: str, given: str, argument: str | None, options: dict[str, Any]) -> bool:
    needed = _NEEDS.get(kind)
    if needed is not None and bool(argument) != needed:
        return False
    known = {*_OPTIONS[kind], "attrs"} - ({"type"} if given else set())
    if not options.keys() <= known or not isinstance(options.get("attrs", {}), dict):
        return False
    if any(str(options.get(name, "true")).lower() not in _BOOLEAN for name in _SWITCHES):
        return False
    if str(options.get("markdown", "auto")).lower() not in _MODES:
        return False
    if kind == "html":
        return bool(_tag(argument or ""))
    if kind == "caption":
        rest = _NUMBER.sub("", argument or "", count=2).strip()
        match = _SELECTOR.match(rest)
        return match is not None and not match.group("tag")
    return True


_BOOLEAN = ("true", "false", "yes", "no", "on", "off")


def _tag(argument: str) -> str:
    match = _SELECTOR.match(argument)
    return (match.group("tag") or "").lower() if match else ""


def _anchor(kind: str, argument: str) -> str:
    """The id that a selector gives."""
    if kind not in ("html", "caption"):
        return ""
    match = _ID.search(argument) or _ID_ATTRIBUTE.search(argument)
    return match.group(1) if match else ""

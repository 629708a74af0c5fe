"""Front matter: where it ends, what it says, on which line each key stands."""

import re
from collections.abc import Iterator, Mapping

import yaml

from bitext.errors import BitextError

_YAML = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_META = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_OPENED = re.compile(r"---[ \t]*\n(?:[a-z][\w-]*:(?:[ \t][^\n]*)?\n)+")
_MORE = re.compile(r"(?: {4}|\t)\s*(.*)")
_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
_DEEPEST = 100
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_meta(text: str) -> tuple[dict[str, object], dict[str, int], int]:
    r"""What the front matter of a page says, the line of each key, the offset of the body.

    `text` has ``\n`` line ends. Raises BitextError with ``line: reason`` where it cannot be read.
    """
    front, body = split_front(text)
    meta, places = read_front(front) if front else ({}, {})
    return (meta, places, body) if meta else read_plain_front(text)


def split_front(text: str) -> tuple[str, int]:
    r"""The YAML between the two marks ("" if there is none) and where the body begins.

    `text` has ``\n`` line ends; the second value is an offset in it. MkDocs accepts three dashes
    on the very first line, closed by three dashes or three dots, and drops the blank lines after.
    """
    match = _YAML.match(text)
    if match is None:
        _check_closed(text)
        return "", 0
    end = match.end()
    while text.startswith("\n", end):
        end += 1
    return match.group(1), end


def _check_closed(text: str) -> None:
    """Raise BitextError where front matter is opened and its second mark was forgotten."""
    keys = _OPENED.match(text)
    if keys is not None:
        last = keys.group().count("\n")
        raise BitextError(
            f"1: the front matter opened here is never closed; add a line “---” after line {last}"
        )


def read_front(source: str) -> tuple[dict[str, object], dict[str, int]]:
    """The mapping that `source` (YAML) holds, scalars as strings, and the line of each key.

    Lines count from the top of the file, where line 1 is the opening mark. Raises BitextError
    with ``line: reason`` where it is not YAML, or a list. Where it is a mere text, there is no
    front matter: the marks are rules, or make the text a heading.
    """
    try:
        _check_depth(source)
        node = yaml.compose(one_line(source), Loader=Loader)
        data = yaml.load(source, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        raise BitextError(f"{line}: front matter is not YAML: {error.problem}") from error
    except RecursionError as error:
        raise BitextError("2: front matter is nested too deeply") from error
    except yaml.YAMLError as error:
        raise BitextError(f"1: front matter is not YAML: {str(error).splitlines()[0]}") from error
    if data is None or isinstance(data, str):
        return {}, {}
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        raise BitextError("2: front matter is not a list of `key: value` lines")
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    return data, lines


def one_line(source: str) -> str:
    """`source` (YAML) without the characters that end a line in YAML and not in Markdown."""
    return source.translate(_BREAKS)


def _check_depth(source: str) -> None:
    """Refuse nesting that would exhaust the memory of the YAML reader."""
    if sum(source.count(mark) for mark in ("[", "{", "- ", "? ")) < _DEEPEST:
        return
    depth = 0
    for event in yaml.parse(source, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise BitextError("2: front matter is nested too deeply")


def read_plain_front(text: str) -> tuple[dict[str, object], dict[str, int], int]:
    """Front matter in the older manner: ``Key: value`` lines without marks, up to a blank line.

    Gives the mapping, the line of each key and the offset at which the body begins: where the
    page opens with anything else, that is behind the blank lines at its top.
    """
    data: dict[str, object] = {}
    places: dict[str, int] = {}
    key = ""
    offset = 0
    for number, line in enumerate(_lines(text), 1):
        if match := _META.match(line):
            key = match.group(1).lower()
            data[key] = f"{data[key]} {match.group(2)}" if key in data else match.group(2).strip()
            places.setdefault(key, number)
        elif key and (match := _MORE.match(line)):
            data[key] = f"{data[key]} {match.group(1)}"
        elif not line.strip():
            offset += len(line) + 1
            break
        else:
            break
        offset += len(line) + 1
    if not data and text[:offset].strip():
        return {}, {}, 0
    while text.startswith("\n", offset):
        offset += 1
    return data, places, min(offset, len(text))


def _lines(text: str) -> Iterator[str]:
    """The lines of `text`, cut off as they are asked for: of a long page only the first are."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def shown(meta: Mapping[str, object], keys: tuple[str, ...]) -> str:
    """What readers see of the front matter, one line a key, for digests and comparisons."""
    return "\n".join(f"{key}: {meta[key]}" for key in keys if isinstance(meta.get(key), str))

"""Emphasis as Markdown wherever its marks would be read as such, else as HTML."""

import re

STRONG, STRONG_END, EM, EM_END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
CODE, CODE_END = "\ufdd4", "\ufdd5"
_ANY = "\ufdd0-\ufdd3"
_SPACE_AFTER = re.compile("([\ufdd0\ufdd2])(\\s+)")
_SPACE_BEFORE = re.compile("(\\s+)([\ufdd1\ufdd3])")
_NOTHING = re.compile("\ufdd0\ufdd1|\ufdd2\ufdd3|\ufdd1\ufdd0|\ufdd3\ufdd2")
_PAIRS = (
    (re.compile(f"{EM}([^{_ANY}]*){EM_END}"), "*", "em"),
    (re.compile(f"{STRONG}([^{_ANY}]*){STRONG_END}"), "**", "strong"),
)
_STRAY = re.compile(f"[{_ANY}{CODE}{CODE_END}]")
_MARK = re.compile(r"(?<!\\)\*")
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")  # an extension would take the marks for a part of it
_TOUCHED = re.compile(r"(?<!\]\()(?<!\]\(<)\b((?:ht|f)tps?)(://[^\s<`]*<)|\b(www)\.([^\s<`]*<)")
_BEFORE = frozenset("([{«“‘’'\"—–-/>")
_AFTER = frozenset(".,;:!?)]}»”’'\"…—–-/<")


def resolved(text: str) -> str:
    """`text` with the marks of this module turned into Markdown or HTML."""
    return _TOUCHED.sub(_no_address, _marked(text) if _STRAY.search(text) else text)


def _no_address(match: re.Match[str]) -> str:
    """An address that a tag touches, so written that no extension takes the tag for a part of it."""
    scheme, rest, host, path = match.groups()
    return f"{scheme}&#58;{rest[1:]}" if scheme else f"{host}&#46;{path}"


def _marked(text: str) -> str:
    text = text.replace(CODE_END + CODE, "<!-- -->")  # else `a``b` would be one span
    before = ""
    while before != text:
        before = text
        text = _SPACE_AFTER.sub(r"\2\1", text)
        text = _SPACE_BEFORE.sub(r"\2\1", text)
        text = _NOTHING.sub("", text)
    before = ""
    while before != text:
        before = text
        for pattern, mark, tag in _PAIRS:
            text = pattern.sub(lambda match, mark=mark, tag=tag: _one(match, mark, tag), text)  # type: ignore[misc]
    return _STRAY.sub("", text)


def _one(match: re.Match[str], mark: str, tag: str) -> str:
    inner = match.group(1)
    whole = match.string
    before = whole[match.start() - 1] if match.start() else " "
    after = whole[match.end()] if match.end() < len(whole) else " "
    clear = (before.isspace() or before in _BEFORE) and (after.isspace() or after in _AFTER)
    near = whole[max(match.start() - 200, 0) : match.start()]
    clear = clear and not _ADDRESS.search(inner) and not _ADDRESS.search(near)
    if clear and not _MARK.search(inner) and not inner.endswith("\\"):
        return f"{mark}{inner}{mark}"
    return f"<{tag}>{inner}</{tag}>"

"""Plain words as Markdown: what means something to Markdown comes out as the reader saw it."""

import re

_ASIDE = r"\[(?!\^|[ xX]\])(?=[^\[\]\n]{1,200}\](?:[\s.,;!?)»”’]|$))"  # [sic]: no link, no task
_SPECIAL = re.compile(
    rf"(?P<address>(?:(?:ht|f)tps?:|www\.)\S+)|(?P<plain>{_ASIDE})"
    r"|(?P<slash>[\\`*\[]|\](?=[(\[:])|\{(?![+=~>\-])|(?<!\w)_|_(?!\w))"
    r"|(?P<entity><|\{|&(?=#?\w+;)|[~^$]|={2,}|\+{2,}|:(?=[a-z0-9_+\-]+:)"
    r"|-(?=-+>)|-(?=>)|\+(?=/-)|=(?=/=)|\((?=(?:c|r|tm)\))|\bc(?=/o\b)"
    r"|(?<!\d)[1-7](?=/[2-8](?!\d)))",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_BREAKING = re.compile(r"[ \t\n\r\f\v\u0085\u2028\u2029]+")
_NAMED = {"<": "&lt;", "&": "&amp;"}
_START = re.compile(r"(?P<number>\d+)(?=\.\s)|(?P<mark>[#>+\-])|!(?!\[)|(?P<odd>[:=?/|])")
_UNSAFE = {char: f"%{ord(char):02X}" for char in ' "<>\\`$~^{}|*\n\t'}
_CLOSING = re.compile(r"#+$")


def spaced(text: str) -> str:
    """`text` on one line; no-break spaces, which are typography, stay."""
    return _BREAKING.sub(" ", text).strip(" ")


def inline(words: str) -> str:
    """`words` safe inside a line."""
    return _SPECIAL.sub(_escaped, words)


def linked(words: str) -> str:
    """`words` safe as the text of a link or an image, where every bracket counts."""
    return _BRACKET.sub(
        lambda match: match[0] if len(match[0]) > 1 else f"\\{match[0]}", inline(words)
    )


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    if match.group("address"):
        return _address(found)
    if match.group("plain"):
        return found
    if match.group("slash"):
        return f"\\{found}"
    return "".join(_NAMED.get(char) or f"&#{ord(char)};" for char in found)


def _address(found: str) -> str:
    """An address that some extension may make a link of; escapes inside would be taken for it."""
    first, rest = (found[:3], found[3:]) if found[:3].lower() == "www" else found.split(":", 1)
    safe = inline(rest.lstrip(":."))
    mark = found[len(first)]
    between = rest[: len(rest) - len(rest.lstrip(":."))]
    return f"{first}&#{ord(mark)};{safe}" if between + safe != rest else found


def paragraph(words: str) -> str:
    """`words` safe as a paragraph or a list item, where the first characters matter as well."""
    return started(inline(spaced(words)))


def broken(lines: list[str]) -> str:
    """Lines that stay apart, as in verse or an address."""
    return "<br>\n".join(paragraph(line) for line in lines if line.strip())


def started(safe: str) -> str:
    """A line that is safe inside, made safe at its start."""
    match = _START.match(safe)
    if match is None:
        return safe
    if match.group("number"):
        return f"{match.group()}\\{safe[match.end() :]}"
    if match.group("odd"):
        return f"&#{ord(safe[0])};{safe[1:]}"
    return f"\\{safe}"


def heading(words: str) -> str:
    """`words` safe as a heading: a closing hash is text, an attribute list is text."""
    return closed(inline(spaced(words)))


def closed(safe: str) -> str:
    """What is safe inside a line, safe as a heading."""
    return _CLOSING.sub(lambda match: "\\#" * len(match.group()), safe)


def cell(safe: str) -> str:
    """What is safe inside a line, safe in a cell of a table as well."""
    return spaced(safe).replace("|", "&#124;")


def table(rows: list[list[str]]) -> str:
    """`rows` of cells, each safe inside a line, as a table; the first row is its head."""
    columns = max(len(row) for row in rows)
    filled = [[cell(part) for part in row] + [""] * (columns - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join([lines[0], f"|{' --- |' * columns}", *lines[1:]])


def quote(markdown: str) -> str:
    """`markdown` as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def code(text: str, language: str = "") -> str:
    """`text` as a code block, in a fence longer than any inside it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def target(address: str) -> str:
    """An address that can stand between the parentheses of a link."""
    safe = "".join(_UNSAFE.get(char, char) for char in address)
    return f"<{safe}>" if "(" in safe or ")" in safe else safe

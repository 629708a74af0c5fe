"""Pages that no author would write: parts of real ones, cut, doubled, swapped and interrupted."""

import random
import re
from collections.abc import Iterator, Sequence

SIGNS = (
    "[", "]", "(", ")", "![", "](", "<", ">", "<a ", "<div>", "</div>", "<div markdown>", "<!--",
    "-->", "`", "```", "~~~", "*", "**", "_", "$", "$$", "\\", "\\(", "{", "}", "{#", "{{", "{%",
    "///", "/// note", "/// html | div", "!!! note", "??? x", '=== "A"', "|", "|---|", "- ",
    "1. ", ": ", "> ", "    ", "\t", "# ", "#", "---", "===", "[^1]", "[^1]: ", "*[A]: ", "[a]: ",
    "++", "==", "~~", "^^", ":smile:", "@a", "a@b.c", "https://a.b/", "#1", "a/b#1", "[[", "]]",
    "--8<--", '--8<-- "a"', "{++", "++}", "{>>", "<<}", "\n", "\n\n", "\x00", "\x02", "\x03",
    "\x0c", "\u2028", "\ufeff", "é", "\U0001f600", "&amp;", "&", ";", "'", '"',
)  # fmt: skip
LEAST = 2000


def mangled(texts: Sequence[str], count: int, seed: int = 0) -> Iterator[str]:
    """`count` pages made of `texts`, the same ones for the same `seed`."""
    chance = random.Random(seed)
    for _ in range(count):
        text = "\n\n".join(chance.sample(texts, 3))
        while len(text) < LEAST:
            text += "\n\n" + chance.choice(texts)
        start = chance.randrange(max(1, len(text) - LEAST))
        text = text[start : start + chance.randrange(LEAST, 3 * LEAST)]
        for _ in range(chance.randrange(1, 12)):
            text = _worse(text, chance)
        yield text


def _worse(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    kind = chance.randrange(6)
    if kind == 0:
        return text[:at] + text[at + chance.randrange(1, 80) :]
    if kind == 1:
        return text[:at] + chance.choice(SIGNS) * chance.choice((1, 1, 2, 3, 40, 400)) + text[at:]
    if kind == 2:
        piece = text[at : at + chance.randrange(1, 60)]
        return text[:at] + piece * chance.choice((2, 3, 30)) + text[at:]
    if kind == 3:
        lines = text.split("\n")
        chance.shuffle(lines)
        return "\n".join(lines)
    if kind == 4:
        return re.sub(r"\n(?=\n)|(?<=\n) +", "", text)
    return "\n".join(chance.choice(("    ", "> ", "  ", "- ")) + line for line in text.split("\n"))


RUNS = [
    "<a", "<a\n", "<!--", ": a\n", "\\(", "{~~", "{{", "{%", "[^", "[^a]: b\n", "[a]: b\n", "*[a]: b\n",
    "a\n===\n", "# a\n", "---\n", "> a\n# b\n",
]  # fmt: skip
"""What a page may hold thousands of, one after another."""

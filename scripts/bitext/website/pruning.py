"""A style sheet without the rules that nothing in a site can match.

Sound rather than exact: a name is used as soon as one tag of one page bears it, or one script has it
as a word; where elements lie in each other is not asked, nor what stands in `:not()`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import tinycss2

WORD = re.compile(r"[\w-]+")
VARIABLE = re.compile(r"--[\w-]+")

Node = Any
"""A node of tinycss2, which has no types."""

_ALTERNATIVES = frozenset(("is", "where", "has", "matches", "-webkit-any", "-moz-any"))
_OF_RULES = frozenset(("media", "supports", "container", "layer"))
_IMPLIED = frozenset(("html", "head", "body", "tbody", "colgroup"))
"""Elements that no page has to write."""
_BY_READER = frozenset(("[open",))
"""What a browser sets when its reader acts."""
_READ = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass(frozen=True)
class Used:
    """What a site has: the marks of its tags, the words of its scripts, the variables that it reads.

    A mark is an element, a class, an id, an attribute or the value of one, as a selector says them:
    `p`, `.note`, `#top`, `[type`, `[type=radio`.
    """

    marks: Set[str]
    words: Set[str]

    def has(self, mark: str, name: str) -> bool:
        """Whether a tag bears the mark, or a script may give it to one."""
        return mark in self.marks or mark in _IMPLIED or mark in _BY_READER or self._is_said(name)

    def has_attribute(self, name: str, value: str | None) -> bool:
        """Whether a tag has the attribute with this value, or with any for None."""
        said = self._is_said(name) or _folded(name.removeprefix("data-")) in self._folded
        if value is None:
            return said or self.has(f"[{name}", name)
        return (said and self._is_said(value)) or f"[{name}={value}" in self.marks

    def _is_said(self, name: str) -> bool:
        """Whether scripts hold the name, or the begin or the end that one may be made of."""
        return (
            name in self.words
            or name.startswith(self._begins)
            or name.endswith(self._ends)
            or (not WORD.fullmatch(name) and all(one in self.words for one in WORD.findall(name)))
        )

    @cached_property
    def _begins(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if word[-1] in "-_" and word[0].isalpha())

    @cached_property
    def _ends(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if word[0] in "-_" and word[-1].isalpha())

    @cached_property
    def _folded(self) -> frozenset[str]:
        """As a script spells attributes: `dataset.mdState`, `tabIndex`."""
        return frozenset(map(_folded, self.words))


def pruned(style: str, used: Used) -> str:
    """The style sheet with what the site can use, without comments and white space between rules."""
    parsed = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    rules = tuple(_kept(parsed, used))
    read = frozenset(filter(VARIABLE.fullmatch, used.words))
    kept = _said(rules, None)
    while (shorter := _said(rules, read | {*_READ.findall(kept)})) != kept:
        kept = shorter
    return kept


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule: its selectors, its declarations by what they declare; or what is not understood."""

    head: str
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Rules under a condition."""

    head: str
    rules: tuple["_Rule | _Group | str", ...]


def _kept(rules: Iterable[Node], used: Used) -> Iterator[_Rule | _Group | str]:
    """The rules that may match something."""
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [one for one in _parts(rule.prelude) if _may_match(one, used)]
            if selectors:
                head = ",".join(tinycss2.serialize(one).strip() for one in selectors)
                yield _Rule(head, _declared(rule.content))
        elif rule.type == "at-rule" and rule.lower_at_keyword in _OF_RULES and rule.content:
            head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}"
            yield _Group(head, tuple(_kept(_rules(rule.content), used)))
        else:
            yield rule.serialize()


def _declared(content: Sequence[Node]) -> tuple[tuple[str, str], ...]:
    """The declarations of a rule; all it holds as one without a name where there are rules in it."""
    items = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if any(item.type != "declaration" for item in items):
        return (("", tinycss2.serialize(content).strip()),)
    return tuple(
        (
            item.name,
            f"{item.name}:{tinycss2.serialize(item.value).strip()}{'!important' * item.important}",
        )
        for item in items
    )


def _said(rules: Iterable[_Rule | _Group | str], read: Set[str] | None) -> str:
    """The rules as text, without the variables that are not among those `read`."""
    return "".join(_texts(rules, read))


def _texts(rules: Iterable[_Rule | _Group | str], read: Set[str] | None) -> Iterator[str]:
    for rule in rules:
        match rule:
            case _Rule(head, items):
                inner = ";".join(
                    text
                    for name, text in items
                    if read is None or not name.startswith("--") or name in read
                )
            case _Group(head, members):
                inner = _said(members, read)
            case _:
                yield rule
                continue
        if inner:
            yield f"{head}{{{inner}}}"


def _rules(content: Sequence[Node]) -> Sequence[Node]:
    return tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)  # type: ignore[no-any-return]


def _parts(tokens: Iterable[Node]) -> list[list[Node]]:
    """The selectors of a list."""
    found: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _may_match(selector: Sequence[Node], used: Used) -> bool:
    """Whether everything that the selector asks of elements is somewhere in the site."""
    if any(token == "|" for token in selector):
        return True  # a namespace, which no page names
    before = ""
    for token in selector:
        if not _is_met(token, before, used):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _is_met(token: Node, before: str, used: Used) -> bool:
    """Whether the site has what one token of a selector asks for, after the sign `before` it."""
    match token.type:
        case "ident" if before == ".":
            return used.has(f".{token.value}", token.value)
        case "ident" if before != ":":
            return used.has(token.lower_value, token.lower_value)
        case "hash":
            return used.has(f"#{token.value}", token.value)
        case "[] block":
            return _is_attribute_met(token.content, used)
        case "function" if token.lower_name in _ALTERNATIVES:
            return any(_may_match(one, used) for one in _parts(token.arguments))
    return True


def _is_attribute_met(content: Sequence[Node], used: Used) -> bool:
    said = [token for token in content if token.type not in ("whitespace", "comment")]
    names = [token.value for token in said if token.type in ("ident", "string")]
    exact = [token for token in said if token.type == "literal"] == ["="]
    return used.has_attribute(names[0].lower(), names[1] if exact and len(names) == 2 else None)


def _folded(name: str) -> str:
    return name.replace("-", "").lower()

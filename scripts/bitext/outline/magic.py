"""Links without brackets: bare addresses, mail, mentions, issues, wiki links.

The rules are those of pymdownx.magiclink and of Python-Markdown's wikilinks: what was found before
(code, links, HTML) is opaque in the mask, and there is no such link inside another.
"""

import re
from collections.abc import Callable, Iterator

from bitext.dialect import Dialect, Magic
from bitext.outline.found import Found
from bitext.outline.links import ENTITY, escapes

_START = re.compile(r"(?:(?:ht|f)tps?://|(www\.))(?=[^_\W])", re.IGNORECASE)
_BEFORE = frozenset(" \n\t*_~^[('\"\x00\x01\x04\x05")
_DOMAIN = re.compile(r"[-\w.]+")
_PATH = re.compile(r"[^\s<]*")
_TRAILING = "?!.,:*_~^'\""
_REFERENCE_END = re.compile(r"&[^\W_]+;$")
_LOCAL = re.compile(r"(?<![-/+@\w])(?<![-+\w]\.)[-+\w](?:[-+\w]|\.(?!\.))*(?<!\.)$", re.ASCII)
_HOST = re.compile(r"@[-\w]+\.(?:[-\w]|(?<!\.)\.(?!\.))*[a-z]\b(?![-@])", re.ASCII | re.IGNORECASE)
_LONGEST = 320
_WIKI = re.compile(r"\[\[([\w _-]+)\]\]")
_SPACES = re.compile(r" +_|_ +| +")
_HOSTS = {
    "github": "https://github.com",
    "gitlab": "https://gitlab.com",
    "bitbucket": "https://bitbucket.org",
    "twitter": "https://twitter.com",
    "x": "https://x.com",
}
_USERS = {
    "github": r"[a-zA-Z\d](?:[-a-zA-Z\d_]{0,37}[a-zA-Z\d])?",
    "gitlab": r"[.a-zA-Z\d_](?:[-a-zA-Z\d_.]{0,37}[-a-zA-Z\d_])?",
    "bitbucket": r"[-a-zA-Z\d_]{1,39}",
    "twitter": r"\w{1,15}",
    "x": r"\w{1,15}",
}
# Where issues, requests, discussions, commits and comparisons of a repository stand.
_PLACES = {
    "github": ("issues", "pull", "discussions", "commit", "compare", "..."),
    "gitlab": ("-/issues", "-/merge_requests", "", "-/commit", "-/compare", "..."),
    "bitbucket": ("issues", "pull-requests", "", "commits/commit", "branches/commits", ".."),
}
_REPO = r"[-._a-zA-Z\d]{0,99}[a-zA-Z\d]"
_WHAT = r"(?:([#!?][1-9][0-9]*)|@([a-f\d]{40})(?:\.{3}([a-f\d]{40}))?)\b"
_OWN = re.compile(
    r"(?:(?<![a-zA-Z])([#!?][1-9][0-9]*)|(?<![@/])\b([a-f\d]{40})(?:\.{3}([a-f\d]{40}))?)\b"
)
# What we take out of a page counts as a digit, for it may stand between them.
_COMMIT = re.compile(r"[a-f\d\x02\x03]{40}")
# As bytes, which are searched faster; “?” stands for what is not ASCII, such as digits of a script.
_HEXADECIMAL = bytes.maketrans(b"abcdef0123456789\x02\x03?", b"0" * 19)
_SHORT = re.compile(r"[#!?][1-9]|@\w|[a-f\d]{40}")
_GIT = "|".join(f"{name}:{_USERS[name]}" for name in _PLACES)
_SOCIAL = "|".join(f"{name}:{_USERS[name]}" for name in ("x", "twitter"))
Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str], Magic], str]]


def bare_signs(magic: Magic, commits: bool) -> str:
    """What stands in every text that has a link of pymdownx.magiclink in it, as a pattern.

    `commits` says whether that may be the name of a commit.
    """
    # Each choice begins with one letter, so that the search skips what begins with none of them;
    # commits do not, which makes it three times as slow.
    signs = r"://|www\.|WWW\.|@\w"
    if magic.mentions:
        signs += r"|#[1-9]|![1-9]|\?[1-9]"
    return signs + (r"|[a-f\d]{40}" if commits else "")


def has_commit(page: str) -> bool:
    """Whether `page` may name a commit: forty digits of those that count to sixteen."""
    digits = page.encode("ascii", "replace").translate(_HEXADECIMAL)
    return b"0" * 40 in digits and _COMMIT.search(page) is not None


def may_link(mask: str, magic: Magic, commits: bool) -> bool:
    """Whether `mask` may hold a link of pymdownx.magiclink; `commits` as for `bare_signs`."""
    if "://" in mask or "@" in mask or "www." in mask or "WWW." in mask:
        return True
    if magic.mentions and ("#" in mask or "!" in mask or "?" in mask):
        return True
    return commits and _COMMIT.search(mask) is not None


def magic_links(text: str, mask: str, dialect: Dialect) -> Iterator[Found]:
    """The links that `text` holds outside of all others, those of one kind after another."""
    magic = dialect.magic
    if magic is not None:
        if "://" in mask or "www." in mask or "WWW." in mask:
            yield from _addresses(text, mask, escapes(dialect))
        if "@" in mask:
            yield from _mail(mask)
        rules = _shorthands(magic)
        if rules and not _SHORT.search(mask):
            rules = ()
        if rules and "&" in mask:
            mask = ENTITY.sub(lambda match: "\x01" * len(match.group()), mask)
        for sign, pattern, target in rules:
            if not sign or sign in mask:
                for match in pattern.finditer(mask):
                    if address := target(match, magic):
                        yield _found(match, address)


def wiki_links(mask: str, dialect: Dialect) -> Iterator[Found]:
    """The links in double brackets; they may even stand in other links."""
    if dialect.wiki is not None and "[[" in mask:
        base, end = dialect.wiki
        for match in _WIKI.finditer(mask):
            label = match.group(1).strip()
            yield _found(match, f"{base}{_SPACES.sub('_', label)}{end}" if label else "", 2)


def _found(match: re.Match[str], target: str, edge: int = 0) -> Found:
    start, end = match.span()
    return Found("autolink", start, end, start + edge, end - edge, target)


def _addresses(text: str, mask: str, escape: re.Pattern[str]) -> Iterator[Found]:
    """Bare addresses: up to a space, without the punctuation that closes a sentence."""
    position = 0
    while match := _START.search(mask, position):
        start, floor = match.span()
        position = floor
        domain = _DOMAIN.match(mask, floor)
        if (start and mask[start - 1] not in _BEFORE) or domain is None:
            continue
        path = _PATH.match(mask, floor)
        end = _trimmed(mask, start, floor, path.end() if path else floor)
        if any("_" in part for part in mask[floor : min(end, domain.end())].split(".")[-2:]):
            continue
        position = end
        target = escape.sub(r"\1", text[start:end]) if "\x01" in mask else text[start:end]
        yield Found("autolink", start, end, start, end, f"http://{target}" if match[1] else target)


def _trimmed(mask: str, start: int, floor: int, end: int) -> int:
    """Where an address ends: a bracket belongs to it only if it is opened in it."""
    while end > floor:
        char = mask[end - 1]
        if char == ";":
            entity = _REFERENCE_END.search(mask, floor, end)
            end = entity.start() if entity else end - 1
        elif char in ")]":
            opening = "(" if char == ")" else "["
            if mask.count(char, start, end) <= mask.count(opening, start, end):
                break
            end -= 1
        elif char in _TRAILING:
            end -= 1
        else:
            break
    return end


def _mail(mask: str) -> Iterator[Found]:
    at = -1
    done = 0
    while (at := mask.find("@", at + 1)) >= 0:
        host = _HOST.match(mask, at)
        local = _LOCAL.search(mask[max(done, at - _LONGEST) : at]) if host else None
        if host is None or local is None:
            continue
        start, done = at - len(local.group()), host.end()
        yield Found("autolink", start, done, start, done, f"mailto:{mask[start:done]}")


def _shorthands(magic: Magic) -> tuple[Rule, ...]:
    """What stands for an address in a few signs, in the order in which it is looked for."""
    if not magic.mentions:
        return ()
    if magic not in _made:
        _made[magic] = tuple(_rules(magic))
    return _made[magic]


_made: dict[Magic, tuple[Rule, ...]] = {}


def _rules(magic: Magic) -> Iterator[Rule]:
    own = _USERS[_provider(magic)]
    git = magic.references and _provider(magic) in _PLACES
    before = r"(?<![a-zA-Z])@"
    if magic.references:
        yield "@", re.compile(rf"{before}({_GIT})\b/({_REPO})\b"), _repository
    if git:
        yield "@", re.compile(rf"{before}({own})\b/({_REPO})\b"), _repository
    outside = "|".join(([_GIT] if magic.references else []) + [_SOCIAL])
    yield "@", re.compile(rf"{before}({outside})\b"), _mention
    yield "@", re.compile(rf"{before}({own})\b"), _mention
    if magic.references:
        yield "", re.compile(rf"(?<![@/])(\b(?:{_GIT}))/({_REPO}){_WHAT}"), _reference
    if git:
        yield "", re.compile(rf"(?<![@/])(?:(\b{own})/)?({_REPO}){_WHAT}"), _reference
        yield "", _OWN, _own_reference


def _provider(magic: Magic) -> str:
    return magic.provider if magic.provider in _HOSTS else "github"


def _split(name: str, magic: Magic) -> tuple[str, str]:
    provider, colon, user = name.rpartition(":")
    return (provider, user) if colon else (_provider(magic), name)


def _mention(match: re.Match[str], magic: Magic) -> str:
    provider, user = _split(match.group(1), magic)
    return f"{_HOSTS[provider]}/{user}"


def _repository(match: re.Match[str], magic: Magic) -> str:
    return f"{_mention(match, magic)}/{match.group(2)}"


def _reference(match: re.Match[str], magic: Magic) -> str:
    provider, user = _split(match.group(1) or magic.user, magic)
    return _place(provider, user, match.group(2), match.groups()[2:]) if user else ""


def _own_reference(match: re.Match[str], magic: Magic) -> str:
    if not magic.user or not magic.repo:
        return ""
    return _place(_provider(magic), magic.user, magic.repo, match.groups())


def _place(provider: str, user: str, repo: str, what: tuple[str | None, ...]) -> str:
    """The address of an issue or the like, or of a commit, or of two of them compared."""
    issue, commit, other = what
    issues, requests, discussions, commits, compare, dots = _PLACES[provider]
    home = f"{_HOSTS[provider]}/{user}/{repo}"
    if issue:
        folder = {"#": issues, "!": requests, "?": discussions}[issue[0]]
        return f"{home}/{folder}/{issue[1:]}" if folder else ""
    if other:
        tail = "#diff" if provider == "bitbucket" else ""
        return f"{home}/{compare}/{commit}{dots}{other}{tail}"
    return f"{home}/{commits}/{commit}"

"""What contributors silence, with the reason they give.

`<!-- bitext: ignore RULE[, RULE]: reason -->` silences the next block of its page; in the front
matter, `bitext: {ignore: {RULE: reason}}` silences the whole page.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from bitext.model import Bitext, Block, Finding, Level, Location, Page, Rule, Silenced
from bitext.outline import settled, walk

_DIRECTIVE = re.compile(r"<!--\s*bitext:\s*ignore\s+(.*?)\s*-->", re.DOTALL)
_RULE_LIST = re.compile(r"([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*(?::\s*(.*))?$", re.DOTALL)


class Directive(NamedTuple):
    """One rule silenced from `first` to `last`, the lines of a page; 0 to 0 is the whole page."""

    rule: str
    reason: str
    locale: str
    at: Location
    first: int
    last: int

    def covers(self, finding: Finding) -> bool:
        """Whether `finding` falls under this directive."""
        if finding.rule.id != self.rule or finding.at.path != self.at.path or not self.reason:
            return False
        return not self.last or self.first <= finding.at.line <= self.last


def directives(page: Page) -> Iterator[Directive]:
    """Every directive of `page`, a directive that names two rules as two."""
    settings = page.meta.get("bitext")
    ignored = settings.get("ignore") if isinstance(settings, dict) else None
    if isinstance(ignored, str):
        ignored = dict.fromkeys(re.split(r"[\s,]+", ignored), "")
    for rule, reason in ignored.items() if isinstance(ignored, dict) else ():
        at = Location(page.path, page.meta_lines.get("bitext", 1))
        yield Directive(str(rule), str(reason).strip(), page.locale, at, 0, 0)
    if "bitext:" not in page.text and not page.elsewhere:
        return
    notes = (one.block for one in page.definitions if one.block is not None)
    tops = [*(block for section in page.sections for block in section.blocks), *notes]
    blocks = sorted(walk(tuple(tops)), key=lambda block: block.line)
    for index, block in enumerate(blocks):
        for text in _comments(block):
            if match := _DIRECTIVE.match(text):
                own = block.kind != "comment" and block.text.strip() != text
                covered = block if own else _following(block, blocks[index + 1 :])
                yield from _in_comment(page, match.group(1), block, covered)


def _comments(block: Block) -> Iterator[str]:
    """The comments that `block` is or holds; inside lists and boxes they are part of a paragraph."""
    if block.kind == "comment":
        yield block.text
    for item in block.items:
        if item.kind == "html" and item.target.startswith("<!--"):
            yield item.target


def _following(block: Block, after: list[Block]) -> Block:
    return next((one for one in after if one.kind != "comment"), block)


def _in_comment(page: Page, text: str, block: Block, covered: Block) -> Iterator[Directive]:
    parts = _RULE_LIST.match(text)
    first, last = min(block.line, covered.line), max(block.line, covered.end_line)
    at = settled(Location(page.path, block.line), page)
    if at.path != page.path:  # the file it stands in is included, and so is what it covers
        first, last = (settled(Location(page.path, line), page).line for line in (first, last))
    names = parts.group(1) if parts else text
    reason = (parts.group(2) or "").strip() if parts else ""
    for name in names.split(","):
        yield Directive(name.strip(), " ".join(reason.split()), page.locale, at, first, last)


def silenced(
    findings: Iterable[Finding],
    every: Collection[Directive],
    known: frozenset[str],
    asked: frozenset[str],
) -> tuple[list[Finding], list[Silenced]]:
    """`findings` that stand, and those that `every` directive silences; these are judged as well.

    A directive for a rule that is not `known`, without a reason, or that silences nothing although
    its rule was `asked`, is a finding.
    """
    standing: list[Finding] = []
    quiet: list[Silenced] = []
    used: set[int] = set()
    by_path: dict[str, list[Directive]] = {}
    for directive in every:
        by_path.setdefault(directive.at.path, []).append(directive)
    for finding in findings:
        covering = [one for one in by_path.get(finding.at.path, ()) if one.covers(finding)]
        if covering:
            used |= {id(one) for one in covering}
            quiet.append(Silenced(finding, covering[0].reason))
        else:
            standing.append(finding)
    for directive in every:
        rule = UNUSED_IGNORE
        if directive.rule not in known:
            rule, message = UNKNOWN_RULE, f"“{directive.rule}” is no rule"
            if close := get_close_matches(directive.rule, sorted(known), n=1):
                message += f", did you mean “{close[0]}”?"
        elif not directive.reason:
            message = f"ignoring “{directive.rule}” needs a reason: “ignore {directive.rule}: why”"
        elif id(directive) not in used and directive.rule in asked:
            message = f"“{directive.rule}” has no finding here to silence"
        else:
            continue
        locale, level = directive.locale, rule.level
        standing.append(Finding(directive.at, rule, message, locale=locale, level=level))
    return standing, quiet


def _nothing(_: Bitext) -> Iterator[Finding]:
    """These two are judged where the silencing is done."""
    return iter(())


UNUSED_IGNORE = Rule(
    "unused-ignore",
    Level.WARNING,
    "every silencing has a reason and something to silence",
    _nothing,
)
UNKNOWN_RULE = Rule("unknown-rule", Level.WARNING, "every silencing names a rule", _nothing)

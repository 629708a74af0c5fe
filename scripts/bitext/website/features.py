"""What is done to a page while a site is built: one line for each feature, in this order.

A feature is a module of its own with plain functions; the adapter of an engine calls these lists
and knows no feature by name.
"""

from collections.abc import Callable, Iterable
from functools import reduce

from bitext.website import (
    cards,
    drawing,
    feed,
    machines,
    notices,
    pages,
    policy,
    slimming,
    tooltips,
)
from bitext.website.view import View

Touch = Callable[[str, View], str]
"""Gives the HTML anew, as the feature would have it."""

CONTENT: tuple[Touch, ...] = (
    lambda html, view: pages.admonitions(html, view.text_strings.admonitions),
    lambda html, view: pages.spaced_notes(html),
    lambda html, view: pages.wide_columns(pages.aligned(html)),
    lambda html, view: drawing.figured(html, view.charts, view.text),
    tooltips.linked,
    notices.noticed,
    lambda html, view: pages.unsearched_notes(html),
)
"""The text of a page as Markdown made it, before it is put into a template."""

HEAD: tuple[Touch, ...] = (machines.headed, cards.presented, feed.linked)
"""The head of a page, before it is written."""


def touched(html: str, view: View, touches: Iterable[Touch]) -> str:
    """`html` after each of the `touches`."""
    return reduce(lambda done, touch: touch(done, view), touches, html)


def written(html: str, view: View, *, slim: bool) -> tuple[str, dict[str, str]]:
    """The page as it is written, and the scripts it had, by their path from the root of the site.

    Most of a large site is its menu: only the head is gone through more than once.
    """
    start, closing, end = html.partition("</head>")
    head, scripts = policy.moved(touched(start + closing, view, HEAD), view.root)
    body, more = policy.moved(pages.based(end, view.search_folder), view.root)
    if slim:
        close = head if slimming.is_spaced(head) else slimming.flush(head)
        head = slimming.joined(close, view.root)
    return head + body, scripts | more

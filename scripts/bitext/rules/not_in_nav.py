"""Pages that the navigation does not list."""

from collections.abc import Iterator

from bitext.model import Bitext, Finding, Level, Location, Rule, Scope


def check(bitext: Bitext) -> Iterator[Finding]:
    """One finding for each page that readers find only by a link or by the search.

    A page is named by its source; one that has none, by its target.
    """
    navigation = bitext.navigation
    if navigation is None:
        return
    listed = {entry.page.removeprefix("./").lstrip("/") for entry in navigation.entries}
    # A folder or a pattern is for a plugin to spell out.
    folders = tuple(f"{one.rstrip('/*')}/" for one in listed if one.endswith(("/", "*")))
    for pair in bitext.pairs:
        page = pair.source or pair.target
        names = {pair.key, *(f"{locale}/{pair.key}" for locale in bitext.pages)}
        if page is None or names & listed or pair.key.startswith(folders):
            continue
        if not _left_out(navigation.unlisted, names):
            message = f"the navigation of {navigation.path} does not list “{pair.key}”"
            yield Finding(Location(page.path), rule, message, locale=page.locale)


def _left_out(patterns: str, names: set[str]) -> bool:
    if not patterns:
        return False
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(patterns.splitlines())
    return any(spec.match_file(name) for name in names)


rule = Rule("not-in-nav", Level.WARNING, "the navigation lists every page", check, Scope.BITEXT)

"""The command `bitext check`: what the rules find, what of it counts, and how it is shown.

What only some options need is imported where it is needed: a check should start at once.
"""

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from bitext import checking, meaning, progress, verdict
from bitext.checking import Report
from bitext.config import Config
from bitext.corpus import Corpus, read, roots, text_of
from bitext.errors import BitextError
from bitext.formats import report
from bitext.ground import Ground
from bitext.model import Level, Rule
from bitext.options import config_of, listed_site, paths_of, settings_file
from bitext.output import coloured, writable
from bitext.pairing import pairs_at
from bitext.site import Listing
from bitext.survey import survey


def check(options: argparse.Namespace) -> int:
    """Run the command; gives its exit status."""
    if options.write_baseline and (options.since or options.baseline):
        raise BitextError("--write-baseline goes without --since and --baseline")
    ground = Ground()
    config = config_of(options, ground)
    _note_folders(ground, options, config)
    listing = listed_site(config)
    paths = paths_of(options.paths, config, listing) if options.paths else None
    if options.verify_outline:
        return _verify(read(config), settings_file(options, config), paths)
    ignored = {*_names(options.ignore), *config.ignore}
    rules = checking.chosen(_names(options.select), ignored, meaning=options.meaning)
    if any(rule.asked for rule in rules):
        meaning.ready(config.source, config.targets)
    if options.baseline:
        ground.file(Path.cwd() / options.baseline)
    found = _found(options, config, listing, rules, paths, ground)
    if options.write_baseline:
        _write_baseline(options, config, listing, found)
        return 0
    failing = (Level.ERROR, Level.WARNING) if options.strict else (Level.ERROR,)
    status = int(any(found.count(level) for level in failing))
    answer = verdict.Answer(_shown(found, config, listing, options), status)
    print(answer.text)
    if options.format in ("sarif", "junit") and (options.since or options.baseline):
        print(f"bitext: {report.summary(found)}", file=sys.stderr)
    elif not options.since and not any(rule.asked for rule in rules):
        verdict.keep(options, ground.seen, answer)
    return status


def _note_folders(ground: Ground, options: argparse.Namespace, config: Config) -> None:
    """Write down the folders of the site, and what the paths that are asked for may mean."""
    for folder in roots(config):
        ground.tree(folder)
    for name in options.paths:
        for base in (Path.cwd(), config.root, config.docs):
            ground.place(base / name)


def _found(
    options: argparse.Namespace,
    config: Config,
    listing: Listing,
    rules: tuple[Rule, ...],
    paths: frozenset[str] | None,
    ground: Ground,
) -> Report:
    """What the rules find, without what a baseline accepts and what was there before."""
    if options.jobs < 0:
        raise BitextError(f"--jobs is {options.jobs}, expected a number of processes")
    surveyed = partial(survey, rules=rules, jobs=options.jobs, progress=progress.shown)

    def known(found: Report) -> Report:
        if not options.baseline:
            return found
        from bitext import baseline

        entries = baseline.load(Path(options.baseline))
        pairs = partial(pairs_at, config, listing)
        asked = {rule.id for rule in rules}
        return baseline.without(found, entries, pairs, config.shown, paths, asked)

    if not options.since:
        return known(surveyed(config, listing, wanted=paths, cached=options.cache, ground=ground))
    from bitext import since
    from bitext.history import History

    with since.before(config, options.since, settings_file(options, config)) as then:
        prepared = partial(since.compared, then, config, History(config))
        found = surveyed(config, listing, wanted=paths, cached=False, prepared=prepared)
        old = surveyed(then.config, then.listing, cached=False)
        return since.caused(known(found), listing, old, then)


def _write_baseline(
    options: argparse.Namespace, config: Config, listing: Listing, found: Report
) -> None:
    from bitext import baseline

    pairs = partial(pairs_at, config, listing)
    baseline.save(Path(options.write_baseline), found, pairs, config.shown)
    count = len(found.findings)
    print(f"{options.write_baseline}: {count} finding{'' if count == 1 else 's'} written")


def _verify(corpus: Corpus, settings: Path | None, paths: frozenset[str] | None) -> int:
    from bitext import verifying

    verdict = verifying.verify(corpus, settings, paths)
    for line in (*verdict.lines, verdict.summary):
        print(line)
    return int(bool(verdict.lines))


def _shown(found: Report, config: Config, listing: Listing, options: argparse.Namespace) -> str:
    """What a check found in the format that was asked for."""
    if options.format == "text":
        wanted = report.places(found) if options.verbose else ()
        texts = {path: text_of(config.root / path) for path in wanted}
        how = {"verbose": options.verbose, "silenced": options.silenced}
        return report.text(found, texts, **how, colour=coloured())
    if options.format == "json":
        return writable(report.as_json(found, config, listing))
    if options.format == "github":
        from bitext.formats.github import annotations

        return "\n".join([*annotations(found, _base(config)), report.summary(found)])
    if options.format == "sarif":
        from bitext import explain
        from bitext.formats import sarif

        rules = {name: explain.text(name, "en") for name in sarif.NAMES}
        return writable(sarif.sarif(found, listing, rules, _base(config)))
    from bitext.formats.junit import xml

    return xml(found, paths_of(options.paths, config, listing), strict=options.strict)


def _base(config: Config) -> str:
    """The way from the repository, where GitHub says where that is, to the site."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not config.root.is_relative_to(Path(workspace).resolve()):
        return ""
    path = config.root.relative_to(Path(workspace).resolve()).as_posix()
    return "" if path == "." else f"{path}/"


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]

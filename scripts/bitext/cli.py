"""The command `bitext`: reads the arguments, asks the modules, prints, sets the exit status.

0: no error. 1: findings. 2: it could not run, so a pass would prove nothing. 130: it was stopped.

Whatever takes time is imported where it is used: from the first moment on, who stops the command
is answered by one line.
"""

import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from bitext.config import Config


def run() -> NoReturn:
    """Be the process of the command."""
    try:
        from bitext import process

        process.begin()
    except KeyboardInterrupt:
        sys.exit(_interrupted())
    process.end(main())


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run the command with `arguments` (those of the process by default); gives its status."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _interrupted()


def _interrupted() -> int:
    print("bitext: interrupted", file=sys.stderr)
    return 130


def _run(arguments: "Sequence[str] | None") -> int:
    from bitext.arguments import parser
    from bitext.errors import BitextError

    _spell_out()
    try:
        options = parser().parse_args(arguments)
        status = _COMMANDS[options.command](options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BitextError as error:
        print(f"bitext: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        _drop_output()
        if not isinstance(error, BrokenPipeError):
            print(f"bitext: {error}", file=sys.stderr)
        return 2
    return status


def _spell_out() -> None:
    """Have characters that the terminal has not written as escapes."""
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Send what is left of the output nowhere, so that it is not tried again at the end."""
    import os

    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _check(options: "argparse.Namespace") -> int:
    from bitext import verdict

    answer = verdict.recall(options)
    if answer is None:
        from bitext.check_command import check

        return check(options)
    print(answer.text)
    return answer.status


def _status(options: "argparse.Namespace") -> int:
    import json

    from bitext import standing
    from bitext.history import History
    from bitext.options import config_of, listed_site
    from bitext.output import writable
    from bitext.pairing import pairs
    from bitext.recalling import recalled_pair

    config = config_of(options)
    listing = listed_site(config)
    history = History(config)
    bitexts = [
        standing.Stream(
            config.source,
            target,
            (recalled_pair(pair, history) for pair in pairs(config, listing, target)),
        )
        for target in config.targets
    ]
    if options.format == "json":
        print(writable(json.dumps(standing.data(bitexts), ensure_ascii=False, indent=2)))
    elif options.format == "markdown":
        print(standing.markdown(bitexts))
    else:
        print(standing.text(bitexts))
    return 0


def _diff(options: "argparse.Namespace") -> int:
    from pathlib import Path

    from bitext import comparing, confirming
    from bitext.history import History
    from bitext.options import config_of, read_site
    from bitext.output import coloured

    config = config_of(options)
    _, bitexts = read_site(config)
    wanted = confirming.named(options.name, config, Path.cwd())
    history = History(config)
    for line in comparing.compared(bitexts, wanted, history, colour=coloured()):
        print(line)
    return 0


def _confirm(options: "argparse.Namespace") -> int:
    from pathlib import Path

    from bitext import confirming
    from bitext.errors import BitextError
    from bitext.options import config_of, read_site

    if options.adopt == bool(options.names):
        raise BitextError("name what to confirm; --adopt goes without names")
    config = config_of(options)
    _, bitexts = read_site(config)
    if options.adopt:
        outcome = confirming.adopt(config, bitexts)
    else:
        wanted = [confirming.named(name, config, Path.cwd()) for name in options.names]
        outcome = confirming.confirm(config, bitexts, wanted)
    for line in outcome.lines:
        print(line)
    return int(outcome.refused)


def _fix(options: "argparse.Namespace") -> int:
    from bitext import checking, fixing, progress
    from bitext.options import config_of, listed_site, paths_of
    from bitext.survey import survey

    config = config_of(options)
    listing = listed_site(config)
    paths = paths_of(options.paths, config, listing) if options.paths else None
    rules = checking.chosen((), config.ignore)
    outcome = fixing.planned(
        config,
        listing,
        paths,
        lambda site, texts: survey(
            config, site, rules, jobs=0, progress=progress.shown, texts=texts
        ),
    )
    if options.dry_run:
        for line in fixing.differences(outcome.changes):
            print(line)
        return 0
    fixing.apply(config, outcome.changes)
    for line in outcome.lines:
        print(line)
    pages = len(outcome.changes)
    print(f"{outcome.fixed} fixed on {pages} page{'' if pages == 1 else 's'}")
    return 0


def _links(options: "argparse.Namespace") -> int:
    from pathlib import Path

    from bitext.options import config_of
    from bitext.website import built

    config = config_of(options)
    outcome = built.check(Path(options.site), config, external=options.external)
    for line in outcome.lines:
        print(line)
    return int(outcome.broken)


def _finish(options: "argparse.Namespace") -> int:
    from pathlib import Path

    from bitext.errors import BitextError
    from bitext.options import config_of
    from bitext.root import find
    from bitext.website import finishing, publication

    read = config_of(options)
    if options.source_dir:
        raise BitextError(
            "finish needs a mkdocs.yml; it goes without --source-dir and --target-dir"
        )
    file = Path(options.config) if options.config else find(Path.cwd())
    finishing.finish(Path(options.site), read, publication.load(file))
    return 0


def _split(options: "argparse.Namespace") -> int:
    from pathlib import Path

    from bitext import splitting
    from bitext.options import config_of

    if options.propose:
        print(splitting.proposed(Path(options.article)), end="")
        return 0
    config = config_of(options)
    pages = splitting.planned(config, Path(options.article), Path(options.plan))
    if options.dry_run:
        for line in splitting.differences(config, pages):
            print(line)
        return 0
    navigation = splitting.navigation_file(config, options.config) if options.nav else None
    for path in splitting.apply(config, pages, navigation_file=navigation):
        print(f"{path}: written")
    if navigation is None:
        print("\nTo add under nav in mkdocs.yml:\n")
    for entry in pages.entries if navigation is None else ():
        print(f"  {entry}")
    return 0


def _glossary(options: "argparse.Namespace") -> int:
    from bitext import generating
    from bitext.options import config_of

    config = config_of(options)
    return _generated(config, generating.glossary_pages(config), options, "the termbase")


def _generated(
    config: "Config", pages: "dict[Path, str]", options: "argparse.Namespace", origin: str
) -> int:
    """Write the pages that differ from what `origin` yields, or only name them."""
    from bitext import generating

    changed = generating.written(config, pages, dry=options.check)
    for path in changed:
        print(f"{path}: {f'differs from {origin}' if options.check else 'written'}")
    return int(options.check and bool(changed))


def _explain(options: "argparse.Namespace") -> int:
    from bitext import explain
    from bitext.options import config_of

    if not options.pages:
        print(explain.text(options.rule, options.locale))
        return 0
    from bitext import generating

    config = config_of(options)
    return _generated(config, generating.rule_pages(config, options.pages), options, "the rules")


_COMMANDS = {
    "check": _check,
    "status": _status,
    "diff": _diff,
    "confirm": _confirm,
    "fix": _fix,
    "links": _links,
    "finish": _finish,
    "split": _split,
    "glossary": _glossary,
    "explain": _explain,
}

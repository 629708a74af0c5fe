"""The command `bitext`: reads the arguments, asks the modules, prints, sets the exit status.

0: no error. 1: findings. 2: it could not run, so a pass would prove nothing.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bitext.arguments import parser

if TYPE_CHECKING:
    from pathlib import Path

    from bitext.checking import Report
    from bitext.config import Config
    from bitext.corpus import Corpus
    from bitext.model import Bitext, Rule
    from bitext.site import Listing


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments` (those of the process by default); gives its status."""
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
    except KeyboardInterrupt:
        return 130
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


def _print_json(text: str) -> None:
    """Print JSON in what characters the terminal has."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        import json

        text = json.dumps(json.loads(text), indent=2)
    print(text)


def _config(options: argparse.Namespace) -> "Config":
    from pathlib import Path

    from bitext import config
    from bitext.errors import BitextError

    if not (options.source_dir or options.target_dir):
        if options.source or options.target:
            raise BitextError("--source and --target go with --source-dir and --target-dir")
        return config.load(Path.cwd(), Path(options.config) if options.config else None)
    for name in ("source_dir", "target_dir", "source", "target"):
        if not getattr(options, name):
            raise BitextError(
                f"--{name.replace('_', '-')} is missing; without MkDocs all four are needed"
            )
    if options.config:
        raise BitextError("--config goes without --source-dir and --target-dir")
    source = options.source, Path(options.source_dir)
    return config.without_mkdocs(Path.cwd(), source, (options.target, Path(options.target_dir)))


def _read(config: "Config") -> "tuple[Corpus, list[Bitext]]":
    from bitext.align import align
    from bitext.corpus import read

    _listed(config)
    corpus = read(config)
    return corpus, [align(corpus, target) for target in config.targets]


def _check(options: argparse.Namespace) -> int:
    from bitext import checking, meaning
    from bitext.corpus import read
    from bitext.model import Level

    if options.write_baseline and (options.since or options.baseline):
        raise _wrong("--write-baseline goes without --since and --baseline")
    config = _config(options)
    listing = _listed(config)
    paths = _paths(options.paths, config, listing) if options.paths else None
    if options.verify_outline:
        return _verify(read(config), _settings(options, config), paths)
    ignored = {*_names(options.ignore), *config.ignore}
    rules = checking.chosen(_names(options.select), ignored, meaning=options.meaning)
    if any(rule.asked for rule in rules):
        meaning.ready(config.source, config.targets)
    if options.since or options.baseline or options.write_baseline:
        found = _compared(options, config, rules, paths)
    else:
        found = _surveyed(options, config, listing, rules, paths)
    if options.write_baseline:
        return 0
    _show(found, config, listing, options)
    failing = (Level.ERROR, Level.WARNING) if options.strict else (Level.ERROR,)
    return int(any(found.count(level) for level in failing))


def _listed(config: "Config") -> "Listing":
    from bitext.corpus import listed
    from bitext.errors import BitextError

    listing = listed(config)
    if not any(listing.paths.values()):
        raise BitextError(f"{config.docs}: no pages here; a pass would prove nothing")
    return listing


def _surveyed(
    options: argparse.Namespace,
    config: "Config",
    listing: "Listing",
    rules: "tuple[Rule, ...]",
    paths: "frozenset[str] | None",
) -> "Report":
    """What the rules find on the site as it stands."""
    from bitext.progress import shown
    from bitext.survey import survey

    if options.jobs < 0:
        raise _wrong(f"--jobs is {options.jobs}, expected a number of processes")
    jobs = options.jobs or _processors()
    cached = options.cache
    return survey(config, listing, rules, wanted=paths, jobs=jobs, cached=cached, progress=shown)


def _processors() -> int:
    """How many processors this process may use."""
    import os

    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _compared(
    options: argparse.Namespace,
    config: "Config",
    rules: "tuple[Rule, ...]",
    paths: "frozenset[str] | None",
) -> "Report":
    """What the rules find beyond what stood there before or is accepted; that may be written."""
    from bitext.history import History
    from bitext.recalling import recalled

    _, bitexts = _read(config)
    if any(rule.id in ("stale-section", "born-stale") for rule in rules):
        history = History(config)
        bitexts = [recalled(bitext, history, paths) for bitext in bitexts]
    found = _found(options, config, bitexts, rules, paths)
    if options.write_baseline:
        _write_baseline(options, config, bitexts, found)
    return found


def _verify(corpus: "Corpus", settings: "Path | None", paths: "frozenset[str] | None") -> int:
    from bitext import verifying

    verdict = verifying.verify(corpus, settings, paths)
    for line in (*verdict.lines, verdict.summary):
        print(line)
    return int(bool(verdict.lines))


def _wrong(message: str) -> Exception:
    from bitext.errors import BitextError

    return BitextError(message)


def _found(
    options: argparse.Namespace,
    config: "Config",
    bitexts: "list[Bitext]",
    rules: "tuple[Rule, ...]",
    paths: "frozenset[str] | None",
) -> "Report":
    """What the rules find, without what the baseline accepts and what was there before."""
    from pathlib import Path

    from bitext import checking

    def judged(bitexts: "list[Bitext]") -> "Report":
        found = checking.check(bitexts, rules)
        found = found if paths is None else checking.only(found, paths)
        if not options.baseline:
            return found
        from bitext import baseline

        entries = baseline.load(Path(options.baseline))
        asked = {rule.id for rule in rules}
        return baseline.without(found, entries, bitexts, config.shown, paths, asked)

    if not options.since:
        return judged(bitexts)
    from bitext import since
    from bitext.history import History

    history = History(config)
    with since.before(config, options.since, _settings(options, config)) as old:
        bitexts = [since.compared(bitext, old, history) for bitext in bitexts]
        return since.caused(judged(bitexts), bitexts, old, rules)


def _settings(options: argparse.Namespace, config: "Config") -> "Path | None":
    """The mkdocs.yml of the site; none without MkDocs."""
    from pathlib import Path

    if options.config:
        return Path(options.config)
    names = () if options.source_dir else ("mkdocs.yml", "mkdocs.yaml")
    return next((one for name in names if (one := config.root / name).is_file()), None)


def _write_baseline(
    options: argparse.Namespace, config: "Config", bitexts: "list[Bitext]", found: "Report"
) -> None:
    from pathlib import Path

    from bitext import baseline

    baseline.save(Path(options.write_baseline), found, bitexts, config.shown)
    count = len(found.findings)
    print(f"{options.write_baseline}: {count} finding{'' if count == 1 else 's'} written")


def _show(
    found: "Report", config: "Config", listing: "Listing", options: argparse.Namespace
) -> None:
    """Print what a check found in the format that was asked for."""
    from bitext import report

    if options.format == "text":
        from bitext.corpus import text_of
        from bitext.terminal import coloured

        wanted = report.places(found) if options.verbose else ()
        texts = {path: text_of(config.root / path) for path in wanted}
        how = {"verbose": options.verbose, "silenced": options.silenced}
        print(report.text(found, texts, **how, colour=coloured()))
    elif options.format == "json":
        _print_json(report.as_json(found, config, listing))
    elif options.format == "github":
        from bitext.github import annotations

        for line in annotations(found, _base(config)):
            print(line)
        print(report.summary(found))
    elif options.format == "sarif":
        from bitext import explain, sarif

        rules = {name: explain.text(name, "en") for name in sarif.NAMES}
        _print_json(sarif.sarif(found, listing, rules, _base(config)))
    else:
        from bitext.junit import xml

        asked = _paths(options.paths, config, listing)
        print(xml(found, asked, strict=options.strict))
    if options.format in ("sarif", "junit") and (options.since or options.baseline):
        print(f"bitext: {report.summary(found)}", file=sys.stderr)


def _base(config: "Config") -> str:
    """The way from the repository, where GitHub says where that is, to the site."""
    import os
    from pathlib import Path

    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace or not config.root.is_relative_to(Path(workspace).resolve()):
        return ""
    path = config.root.relative_to(Path(workspace).resolve()).as_posix()
    return "" if path == "." else f"{path}/"


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _paths(names: list[str], config: "Config", listing: "Listing") -> frozenset[str]:
    """The paths, in every locale, of the pages that `names` mean; a folder means all its pages.

    Without names it is the paths of all pages.
    """
    from bitext.errors import BitextError

    known = {key for pages in listing.paths.values() for key in pages}
    keys: set[str] = set() if names else known
    for name in names:
        meant = _keys(name, config, listing)
        if not meant & known:
            raise BitextError(f"{name}: no page of this site")
        keys |= meant
    each = (item for pages in listing.paths.values() for item in pages.items())
    return frozenset(path for key, path in each if key in keys)


def _keys(name: str, config: "Config", listing: "Listing") -> set[str]:
    """The keys of the pages that `name` means: a page, or a folder with all its pages."""
    import os
    from pathlib import Path

    from bitext.corpus import is_folder, locate

    for base in (Path.cwd(), config.root, config.docs):
        folder = Path(os.path.normpath(base / name))
        if is_folder(folder):
            near = (folder, folder.resolve())
            return {
                key
                for pages in listing.paths.values()
                for key, path in pages.items()
                if any(
                    Path(os.path.normpath(config.root / path)).is_relative_to(one) for one in near
                )
            }
    return {locate(config, name, Path.cwd())[1]}


def _status(options: argparse.Namespace) -> int:
    import json

    from bitext import report
    from bitext.history import History
    from bitext.recalling import recalled

    config = _config(options)
    _, bitexts = _read(config)
    history = History(config)
    bitexts = [recalled(bitext, history) for bitext in bitexts]
    if options.format == "json":
        _print_json(json.dumps(report.status_data(bitexts), ensure_ascii=False, indent=2))
    elif options.format == "markdown":
        print(report.status_markdown(bitexts))
    else:
        print(report.status_text(bitexts))
    return 0


def _diff(options: argparse.Namespace) -> int:
    from pathlib import Path

    from bitext import comparing, confirming, terminal
    from bitext.history import History

    config = _config(options)
    _, bitexts = _read(config)
    wanted = confirming.named(options.name, config, Path.cwd())
    history = History(config)
    for line in comparing.compared(bitexts, wanted, history, colour=terminal.coloured()):
        print(line)
    return 0


def _confirm(options: argparse.Namespace) -> int:
    from pathlib import Path

    from bitext import confirming

    if options.adopt == bool(options.names):
        raise _wrong("name what to confirm; --adopt goes without names")
    config = _config(options)
    _, bitexts = _read(config)
    if options.adopt:
        outcome = confirming.adopt(config, bitexts)
    else:
        wanted = [confirming.named(name, config, Path.cwd()) for name in options.names]
        outcome = confirming.confirm(config, bitexts, wanted)
    for line in outcome.lines:
        print(line)
    return int(outcome.refused)


def _fix(options: argparse.Namespace) -> int:
    from bitext import checking, fixing
    from bitext.corpus import read

    config = _config(options)
    paths = _paths(options.paths, config, _listed(config)) if options.paths else None
    corpus = read(config)
    outcome = fixing.planned(corpus, checking.chosen((), config.ignore), paths)
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


def _links(options: argparse.Namespace) -> int:
    from pathlib import Path

    from bitext import built

    config = _config(options)
    outcome = built.check(Path(options.site), config, external=options.external)
    for line in outcome.lines:
        print(line)
    return int(outcome.broken)


def _finish(options: argparse.Namespace) -> int:
    from pathlib import Path

    from bitext import config, finishing, publication

    read = _config(options)
    if options.source_dir:
        raise _wrong("finish needs a mkdocs.yml; it goes without --source-dir and --target-dir")
    file = Path(options.config) if options.config else config.find(Path.cwd())
    finishing.finish(Path(options.site), read, publication.load(file))
    return 0


def _split(options: argparse.Namespace) -> int:
    from pathlib import Path

    from bitext import splitting

    if options.propose:
        print(splitting.proposed(Path(options.article)), end="")
        return 0
    config = _config(options)
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


def _glossary(options: argparse.Namespace) -> int:
    from bitext import generating

    config = _config(options)
    return _generated(config, generating.glossary_pages(config), options, "the termbase")


def _generated(
    config: "Config", pages: "dict[Path, str]", options: argparse.Namespace, origin: str
) -> int:
    """Write the pages that differ from what `origin` yields, or only name them."""
    from bitext import generating

    changed = generating.written(config, pages, dry=options.check)
    for path in changed:
        print(f"{path}: {f'differs from {origin}' if options.check else 'written'}")
    return int(options.check and bool(changed))


def _explain(options: argparse.Namespace) -> int:
    from bitext import explain

    if not options.pages:
        print(explain.text(options.rule, options.locale))
        return 0
    from bitext import generating

    config = _config(options)
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

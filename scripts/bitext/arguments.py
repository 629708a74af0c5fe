"""What the command `bitext` takes: its commands, their arguments and options."""

import argparse

FORMATS = ("text", "json", "github", "sarif", "junit")


class _Version(argparse.Action):
    """Prints the version; looks it up only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from importlib.metadata import version

        print(f"bitext {version('bitext')}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; `command` names what is to be run."""
    found = argparse.ArgumentParser(
        prog="bitext",
        description="Keeps a documentation site in two languages saying the same thing.",
    )
    found.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = found.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", required=True
    )
    for name, text in (
        ("check", "every finding on the whole site or on the given pages"),
        ("status", "which sections are up to date, stale, missing; words to translate"),
        ("diff", "what the source said when it was confirmed and what it says now"),
        ("confirm", "record that sections say what the source says now"),
        ("fix", "apply the fixes that are right every time"),
        ("links", "link integrity of the built site in every language"),
        ("finish", "do on a built site what an engine without plugins leaves undone"),
        ("split", "turn a manuscript into source pages, by a plan that you check"),
        ("glossary", "write the glossary pages that the termbase yields"),
        ("explain", "what a rule checks, why, and how to fix it"),
    ):
        command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        _add_options(name, command)
        _add_site(command)
    return found


def _add_site(command: argparse.ArgumentParser) -> None:
    site = command.add_argument_group("which site")
    site.add_argument(
        "--config", metavar="FILE", help="the mkdocs.yml to use (default: here or above)"
    )
    site.add_argument(
        "--source-dir", metavar="DIR", help="without MkDocs: the folder of the source"
    )
    site.add_argument(
        "--target-dir", metavar="DIR", help="without MkDocs: the folder of the target"
    )
    site.add_argument("--source", metavar="LOCALE", help="without MkDocs: the source locale")
    site.add_argument("--target", metavar="LOCALE", help="without MkDocs: the target locale")


def _add_options(name: str, command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    if name == "check":
        _add_check(command)
    elif name == "status":
        add("--format", choices=("text", "json", "markdown"), default="text")
    elif name == "diff":
        add("name", metavar="PAGE[#ANCHOR]", help="a page of either side, or one section")
    elif name == "confirm":
        add(
            "names",
            nargs="*",
            metavar="PAGE[#ANCHOR]",
            help="a page of either side, or one section",
        )
        add("--adopt", action="store_true", help="start the record of a site that has none")
    elif name == "fix":
        add("paths", nargs="*", metavar="PATH", help="pages of either language (default: all)")
        add("--dry-run", action="store_true", help="write nothing; show the changes as a diff")
    elif name == "links":
        add(
            "site", nargs="?", default="site", metavar="SITE", help="the built site (default: site)"
        )
        add("--external", action="store_true", help="also ask the web (needs lychee)")
    elif name == "finish":
        add("site", metavar="SITE", help="the site, fresh from its engine")
    elif name == "split":
        _add_split(command)
    elif name == "glossary":
        add("--check", action="store_true", help="write nothing; say which page differs")
    elif name == "explain":
        add("rule", nargs="?", metavar="RULE", help="a rule's name (default: list them)")
        add("--locale", metavar="LOCALE", help="language of the text (default: that of the shell)")
        add("--pages", metavar="FOLDER", help="write a page for each rule into the site instead")
        add("--check", action="store_true", help="with --pages: only say which page differs")


def _add_check(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("paths", nargs="*", metavar="PATH", help="pages of either language (default: all)")
    add("--format", choices=FORMATS, default="text")
    add("--select", metavar="IDS", default="", help="only these rules, separated by commas")
    add("--ignore", metavar="IDS", default="", help="all rules but these")
    add("--meaning", action="store_true", help="the rules on meaning, too (slow; need an extra)")
    add("--strict", action="store_true", help="warnings count")
    add("--verbose", action="store_true", help="show the line on both sides, and the place")
    add("--silenced", action="store_true", help="list what is silenced, with the reasons")
    add(
        "--jobs",
        metavar="N",
        type=int,
        default=0,
        help="processes (default, or 0: one per processor)",
    )
    add(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="look at every page again, and keep nothing for the next time",
    )
    add("--since", metavar="REF", help="only what the change since this commit caused")
    add("--baseline", metavar="FILE", help="leave out what this file accepts")
    add("--write-baseline", metavar="FILE", help="write a file that accepts every finding")
    add(
        "--verify-outline",
        action="store_true",
        help="check nothing; compare how each page is read with Python-Markdown (must be installed)",
    )


def _add_split(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("article", metavar="ARTICLE", help="the manuscript: .txt, .md, .html or .docx")
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--propose", action="store_true", help="print a plan to edit")
    way.add_argument("--plan", metavar="PLAN", help="the plan to apply")
    add(
        "--dry-run",
        action="store_true",
        help="with --plan: write nothing; show the pages as a diff",
    )
    add("--nav", action="store_true", help="with --plan: add the pages to nav in mkdocs.yml")

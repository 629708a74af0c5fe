"""Asks the web, through lychee, whether the pages that the sources lead to are still there."""

import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bitext import links
from bitext.config import Config
from bitext.corpus import read as read_corpus
from bitext.errors import BitextError

_OPTIONS = (
    "--format=json", "-vv", "--no-progress",  # -vv: those that answer are listed too
    "--cache", "--max-cache-age=1d", "--cache-exclude-status=400..",
    "--max-concurrency=16", "--host-concurrency=2", "--host-request-interval=500ms",
    "--timeout=20", "--max-retries=2", "--retry-wait-time=2",
    "--hidden", "--no-ignore",  # wherever the folder of temporary files may be
)  # fmt: skip
_DEAD = (404, 410)
_FEW = 20
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
# What lychee says where there is no connection; only the name server knows whether there is a host.
_NO_CONNECTION = re.compile(r"connection failed|dns|name resolution", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the web says of the links in the sources, a line each, and whether one is dead."""

    lines: tuple[str, ...]
    summary: str
    dead: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one address: ``alive``, ``dead`` or ``unasked``, and why."""

    state: str
    reason: str = ""
    by_server: bool = True


def check(config: Config) -> Answer:
    """Ask for every address that the Markdown of the site leads to; own addresses are left out."""
    places = _places(config)
    asked = [address for address in places if address.startswith(("http:", "https:"))]
    verdicts = {
        address: Verdict("unasked", f"scheme {address.partition(':')[0].lower()}")
        for address in places
    }
    if asked:
        verdicts |= judge(_ask(asked, config.root), asked)
        _require_network([verdicts[address] for address in asked])
    return report(places, verdicts)


def judge(output: str, asked: Sequence[str]) -> dict[str, Verdict]:
    """The verdict on each of `asked`, whose lines lychee was given, from its JSON `output`."""
    try:
        data = json.loads(output)
        found = {
            _which(entry, asked): _verdict(group, entry)
            for group in ("success", "excluded", "timeout", "error")
            for entry in chain.from_iterable(data.get(f"{group}_map", {}).values())
        }
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise BitextError(f"lychee: its JSON is not understood: {error!r}") from error
    # What lychee counts as unsupported it lists nowhere.
    return {one: found.get(one, Verdict("unasked", "no word from lychee")) for one in asked}


def report(
    places: Mapping[str, Sequence[tuple[str, int]]], verdicts: Mapping[str, Verdict]
) -> Answer:
    """The dead links at each of their places, then the addresses that were not asked."""
    dead = sorted(
        (*place, f"error: broken-link: “{address}”: {verdicts[address].reason}")
        for address, where in places.items()
        for place in where
        if verdicts[address].state == "dead"
    )
    unasked = [address for address in places if verdicts[address].state == "unasked"]
    lines = [f"{path}:{line}: {text}" for path, line, text in dead]
    if len(unasked) > _FEW:
        reasons = Counter(verdicts[address].reason for address in unasked)
        lines += [f"note: not asked: {times} × {reason}" for reason, times in reasons.most_common()]
    else:
        lines += [
            f"{path}:{line}: note: not asked: “{address}”: {verdicts[address].reason}"
            for path, line, address in sorted((*places[one][0], one) for one in unasked)
        ]
    gone = sum(verdict.state == "dead" for verdict in verdicts.values())
    alive = len(places) - gone - len(unasked)
    summary = f"links to other sites: {alive} alive, {gone} dead, not asked: {len(unasked)}"
    return Answer(tuple(lines), summary, bool(gone))


def _places(config: Config) -> dict[str, list[tuple[str, int]]]:
    """The addresses that lead out of the site, without fragment, and where they are written."""
    found: dict[str, set[tuple[str, int]]] = {}
    for page in chain.from_iterable(pages.values() for pages in read_corpus(config).pages.values()):
        if page.trouble:
            raise BitextError(f"{page.path}:{page.trouble[0]}: {page.trouble[1]}")
        for _, _, item in links.items_of(page):
            address = _outer(item.target, config.site_url)
            if item.kind in (*links.LINKS, *links.IMAGES) and address:
                found.setdefault(address, set()).add((page.path, item.line))
    return {address: sorted(where) for address, where in sorted(found.items())}


def _outer(target: str, site_url: str) -> str:
    address = f"https:{target}" if target.startswith("//") else target
    own = site_url and f"{address}/".startswith(site_url.rstrip("/") + "/")
    scheme = _SCHEME.match(address)
    # A picture written into its address holds all there is to ask for.
    return "" if own or not scheme or scheme[1].lower() == "data" else address.partition("#")[0]


def _ask(addresses: Sequence[str], root: Path) -> str:
    """What lychee prints when it is given `addresses`, one a line."""
    beside = str(Path(sys.executable).parent)
    command = shutil.which("lychee") or shutil.which("lychee", path=beside)
    if command is None:
        raise BitextError('lychee is missing: pip install "bitext[links]"')
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "links.html")
        text = "".join(f'<a href="{escape(address)}"></a>\n' for address in addresses)
        file.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [command, *_OPTIONS, str(file)], cwd=root, capture_output=True, check=False
        )
    if not done.stdout.strip():
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no output"]
        raise BitextError(f"lychee: {said[0].replace('[ERROR]', '').strip()}")
    return done.stdout.decode(errors="replace")


def _which(entry: Mapping[str, Any], asked: Sequence[str]) -> str:
    line = entry.get("span", {}).get("line")
    return asked[line - 1] if isinstance(line, int) and 0 < line <= len(asked) else entry["url"]


def _verdict(group: str, entry: Mapping[str, Any]) -> Verdict:
    status = entry["status"]
    code = status.get("code")
    if group == "success":
        return Verdict("alive")
    if group == "excluded":
        return Verdict("unasked", "excluded by lychee")
    if code:
        return Verdict("dead" if code in _DEAD else "unasked", f"the server answers {code}")
    if group == "timeout":
        return Verdict("unasked", "no answer in time")
    said = str(status.get("details") or status.get("text"))
    host = urlsplit(entry["url"]).hostname
    if host and _NO_CONNECTION.search(said) and _is_unknown(host):
        return Verdict("dead", f"there is no host {host}", by_server=False)
    return Verdict("unasked", said.splitlines()[0].strip())


def _is_unknown(host: str) -> bool:
    try:
        socket.getaddrinfo(host, None)
    except socket.gaierror as error:
        return error.errno != socket.EAI_AGAIN
    except OSError:
        return False
    return False


def _require_network(verdicts: Sequence[Verdict]) -> None:
    """Raises BitextError where no server answered: neither a pass nor a death would be proved."""
    if any(one.state != "unasked" and one.by_server for one in verdicts):
        return
    reason, _ = Counter(verdict.reason for verdict in verdicts).most_common(1)[0]
    raise BitextError(
        f"none of {len(verdicts)} web addresses could be asked ({reason}); no network?"
    )

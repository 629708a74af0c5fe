"""What is made of lychee's words: recorded ones (lychee.json), then a server that misbehaves."""

import csv
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from bitext import external
from bitext.config import Config
from bitext.errors import BitextError
from bitext.external import Verdict
from bitext.website import built

LOCAL = "http://127.0.0.1:8765/"
ASKED = [
    *(LOCAL + name for name in ("200", "404", "410", "429", "403", "never")),
    "http://127.0.0.1:1/refused",
    "http://no-such-host.fr/x",
    "http://example.com/",
    "http://[bad/",
    LOCAL + "moved",
]
RECORDED = Path(__file__).with_name("lychee.json").read_text(encoding="utf-8")
REFUSED = "Connection refused - server may be down or port blocked"
UNPARSED = "Cannot parse 'http://[bad/' into a URL: invalid IPv6 address"
LYCHEE = shutil.which("lychee") or shutil.which("lychee", path=str(Path(sys.executable).parent))
needs_lychee = pytest.mark.skipif(LYCHEE is None, reason="lychee is not installed")


def name_server(monkeypatch: pytest.MonkeyPatch, error: int | None) -> None:
    def lookup(*_: object) -> list[object]:
        if error is not None:
            raise socket.gaierror(error, "said by the test")
        return []

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


def test_each_recorded_result(monkeypatch: pytest.MonkeyPatch) -> None:
    name_server(monkeypatch, socket.EAI_NONAME)
    assert list(external.judge(RECORDED, ASKED).values()) == [
        Verdict("alive"),
        Verdict("dead", "the server answers 404"),
        Verdict("dead", "the server answers 410"),
        Verdict("unasked", "the server answers 429"),
        Verdict("unasked", "the server answers 403"),
        Verdict("unasked", "no answer in time"),
        Verdict("unasked", REFUSED),
        Verdict("dead", "there is no host no-such-host.fr", by_server=False),
        Verdict("unasked", "excluded by lychee"),
        Verdict("unasked", UNPARSED),
        Verdict("alive"),
    ]


@pytest.mark.parametrize("error", [socket.EAI_AGAIN, None])
def test_a_host_is_not_dead_for_want_of_a_name_server(
    monkeypatch: pytest.MonkeyPatch, error: int | None
) -> None:
    name_server(monkeypatch, error)
    verdict = external.judge(RECORDED, ASKED)["http://no-such-host.fr/x"]
    assert verdict.state == "unasked"
    assert verdict.reason.startswith("Connection failed")


def test_an_address_that_lychee_does_not_mention_is_not_passed() -> None:
    found = external.judge('{"success_map": {}, "error_map": {}}', ["https://a.org/"])
    assert found == {"https://a.org/": Verdict("unasked", "no word from lychee")}


def test_results_without_places_are_found_by_address() -> None:
    entry = '{"url": "https://a.org/", "status": {"text": "200 OK", "code": 200}}'
    found = external.judge(f'{{"success_map": {{"x": [{entry}]}}}}', ["https://a.org/"])
    assert found == {"https://a.org/": Verdict("alive")}


@pytest.mark.parametrize(
    "output", ["oops", "[]", '{"error_map": {"x": [{}]}}', '{"error_map": []}']
)
def test_json_of_another_kind_proves_nothing(output: str) -> None:
    with pytest.raises(BitextError, match="lychee: its JSON is not understood"):
        external.judge(output, ["https://a.org/"])


def test_dead_links_are_reported_at_each_place_and_the_rest_once() -> None:
    places = {
        "http://a/": [("docs/en/x.md", 3), ("docs/fr/x.md", 4)],
        "http://b/": [("docs/en/x.md", 2), ("docs/fr/x.md", 2)],
        "http://c/": [("docs/fr/x.md", 9)],
    }
    verdicts = {
        "http://a/": Verdict("dead", "the server answers 404"),
        "http://b/": Verdict("unasked", "no answer in time"),
        "http://c/": Verdict("alive"),
    }
    answer = external.report(places, verdicts)
    assert answer.lines == (
        "docs/en/x.md:3: error: broken-link: “http://a/”: the server answers 404",
        "docs/fr/x.md:4: error: broken-link: “http://a/”: the server answers 404",
        "docs/en/x.md:2: note: not asked: “http://b/”: no answer in time",
    )
    assert answer.summary == "links to other sites: 1 alive, 1 dead, not asked: 1"
    assert answer.dead


@pytest.mark.parametrize("times", [20, 21])
def test_over_twenty_that_were_not_asked_are_counted_by_reason(times: int) -> None:
    places = {f"http://a/{number:02}": [("docs/fr/x.md", number + 1)] for number in range(times)}
    verdicts = dict.fromkeys(places, Verdict("unasked", "no answer in time"))
    verdicts["http://a/00"] = Verdict("unasked", "the server answers 403")
    answer = external.report(places, verdicts)
    assert answer.summary.endswith(f"not asked: {times}")
    assert not answer.dead
    if times == 20:
        assert len(answer.lines) == 20
        assert answer.lines[1] == (
            "docs/fr/x.md:2: note: not asked: “http://a/01”: no answer in time"
        )
    else:
        assert answer.lines == (
            "note: not asked: 20 × no answer in time",
            "note: not asked: 1 × the server answers 403",
        )


class _Handler(BaseHTTPRequestHandler):
    """Answers with the status that the path names; `/never` waits for the end of the test."""

    over = Event()

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("?")[0]
        if name == "never":
            self.over.wait()
            return
        self.send_response(int(name or 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    _Handler.over.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    _Handler.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = re.compile("--(timeout|max-retries|retry-wait-time|host-request-interval)=")
    options = tuple(option for option in external._OPTIONS if not slow.match(option))
    fast = ("--timeout=1", "--max-retries=0", "--host-request-interval=1ms")
    monkeypatch.setattr(external, "_OPTIONS", (*options, *fast))


def make(root: Path, text: str, site_url: str = "") -> Config:
    docs = root / "docs"
    for locale in ("fr", "en"):
        (docs / locale).mkdir(parents=True)
        page = text if locale == "en" else "# Titre\n"
        (docs / locale / "index.md").write_text(page, encoding="utf-8")
    return Config(
        root=root,
        docs=docs,
        layout="folder",
        source="fr",
        targets=("en",),
        folders={"fr": docs / "fr", "en": docs / "en"},
        site_url=site_url,
    )


@needs_lychee
@pytest.mark.usefixtures("quick")
def test_lychee_really_asks(tmp_path: Path, server: str) -> None:
    text = f"""# Title

[good]({server}200?a=1&b=2#part), [gone]({server}404) and
[again][gone], <{server}429>, ![slow]({server}never)

<a href="{server}410">raw</a> `{server}404` [mail](mailto:a@b.org) [own](https://own.org/x/404)

[gone]: {server}404 "Title"
"""
    config = make(tmp_path, text, "https://own.org/x/")
    answer = external.check(config)
    path = "docs/en/index.md"
    assert answer.lines == (
        f"{path}:3: error: broken-link: “{server}404”: the server answers 404",
        f"{path}:4: error: broken-link: “{server}404”: the server answers 404",
        f"{path}:6: error: broken-link: “{server}410”: the server answers 410",
        f"{path}:4: note: not asked: “{server}429”: the server answers 429",
        f"{path}:4: note: not asked: “{server}never”: no answer in time",
        f"{path}:6: note: not asked: “mailto:a@b.org”: scheme mailto",
    )
    assert answer.summary == "links to other sites: 1 alive, 2 dead, not asked: 3"
    with (tmp_path / ".lycheecache").open(encoding="utf-8", newline="") as file:
        kept = [row[:2] for row in csv.reader(file)]  # a third column tells when
    assert kept == [[f"{server}200?a=1&b=2", "200"]]


@needs_lychee
@pytest.mark.usefixtures("quick")
def test_the_web_is_part_of_the_outcome(tmp_path: Path, server: str) -> None:
    config = make(tmp_path, f"# T\n\n[a]({server}404)\n")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<html lang=fr></html>", encoding="utf-8")
    assert built.check(tmp_path / "site", config, external=True) == built.Outcome(
        (
            f"docs/en/index.md:3: error: broken-link: “{server}404”: the server answers 404",
            "1 page and 0 links checked in 1 language (fr): no error",
            "links to other sites: 0 alive, 1 dead, not asked: 0",
        ),
        broken=True,
    )


@needs_lychee
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "{}403", "{}never", "http://no.invalid/"]
)
def test_where_nothing_can_be_asked_nothing_is_proved(
    tmp_path: Path, server: str, address: str
) -> None:
    config = make(tmp_path, f"# T\n\n<{address.format(server)}>\n")
    with pytest.raises(BitextError, match=r"none of 1 web addresses could be asked \(.*no network"):
        external.check(config)


def test_nothing_to_ask(tmp_path: Path) -> None:
    answer = external.check(make(tmp_path, "# T\n\n[a](#t) ![b](data:image/png;base64,AA==)\n"))
    assert answer == external.Answer(
        (), "links to other sites: 0 alive, 0 dead, not asked: 0", False
    )


@needs_lychee
def test_what_lychee_says_when_it_cannot_run(tmp_path: Path) -> None:
    (tmp_path / "lychee.toml").write_text("nonsense = 1", encoding="utf-8")
    with pytest.raises(BitextError, match=r"lychee: .*Cannot load configuration file"):
        external.check(make(tmp_path, "# T\n\n<https://a.org/>\n"))


def test_without_lychee(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(BitextError, match=r'lychee is missing: pip install "bitext\[links\]"'):
        external.check(make(tmp_path, "# T\n\n<https://a.org/>\n"))


def test_a_page_that_cannot_be_read_proves_nothing(tmp_path: Path) -> None:
    config = make(tmp_path, "# T\n")
    (tmp_path / "docs/en/index.md").write_bytes(b"# \xe9\n")
    with pytest.raises(BitextError, match=r"docs/en/index\.md:1: not UTF-8"):
        external.check(config)

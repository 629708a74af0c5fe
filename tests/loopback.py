"""The site of this repository, built for an address on this machine and served there."""

import functools
import gzip
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No sandbox, for CI runs as root in a container; the rest keeps the browser from calling home.
BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Served:
    """A built site and where it answers; `url` ends with a slash, `sent` are paths and bytes."""

    folder: Path
    url: str
    sent: list[tuple[str, int]] = field(default_factory=list)

    def pages(self) -> list[str]:
        """The address of every page, from the root: `en/a/b/`; the 404 pages are not in it."""
        files = (path.relative_to(self.folder) for path in self.folder.rglob("*.html"))
        names = [path.as_posix() for path in files if path.name != "404.html"]
        return sorted(name.removesuffix("index.html") for name in names)


def installed_browser() -> str | None:
    """The Chromium that CHROMIUM names, else the first one on the path."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def served_site(folder: Path) -> Iterator[Served]:
    """Build the site into a folder under the address where it is then served."""
    with served(folder) as site:
        _build(folder, site.url)
        yield site


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve what is in a folder, each answer with these headers."""
    sent: list[tuple[str, int]] = []
    handler = functools.partial(_Handler, directory=str(folder), extra=headers or {}, sent=sent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Served(folder, f"http://127.0.0.1:{server.server_port}/", sent)
        finally:
            server.shutdown()


def _build(folder: Path, url: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)]
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("DOCS_LOCALE", None)  # a writer's setting: here both languages are wanted
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"the site cannot be built:\n{done.stderr}")


class _Handler(SimpleHTTPRequestHandler):
    """What a plain web server does: files, compressed text, and the nearest 404 page."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self,
        *arguments: Any,
        extra: Mapping[str, str],
        sent: list[tuple[str, int]],
        **options: Any,
    ) -> None:
        self.extra, self.sent = extra, sent  # the parent answers as soon as it is made
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not urlsplit(self.path).path.endswith("/"):
            super().do_GET()  # answers with the address that ends with a slash
            return
        file = path / "index.html" if path.is_dir() else path
        if file.is_file():
            self._answer(HTTPStatus.OK, file)
        else:
            english = urlsplit(self.path).path.startswith("/en/")
            missing = Path(self.directory, *["en"][:english], "404.html")
            self._answer(HTTPStatus.NOT_FOUND, missing)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self, status: HTTPStatus, file: Path) -> None:
        body, kind = file.read_bytes(), self.guess_type(file)
        self.send_response(status)
        if kind.startswith("text/") or kind.endswith(("json", "xml", "javascript")):
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in self.extra.items():
            self.send_header(name, value)
        self.end_headers()
        self.sent.append((self.path, len(body)))
        with suppress(ConnectionError):  # the browser has gone to another page
            self.wfile.write(body)

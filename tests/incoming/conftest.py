"""A server on this machine that answers as arXiv and doi.org do, from `answers/`."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

ANSWERS = Path(__file__).parent / "answers"
# What is asked for, and what is answered: a file, a status, or an address to go on to.
RECORDED: dict[str, str | int] = {
    "1406.2661": "arxiv.xml",
    "1406.2661v1": "arxiv.xml",
    "9999.99999": "arxiv-none.xml",
    "10.1145/3422622": "doi-crossref.json",
    "10.48550/arXiv.1406.2661": "doi-datacite.json",
    "10.1000/nonsense": "arxiv.xml",
    "1000.0001": "doi-crossref.json",
    "10.1000/another": "doi-crossref.json",
    "10.1000/none": 404,
    "10.1000/busy": 429,
    "10.1000/broken": 503,
    "10.1000/forbidden": 403,
    "10.1000/on": "/10.1145/3422622",
    "10.1000/round": "/10.1000/round",
    "10.1000/plain": "http://example.org/record",
    "10.1000/file": "file:///etc/passwd",
}


class Recorded(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        identifier = parse_qs(parts.query).get("id_list", [unquote(parts.path).lstrip("/")])[0]
        self.asked.append((identifier, self.headers["Accept"]))
        if identifier == "10.1000/silent":
            time.sleep(5)
        elif identifier == "10.1000/drops":
            self.drip()
        elif identifier == "10.1000/endless":
            self.pour()
        else:
            self.answer(RECORDED[identifier])

    def answer(self, recorded: str | int) -> None:
        if isinstance(recorded, int):
            self.send_error(recorded)
        elif "/" in recorded:
            self.send_response(302)
            self.send_header("Location", recorded)
            self.end_headers()
        else:
            self.start()
            self.wfile.write((ANSWERS / recorded).read_bytes())

    def start(self) -> None:
        self.send_response(200)
        self.end_headers()

    def drip(self) -> None:
        """A byte now and then: no single one is late."""
        self.start()
        for _ in range(100):
            self.wfile.write(b" ")
            time.sleep(0.05)

    def pour(self) -> None:
        self.start()
        for _ in range(100):
            self.wfile.write(b" " * 100_000)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:  # the asker has gone, as it should
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """What was asked, identifier and accepted type, in a list that grows."""
    Recorded.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Recorded) as running:
        running.daemon_threads = True
        running.block_on_close = False
        Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{running.server_port}"
        monkeypatch.setenv("KB_ARXIV_API", f"{address}/api/query")
        monkeypatch.setenv("KB_DOI_RESOLVER", address)
        yield Recorded.asked
        running.shutdown()

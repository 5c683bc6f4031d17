"""The knowledge base of this repository, built once, served on this machine, opened in the system's Chromium."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kb.site.build import build

ROOT = Path(__file__).resolve().parents[2]
# One page of each sort; a test with the argument `template` runs on each.
TEMPLATES = (
    "",
    "courses/deepbayes-2019/",
    "courses/deepbayes-2019/booklet/2/",
    "courses/deepbayes-2019/db19-d3-l1/",
    "before/db19-d3-l1/",
    "topics/",
    "topics/kl-divergence/",
    "papers/",
    "papers/kingma2014auto/",
    "authors/",
    "authors/dmitry-vetrov/",
    "speakers/",
    "problems/",
    "problems/better-training-methods/",
    "graph/",
    "overlap/",
    "queue/",
    "practice/",
    "log/",
    "about/writing/",
    "404.html",
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
# What is waited for comes in well under a second; a machine that does other work at the same time is no failure.
expect.set_options(timeout=20_000)
PATIENCE = 120_000


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder as a host of pages does: a lost address is answered with the page for such."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory) / "404.html"
        if code != 404 or not lost.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(lost.read_bytes())

    def log_message(self, *_: object) -> None:
        """The tests' output is not the place for an access log."""


def chromium() -> str:
    """The browser's path. Without one the tests are skipped, or fail where KB_BROWSER=required."""
    found = os.environ.get("KB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    if os.environ.get("KB_BROWSER") == "required":
        pytest.fail("KB_BROWSER=required, but there is no Chromium on this machine")
    pytest.skip("no Chromium on this machine: install it, or name it in KB_CHROMIUM")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; building it says nothing on stderr. One that is there can be named in KB_SITE."""
    chromium()
    if there := os.environ.get("KB_SITE"):
        return Path(there)
    folder = tmp_path_factory.mktemp("site")
    assert build(ROOT, folder) == 0
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a folder, as long as somebody asks."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serving(site) as found:
        yield found


@pytest.fixture(scope="module")
def served(attacked: Path) -> Iterator[str]:
    """The address of the site that is written to do harm."""
    with serving(attacked) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with opened(browser, viewport={"width": 1280, "height": 800}) as found:
        yield found


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with opened(browser, viewport={"width": 360, "height": 740}) as found:
        yield found


@pytest.fixture
def dark(browser: Browser) -> Iterator[Page]:
    """A browser of somebody who reads in the dark."""
    with opened(browser, color_scheme="dark", viewport={"width": 1280, "height": 800}) as found:
        yield found


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    with opened(browser, java_script_enabled=False) as found:
        yield found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "template" in metafunc.fixturenames:
        metafunc.parametrize("template", TEMPLATES, ids=lambda path: path.strip("/") or "home")

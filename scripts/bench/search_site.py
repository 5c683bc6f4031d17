"""Search in a built site of 2,000 pages: time to the first result and bytes fetched, beside Material's own search.

`python scripts/bench/search_site.py FOLDER [--kept]`. FOLDER holds a knowledge base made for this: `make_corpus.py
FOLDER --notes 700 --papers 1200 --topics 100` has 2,000 pages. One build has both searches; each is asked the same
words in headless Chromium, each time with an empty cache, from the first key to the first result. `--kept` takes the
site that is there. Bytes are counted as a server sends them that compresses text; what is compressed already stays as
it is.
"""

import argparse
import gzip
import statistics
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright
from search_quality import chromium

from kb.site.build import build

SETTINGS = "site_name: Bench\ntheme: {name: material}\nplugins: [search, kb]\n"
WORDS = ("gradient", "variational inference", "markov chain", "attention", "convex optimization")
PAUSE = 50  # milliseconds between two keys


def kb_asks(page: Page, words: str) -> float:
    page.wait_for_selector(".kb-search-button:not([hidden])")
    page.keyboard.press("Control+k")
    return typed(page, words, ".kb-hit-text")


def material_asks(page: Page, words: str) -> float:
    page.evaluate("document.querySelector('#__search').click()")
    page.evaluate("document.querySelector('[data-md-component=search-query]').focus()")
    return typed(page, words, ".md-search-result__item")


def typed(page: Page, words: str, result: str) -> float:
    """Seconds from the first key to the first result."""
    begin = time.perf_counter()
    page.keyboard.type(words, delay=PAUSE)
    page.wait_for_selector(result, state="attached", timeout=120_000)
    return time.perf_counter() - begin


def sent(answer: Response) -> int:
    body = answer.body()
    return min(len(body), len(gzip.compress(body)))


def asked(browser: Browser, address: str, ask: Callable[[Page, str], float], words: str) -> tuple[float, int, int]:
    """Seconds, bytes fetched before the first key, and after it."""
    context = browser.new_context()
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    before = [answer for answer in answers if "search" in answer.url.removeprefix(address)]
    first = len(answers)
    seconds = ask(page, words)
    page.wait_for_load_state("networkidle")
    found = seconds, sum(map(sent, before)), sum(map(sent, answers[first:]))
    context.close()
    return found


def measure(site: Path) -> None:
    SimpleHTTPRequestHandler.log_message = lambda *_: None  # type: ignore[method-assign]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    print(f"{len(list(site.rglob('*.html')))} pages; the median of {len(WORDS)} searches")
    print(f"{'':<10}{'first result (s)':>18}{'bytes before':>14}{'bytes after':>14}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        for name, ask in (("kb", kb_asks), ("Material", material_asks)):
            rows = [asked(browser, address, ask, words) for words in WORDS]
            seconds, before, after = (statistics.median(column) for column in zip(*rows, strict=True))
            print(f"{name:<10}{seconds:>18.2f}{before:>14,.0f}{after:>14,.0f}")
        browser.close()
    server.shutdown()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path, nargs="?")
    options.add_argument("--kept", action="store_true", help="take the site that is there")
    chosen = options.parse_args()
    if not chosen.folder:
        print(__doc__)
        return
    root = chosen.folder.resolve()
    if not chosen.kept:
        (root / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
        build(root, root / "site")
    measure(root / "site")


if __name__ == "__main__":
    main()

"""What a page of each sort weighs and how it is drawn: bytes, requests, layout shift, time to the load event.

Builds the site of this repository, or takes one that is there: `pages.py [--site FOLDER]`. Bytes are those of the
files, uncompressed; figures are counted apart. Layout shift is the sum that the browser's PerformanceObserver reports,
before anybody touches the page; 0.1 is what people begin to notice.
"""

import argparse
import os
import shutil
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from kb.site.build import build

ROOT = Path(__file__).parents[2]
PAGES = {
    "home": "",
    "course": "courses/deepbayes-2019/",
    "booklet": "courses/deepbayes-2019/booklet/",
    "lecture": "courses/deepbayes-2019/db19-d3-l1/",
    "path": "before/db19-d3-l1/",
    "topics": "topics/",
    "topic": "topics/kl-divergence/",
    "papers": "papers/",
    "paper": "papers/kingma2014auto/",
    "authors": "authors/",
    "problem": "problems/better-training-methods/",
    "graph": "graph/",
    "overlap": "overlap/",
    "queue": "queue/",
    "practice": "practice/",
    "log": "log/",
    "plain": "about/writing/",
}
SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
LOAD = "performance.getEntriesByType('navigation')[0].loadEventEnd"
FIGURES = (".svg", ".png", ".jpg", ".webp")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """No access log among the figures."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--width", type=int, default=1280)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or Path(folder)
        if not options.site:
            build(ROOT, site, search=False)
        measure(site, options.width)


def measure(site: Path, width: int) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = os.environ.get("KB_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("no Chromium on this machine: install it, or name it in KB_CHROMIUM")
    print(f"{'page':<10}{'page KB':>9}{'others KB':>11}{'figures KB':>12}{'requests':>10}{'shift':>8}{'load ms':>9}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, path in PAGES.items():
            print(f"{name:<10}{line(browser, f'http://127.0.0.1:{server.server_port}/', path, width)}", flush=True)
        browser.close()
    server.shutdown()


def line(browser: Browser, address: str, path: str, width: int) -> str:
    """The figures of one page, asked for with nothing kept from before."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(SHIFT)
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda r: sizes.__setitem__(r.url, int(r.headers.get("content-length", 0))))
    page.goto(address + path, wait_until="load", timeout=300_000)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    shift, load = page.evaluate("window.shift"), page.evaluate(LOAD)
    context.close()
    own = sizes.pop(address + path, 0)
    figures = sum(size for url, size in sizes.items() if url.endswith(FIGURES))
    others = sum(sizes.values()) - figures
    columns = (f"{own / 1000:>9.0f}", f"{others / 1000:>11.0f}", f"{figures / 1000:>12.0f}", f"{len(sizes) + 1:>10}")
    return "".join((*columns, f"{shift:>8.3f}", f"{load:>9.0f}"))


if __name__ == "__main__":
    main()

"""Pictures of a built site, to be looked at: every template, or those named, on three widths, in light and dark.

kb build --site /tmp/site
python scripts/pictures.py --site /tmp/site --out /tmp/pictures
python scripts/pictures.py --site /tmp/site --out /tmp/pictures lecture topic --width 360
python scripts/pictures.py --site /tmp/site --out /tmp/pictures about/writing/#in-the-text
"""

import argparse
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

TEMPLATES = {
    "home": "",
    "course": "courses/deepbayes-2019/",
    "lecture": "courses/deepbayes-2019/db19-d3-l1/",
    "before": "before/db19-d3-l1/",
    "topics": "topics/",
    "topic": "topics/kl-divergence/",
    "papers": "papers/",
    "paper": "papers/goodfellow2014generative/",
    "authors": "authors/",
    "author": "authors/diederik-p-kingma/",
    "problems": "problems/",
    "problem": "problems/better-training-methods/",
    "graph": "graph/",
    "overlap": "overlap/",
    "queue": "queue/",
    "speakers": "speakers/",
    "log": "log/",
    "post": "log/2020-04-24/",
    "guide": "about/writing/",
    "lost": "404.html",
}
WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """The terminal is for what was written."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the folder can be read while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def take(browser: Browser, address: str, out: Path, width: int, scheme: str, height: int) -> None:
    """One picture: from the top, or from the place that the address points to, `height` pixels at most."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    if "#" in address:
        page.wait_for_timeout(300)
        page.screenshot(path=out)
    else:
        whole = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(whole, height)})
        page.screenshot(path=out)
    context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("templates", nargs="*", help=f"names ({', '.join(TEMPLATES)}) or addresses; all by default")
    parser.add_argument("--site", type=Path, required=True, help="the folder of a built site")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--width", type=int, action="append", help="of the window; 360, 768 and 1440 by default")
    parser.add_argument("--scheme", choices=SCHEMES, action="append", help="both by default")
    parser.add_argument("--height", type=int, default=2600, help="how much of a page is shown at most")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("KB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with served(asked.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name in asked.templates or TEMPLATES:
            for width in asked.width or WIDTHS:
                for scheme in asked.scheme or SCHEMES:
                    safe = name.strip("/").replace("/", "-").replace("#", "--")
                    out = asked.out / f"{safe}-{width}-{scheme}.png"
                    take(browser, address + TEMPLATES.get(name, name), out, width, scheme, asked.height)
                    print(out)
        browser.close()


if __name__ == "__main__":
    main()

"""How well the right section is found: success at 1, 3, 10 and MRR over `tests/search/queries.tsv`.

`python scripts/bench/search_quality.py [--site FOLDER] [--misses]`: the terminal's search over this knowledge base, and
with a built site what its dialog shows, in headless Chromium.

A question is answered by any of the sections it names (`path#anchor` below the folder of notes), or by any section of
a page named without anchor; a paper is `papers/<key>.md`. `also` holds sections that were written after the question
and answer it too. The questions are split in two by a hash of their text: ranking is tuned on one half, and the other
is reported beside it.
"""

import argparse
import csv
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from kb.query import QueryError, parse

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "tests" / "search" / "queries.tsv"
DEPTH = 10


class Question(NamedTuple):
    kind: str
    text: str
    finds: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def tuned(self) -> bool:
        """Whether it is of the half that ranking is tuned on."""
        return hashlib.blake2b(self.text.encode(), digest_size=1).digest()[0] % 2 == 0


def questions() -> list[Question]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Question(r["kind"], r["question"], tuple(r["finds"].split()), tuple(r["also"].split())) for r in rows]


def rank(found: Sequence[str], question: Question, also: bool = True) -> int:
    """The place of the first right answer from 1; 0 where it is not among the first ten."""
    wanted = (*question.finds, *(question.also if also else ()))
    return next((n for n, place in enumerate(found[:DEPTH], 1) if _right(place, wanted)), 0)


def _right(place: str, wanted: Iterable[str]) -> bool:
    return any(place == one or ("#" not in one and place.partition("#")[0] == one) for one in wanted)


def report(title: str, asked: Sequence[Question], ask: Callable[[str], list[str]], misses: bool) -> None:
    """Print the measures for all questions and for each kind of them; with `misses` what was not in the first three."""
    answers = [ask(question.text) for question in asked]
    ranks = [rank(found, question) for found, question in zip(answers, asked, strict=True)]
    print(f"{title}: {len(asked)} questions, {sum(not found for found in answers)} without any result")
    print(f"  {'':<10}{'number':>7}{'MRR':>8}{'at 1':>8}{'at 3':>8}{'at 10':>8}")
    strict = [rank(found, question, False) for found, question in zip(answers, asked, strict=True)]
    print(_line("all", ranks))
    print(_line("no `also`", strict))
    for name, tuned in (("tuned", True), ("held out", False)):
        print(_line(name, [r for r, question in zip(ranks, asked, strict=True) if question.tuned == tuned]))
    for kind in dict.fromkeys(question.kind for question in asked):
        print(_line(kind, [r for r, question in zip(ranks, asked, strict=True) if kind == question.kind]))
    for found, place, question in zip(answers, ranks, asked, strict=True) if misses else ():
        if not 1 <= place <= 3:
            print(f"  [{place or '-'}] {question.text}\n" + "".join(f"        {one}\n" for one in found[:4]), end="")


def _line(kind: str, ranks: Sequence[int]) -> str:
    mrr = sum(1 / place for place in ranks if place) / len(ranks)
    shares = [sum(1 for place in ranks if 1 <= place <= depth) / len(ranks) for depth in (1, 3, DEPTH)]
    return f"  {kind:<10}{len(ranks):>7}{mrr:>8.3f}" + "".join(f"{share:>8.3f}" for share in shares)


def terminal() -> Callable[[str], list[str]]:
    """Asks the index that `kb search` asks."""
    from kb.search import open_index

    index = open_index(ROOT)

    def ask(text: str) -> list[str]:
        try:
            hits = index.search(parse(text), DEPTH).hits
        except QueryError as error:
            print(f"  {error}", file=sys.stderr)
            return []
        return [_place(hit.row.kind, hit.row.name, hit.row.path, hit.row.anchor) for hit in hits]

    return ask


def asked_of_site(folder: Path, texts: Sequence[str]) -> dict[str, list[str]]:
    """What the dialog shows for each text, in its order, as source paths: names to jump to, then sections."""
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from playwright.sync_api import sync_playwright

    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    SimpleHTTPRequestHandler.log_message = lambda *_: None  # type: ignore[method-assign]
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(address)
        found = {text: page.evaluate("text => kb.searched(text)", text) for text in texts}
        browser.close()
    server.shutdown()
    return {text: [_source(url.removeprefix(address)) for url in urls] for text, urls in found.items()}


def chromium() -> str | None:
    return os.environ.get("KB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def _source(url: str) -> str:
    """`topics/gan/#definition` -> `topics/gan.md#definition`; a course's page is the index of its folder."""
    path, _, anchor = unquote(url.lstrip("/")).partition("#")
    name = path.rstrip("/") + ".md"
    if (ROOT / "docs" / path / "index.md").is_file():
        name = f"{path.rstrip('/')}/index.md"
    return f"{name}#{anchor}" if anchor else name


def _place(kind: str, name: str, path: str, anchor: str) -> str:
    inner = f"papers/{name}.md" if kind == "paper" else path.removeprefix("docs/")
    return f"{inner}#{anchor}" if anchor else inner


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--site", type=Path, help="a built site: ask its index too")
    options.add_argument("--misses", action="store_true", help="print what was not found among the first three")
    chosen = options.parse_args()
    asked = questions()
    report("terminal", asked, terminal(), chosen.misses)
    if chosen.site:
        answers = asked_of_site(chosen.site, [question.text for question in asked])
        report("site", asked, answers.__getitem__, chosen.misses)


if __name__ == "__main__":
    main()

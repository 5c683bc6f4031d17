"""How long the scanner takes beside Python-Markdown, on brackets that never close and on a real note.

Run from the root of the repository: `python scripts/bench/scanner.py`. Seconds depend on the machine; what the decision
record quotes are the ratios of one run: how much longer twice the text takes, and how many times longer
Python-Markdown takes than the scanner. Both get the same text; Python-Markdown has the extensions of the site.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from markdown import Markdown

import kb
from kb.read.scanner import scan
from kb.site.theme import MARKDOWN


def main() -> None:
    """Prints a table: text, characters, seconds of both, how many times longer, growth against the text before."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=[1000, 2000, 4000], help="how many brackets")
    print(f"{'text':<24}{'characters':>11}{'scanner':>11}{'Markdown':>11}{'times':>8}{'growth of each':>18}")
    before: tuple[float, float] | None = None
    for size in options.parse_args().sizes:
        before = row(f"{size:,} brackets", "[" * size, before)
    name, text = longest_lecture()
    row(name, text, None)


def longest_lecture() -> tuple[str, str]:
    """The slug and the text, without front matter, of the longest lecture note of this repository."""
    lectures = kb.load(Path(__file__).parents[2]).notebook.of_kind("lecture")
    note = max(lectures, key=lambda lecture: len(lecture.text))
    return note.slug, note.text[note.body :]


def row(name: str, text: str, before: tuple[float, float] | None) -> tuple[float, float]:
    """Measures one text, prints its line, and returns the seconds of both."""
    ours = seconds(lambda: scan(text), repeats=5)
    markdown = Markdown(extensions=list(MARKDOWN), extension_configs={k: dict(v) for k, v in MARKDOWN.items()})
    theirs = seconds(lambda: markdown.reset().convert(text), repeats=1)
    growth = f"{ours / before[0]:.1f} {theirs / before[1]:.1f}" if before else ""
    print(f"{name:<24}{len(text):>11,}{ours:>11.4f}{theirs:>11.4f}{theirs / ours:>8.0f}{growth:>18}", flush=True)
    return ours, theirs


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The processor time of the fastest of a few runs."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()

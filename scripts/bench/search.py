"""Search over a large corpus: index build, update of one changed note, and query p99, each beside a plain FTS5 table.

`python scripts/bench/search.py FOLDER [--queries N] [--kept]`; `--kept` asks the index that is there and makes none.
FOLDER holds a knowledge base made for this, as a note in it is
changed and changed back; 10,000 and 100,000 sections come from `make_corpus.py FOLDER --notes 770 --papers 2000
--topics 100` and `--notes 7700 --papers 20000 --topics 1000`. Seconds of CPU, since the machine may be busy. The plain
table holds the same text, is tokenized by SQLite alone, and is asked for the same words: what reading, ranking,
spelling and snippets cost is the ratio.
"""

import argparse
import random
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kb.query import parse
from kb.search import cache
from kb.search.asking import ask

WORD = re.compile(r"[a-z]{4,}")


def timed(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def plain_table(texts: Sequence[tuple[str]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE plain USING fts5 (body, tokenize='porter unicode61')")
    connection.executemany("INSERT INTO plain (body) VALUES (?)", texts)
    return connection


def plain_ask(connection: sqlite3.Connection, query: str) -> object:
    words = " AND ".join(f'"{word}"' for word in query.split())
    sql = "SELECT rowid, snippet(plain, 0, '', '', '', 24) FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10"
    return connection.execute(sql, (words,)).fetchall()


def questions(texts: Sequence[tuple[str]], count: int) -> list[str]:
    """One to three words of one section each; one in ten of them misspelt."""
    chance, found = random.Random(0), list[str]()
    while len(found) < count:
        words = WORD.findall(chance.choice(texts)[0])
        if len(words) > 5:
            chosen = chance.sample(words, chance.randint(1, 3))
            if chance.random() < 0.1:
                chosen[0] = chosen[0][:2] + chosen[0][3:]
            found.append(" ".join(chosen))
    return found


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path, nargs="?")
    options.add_argument("--queries", type=int, default=500)
    options.add_argument("--kept", action="store_true", help="ask the index that is there")
    chosen = options.parse_args()
    if not chosen.folder:
        print(__doc__)
        return
    root = chosen.folder.resolve()
    for place in cache.places(root) if not chosen.kept else ():
        place.unlink(missing_ok=True)
    built = timed(lambda: cache.connect(root).close())
    connection = cache.connect(root)
    texts = connection.execute("SELECT names || ' ' || heading || ' ' || body FROM parts").fetchall()
    plain: list[sqlite3.Connection] = []
    plain_built = timed(lambda: plain.append(plain_table(texts)))
    note = max(root.rglob("*.md"), key=lambda path: path.stat().st_size)
    written = note.read_text(encoding="utf-8")
    try:
        note.write_text(f"{written}\nOne more paragraph about nothing.\n", encoding="utf-8")
        updated = timed(lambda: cache.refresh(connection, root))
    finally:
        note.write_text(written, encoding="utf-8")
    row = ("plain", texts[0][0])
    plain_updated = timed(lambda: plain[0].execute("UPDATE plain SET body = ? WHERE rowid = 1", row[1:]))
    asked = questions(texts, chosen.queries)
    ours = [timed(lambda query=query: ask(connection, parse(query), 10)) for query in asked]  # type: ignore[misc]
    theirs = [timed(lambda query=query: plain_ask(plain[0], query)) for query in asked]  # type: ignore[misc]
    print(f"{len(texts)} sections, {connection.execute('PRAGMA page_count').fetchone()[0] * 4 // 1024} MiB on disk")
    print(f"{'':<24}{'kb':>12}{'plain FTS5':>14}{'ratio':>9}")
    if not chosen.kept:
        line("index, files read (s)", built, plain_built)
    line("one changed note (s)", updated, plain_updated)
    for share, name in ((0.5, "median"), (0.9, "p90"), (0.99, "p99")):
        line(f"query {name} (ms)", percentile(ours, share) * 1000, percentile(theirs, share) * 1000)


def line(name: str, ours: float, plain: float) -> None:
    print(f"{name:<24}{ours:>12.3f}{plain:>14.3f}{ours / max(plain, 1e-6):>8.1f}x")


if __name__ == "__main__":
    main()

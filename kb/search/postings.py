"""Which sections hold a word, and how much it says in each: what a ranking needs, computed once.

In: the tables of an index. Out: by term the sections that hold it, each with a mark of one byte. Six bits are the
term's share of BM25, two say whether it stands in the title and in the heading. A name is a term that begins with `=`;
its mark is what it says.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kb.search.rules import K1, WEIGHTS, B
from kb.search.store import indexed
from kb.search.words import parted, tokens, whole

LEVELS = 63
TITLED, HEADED = 64, 128

Postings = dict[str, list[tuple[int, int]]]


Part = tuple[int, str, str, str, str]


class Entry(NamedTuple):
    """A document of the index as a site shows it; `parts` are its rows: id, anchor, heading, names, body."""

    id: int
    kind: str
    name: str
    title: str
    path: str
    year: int
    by: str
    parts: Sequence[Part]


def entries(connection: sqlite3.Connection) -> list[Entry]:
    """All documents that are shown, by path."""
    parts: dict[int, list[Part]] = defaultdict(list)
    for doc, *part in connection.execute("SELECT doc, id, anchor, heading, names, body FROM parts ORDER BY id"):
        parts[doc].append((part[0], part[1], part[2], part[3], part[4]))
    sql = "SELECT id, kind, name, title, path, year, by FROM docs WHERE NOT hidden ORDER BY path, kind, name"
    return [Entry._make((*row, parts[row[0]])) for row in connection.execute(sql) if parts[row[0]]]


def postings(found: Sequence[Entry], connection: sqlite3.Connection) -> Postings:
    """The postings of these documents, whose parts are numbered from 0 in their order."""
    numbers = {part[0]: at for at, part in enumerate(part for entry in found for part in entry.parts)}
    counted = [_counted(*part[2:]) for entry in found for part in entry.parts]
    average = sum(length for _, length in counted) / max(1, len(counted))
    by_term: Postings = defaultdict(list)
    at = 0
    for entry in found:
        for part in entry.parts:
            titled, headed = _terms(_named(entry, part[3])), _terms(part[2])
            marks = _marks(*counted[at], average)
            for term in sorted(marks):
                flags = TITLED * (term in titled) + HEADED * (term in headed)
                by_term[term].append((at, marks[term] + flags))
            at += 1
    for key, part, weight in connection.execute(
        "SELECT key, part, max(weight) FROM names WHERE part NOT NULL GROUP BY key, part ORDER BY key, part"
    ):
        if part in numbers:
            by_term[f"={key}"].append((numbers[part], weight))
    return {term: sorted(where) for term, where in sorted(by_term.items())}


def _named(entry: Entry, names: str) -> str:
    """What a question for the whole of it would say."""
    return f"{names} {entry.year}" if entry.kind == "paper" else entry.title


def _terms(text: str) -> set[str]:
    found = tokens(text)
    return {term for token in found for term in (*parted(token).split(), whole(token))}


def _counted(heading: str, names: str, body: str) -> tuple[Mapping[str, float], int]:
    """By term how often it stands there, weighted; and how many words there are."""
    columns = [column.split() for column in indexed(heading, names, body)]
    weighted: Counter[str] = Counter()
    for weight, column in zip(WEIGHTS, columns, strict=True):
        for term, count in Counter(column).items():
            weighted[term] += weight * count  # type: ignore[assignment]
    return weighted, sum(map(len, columns))


def _marks(weighted: Mapping[str, float], length: int, average: float) -> dict[str, int]:
    norm = K1 * (1 - B + B * length / max(1.0, average))
    return {term: max(1, round(weight / (weight + norm) * LEVELS)) for term, weight in weighted.items()}

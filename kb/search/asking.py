"""Asking the index: a parsed query in, the best sections out.

All words must match. Where nothing has them all, the words that the index does not know are taken as beginnings, then
as misspelt; where still nothing has them all, the sections come that have the most of what says something.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kb.query import Query
from kb.search.chosen import chosen
from kb.search.needs import Need, begun, corrected, needs, quoted
from kb.search.snippets import snippet, unmarked
from kb.search.store import WEIGHTS
from kb.search.words import HYPHENED, WORD, key, term, terms

CANDIDATES = 150
EXACT, COVERED, HEADED = 25.0, 10.0, 8.0
WHOLE, CLOSE = 3.0, 4.0
SENTENCE = 4  # telling words
BY_KIND = {"course": 4.0, "lecture": 3.0, "topic": 2.5, "problem": 1.0}
PLAIN = {"lecture": 1.0, "topic": 1.0, "course": -2.0, "page": -6.0, "log": -3.0, "paper": -2.0}
AROUND = frozenset({"questions", "sources", "exercises", "where-it-is-taught", "read-first", "also-treated-in"})
AROUND_LOSS = 8.0
SHARPLY = 3
FURTHER, SUPPORT = 1.5, 0.2


class Row(NamedTuple):
    """What is found: `name` is a slug or key, `path` and `anchor` where it stands; `first` is the part that answers to
    the names of the whole."""

    id: int
    kind: str
    name: str
    title: str
    heading: str
    path: str
    anchor: str
    names: str
    body: str
    first: bool
    year: int
    by: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that matches; `snippet` has the matched words between U+0002 and U+0003, a higher `score` is better."""

    row: Row
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """The hits, best first; `meant` is the corrected query where the written one found nothing, and `partly` says that
    no section holds all of the words."""

    hits: tuple[Hit, ...]
    meant: str = ""
    partly: bool = False


_ROW = (
    "SELECT parts.id, kind, name, title, heading, path, anchor, names, body, first, year, by"
    " FROM parts JOIN docs ON docs.id = parts.doc WHERE NOT hidden"
)


def ask(connection: sqlite3.Connection, query: Query, limit: int) -> Results:
    """The best sections for the query."""
    where, values = chosen(connection, query.filters)
    wanted = needs(query.terms, connection)
    positive = [need for need in wanted if not need.negated]
    if not positive:
        return Results(_listed(connection, query, limit, where, values, wanted))
    for attempt in _attempts(positive, connection):
        scores, whole = _scores(connection, attempt, wanted, where, values, _is_sentence(positive))
        if scores:
            break
    else:
        scores, whole = _scores(connection, attempt, wanted, where, values, True)
    hits = _cut(connection, scores, query, attempt, limit)
    return Results(hits, _meant(attempt) if hits else "", bool(hits) and hits[0].row.id not in whole)


def _is_sentence(positive: Sequence[Need]) -> bool:
    """Whether somebody asks in a sentence, of which no section will have every word."""
    return sum(not need.empty for need in positive) >= SENTENCE or any(need.empty for need in positive)


def _attempts(positive: list[Need], connection: sqlite3.Connection) -> Iterable[list[Need]]:
    """The words as written; the unknown ones as beginnings; as misspelt; all as beginnings."""
    telling = [need for need in positive if not need.empty] or positive
    yield telling
    if not all(need.known for need in telling):
        begun_ = [need if need.known else begun(need, connection) for need in telling]
        yield begun_
        yield [corrected(need, connection) for need in begun_]
    else:
        yield [begun(need, connection) for need in telling]
        yield telling


def _meant(attempt: Sequence[Need]) -> str:
    return " ".join(need.text for need in attempt) if any(need.meant for need in attempt) else ""


def _scores(
    connection: sqlite3.Connection,
    attempt: Sequence[Need],
    wanted: Sequence[Need],
    where: str,
    values: Sequence[object],
    sentence: bool,
) -> tuple[dict[int, float], set[int]]:
    """By row: its score; and the rows that hold every need or are called so. Of a sentence some needs are enough."""
    every = " AND ".join(need.expression for need in attempt)
    scores = _matching(connection, every, wanted, where, values)
    named = {} if any(need.negated for need in wanted) else _named(connection, _text(attempt), where, values)
    whole = {*scores, *named}
    if sentence and len(attempt) > 1:
        some = _matching(connection, " OR ".join(need.expression for need in attempt), wanted, where, values)
        scores = some | {row: score + WHOLE for row, score in scores.items()}
    close = _close(connection, attempt, scores)
    for row, weight in named.items():
        scores[row] = scores.get(row, 0.0) + EXACT + 5 * weight
    return {row: score + (CLOSE if row in close else 0.0) for row, score in scores.items()}, whole


def _close(connection: sqlite3.Connection, attempt: Sequence[Need], rows: Iterable[int]) -> set[int]:
    """The rows in which the words stand near each other."""
    words = [one for need in attempt for one in need.terms]
    if len(words) < 2:
        return set()
    marks = ", ".join(str(int(row)) for row in rows)
    asked = f"NEAR({' '.join(map(quoted, words))}, {4 * len(words)})"
    sql = f"SELECT rowid FROM sections WHERE sections MATCH ? AND rowid IN ({marks})"
    return {row for (row,) in connection.execute(sql, (asked,))}


def _matching(
    connection: sqlite3.Connection, expression: str, wanted: Sequence[Need], where: str, values: Sequence[object]
) -> dict[int, float]:
    missed = " OR ".join(need.expression for need in wanted if need.negated)
    asked = f"({expression}) NOT ({missed})" if missed else expression
    inside = f" AND rowid IN (SELECT id FROM parts WHERE {where})" if where else ""
    sql = (
        f"SELECT rowid, -bm25(sections, {', '.join(map(str, WEIGHTS))}) AS score FROM sections"
        f" WHERE sections MATCH ?{inside} ORDER BY score DESC LIMIT {CANDIDATES}"
    )
    return dict(connection.execute(sql, (asked, *values)))


def _named(connection: sqlite3.Connection, text: str, where: str, values: Sequence[object]) -> dict[int, int]:
    """The rows that are called exactly so, with what the name says."""
    inside = f" AND part IN (SELECT id FROM parts WHERE {where})" if where else ""
    sql = f"SELECT part, max(weight) FROM names WHERE key = ? AND part NOT NULL{inside} GROUP BY part LIMIT 200"
    return dict(connection.execute(sql, (key(text), *values)))


def _text(attempt: Sequence[Need]) -> str:
    return " ".join(need.text for need in attempt)


def _cut(
    connection: sqlite3.Connection, scores: dict[int, float], query: Query, attempt: Sequence[Need], limit: int
) -> tuple[Hit, ...]:
    """The hits in the order that was asked for, with their snippets."""
    text = [one for need in attempt for one in need.terms]
    rows = sorted(((scores[row.id] + _bonus(row, text), row) for row in _rows(connection, scores)), key=_place)
    ordered = _sorted(connection, _spread(rows), query.sort)[:limit]
    return tuple(Hit(row, _shown(row, attempt), score) for score, row in ordered)


def _spread(ranked: Sequence[tuple[float, Row]]) -> list[tuple[float, Row]]:
    """Every further section of a page counts a little less, so that one page does not take all places; a page with
    several of them is more likely the right one, and its best counts more."""
    seen: dict[tuple[str, str], int] = {}
    best: dict[tuple[str, str], list[float]] = {}
    for score, row in ranked:
        best.setdefault((row.path, row.name), []).append(score)
    spread = []
    for score, row in ranked:
        page = (row.path, row.name)
        at = seen[page] = seen.get(page, -1) + 1
        support = sum(max(0.0, one) for one in best[page][1:4]) * SUPPORT if at == 0 else 0.0
        spread.append((score + support - at * FURTHER, row))
    return sorted(spread, key=_place)


def _place(found: tuple[float, Row]) -> tuple[float, str, str, str]:
    score, row = found
    return -round(score, 6), row.path, row.name, row.anchor


def _rows(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Row]:
    marks = ", ".join(str(int(number)) for number in numbers)
    return [Row(*row) for row in connection.execute(f"{_ROW} AND parts.id IN ({marks})")]


def _bonus(row: Row, text: Sequence[str]) -> float:
    """For all words in the title or heading; lectures before topics, the lesson before what stands around it."""
    asked, headed = set(text), set(terms(row.heading)) | _together(row.heading)
    named = f"{row.names} {row.year}" if row.kind == "paper" else row.title
    titled = set(terms(named)) | _together(named)
    bonus = PLAIN.get(row.kind, 0.0) - (AROUND_LOSS if row.anchor in AROUND else 0.0)
    if asked <= titled and (row.first or row.kind == "paper"):
        bonus += COVERED + BY_KIND.get(row.kind, 0.0)
    elif asked:
        share = len(asked & (headed | titled)) / len(asked)
        bonus += HEADED * share**SHARPLY if asked & headed else 0.0
    return bonus


def _together(text: str) -> set[str]:
    return {term("".join(WORD.findall(word))) for word in HYPHENED.findall(text)}


def _shown(row: Row, attempt: Sequence[Need]) -> str:
    return snippet(row.body, {one for need in attempt for one in (*need.terms, *need.others)})


def _sorted(connection: sqlite3.Connection, ranked: list[tuple[float, Row]], sort: str) -> list[tuple[float, Row]]:
    match sort:
        case "year" | "-year":
            return sorted(ranked, key=lambda one: one[1].year, reverse=sort == "-year")
        case "title":
            return sorted(ranked, key=lambda one: one[1].title.casefold())
        case "author":
            return sorted(ranked, key=lambda one: (one[1].by or "\U0010ffff").casefold())
        case "key":
            return sorted(ranked, key=lambda one: one[1].name.casefold())
        case "cited":
            counted = dict(connection.execute("SELECT value, count(*) FROM facts WHERE field = 'cites' GROUP BY value"))
            return sorted(ranked, key=lambda one: -counted.get(one[1].name, 0))
        case _:
            return ranked


def _listed(
    connection: sqlite3.Connection,
    query: Query,
    limit: int,
    where: str,
    values: Sequence[object],
    wanted: Sequence[Need],
) -> tuple[Hit, ...]:
    """What fields alone choose: the first part of each document, or the parts that cite."""
    single = any(one.field == "cites" and not one.negated for one in query.filters)
    condition = "".join((f" AND {where}" if where else "", "" if single else " AND first"))
    missed = " OR ".join(need.expression for need in wanted if need.negated)
    if missed:
        condition += " AND parts.id NOT IN (SELECT rowid FROM sections WHERE sections MATCH ?)"
        values = (*values, missed)
    rows = [Row(*row) for row in connection.execute(f"{_ROW}{condition} ORDER BY path, docs.id, parts.id", values)]
    ordered = _sorted(connection, [(0.0, row) for row in rows], query.sort)[:limit]
    return tuple(Hit(row, unmarked(snippet(row.body, ())), score) for score, row in ordered)

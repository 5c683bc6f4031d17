"""Asking the index: a parsed query in, the best sections out.

All words must match. Where nothing has them all, the words that the index does not know are taken as beginnings, then
as misspelt. Where few sections have them all, those come behind that have the most of what says something.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.query import Query
from kb.search import rules
from kb.search.chosen import chosen
from kb.search.needs import Need, begun, corrected, needs, quoted, sections
from kb.search.ranking import Row, bonus, spread
from kb.search.snippets import snippet, unmarked
from kb.search.words import key


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that matches; `snippet` has the matched words between U+0002 and U+0003, a higher `score` is better.

    `whole` says whether it holds all words or is called so.
    """

    row: Row
    snippet: str
    score: float
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Results:
    """The hits, best first; `meant` is the corrected query where the written one found nothing, and `partly` says that
    the first does not hold all of the words."""

    hits: tuple[Hit, ...]
    meant: str = ""
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: a condition in SQL on the parts with its values, and what must not be there, for FTS5."""

    connection: sqlite3.Connection
    where: str
    values: Sequence[object]
    missed: str

    @property
    def inside(self) -> str:
        return f" AND {{}} IN (SELECT id FROM parts WHERE {self.where})" if self.where else ""


_ROW = (
    "SELECT parts.id, kind, name, title, heading, path, anchor, names, first, year, by"
    " FROM parts JOIN docs ON docs.id = parts.doc WHERE NOT hidden"
)


def ask(connection: sqlite3.Connection, query: Query, limit: int) -> Results:
    """The best sections for the query."""
    where, values = chosen(connection, query.filters)
    wanted = needs(query.terms, connection)
    positive = [need for need in wanted if not need.negated]
    scope = Scope(connection, where, values, " OR ".join(need.expression for need in wanted if need.negated))
    if not positive:
        return Results(_shown(_listed(scope, query), scope, [], limit))
    telling = [need for need in positive if not need.empty] or positive
    for attempt in _attempts(telling, connection):
        whole, named = _matching(scope, _all(attempt)), _named(scope, attempt)
        if whole or named:
            break
    scores = dict(whole)
    if len(attempt) > 1 and (len(whole) < rules.ENOUGH or _is_sentence(positive)):
        some = _matching(scope, _any(attempt, connection))
        scores = some | {row: score + rules.WHOLE for row, score in whole.items()}
    close = _close(connection, attempt, whole)
    scores = {row: score + (rules.CLOSE if row in close else 0.0) for row, score in _best(scores).items()}
    ranked = _sorted(connection, _ranked(connection, scores, named, attempt), query.sort)
    all_words = {*whole, *named}
    hits = tuple(replace(hit, whole=hit.row.id in all_words) for hit in _shown(ranked, scope, attempt, limit))
    return Results(hits, _meant(attempt) if hits else "", bool(hits) and not hits[0].whole)


def _is_sentence(positive: Sequence[Need]) -> bool:
    """Whether somebody asks in a sentence, of which no section will have every word."""
    return sum(not need.empty for need in positive) >= rules.SENTENCE or any(need.empty for need in positive)


def _attempts(telling: list[Need], connection: sqlite3.Connection) -> Iterable[list[Need]]:
    """The words as written; the unknown ones as beginnings; as misspelt; all as beginnings."""
    yield telling
    if all(need.known for need in telling):
        yield [begun(need, connection) for need in telling]
        yield telling
    else:
        begun_ = [need if need.known else begun(need, connection) for need in telling]
        yield begun_
        yield [corrected(need, connection) for need in begun_]


def _meant(attempt: Sequence[Need]) -> str:
    return " ".join(need.text for need in attempt) if any(need.meant for need in attempt) else ""


def _all(attempt: Sequence[Need]) -> str:
    return " AND ".join(need.expression for need in attempt)


def _any(attempt: Sequence[Need], connection: sqlite3.Connection) -> str:
    """Any of the needs; those that thousands of sections satisfy say nothing beside rarer ones."""
    rare = [need for need in attempt if sections(need, connection) <= rules.MANY]
    return " OR ".join(need.expression for need in rare or attempt)


def _matching(scope: Scope, expression: str) -> dict[int, float]:
    """The best rows by BM25. Of very many, those with the words in names and headings, and the first."""
    found = _first(scope, expression)
    if len(found) == rules.MANY:
        found |= _first(scope, f"{{names heading}} : ({expression})")
    return _best(found)


def _best(scores: dict[int, float]) -> dict[int, float]:
    return {row: scores[row] for row in sorted(scores, key=scores.__getitem__, reverse=True)[: rules.CANDIDATES]}


def _first(scope: Scope, expression: str) -> dict[int, float]:
    asked = f"({expression}) NOT ({scope.missed})" if scope.missed else expression
    sql = (
        f"SELECT rowid, -bm25(sections, {', '.join(map(str, rules.WEIGHTS))}) FROM sections"
        f" WHERE sections MATCH ?{scope.inside.format('rowid')} LIMIT {rules.MANY}"
    )
    return dict(scope.connection.execute(sql, (asked, *scope.values)))


def _named(scope: Scope, attempt: Sequence[Need]) -> dict[int, int]:
    """The rows that are called exactly so, with what the name says."""
    if scope.missed:
        return {}
    sql = "SELECT part, max(weight) FROM names WHERE key = ? AND part NOT NULL"
    sql += f"{scope.inside.format('part')} GROUP BY part LIMIT 200"
    name = key(" ".join(need.text for need in attempt))
    return dict(scope.connection.execute(sql, (name, *scope.values)))


def _ranked(
    connection: sqlite3.Connection, scores: dict[int, float], named: dict[int, int], attempt: Sequence[Need]
) -> list[tuple[float, Row]]:
    """All rows that were found, the best first."""
    asked = frozenset(one for need in attempt for one in need.terms)
    called = {row: rules.EXACT + rules.DEGREE * weight for row, weight in named.items()}
    found = {row: scores.get(row, 0.0) + called.get(row, 0.0) for row in {**scores, **called}}
    return spread((found[row.id] + bonus(row, asked), row) for row in _rows(connection, found))


def _close(connection: sqlite3.Connection, attempt: Sequence[Need], whole: dict[int, float]) -> set[int]:
    """The rows in which all words stand near each other. Of very many only the best are looked at, one by one."""
    words = [one for need in attempt for one in need.terms]
    if len(words) < 2 or not whole:
        return set()
    asked = f"NEAR({' '.join(map(quoted, words))}, {rules.NEAR * len(words)})"
    few = f" AND rowid IN ({_marks(list(whole)[: rules.LOOKED])})" if len(whole) == rules.CANDIDATES else ""
    return {row for (row,) in connection.execute(f"SELECT rowid FROM sections WHERE sections MATCH ?{few}", (asked,))}


def _rows(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Row]:
    return [Row(*row) for row in connection.execute(f"{_ROW} AND parts.id IN ({_marks(numbers)})")]


def _marks(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers)


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


def _listed(scope: Scope, query: Query) -> list[tuple[float, Row]]:
    """What fields alone choose: the first part of each document, or the parts that cite."""
    single = any(one.field == "cites" and not one.negated for one in query.filters)
    condition = "".join((f" AND {scope.where}" if scope.where else "", "" if single else " AND first"))
    values = list(scope.values)
    if scope.missed:
        condition += " AND parts.id NOT IN (SELECT rowid FROM sections WHERE sections MATCH ?)"
        values.append(scope.missed)
    found = scope.connection.execute(f"{_ROW}{condition} ORDER BY path, docs.id, parts.id", values)
    return _sorted(scope.connection, [(0.0, Row(*row)) for row in found], query.sort)


def _shown(ranked: Sequence[tuple[float, Row]], scope: Scope, attempt: Sequence[Need], limit: int) -> tuple[Hit, ...]:
    """The first of them, with their texts read and what matches in these marked."""
    first = ranked[:limit]
    sql = f"SELECT id, body FROM parts WHERE id IN ({_marks(row.id for _, row in first)})"
    bodies = dict(scope.connection.execute(sql).fetchall())
    wanted = {one for need in attempt for one in (*need.terms, *need.others)}
    hits = []
    for score, row in first:
        body = bodies[row.id]
        shown = snippet(body, wanted) if attempt else unmarked(snippet(body, ()))
        hits.append(Hit(row._replace(body=body), shown, score))
    return tuple(hits)

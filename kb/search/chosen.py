"""The fields of a query as a condition on the parts of the index."""

import sqlite3
from collections.abc import Iterable

from kb.fields import HOW, check, matches
from kb.query import Filter, Query

_KNOWN = {
    "topic": "SELECT called.name FROM called JOIN docs ON docs.path = called.path WHERE kind = 'topic'",
    "course": "SELECT value FROM facts WHERE field = 'course'",
    "cites": "SELECT name FROM docs WHERE kind = 'paper'",
    "cited-in": "SELECT name FROM docs WHERE kind != 'paper' UNION SELECT value FROM facts WHERE field = 'course'",
}


def chosen(connection: sqlite3.Connection, filters: Iterable[Filter]) -> tuple[str, list[object]]:
    """A condition in SQL on `parts`, empty where there is none, and its values; raises QueryError for unknown names."""
    filters = tuple(filters)
    asked = {wanted.field for wanted in filters} & _KNOWN.keys()
    known = {field: {str(name).casefold() for (name,) in connection.execute(_KNOWN[field])} for field in asked}
    check(Query(filters=filters), known)
    conditions, values = [], list[object]()
    for wanted in filters:
        found = [value for value in _values(connection, wanted) if matches(value, _named(connection, wanted))]
        marks = ", ".join("?" * len(found))
        column = "parts.id" if wanted.field == "cites" else "parts.doc"
        what = "part" if wanted.field == "cites" else "doc"
        says = f"{column} IN (SELECT {what} FROM said WHERE field = ? AND value IN ({marks}) AND {what} NOT NULL)"
        conditions.append(f"NOT {says}" if wanted.negated else says)
        values += [wanted.field, *found]
    return " AND ".join(conditions), values


def _named(connection: sqlite3.Connection, wanted: Filter) -> Filter:
    """A topic by its slug, whichever of its names was written."""
    if wanted.field != "topic":
        return wanted
    sql = "SELECT docs.name FROM called JOIN docs ON docs.path = called.path WHERE called.name = ? AND kind = 'topic'"
    sql += " ORDER BY docs.name != ?, docs.name"
    found = connection.execute(sql, (wanted.value.casefold(), wanted.value)).fetchone()
    return Filter("topic", found[0] if found else wanted.value, wanted.negated)


def _values(connection: sqlite3.Connection, wanted: Filter) -> list[str]:
    """The values of a field that may match. What must be equal is looked up, the rest is compared one by one."""
    if HOW[wanted.field] == "equal":
        value = _named(connection, wanted).value
        return list(dict.fromkeys((value, value.casefold())))
    return [
        value for (value,) in connection.execute("SELECT DISTINCT value FROM facts WHERE field = ?", (wanted.field,))
    ]

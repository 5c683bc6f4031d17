"""The fields of a query, one table for search and selection: what a note or paper says to each, and how it is
compared.

In: a note or a paper. Out: its facts, the values by field. What needs more than the note itself (who cites a paper, how
far its reader is) is added by whoever knows it.
"""

import unicodedata
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal

from kb.nearest import nearest
from kb.query import Filter, Query, QueryError

if TYPE_CHECKING:
    from kb.model import Note, Paper

Facts = Mapping[str, tuple[str, ...]]
# `equal`: the value itself, case aside; `holds`: a part of it, accents aside too; `within`: a year in the range.
HOW: Mapping[str, Literal["equal", "holds", "within"]] = {
    "kind": "equal",
    "course": "equal",
    "topic": "equal",
    "author": "holds",
    "speaker": "holds",
    "year": "within",
    "venue": "holds",
    "cites": "equal",
    "cited-in": "equal",
    "status": "equal",
    "has": "equal",
}
_HAS = ("slides", "video", "notebooks")
_HAS_PAPER = ("doi", "isbn", "url", "abstract")


def passes(facts: Facts, wanted: Filter) -> bool:
    """Whether one of the field's values is what is wanted; whether that is `negated` is not looked at."""
    return any(matches(value, wanted) for value in facts.get(wanted.field, ()))


def matches(value: str, wanted: Filter) -> bool:
    match HOW[wanted.field]:
        case "equal":
            return value.casefold() == wanted.value.casefold()
        case "holds":
            return plain(wanted.value) in plain(value)
        case "within":
            return wanted.years[0] <= int(value) <= wanted.years[1]


def plain(text: str) -> str:
    """Text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def check(query: Query, known: Mapping[str, Collection[str]]) -> None:
    """Raise QueryError for a value that its field does not know; `known` has the names of some fields, case folded."""
    for wanted in query.filters:
        names = known.get(wanted.field)
        if names is not None and wanted.value.casefold() not in names:
            guess = nearest(wanted.value, names)
            hint = f"did you mean `{wanted.field}:{guess}`?" if guess else _listed(wanted.field, names)
            raise QueryError(f"no {_NAMED[wanted.field]} is called `{wanted.value}`", wanted.position, hint)


_NAMED = {"topic": "topic", "course": "course", "cites": "paper", "cited-in": "note or course"}


def _listed(field: str, names: Collection[str]) -> str:
    first = sorted(names)[:8]
    more = f" and {len(names) - len(first)} more" if len(names) > len(first) else ""
    return f"known are {', '.join(first)}{more}" if first else "there is none"


def of_note(note: "Note", course: str) -> dict[str, tuple[str, ...]]:
    """What a note says by itself; `course` is the slug of its course, empty where it has none."""
    data = note.data
    year = getattr(getattr(data, "date", None), "year", None)
    topics = (*getattr(data, "topics", ()), *((note.slug,) if note.kind == "topic" else ()))
    facts = {
        "kind": tuple(dict.fromkeys((note.kind, *_one(getattr(data, "format", ""))))),
        "course": _one(course),
        "topic": tuple(dict.fromkeys(topics)),
        "speaker": tuple(getattr(data, "speakers", ())),
        "year": _one(str(year or "")),
        "has": tuple(name for name in _HAS if getattr(data, name, None)),
    }
    return {field: values for field, values in facts.items() if values}


def of_paper(paper: "Paper") -> dict[str, tuple[str, ...]]:
    """What a bibliography says of a paper."""
    facts = {
        "kind": ("paper",),
        "author": tuple(person.full for person in paper.authors or paper.editors),
        "year": _one(str(paper.year or "")),
        "venue": _one(paper.venue),
        "has": (*_one("arxiv" if paper.arxiv else ""), *(name for name in _HAS_PAPER if paper.raw.get(name))),
    }
    return {field: values for field, values in facts.items() if values}


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def course_of(inner: str) -> str:
    """The slug of the course that a note lies in, from its path below the folder of notes."""
    parts = inner.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "courses" else ""

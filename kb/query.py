"""The one query grammar, for search, live lists and the queue.

Words must all match; `"a phrase"`; `-not`; and fields: `topic:gan year:2014..2019 -status:read sort:year`. A value
with blanks is quoted: `author:"van den Oord"`. This module only understands a query; who has papers or sections to
choose from asks the parsed value.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from kb.nearest import nearest

FIELDS = (
    "kind",
    "course",
    "topic",
    "author",
    "speaker",
    "year",
    "venue",
    "cites",
    "cited-in",
    "status",
    "has",
    "sort",
)
# Fields whose values are known beforehand; of others only the knowledge base knows them.
VALUES = {
    "kind": (
        *("course", "lecture", "topic", "paper", "problem", "log", "page", "session"),
        *("seminar", "guest", "homework", "talk"),
    ),
    "status": ("unread", "queued", "started", "skimmed", "read", "dropped", "watched", "learned"),
    "has": ("slides", "video", "notebooks", "arxiv", "doi", "isbn", "url", "abstract"),
}
# `arXiv:1406.2661` is what a person copies, and no field.
IDENTIFIERS = ("arxiv", "doi")
SORTS = ("relevance", "year", "-year", "title", "author", "key", "cited")

TOKEN = re.compile(
    r'(?P<minus>-?)(?:(?P<field>[A-Za-z][A-Za-z-]*):(?P<value>"[^"]*"?|\S*)|"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>\S+))'
)
YEARS = re.compile(r"(?P<first>\d{4})?(?P<dots>\.\.)?(?P<last>\d{4})?$")


class QueryError(ValueError):
    """A query that cannot be understood: `position` counts characters from 0, `hint` says what is known."""

    def __init__(self, message: str, position: int, hint: str) -> None:
        super().__init__(f"{message} at character {position + 1} of the query ({hint})")
        self.position, self.hint = position, hint


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase to find, or with `negated` to miss."""

    text: str
    phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """`field:value`; the value as written, years as an inclusive range, `position` where the value stands."""

    field: str
    value: str
    negated: bool = False
    years: tuple[int, int] = (0, 9999)
    position: int = dataclass_field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. An empty one matches everything."""

    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    sort: str = ""

    @property
    def words(self) -> str:
        """The terms to find, as one line."""
        return " ".join(term.text for term in self.terms if not term.negated)


def parse(text: str) -> Query:
    """The query that `text` means; raises QueryError with the position of what it cannot understand."""
    terms: list[Term] = []
    filters: list[Filter] = []
    sort = ""
    for match in TOKEN.finditer(text):
        name = (match["field"] or "").lower()
        if name == "sort":
            sort = _sort(match)
        elif name and not _is_text(name, match["value"]):
            filters.append(_filter(match))
        else:
            terms.extend(_terms(match))
    return Query(tuple(terms), tuple(filters), sort)


def _is_text(name: str, value: str) -> bool:
    """Whether `name:value` is no field: an address, an identifier, or a colon at the end of a word."""
    return name in IDENTIFIERS or value.startswith("//") or (name not in FIELDS and not value)


def _terms(match: re.Match[str]) -> list[Term]:
    if match["phrase"] is not None:
        if not match["close"]:
            position = match.start() + len(match["minus"])
            raise QueryError('the quotation mark " is never closed', position, 'close it with another "')
        return [Term(match["phrase"], True, bool(match["minus"]))] if match["phrase"].strip() else []
    word = match["word"] if match["word"] is not None else match[0].removeprefix("-")
    return [Term(word, False, bool(match["minus"]))] if word else []


def _filter(match: re.Match[str]) -> Filter:
    field, value = match["field"].lower(), match["value"].strip('"')
    if field not in FIELDS:
        guess = nearest(field, FIELDS)
        hint = f"did you mean `{guess}:`? " if guess else ""
        raise QueryError(f"unknown field `{field}:`", match.start("field"), f"{hint}known are {', '.join(FIELDS)}")
    if not value:
        raise QueryError(f"`{field}:` has no value", match.end(), f"write {field}:something, without a blank")
    position = match.start("value") + match["value"].startswith('"')
    if field in VALUES and value.casefold() not in VALUES[field]:
        guess = nearest(value, VALUES[field])
        hint = f"did you mean `{field}:{guess}`? " if guess else ""
        raise QueryError(f"unknown value `{value}`", position, f"{hint}known are {', '.join(VALUES[field])}")
    years = _years(value, match.start("value")) if field == "year" else (0, 9999)
    return Filter(field, value, bool(match["minus"]), years, position)


def _years(value: str, position: int) -> tuple[int, int]:
    match = YEARS.match(value)
    if not match or not (match["first"] or match["last"]):
        raise QueryError(
            f"`{value}` is no year", position, "write year:2014, year:2014..2019, year:2014.. or year:..2019"
        )
    first, last = match["first"], match["last"]
    if not match["dots"]:
        return int(first or last), int(first or last)
    return min(int(first or 0), int(last or 9999)), max(int(first or 0), int(last or 9999))


def _sort(match: re.Match[str]) -> str:
    value: str = match["value"].lower()
    if value not in SORTS:
        raise QueryError(f"cannot sort by `{value}`", match.start("value"), f"known are {', '.join(SORTS)}")
    return value


def contains(values: Sequence[str], wanted: str) -> bool:
    """Whether one of the values holds `wanted`, case aside."""
    folded = wanted.casefold()
    return any(folded in value.casefold() for value in values)

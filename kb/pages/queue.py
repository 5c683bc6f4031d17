"""What to read next and why, the ways to narrow it down, and what was read."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

from kb.agenda import formats
from kb.base import KnowledgeBase
from kb.model import Note, Status
from kb.pages.base import Page
from kb.progress import fold
from kb.queue import Entry, queue

# By the minutes that a paper takes at most.
LENGTHS = ((30, "half an hour"), (60, "an hour"), (120, "two hours"), (10**9, "longer"))


class Row(NamedTuple):
    """A place in the queue, with what it can be chosen by."""

    entry: Entry
    minutes: int
    topics: tuple[Note, ...]
    length: str


class Way(NamedTuple):
    """One way to narrow the queue down: to the rows that have a value."""

    name: str
    label: str
    options: tuple["Option", ...]


class Option(NamedTuple):
    """A value, what it is called, and the rows that have it."""

    value: str
    label: str
    rows: tuple[Row, ...]


def pages(base: KnowledgeBase) -> Iterator[Page]:
    if not base.notebook.papers:
        return
    progress = fold(base.notebook.events, base.notebook.papers)
    read = [paper for paper in base.notebook.papers if progress.status_of(paper.key) == "read"]
    rows = [_row(base, entry) for entry in queue(base)]
    data = {
        "rows": rows,
        "ways": _ways(rows),
        "minutes": sum(row.minutes for row in rows),
        "read": read,
        "formats": formats(base),
    }
    yield Page("queue.md", "Reading queue", "queue.html", data)


def _row(base: KnowledgeBase, entry: Entry) -> Row:
    minutes = max(round(entry.minutes.expected), 1)
    topics = tuple(base.notebook.topics[slug] for slug in base.graph.topics_of(entry.paper.key))
    return Row(entry, minutes, topics, next(name for most, name in LENGTHS if minutes <= most))


def _ways(rows: Sequence[Row]) -> list[Way]:
    """Those with something to choose from."""
    titles = {topic.slug: topic.title for row in rows for topic in row.topics}
    statuses: tuple[str, ...] = get_args(Status)
    found = (
        Way("topic", "Topic", _options(rows, sorted(titles.items(), key=lambda one: one[1].casefold()))),
        Way("minutes", "Time", _options(rows, [(name, _length(name)) for _, name in LENGTHS])),
        Way("status", "Status", _options(rows, [(status, status) for status in statuses])),
    )
    return [way for way in found if len(way.options) > 1]


def _length(name: str) -> str:
    return name if name == LENGTHS[-1][1] else f"up to {name}"


def _options(rows: Sequence[Row], named: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    held: dict[str, list[Row]] = {value: [] for value, _ in named}
    for row in rows:
        for value in (*(topic.slug for topic in row.topics), row.length, row.entry.status):
            if value in held:
                held[value].append(row)
    return tuple(Option(value, label, tuple(held[value])) for value, label in named if held[value])

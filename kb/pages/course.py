"""The page of a course: its facts, its programme day by day, and how far the reader is."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.model import Note
from kb.notebook import Session
from kb.overlap import overlap
from kb.pages.base import Page
from kb.pages.mentions import around
from kb.pages.pictures.drawing import Drawing, Members, draw
from kb.progress import Progress, fold
from kb.survey import communities

COLUMNS = 2
FEW = 5


class Day(NamedTuple):
    """The sessions of one day; `number` counts the days of the course."""

    number: int
    date: date | None
    sessions: list[Session]


def pages(base: KnowledgeBase) -> Iterator[Page]:
    progress = fold(base.notebook.events)
    for slug, note in base.notebook.courses.items():
        sessions = base.notebook.sessions_of(slug)
        data = around(base, note) | {
            "course": note.data,
            "days": days(sessions),
            "progress": progress,
            "seen": seen(sessions, progress),
            "total": len(sessions),
            "others": [
                (other, overlap(base, _notes(sessions), _notes(base.notebook.sessions_of(name))))
                for name, other in base.notebook.courses.items()
                if name != slug
            ],
            "topics": base.notebook.topics,
            "drawing": _map(base, sessions),
        }
        yield Page(base.notebook.inner(note.path), note.title, "course.html", data, description=note.data.description)


def days(sessions: list[Session]) -> list[Day]:
    """The programme cut at its dates."""
    grouped = groupby(sessions, key=lambda session: session.date)
    return [Day(number, day, list(found)) for number, (day, found) in enumerate(grouped, 1)]


def seen(sessions: list[Session], progress: Progress) -> int:
    """How many of the sessions the reader has watched or done."""
    return sum(session.id in progress.watched for session in sessions)


def _map(base: KnowledgeBase, sessions: list[Session]) -> Drawing | None:
    """The topics that the course teaches, in their communities; None where there are too few for a picture."""
    taught = {topic for note in _notes(sessions) for topic in note.data.topics if topic in base.notebook.topics}
    groups = [
        Members(community.name, tuple(topic for topic in community.topics if topic in taught))
        for community in communities(base)
    ]
    return draw(base, [group for group in groups if group.names], COLUMNS) if len(taught) > FEW else None


def _notes(sessions: list[Session]) -> list[Note]:
    return [session.note for session in sessions if session.note]

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
from kb.pages.embedded import resources
from kb.pages.mentions import around
from kb.pages.pictures.drawing import Drawing, Members, draw
from kb.paths import known_topics
from kb.progress import Progress, fold
from kb.queue.reader import to_see
from kb.stats import stats
from kb.survey import communities

COLUMNS = 2
FEW = 5


class Day(NamedTuple):
    """The sessions of one day; `number` counts the days of the course."""

    number: int
    date: date | None
    sessions: list[Session]


class Bar(NamedTuple):
    """What is done of a course's sessions, topics or papers."""

    label: str
    done: int
    total: int


def pages(base: KnowledgeBase) -> Iterator[Page]:
    progress = fold(base.notebook.events, base.notebook.papers)
    counted = {course.slug: course for course in stats(base).courses}
    for slug, note in base.notebook.courses.items():
        sessions = base.notebook.sessions_of(slug)
        data = around(base, note) | {
            "course": note.data,
            "days": days(sessions),
            "progress": progress,
            "bars": bars(base, sessions, progress),
            "standing": counted[slug],
            "ahead": next(iter(to_see(base, progress, slug)), None) if seen(sessions, progress) else None,
            "others": [
                (other, overlap(base, _notes(sessions), _notes(base.notebook.sessions_of(name))))
                for name, other in base.notebook.courses.items()
                if name != slug
            ],
            "topics": base.notebook.topics,
            "booklet": booklet_address(base, note),
            "drawing": _map(base, sessions),
        }
        yield Page(
            base.notebook.inner(note.path),
            note.title,
            "course.html",
            data,
            description=note.data.description,
            linked=resources.course(base, slug, note),
        )


def booklet_address(base: KnowledgeBase, course: Note, number: int = 1) -> str:
    """The source path of a volume of its booklet: `courses/deepbayes-2019/booklet.md`, then `.../booklet/2.md`."""
    folder = base.notebook.inner(course.path).removesuffix("index.md")
    return f"{folder}booklet.md" if number == 1 else f"{folder}booklet/{number}.md"


def days(sessions: list[Session]) -> list[Day]:
    """The programme cut at its dates."""
    grouped = groupby(sessions, key=lambda session: session.date)
    return [Day(number, day, list(found)) for number, (day, found) in enumerate(grouped, 1)]


def seen(sessions: list[Session], progress: Progress) -> int:
    """How many of the sessions the reader has watched or done."""
    return sum(session.id in progress.watched for session in sessions)


def bars(base: KnowledgeBase, sessions: list[Session], progress: Progress) -> list[Bar]:
    """How far the reader is by sessions, by the topics that these teach, and by the papers that their notes cite."""
    notes, known = _notes(sessions), known_topics(base, progress)
    topics = {topic for note in notes for topic in note.data.topics if topic in base.notebook.topics}
    papers = {key for note in notes for key in base.graph.cited_keys(note)}
    found = (
        Bar("sessions seen", seen(sessions, progress), len(sessions)),
        Bar("topics known", len(topics & known), len(topics)),
        Bar("papers read", sum(progress.status_of(key) == "read" for key in papers), len(papers)),
    )
    return [bar for bar in found if bar.total]


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

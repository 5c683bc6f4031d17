"""Before a session: every topic to know first, in order, with the reasons, the places that teach it, and the time."""

from collections.abc import Iterator
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.model import Note
from kb.notebook import Session
from kb.pages.base import Page
from kb.paths import Stop, known_topics, path_to
from kb.progress import Progress, fold

REASONS = 3  # of those that want a topic


class Row(NamedTuple):
    """A stop of the path with its topic's note, the topics that want it, and whether the reader knows it."""

    stop: Stop
    topic: Note
    wanted_by: list[tuple[Note, str]]
    known: bool


def pages(base: KnowledgeBase) -> Iterator[Page]:
    known = known_topics(base, fold(base.notebook.events))
    for session in base.notebook.sessions.values():
        if session.note:
            yield _page(base, session, session.note, known)


def _page(base: KnowledgeBase, session: Session, note: Note, known: frozenset[str]) -> Page:
    """For every reader: nothing is left out, what the journal knows is marked."""
    path = path_to(base, note, Progress())
    topics = base.notebook.topics
    rows = [
        Row(
            stop,
            topics[stop.step.topic],
            [(topics[topic], reason) for topic, reason in stop.step.wanted_by[:REASONS]],
            stop.step.topic in known,
        )
        for stop in path.stops
    ]
    data = {
        "session": session,
        "rows": rows,
        "minutes": path.minutes,
        "left": sum(row.stop.minutes for row in rows if not row.known),
        "cut": [(topics[r.topic], topics[r.needs]) for r in path.cut],
        "taught": [topics[slug] for slug in note.data.topics if slug in topics],
    }
    return Page(f"before/{session.id}.md", f"Before {session.title}", "path.html", data)

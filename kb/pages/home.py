"""The home page: the courses and how far the reader is, a small map of the topics, what to read next and why, the open
problems, the last post."""

from collections.abc import Iterator
from itertools import islice

from kb.base import KnowledgeBase
from kb.cards import cards
from kb.model import Note
from kb.notebook import Session
from kb.pages.base import Page
from kb.pages.course import seen
from kb.pages.pictures.drawing import Drawing, Members, draw
from kb.progress import Progress, fold
from kb.queue import queue
from kb.survey import communities

COLUMNS = 4
FEW = 5  # topics: a map of fewer says nothing


def pages(base: KnowledgeBase) -> Iterator[Page]:
    book, progress = base.notebook, fold(base.notebook.events)
    home = next((note for note in book.notes if book.inner(note.path) == "index.md"), None)
    posts = sorted(book.of_kind("log"), key=lambda note: (str(note.data.date), note.path))
    data = {
        "courses": [_course(note, book.sessions_of(slug), progress) for slug, note in book.courses.items()],
        "drawing": _map(base),
        "problems": list(book.problems.values()),
        "next": list(islice(queue(base), 5)),
        "post": posts[-1] if posts else None,
        "counts": _counts(base),
    }
    yield Page("index.md", home.title if home else "Home", "home.html", data)


def _course(note: Note, sessions: list[Session], progress: Progress) -> dict[str, object]:
    """A course with its progress; `ahead` is the first session that was not seen."""
    return {
        "note": note,
        "seen": seen(sessions, progress),
        "total": len(sessions),
        "written": [session for session in sessions if session.note],
        "ahead": next((session for session in sessions if session.id not in progress.watched), None),
    }


def _counts(base: KnowledgeBase) -> dict[str, int]:
    """How much there is of each sort."""
    book = base.notebook
    return {
        "sessions": sum(session.note is not None for session in book.sessions.values()),
        "topics": len(book.topics),
        "papers": len(book.papers),
        "problems": len(book.problems),
        "cards": len(cards(base)),
    }


def _map(base: KnowledgeBase) -> Drawing | None:
    """All topics in their communities."""
    if len(base.notebook.topics) < FEW:
        return None
    return draw(base, [Members(community.name, community.topics) for community in communities(base)], COLUMNS)

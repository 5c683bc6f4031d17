"""The home page: the courses and how far the reader is, what to read next, the open problems, the last post."""

from collections.abc import Iterator
from itertools import islice

from kb.base import KnowledgeBase
from kb.pages.base import Page
from kb.pages.course import seen
from kb.progress import fold
from kb.queue import queue


def pages(base: KnowledgeBase) -> Iterator[Page]:
    book, progress = base.notebook, fold(base.notebook.events)
    courses = []
    for slug, note in book.courses.items():
        sessions = book.sessions_of(slug)
        written = [session for session in sessions if session.note]
        courses.append({"note": note, "seen": seen(sessions, progress), "total": len(sessions), "written": written})
    home = next((note for note in book.notes if book.inner(note.path) == "index.md"), None)
    posts = sorted(book.of_kind("log"), key=lambda note: (str(note.data.date), note.path))
    data = {
        "courses": courses,
        "problems": list(book.problems.values()),
        "next": list(islice(queue(base), 5)),
        "post": posts[-1] if posts else None,
        "counts": {"topics": len(book.topics), "papers": len(book.papers), "notes": len(book.notes)},
    }
    yield Page("index.md", home.title if home else "Home", "home.html", data)

"""What to read next, and why."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.pages.base import Page
from kb.progress import fold
from kb.queue import queue


def pages(base: KnowledgeBase) -> Iterator[Page]:
    if not base.notebook.papers:
        return
    progress = fold(base.notebook.events, base.notebook.papers)
    read = [paper for paper in base.notebook.papers if progress.status_of(paper.key) == "read"]
    yield Page("queue.md", "Reading queue", "queue.html", {"entries": queue(base), "read": read})

"""Who gave which session."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.notebook import Session
from kb.pages.base import Page


def pages(base: KnowledgeBase) -> Iterator[Page]:
    given: dict[str, list[Session]] = {}
    for session in base.notebook.sessions.values():
        for name in session.speakers:
            given.setdefault(name, []).append(session)
    rows = sorted(given.items(), key=lambda item: item[0].split()[-1].casefold())
    yield Page("speakers.md", "Speakers", "speakers.html", {"rows": rows, "courses": base.notebook.courses})

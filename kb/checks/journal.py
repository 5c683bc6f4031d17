"""An event is about something that exists."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Event, Finding
from kb.nearest import nearest


def check(base: KnowledgeBase) -> Iterator[Finding]:
    lost = {finding.lost for finding in base.notebook.findings}
    for event in base.notebook.events:
        known = _known(base, event)
        if event.name not in known and event.name not in lost:
            guess = nearest(event.name, known)
            hint = f"did you mean `{guess}`?" if guess else "the names are keys, topics and sessions"
            yield Finding(event.place, "journal-name", f"`{event.verb} {event.name}`: there is no such name", hint)


def _known(base: KnowledgeBase, event: Event) -> set[str]:
    """The names an event of this verb can be about."""
    book = base.notebook
    if event.verb in ("watched", "done"):
        return set(book.sessions)
    if event.verb == "learned":
        return set(book.topics)
    if event.verb in ("pinned", "unpinned"):
        return {*book.by_key, *book.sessions, *book.topics}
    return set(book.by_key)

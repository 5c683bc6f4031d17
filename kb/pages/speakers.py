"""Who gave which session, and what they wrote."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.pages.base import Page
from kb.pages.people import people


def pages(base: KnowledgeBase) -> Iterator[Page]:
    rows = [one for one in people(base).everyone if one.sessions]
    if rows:
        yield Page("speakers.md", "Speakers", "speakers.html", {"rows": rows, "courses": base.notebook.courses})

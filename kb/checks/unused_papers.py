"""Something leads to every paper: a citation, a topic, an event, a note on it, a paper that inherits from it.

Off by default, as `uncited-paper` is, and narrower: what this finds could be taken out and nothing would be missed.
"""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Paper


def check(base: KnowledgeBase) -> Iterator[Finding]:
    book = base.notebook
    used = {citation.key for note in book.notes for citation in note.citations}
    used |= {event.name for event in book.events} | book.paper_notes.keys()
    used |= {key for paper in book.papers for key in _parents(paper)}
    for paper in book.papers:
        if paper.key not in used and not book.topics_of(paper):
            message = f"nothing leads to `{paper.key}`: no citation, topic, event or note"
            yield Finding(
                paper.place, "unused-paper", message, "give it a topic in `keywords`, queue it, or take it out"
            )


def _parents(paper: Paper) -> list[str]:
    """The keys it inherits from."""
    named = [paper.raw.get("crossref", ""), *paper.raw.get("xdata", "").split(",")]
    return [key.strip() for key in named]

"""All topics, by what they are part of."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.pages.base import Page


def pages(base: KnowledgeBase) -> Iterator[Page]:
    topics = sorted(base.notebook.topics.values(), key=lambda note: note.title.casefold())
    rows = [
        {
            "note": note,
            "taught_in": base.graph.taught_in.get(note.slug, []),
            "requires": len(base.graph.requirements[note.slug]),
            "leads_to": len(base.graph.leads_to.get(note.slug, [])),
            "papers": len(base.graph.papers_on.get(note.slug, [])),
        }
        for note in topics
    ]
    if rows:
        yield Page("topics/index.md", "Topics", "topic_index.html", {"rows": rows})

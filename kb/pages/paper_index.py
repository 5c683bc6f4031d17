"""The table of all papers."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.pages.base import Page
from kb.progress import fold


def pages(base: KnowledgeBase) -> Iterator[Page]:
    progress = fold(base.notebook.events)
    topics = base.notebook.topics
    rows = [
        {
            "paper": paper,
            "cited": len(base.graph.citations.get(paper.key, ())),
            "topics": [topics[slug] for slug in base.graph.topics_of(paper.key)],
            "status": progress.status_of(paper.key),
        }
        for paper in sorted(base.notebook.papers, key=lambda p: (p.by.casefold(), p.year or 9999, p.key))
    ]
    yield Page("papers/index.md", "Papers", "paper_index.html", {"rows": rows})

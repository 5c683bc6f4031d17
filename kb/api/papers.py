"""`{"papers": [{"key", "title", "authors", "year", "venue", "doi", "arxiv", "url", "topics", "cited_in"}]}`"""

import json

from kb.base import KnowledgeBase
from kb.model import Paper


def write(base: KnowledgeBase) -> str:
    return json.dumps({"papers": [_paper(base, paper) for paper in base.notebook.papers]}, ensure_ascii=False, indent=1)


def _paper(base: KnowledgeBase, paper: Paper) -> dict[str, object]:
    return {
        "key": paper.key,
        "title": paper.title,
        "authors": [person.full for person in paper.authors],
        "year": paper.year,
        "venue": paper.venue,
        "doi": paper.doi,
        "arxiv": paper.arxiv,
        "url": paper.url,
        "topics": base.graph.topics_of(paper.key),
        "cited_in": [
            {"note": m.note.slug, "section": m.section.anchor, "locator": m.locator}
            for m in base.graph.citations.get(paper.key, ())
        ],
    }

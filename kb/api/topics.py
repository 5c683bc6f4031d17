"""`{"topics": [{"name", "title", "aliases", "requires", "taught_in", "papers", "markdown"}]}`"""

import json

from kb.api.markdown import address
from kb.base import KnowledgeBase
from kb.model import Note


def write(base: KnowledgeBase) -> str:
    topics = [_topic(base, slug, note) for slug, note in base.notebook.topics.items()]
    return json.dumps({"topics": topics}, ensure_ascii=False, indent=1)


def _topic(base: KnowledgeBase, slug: str, note: Note) -> dict[str, object]:
    return {
        "name": slug,
        "title": note.title,
        "aliases": note.data.aliases,
        "requires": [{"topic": r.needs, "reason": r.reason} for r in base.graph.requirements[slug]],
        "taught_in": [
            {"session": lecture.slug, "sections": [section.anchor for section in sections]}
            for lecture, sections in base.graph.lessons(slug)
        ],
        "papers": [paper.key for paper in base.graph.papers_on.get(slug, ())],
        "markdown": address(note, base.notebook),
    }

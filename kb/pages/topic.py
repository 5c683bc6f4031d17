"""The page of a topic: what it rests on and why, what rests on it, where it is taught, its papers."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Note
from kb.pages.base import Page
from kb.pages.embedded import resources
from kb.pages.mentions import around
from kb.pages.pictures.surroundings import surroundings


def pages(base: KnowledgeBase) -> Iterator[Page]:
    for slug, note in base.notebook.topics.items():
        linked = resources.topic(base, slug, note)
        yield Page(base.notebook.inner(note.path), note.title, "topic.html", _data(base, slug, note), linked=linked)


def _data(base: KnowledgeBase, slug: str, note: Note) -> dict[str, object]:
    topics, graph = base.notebook.topics, base.graph
    return around(base, note) | {
        "requires": [(topics[r.needs], r.reason) for r in graph.requirements[slug]],
        "leads_to": [(topics[r.topic], r.reason) for r in graph.leads_to.get(slug, ())],
        "steps": len(graph.before([slug])),
        "picture": surroundings(graph.requirements[slug], graph.leads_to.get(slug, ())),
        "broader": [topics[name] for name in note.data.broader if name in topics],
        "related": [topics[name] for name in note.data.related if name in topics],
        "taught_in": graph.lessons(slug),
        "assumed_in": graph.assumed_in.get(slug, []),
        "problems": [p for p in base.notebook.problems.values() if slug in p.data.topics],
        "papers": graph.papers_on.get(slug, []),
    }

"""The topic graph, laid out when the site is built: a picture whose nodes are links, and the same as a list."""

from collections.abc import Iterator
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.model import Note
from kb.pages.base import Page
from kb.pages.layout import layout


class Node(NamedTuple):
    """A topic in the picture: its centre and radius, and the courses that teach it."""

    note: Note
    x: float
    y: float
    radius: float
    courses: tuple[str, ...]


class Edge(NamedTuple):
    """From a topic to one it needs."""

    source: Node
    target: Node
    reason: str


def pages(base: KnowledgeBase) -> Iterator[Page]:
    nodes = _nodes(base)
    if not nodes:
        return
    edges = [
        Edge(nodes[r.topic], nodes[r.needs], r.reason) for found in base.graph.requirements.values() for r in found
    ]
    data = {
        "nodes": list(nodes.values()),
        "edges": edges,
        "courses": base.notebook.courses,
        "requires": base.graph.requirements,
        "topics": base.notebook.topics,
    }
    yield Page("graph.md", "Topic graph", "graph.html", data)


def _nodes(base: KnowledgeBase) -> dict[str, Node]:
    pairs = [(r.topic, r.needs) for found in base.graph.requirements.values() for r in found]
    places = layout(list(base.notebook.topics), pairs)
    rank = base.graph.centrality
    top = max(rank.values(), default=1.0)
    return {
        slug: Node(note, *places[slug], 5 + 9 * (rank[slug] / top) ** 0.5, _courses(base, slug))
        for slug, note in base.notebook.topics.items()
    }


def _courses(base: KnowledgeBase, slug: str) -> tuple[str, ...]:
    taught = (note.path.split("/")[-2] for note in base.graph.taught_in.get(slug, ()))
    return tuple(dict.fromkeys(taught))

"""The whole graph as networkx has it: typed nodes and typed edges, for other programs and for pictures.

Nodes are named `kind:name` (`topic:kl-divergence`, `section:db19-d3-l1#spectral-normalization`); each has its kind and
title. The types of edges: holds, gave, teaches, assumes, requires (with its reason), broader, related, about,
addresses, treats, cites (with its locator), links.
"""

from collections.abc import Iterable, Iterator

import networkx as nx

from kb.base import KnowledgeBase
from kb.kinds.topic import Topic
from kb.model import Note
from kb.notebook import Session

Edge = tuple[str, str, str, dict[str, str]]
KINDS = ("course", "session", "section", "topic", "paper", "person", "problem")


def whole(base: KnowledgeBase) -> "nx.MultiDiGraph[str]":
    """Every node and edge, in a fixed order."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, kind, title in _nodes(base):
        graph.add_node(name, kind=kind, title=title)
    for source, target, type_, attributes in _edges(base):
        if source in graph and target in graph:
            graph.add_edge(source, target, type=type_, **attributes)
    return graph


def part(
    graph: "nx.MultiDiGraph[str]", around: str = "", depth: int = 1, kinds: Iterable[str] = ()
) -> "nx.MultiDiGraph[str]":
    """The nodes within `depth` steps of one, of the kinds asked for, with the edges between them."""
    near = nx.ego_graph(graph.to_undirected(as_view=True), around, radius=depth) if around else graph
    wanted = set(kinds)
    # networkx's own subgraph lists its nodes in the order of a set: another one in every run.
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = ((name, data) for name, data in graph.nodes(data=True) if name in near)
    found.add_nodes_from((name, data) for name, data in nodes if not wanted or data["kind"] in wanted)
    found.add_edges_from((a, b, data) for a, b, data in graph.edges(data=True) if a in found and b in found)
    return found


def _nodes(base: KnowledgeBase) -> Iterator[tuple[str, str, str]]:
    book = base.notebook
    for slug, note in (*book.courses.items(), *book.topics.items(), *book.problems.items()):
        yield f"{note.kind}:{slug}", note.kind, note.title
    for session in book.sessions.values():
        yield f"session:{session.id}", "session", session.title
        if session.note:
            for section in session.note.sections[1:]:
                yield f"section:{session.id}#{section.anchor}", "section", section.title
    for paper in book.papers:
        if paper.key in base.graph.citations or book.topics_of(paper):
            yield f"paper:{paper.key}", "paper", paper.title
    for name in sorted({name for session in book.sessions.values() for name in session.speakers}):
        yield f"person:{name}", "person", name


def _edges(base: KnowledgeBase) -> Iterator[Edge]:
    book = base.notebook
    for session in book.sessions.values():
        yield from _of_session(session)
    for slug, note in book.topics.items():
        yield from _of_topic(base, slug, note)
    for slug, note in book.problems.items():
        yield from ((f"problem:{slug}", f"topic:{topic}", "about", {}) for topic in note.data.topics)
    for paper in book.papers:
        yield from ((f"paper:{paper.key}", f"topic:{topic}", "treats", {}) for topic in book.topics_of(paper))
    for note in book.notes:
        yield from _in_text(base, note)


def _of_session(session: Session) -> Iterator[Edge]:
    name = f"session:{session.id}"
    yield f"course:{session.course}", name, "holds", {}
    yield from ((f"person:{speaker}", name, "gave", {}) for speaker in session.speakers)
    if session.note:
        data = session.note.data
        yield from ((name, f"topic:{topic}", "teaches", {}) for topic in data.topics)
        yield from ((name, f"topic:{topic}", "assumes", {}) for topic in data.requires)
        yield from ((name, f"problem:{problem}", "addresses", {}) for problem in data.problems)
        yield from (
            (name, f"section:{session.id}#{section.anchor}", "holds", {}) for section in session.note.sections[1:]
        )


def _of_topic(base: KnowledgeBase, slug: str, note: Note) -> Iterator[Edge]:
    name = f"topic:{slug}"
    for found in base.graph.requirements[slug]:
        yield name, f"topic:{found.needs}", "requires", {"reason": found.reason}
    assert isinstance(note.data, Topic)
    yield from ((name, f"topic:{other}", "broader", {}) for other in note.data.broader)
    yield from ((name, f"topic:{other}", "related", {}) for other in note.data.related)


def _in_text(base: KnowledgeBase, note: Note) -> Iterator[Edge]:
    """What the text of a note cites and links to, each from the section that does; a link once."""
    for citation in note.citations:
        yield _source(note, citation.span.start), f"paper:{citation.key}", "cites", {"locator": citation.locator}
    targets = ((_source(note, link.span.start), base.notebook.resolve(link, note).note) for link in note.links)
    links = dict.fromkeys((source, _name(target)) for source, target in targets if target and target.path != note.path)
    yield from ((source, target, "links", {}) for source, target in links)


def _source(note: Note, position: int) -> str:
    """The section of a session's note, the whole of any other."""
    anchor = note.section_at(position).anchor if note.kind == "lecture" else ""
    return f"section:{note.slug}#{anchor}" if anchor else _name(note)


def _name(note: Note) -> str:
    return f"{'session' if note.kind == 'lecture' else note.kind}:{note.slug}"

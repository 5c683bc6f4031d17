"""The topic graph: what teaches, assumes, requires, cites and links to what. Computed from the notebook alone.

Nodes are named `kind:name` (`topic:kl-divergence`, `section:db19-d3-l1#spectral-normalization`); each has its kind and
title, each edge its type. The one module that knows networkx, beside the exports of the graph.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import networkx as nx

from kb.centrality import centrality
from kb.kinds.topic import Topic
from kb.model import Note, Paper, Place, Section
from kb.notebook import Notebook


class Requirement(NamedTuple):
    """`topic` needs `needs`, because of `reason`; `place` is where a note says so."""

    topic: str
    needs: str
    reason: str
    place: Place


class Step(NamedTuple):
    """A topic to learn first; `wanted_by` are those that need it, each with the reason."""

    topic: str
    wanted_by: tuple[tuple[str, str], ...]


class Mention(NamedTuple):
    """A place in a note that names something: its section, and the locator of a citation."""

    note: Note
    section: Section
    start: int
    end: int
    locator: str = ""


@dataclass(frozen=True)
class Overlap:
    """What two courses, or two sessions, both treat."""

    topics: tuple[str, ...]
    papers: tuple[str, ...]

    @property
    def strength(self) -> int:
        return 3 * len(self.topics) + len(self.papers)


@dataclass(frozen=True)
class Graph:
    """The graph of one notebook and the questions it answers."""

    notebook: Notebook

    # -- mentions ----------------------------------------------------------------------------------------------------

    @cached_property
    def citations(self) -> dict[str, list[Mention]]:
        """By key: every place that cites the paper, in the order of notes and text."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for note in self.notebook.notes:
            for citation in note.citations:
                span = citation.span
                section = note.section_at(span.start)
                found[citation.key].append(Mention(note, section, span.start, span.end, citation.locator))
        return dict(found)

    @cached_property
    def backlinks(self) -> dict[str, list[Mention]]:
        """By the path of a note: every place in other notes that links to it."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for note in self.notebook.notes:
            for link in note.links:
                target = self.notebook.resolve(link, note).note
                if target and target.path != note.path:
                    section = note.section_at(link.span.start)
                    found[target.path].append(Mention(note, section, link.span.start, link.span.end))
        return dict(found)

    def cited_keys(self, note: Note) -> list[str]:
        """The known papers a note cites, each once, in the order of first citation."""
        keys = (citation.key for citation in note.citations)
        return [key for key in dict.fromkeys(keys) if key in self.notebook.by_key]

    # -- who teaches what --------------------------------------------------------------------------------------------

    @cached_property
    def taught_in(self) -> dict[str, list[Note]]:
        """By topic: the lectures that teach it."""
        return self._lectures_by("topics")

    @cached_property
    def assumed_in(self) -> dict[str, list[Note]]:
        """By topic: the lectures that assume it."""
        return self._lectures_by("requires")

    def _lectures_by(self, field: str) -> dict[str, list[Note]]:
        found: dict[str, list[Note]] = defaultdict(list)
        for note in sorted(self.notebook.of_kind("lecture"), key=lambda n: (n.path.rpartition("/")[0], n.data.order)):
            for topic in getattr(note.data, field):
                found[topic].append(note)
        return dict(found)

    @cached_property
    def papers_on(self) -> dict[str, list[Paper]]:
        """By topic: the papers that carry it as a keyword or that the topic's own note cites; the oldest first."""
        found: dict[str, dict[str, Paper]] = defaultdict(dict)
        for paper in self.notebook.papers:
            for topic in self.notebook.topics_of(paper):
                found[topic][paper.key] = paper
        for topic, note in self.notebook.topics.items():
            for key in self.cited_keys(note):
                found[topic][key] = self.notebook.by_key[key]
        return {topic: sorted(papers.values(), key=_by_year) for topic, papers in found.items()}

    def topics_of(self, key: str) -> list[str]:
        """The topics a paper is about."""
        return [topic for topic, papers in self.papers_on.items() if any(paper.key == key for paper in papers)]

    # -- prerequisites -----------------------------------------------------------------------------------------------

    @cached_property
    def requirements(self) -> dict[str, list[Requirement]]:
        """By topic: what it needs first, among the topics that exist."""
        found: dict[str, list[Requirement]] = {}
        for slug, note in self.notebook.topics.items():
            data = note.data
            assert isinstance(data, Topic)
            found[slug] = [
                Requirement(slug, needs, reason, note.places.get(("requires", index), note.place))
                for index, entry in enumerate(data.requires)
                for needs, reason in ([(entry, "")] if isinstance(entry, str) else entry.items())
                if needs in self.notebook.topics and needs != slug
            ]
        return found

    @cached_property
    def leads_to(self) -> dict[str, list[Requirement]]:
        """By topic: those that need it."""
        found: dict[str, list[Requirement]] = defaultdict(list)
        for requirements in self.requirements.values():
            for requirement in requirements:
                found[requirement.needs].append(requirement)
        return dict(found)

    def before(self, wanted: Iterable[str], known: Iterable[str] = ()) -> list[Step]:
        """All that must be learned before the topics `wanted` and is not among `known`, foundations first.

        The order respects every prerequisite (a cycle is cut at the edge that closes it) and is the same each time.
        """
        skipped, targets = set(known), list(wanted)
        order: dict[str, None] = {}
        for target in targets:
            self._visit(target, skipped, order)
        steps = [topic for topic in order if topic not in targets]
        chosen = set(order) | set(targets)
        return [Step(topic, self._wanted_by(topic, chosen)) for topic in steps]

    def _visit(self, start: str, skipped: set[str], order: dict[str, None]) -> None:
        """Depth first, without recursion: a topic is placed once all it needs is."""
        entered: set[str] = set()
        stack: list[tuple[str, Iterator[Requirement]]] = [(start, iter(self.requirements.get(start, ())))]
        while stack:
            topic, remaining = stack[-1]
            entered.add(topic)
            needed = next((r.needs for r in remaining if r.needs not in skipped | entered | order.keys()), None)
            if needed is None:
                stack.pop()
                order[topic] = None
            else:
                stack.append((needed, iter(self.requirements.get(needed, ()))))

    def _wanted_by(self, topic: str, chosen: set[str]) -> tuple[tuple[str, str], ...]:
        return tuple((r.topic, r.reason) for r in self.leads_to.get(topic, ()) if r.topic in chosen)

    def cycles(self) -> list[list[Requirement]]:
        """Prerequisites that run in a circle: one shortest circle for each group of topics that need each other."""
        graph = nx.DiGraph((r.topic, r.needs) for found in self.requirements.values() for r in found)
        groups = (sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1)
        return [self._circle(graph.subgraph(group), group[0]) for group in sorted(groups)]

    def _circle(self, graph: "nx.DiGraph[str]", start: str) -> list[Requirement]:
        back = min(graph.predecessors(start), key=lambda node: (nx.shortest_path_length(graph, start, node), node))
        path = [*nx.shortest_path(graph, start, back), start]
        return [next(r for r in self.requirements[a] if r.needs == b) for a, b in pairwise(path)]

    # -- likeness ----------------------------------------------------------------------------------------------------

    def overlap(self, first: Iterable[Note], second: Iterable[Note]) -> Overlap:
        """The topics and papers that two sets of notes both treat, in the order of the first."""
        left, right = list(first), list(second)
        topics = {topic for note in right for topic in getattr(note.data, "topics", ())}
        papers = {key for note in right for key in self.cited_keys(note)}
        shared = dict.fromkeys(t for note in left for t in getattr(note.data, "topics", ()) if t in topics)
        both = dict.fromkeys(key for note in left for key in self.cited_keys(note) if key in papers)
        return Overlap(tuple(shared), tuple(both))

    def related_papers(self, key: str, count: int = 6) -> list[Paper]:
        """The papers cited in the same sections or on the same topics, most in common first."""
        score: dict[str, float] = defaultdict(float)
        for mention in self.citations.get(key, ()):
            for other in self._cited_in(mention.note.path, mention.section.anchor):
                score[other] += 2.0
        for topic in self.topics_of(key):
            for paper in self.papers_on[topic]:
                score[paper.key] += 1.0
        score.pop(key, None)
        best = sorted(score, key=lambda other: (-score[other], other))
        return [self.notebook.by_key[other] for other in best if other in self.notebook.by_key][:count]

    def _cited_in(self, path: str, anchor: str) -> set[str]:
        return self._keys_by_section.get((path, anchor), set())

    @cached_property
    def _keys_by_section(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, mentions in self.citations.items():
            for mention in mentions:
                found[(mention.note.path, mention.section.anchor)].add(key)
        return dict(found)

    # -- the whole ---------------------------------------------------------------------------------------------------

    @cached_property
    def whole(self) -> "nx.MultiDiGraph[str]":
        """Every node and edge, in a fixed order."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for name, kind, title in self._nodes():
            graph.add_node(name, kind=kind, title=title)
        for source, target, type_, attributes in self._edges():
            if source in graph and target in graph:
                graph.add_edge(source, target, type=type_, **attributes)
        return graph

    def part(self, around: str = "", depth: int = 1, kinds: Iterable[str] = ()) -> "nx.MultiDiGraph[str]":
        """The nodes within `depth` steps of one, of the kinds asked for, with the edges between them."""
        whole = self.whole
        near = nx.ego_graph(whole.to_undirected(as_view=True), around, radius=depth) if around else whole
        wanted = set(kinds)
        # networkx's own subgraph lists its nodes in the order of a set: another one in every run.
        part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        nodes = ((name, data) for name, data in whole.nodes(data=True) if name in near)
        part.add_nodes_from((name, data) for name, data in nodes if not wanted or data["kind"] in wanted)
        part.add_edges_from((a, b, data) for a, b, data in whole.edges(data=True) if a in part and b in part)
        return part

    def _nodes(self) -> Iterator[tuple[str, str, str]]:
        book = self.notebook
        for slug, note in (*book.courses.items(), *book.topics.items(), *book.problems.items()):
            yield f"{note.kind}:{slug}", note.kind, note.title
        for session in book.sessions.values():
            yield f"session:{session.id}", "session", session.title
            if session.note:
                for section in session.note.sections[1:]:
                    yield f"section:{session.id}#{section.anchor}", "section", section.title
        for paper in book.papers:
            if paper.key in self.citations or book.topics_of(paper):
                yield f"paper:{paper.key}", "paper", paper.title
        for name in sorted({name for session in book.sessions.values() for name in session.speakers}):
            yield f"person:{name}", "person", name

    def _edges(self) -> Iterator[tuple[str, str, str, dict[str, str]]]:
        book = self.notebook
        for session in book.sessions.values():
            yield f"course:{session.course}", f"session:{session.id}", "holds", {}
            yield from ((f"person:{name}", f"session:{session.id}", "gave", {}) for name in session.speakers)
        for slug, requirements in self.requirements.items():
            for found in requirements:
                yield f"topic:{slug}", f"topic:{found.needs}", "requires", {"reason": found.reason}
            data = book.topics[slug].data
            yield from ((f"topic:{slug}", f"topic:{other}", "broader", {}) for other in data.broader)
            yield from ((f"topic:{slug}", f"topic:{other}", "related", {}) for other in data.related)
        yield from self._lecture_edges()
        for slug, note in book.problems.items():
            yield from ((f"problem:{slug}", f"topic:{topic}", "about", {}) for topic in note.data.topics)
        for paper in book.papers:
            yield from ((f"paper:{paper.key}", f"topic:{topic}", "treats", {}) for topic in book.topics_of(paper))

    def _lecture_edges(self) -> Iterator[tuple[str, str, str, dict[str, str]]]:
        for session in self.notebook.sessions.values():
            if not session.note:
                continue
            name, data = f"session:{session.id}", session.note.data
            yield from ((name, f"topic:{topic}", "teaches", {}) for topic in data.topics)
            yield from ((name, f"topic:{topic}", "assumes", {}) for topic in data.requires)
            yield from ((name, f"problem:{problem}", "addresses", {}) for problem in data.problems)
            for section in session.note.sections[1:]:
                yield name, f"section:{session.id}#{section.anchor}", "holds", {}
            for citation in session.note.citations:
                anchor = session.note.section_at(citation.span.start).anchor
                source = f"section:{session.id}#{anchor}" if anchor else name
                yield source, f"paper:{citation.key}", "cites", {"locator": citation.locator}

    @cached_property
    def centrality(self) -> dict[str, float]:
        """PageRank over the prerequisites, by topic."""
        return centrality({topic: [found.needs for found in needed] for topic, needed in self.requirements.items()})


def _by_year(paper: Paper) -> tuple[int, str]:
    return paper.year or 9999, paper.key

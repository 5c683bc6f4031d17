"""The topic graph: what teaches, assumes, requires, cites and links to what. Computed from the notebook alone.

Here are the single relations, as the program asks for them; `kb/whole.py` puts them into one graph.
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
from kb.lessons import sections_on
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


class Lesson(NamedTuple):
    """A lecture that teaches a topic, and those of its sections that do; none where it is not said which."""

    note: Note
    sections: tuple[Section, ...]


class Mention(NamedTuple):
    """A place in a note that names something: its section, and the locator of a citation."""

    note: Note
    section: Section
    start: int
    end: int
    locator: str = ""


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

    @cached_property
    def keys_by_section(self) -> dict[tuple[str, str], set[str]]:
        """By the path of a note and the anchor of a section: the keys it cites."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, mentions in self.citations.items():
            for mention in mentions:
                found[(mention.note.path, mention.section.anchor)].add(key)
        return dict(found)

    # -- who teaches what --------------------------------------------------------------------------------------------

    @cached_property
    def taught_in(self) -> dict[str, list[Note]]:
        """By topic: the lectures that teach it."""
        return self._lectures_by("topics")

    @cached_property
    def assumed_in(self) -> dict[str, list[Note]]:
        """By topic: the lectures that assume it."""
        return self._lectures_by("requires")

    def lessons(self, topic: str) -> list[Lesson]:
        """The lectures that teach a topic, each with those of its sections that do.

        They are the sections that link to the topic's note or carry its name in their title; where there are none,
        those that speak of it more than once.
        """
        note = self.notebook.topics[topic]
        names = (note.title, *note.data.aliases)
        linking = {(m.note.path, m.section.anchor) for m in self.backlinks.get(note.path, ())}
        return [Lesson(lecture, sections_on(lecture, names, linking)) for lecture in self.taught_in.get(topic, ())]

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
        return self._topics_by_key.get(key, [])

    @cached_property
    def _topics_by_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for topic, papers in self.papers_on.items():
            for paper in papers:
                found[paper.key].append(topic)
        return dict(found)

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

    def before(self, wanted: Iterable[str], known: Iterable[str] = (), assumed: Iterable[str] = ()) -> list[Step]:
        """All that must be learned before the topics `wanted` and is not among `known`, foundations first.

        `assumed` are topics to be learned themselves, with what they rest on. The order respects every prerequisite
        (a cycle is cut at the edge that closes it) and is the same each time.
        """
        skipped, targets = set(known), dict.fromkeys(topic for topic in wanted if topic in self.requirements)
        needed = [topic for topic in assumed if topic in self.requirements and topic not in skipped]
        order: dict[str, None] = {}
        for target in (*needed, *targets):
            self._visit(target, skipped, order)
        steps = [topic for topic in order if topic not in targets]
        chosen = order.keys() | targets.keys()
        return [Step(topic, self._wanted_by(topic, chosen)) for topic in steps]

    def _visit(self, start: str, skipped: set[str], order: dict[str, None]) -> None:
        """Depth first, without recursion: a topic is placed once all it needs is."""
        entered: set[str] = set()
        stack: list[tuple[str, Iterator[Requirement]]] = [(start, iter(self.requirements.get(start, ())))]
        while stack:
            topic, remaining = stack[-1]
            entered.add(topic)
            fresh = (r.needs for r in remaining if r.needs not in entered and r.needs not in order)
            needed = next((name for name in fresh if name not in skipped), None)
            if needed is None:
                stack.pop()
                order[topic] = None
            else:
                stack.append((needed, iter(self.requirements.get(needed, ()))))

    def _wanted_by(self, topic: str, chosen: set[str]) -> tuple[tuple[str, str], ...]:
        return tuple((r.topic, r.reason) for r in self.leads_to.get(topic, ()) if r.topic in chosen)

    def resting(self, counted: Iterable[str]) -> dict[str, int]:
        """By topic: how many of the topics `counted` rest on it, directly or not; itself is none of them.

        Sets are numbers with one bit a topic, handed from the top of the graph downwards and dropped once handed on.
        """
        place, chosen = {topic: number for number, topic in enumerate(self.requirements)}, set(counted)
        wanted = _bits(place[topic] for topic in chosen if topic in place)
        groups = nx.condensation(self._prerequisites)
        above: dict[int, int] = defaultdict(int)
        found = dict.fromkeys(place, 0)
        for group in nx.topological_sort(groups):
            members = groups.nodes[group]["members"]
            resting = above.pop(group, 0) | _bits(place[topic] for topic in members)
            count = (resting & wanted).bit_count()
            found |= {topic: count - (topic in chosen) for topic in members}
            for needed in groups.successors(group):
                above[needed] |= resting
        return found

    @cached_property
    def _prerequisites(self) -> "nx.DiGraph[str]":
        """An edge from each topic to each that it needs."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.requirements)
        graph.add_edges_from((r.topic, r.needs) for found in self.requirements.values() for r in found)
        return graph

    def cycles(self) -> list[list[Requirement]]:
        """Prerequisites that run in a circle: one shortest circle for each group of topics that need each other."""
        graph = self._prerequisites
        groups = (sorted(group) for group in nx.strongly_connected_components(graph) if len(group) > 1)
        return [self._circle(graph.subgraph(group), group[0]) for group in sorted(groups)]

    def _circle(self, graph: "nx.DiGraph[str]", start: str) -> list[Requirement]:
        far = nx.single_source_shortest_path_length(graph, start)
        back = min(graph.predecessors(start), key=lambda node: (far[node], node))
        path = [*nx.shortest_path(graph, start, back), start]
        return [next(r for r in self.requirements[a] if r.needs == b) for a, b in pairwise(path)]

    @cached_property
    def centrality(self) -> dict[str, float]:
        """PageRank over the prerequisites, by topic."""
        return centrality({topic: [found.needs for found in needed] for topic, needed in self.requirements.items()})


def _by_year(paper: Paper) -> tuple[int, str]:
    return paper.year or 9999, paper.key


def _bits(places: Iterable[int]) -> int:
    """The number with these bits."""
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits

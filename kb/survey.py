"""What the topic graph looks like from above, and what in it should be repaired."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from kb.base import KnowledgeBase
from kb.notebook import Session

# How much binds two topics: one requires the other, one is named beside the other, one session teaches both.
REQUIRES, BESIDE, TOGETHER = 1.0, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Community:
    """Topics that hang together more than with the others; named after its most central ones."""

    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """In a course, `session` rests on `topic`, which the course teaches only later, in `taught_in`."""

    course: str
    session: str
    topic: str
    taught_in: str


@dataclass(frozen=True)
class Survey:
    """`central` and `bridges` (topics that several courses teach) are topics, the rest what may be missing."""

    communities: tuple[Community, ...]
    bridges: dict[str, tuple[str, ...]]
    central: dict[str, float]
    untaught: tuple[str, ...]
    without_papers: tuple[str, ...]
    late: tuple[Late, ...]


def survey(base: KnowledgeBase) -> Survey:
    rank = base.graph.centrality
    central = sorted(rank, key=lambda topic: (-rank[topic], topic))[:12]
    sessions = (session for session in base.notebook.sessions.values() if session.note)
    return Survey(
        communities=communities(base),
        bridges=_bridges(base),
        central={topic: rank[topic] for topic in central},
        untaught=tuple(topic for topic in base.notebook.topics if topic not in base.graph.taught_in),
        without_papers=tuple(s.id for s in sessions if s.note and not base.graph.cited_keys(s.note)),
        late=tuple(_late(base)),
    )


def communities(base: KnowledgeBase) -> tuple[Community, ...]:
    """The topics in groups, by Louvain's method with a fixed seed; the largest first."""
    names = list(base.notebook.topics)
    number = {name: n for n, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    for (a, b), weight in sorted(_ties(base).items()):
        graph.add_edge(number[a], number[b], weight=weight)
    # Numbers and not names: the method goes through sets, and those of names have another order in every run.
    groups = [sorted(group) for group in nx.community.louvain_communities(graph, seed=0)] if names else []
    found = [_community(base, [names[n] for n in group]) for group in groups]
    return tuple(sorted(found, key=lambda community: (-len(community.topics), community.name)))


def _ties(base: KnowledgeBase) -> dict[tuple[str, str], float]:
    ties: dict[tuple[str, str], float] = defaultdict(float)
    topics = base.notebook.topics

    def tie(a: str, b: str, weight: float) -> None:
        if a in topics and b in topics and a != b:
            ties[min(a, b), max(a, b)] += weight

    for slug, note in topics.items():
        for requirement in base.graph.requirements[slug]:
            tie(slug, requirement.needs, REQUIRES)
        for other in (*note.data.broader, *note.data.related):
            tie(slug, other, BESIDE)
    for lecture in base.notebook.of_kind("lecture"):
        taught = sorted(set(lecture.data.topics))
        for place, a in enumerate(taught):
            for b in taught[place + 1 :]:
                tie(a, b, TOGETHER)
    return dict(ties)


def _community(base: KnowledgeBase, topics: list[str]) -> Community:
    """Named after the two taught topics on which most of the group rests."""
    rank = base.graph.centrality
    inside = set(topics)
    degree = {
        topic: sum(r.needs in inside for r in base.graph.requirements[topic])
        + 2 * sum(r.topic in inside for r in base.graph.leads_to.get(topic, ()))
        for topic in topics
    }
    # What nobody teaches is assumed everywhere: it would give its name to every group.
    taught = base.graph.taught_in
    best = sorted(topics, key=lambda topic: (topic not in taught, -degree[topic], -rank[topic], topic))
    name = " and ".join(base.notebook.topics[topic].title for topic in best[:2])
    return Community(name, tuple(best))


def _bridges(base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Topics that sessions of several courses teach, each with these sessions."""
    course_of = {session.id: session.course for session in base.notebook.sessions.values()}
    found = {}
    for topic, lectures in base.graph.taught_in.items():
        if topic in base.notebook.topics and len({course_of[note.slug] for note in lectures}) > 1:
            found[topic] = tuple(note.slug for note in lectures)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _late(base: KnowledgeBase) -> Iterator[Late]:
    """Prerequisites that a course teaches after their use; in the same session is in time."""
    written: dict[str, list[Session]] = defaultdict(list)
    for session in base.notebook.sessions.values():
        if session.note and session.course in base.notebook.courses:
            written[session.course].append(session)
    for course in base.notebook.courses:
        sessions = written[course]
        first: dict[str, int] = {}
        for place, session in enumerate(sessions):
            for topic in session.note.data.topics if session.note else ():
                first.setdefault(topic, place)
        for place, session in enumerate(sessions):
            for topic in session.note.data.requires if session.note else ():
                if first.get(topic, -1) > place:
                    yield Late(course, session.id, topic, sessions[first[topic]].id)

"""What to learn before something: the missing topics in order, with reasons, places to learn them, and time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kb.base import KnowledgeBase
from kb.graph import Lesson, Requirement, Step
from kb.hours import Estimate, Hours, reading
from kb.model import Note
from kb.progress import Progress


@dataclass(frozen=True, slots=True)
class Way:
    """One way to learn a topic: the sections of a session, or (without a lesson) the topic's own note."""

    lesson: Lesson | None
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Stop:
    """A topic on the way: who wants it and why, and where it can be learned, the quickest way first."""

    step: Step
    ways: tuple[Way, ...]

    @property
    def minutes(self) -> float:
        return self.ways[0].estimate.minutes


@dataclass(frozen=True, slots=True)
class Path:
    """Stops in the order in which to learn them. `beyond` are those for which the budget was too small, `cut` the
    prerequisites that close a circle, which the order therefore cannot keep."""

    stops: tuple[Stop, ...]
    beyond: tuple[Stop, ...] = ()
    cut: tuple[Requirement, ...] = ()

    @property
    def minutes(self) -> float:
        return sum(stop.minutes for stop in self.stops)


def known_topics(base: KnowledgeBase, progress: Progress) -> frozenset[str]:
    """What the reader knows: the topics that the journal calls learned, and those of the sessions seen."""
    seen = (session.note for id, session in base.notebook.sessions.items() if id in progress.watched)
    taught = (topic for note in seen if note for topic in note.data.topics)
    return frozenset(progress.learned) | frozenset(taught)


def path_to(
    base: KnowledgeBase, target: Note, progress: Progress, known: Iterable[str] = (), budget: float | None = None
) -> Path:
    """What is missing before a topic, or before a session can be followed; `budget` in minutes.

    The set is the smallest that leaves no prerequisite out. Under a budget, the stops are taken in their order while
    they fit, never one without what it rests on; the rest is `beyond`.
    """
    learned = known_topics(base, progress) | frozenset(known)
    hours = Hours(base, progress)
    stops = [Stop(step, ways(base, step.topic, hours)) for step in _missing(base, target, learned)]
    cut = _cut(base, [stop.step.topic for stop in stops])
    chosen, beyond = _within(base, stops, cut, budget) if budget is not None else (stops, [])
    return Path(tuple(chosen), tuple(beyond), cut)


def _missing(base: KnowledgeBase, target: Note, learned: Collection[str]) -> list[Step]:
    """For a topic what it rests on; for a session also what it assumes, but not what it teaches itself."""
    if target.kind == "topic":
        return base.graph.before([target.slug], learned)
    taught = set(target.data.topics)
    assumed = [topic for topic in target.data.requires if topic not in taught]
    return base.graph.before(target.data.topics, learned, assumed)


def ways(base: KnowledgeBase, topic: str, hours: Hours) -> tuple[Way, ...]:
    """Where a topic can be learned, at the reader's pace: in sessions, the quickest first; then in its own note.

    The note comes last, though it is the quickest: a few hundred words define, they do not teach.
    """
    found = [Way(taught, hours.part(*taught).at(hours.pace)) for taught in base.graph.lessons(topic)]
    own = base.notebook.topics[topic]
    found.sort(key=lambda way: (way.estimate.minutes, way.lesson.note.slug if way.lesson else ""))
    return (*found, Way(None, reading(own, own.sections).at(hours.pace)))


def _cut(base: KnowledgeBase, topics: Sequence[str]) -> tuple[Requirement, ...]:
    """The prerequisites among these topics that come after what needs them."""
    place = {topic: number for number, topic in enumerate(topics)}
    return tuple(
        requirement
        for topic in topics
        for requirement in base.graph.requirements[topic]
        if place.get(requirement.needs, -1) > place[topic]
    )


def _within(
    base: KnowledgeBase, stops: Iterable[Stop], cut: Collection[Requirement], budget: float
) -> tuple[list[Stop], list[Stop]]:
    """The stops that fit into `budget` minutes, none without what it rests on; and the others."""
    left, missed, circular = budget, set[str](), set(cut)
    chosen, beyond = [], []
    for stop in stops:
        topic = stop.step.topic
        rests = {r.needs for r in base.graph.requirements[topic] if r not in circular}
        if stop.minutes <= left and not rests & missed:
            chosen.append(stop)
            left -= stop.minutes
        else:
            beyond.append(stop)
            missed.add(topic)
    return chosen, beyond

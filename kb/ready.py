"""What can be taken up now: topics, sessions and papers whose prerequisites are known, the most useful first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kb.base import KnowledgeBase
from kb.paths import known_topics
from kb.progress import Progress


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to take up: its kind (topic, session or paper), and how much waits for it, with what that means."""

    kind: str
    name: str
    title: str
    use: int
    why: str


def ready(base: KnowledgeBase, progress: Progress) -> list[Choice]:
    """Topics first, then sessions, then papers; of each the most useful first."""
    known = known_topics(base, progress)
    waiting = _waiting(base, known)
    found = [*_topics(base, known, waiting), *_sessions(base, progress, known, waiting)]
    found += _papers(base, progress, known)
    kinds = ("topic", "session", "paper")
    return sorted(found, key=lambda choice: (kinds.index(choice.kind), -choice.use, choice.name))


def _waiting(base: KnowledgeBase, known: Collection[str]) -> dict[str, frozenset[str]]:
    """By topic: the unknown topics that rest on it, directly or not."""
    return {topic: frozenset(_above(base, topic) - set(known)) for topic in base.notebook.topics}


def _above(base: KnowledgeBase, topic: str) -> set[str]:
    found: set[str] = set()
    stack = [topic]
    while stack:
        for requirement in base.graph.leads_to.get(stack.pop(), ()):
            if requirement.topic not in found and requirement.topic != topic:
                found.add(requirement.topic)
                stack.append(requirement.topic)
    return found


def _topics(base: KnowledgeBase, known: Collection[str], waiting: Mapping[str, frozenset[str]]) -> list[Choice]:
    return [
        Choice("topic", slug, note.title, len(waiting[slug]), f"topics that rest on it: {len(waiting[slug])}")
        for slug, note in base.notebook.topics.items()
        if slug not in known and all(r.needs in known for r in base.graph.requirements[slug])
    ]


def _sessions(
    base: KnowledgeBase, progress: Progress, known: Collection[str], waiting: Mapping[str, frozenset[str]]
) -> list[Choice]:
    found = []
    for session in base.notebook.sessions.values():
        if session.id in progress.watched or not session.note:
            continue
        if all(topic in known for topic in session.note.data.requires):
            new = [topic for topic in session.note.data.topics if topic not in known]
            opened = frozenset().union(*(waiting.get(topic, frozenset()) for topic in new)) - set(new)
            why = f"new topics: {len(new)}; that rest on these: {len(opened)}"
            found.append(Choice("session", session.id, session.title, len(new) + len(opened), why))
    return found


def _papers(base: KnowledgeBase, progress: Progress, known: Collection[str]) -> list[Choice]:
    """Papers of which all topics can be taken up: each is known, or rests on known ones."""
    open_topics = {
        topic
        for topic, needs in base.graph.requirements.items()
        if topic in known or all(r.needs in known for r in needs)
    }
    found = []
    for paper in base.notebook.papers:
        topics = base.graph.topics_of(paper.key)
        if paper.key not in progress.finished and topics and open_topics.issuperset(topics):
            count = len({m.note.slug for m in base.graph.citations.get(paper.key, ())})
            found.append(Choice("paper", paper.key, paper.title, count, f"notes that cite it: {count}"))
    return found

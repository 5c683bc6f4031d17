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
    waiting = base.graph.resting(set(base.notebook.topics) - known)
    found = [*_topics(base, known, waiting), *_sessions(base, progress, known, waiting)]
    found += _papers(base, progress, known)
    kinds = ("topic", "session", "paper")
    return sorted(found, key=lambda choice: (kinds.index(choice.kind), -choice.use, choice.name))


def _topics(base: KnowledgeBase, known: Collection[str], waiting: Mapping[str, int]) -> list[Choice]:
    return [
        Choice("topic", slug, note.title, waiting[slug], f"topics that rest on it: {waiting[slug]}")
        for slug, note in base.notebook.topics.items()
        if slug not in known and all(r.needs in known for r in base.graph.requirements[slug])
    ]


def _sessions(
    base: KnowledgeBase, progress: Progress, known: Collection[str], waiting: Mapping[str, int]
) -> list[Choice]:
    found = []
    for session in base.notebook.sessions.values():
        if session.id in progress.watched or not session.note:
            continue
        if all(topic in known for topic in session.note.data.requires):
            new = [topic for topic in session.note.data.topics if topic not in known]
            opened = max((waiting.get(topic, 0) for topic in new), default=0)
            why = f"new topics: {len(new)}; that rest on one of these: {opened}"
            found.append(Choice("session", session.id, session.title, len(new) + opened, why))
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

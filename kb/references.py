"""Which lecture, topic or paper refers to which: the references that an order is judged by."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Note
from kb.order import weights


def topic_references(base: KnowledgeBase) -> dict[tuple[str, str], float]:
    """A topic refers to those it requires."""
    return weights((r.topic, r.needs) for found in base.graph.requirements.values() for r in found)


def session_references(base: KnowledgeBase) -> dict[tuple[str, str], float]:
    """A session refers to those that teach what it assumes (the first will do), and to those it links to.

    A link to a session that itself assumes what this one teaches looks ahead and rests on nothing.
    """
    lectures = base.notebook.of_kind("lecture")
    claimed = [pair for note in lectures for pair in _assumed(base, note)]
    ahead = {(teacher, learner) for learner, teacher in claimed}
    linked = (pair for note in lectures for pair in _linked(base, note) if pair not in ahead)
    return weights((*claimed, *linked))


def _assumed(base: KnowledgeBase, note: Note) -> Iterator[tuple[str, str]]:
    course = note.path.rpartition("/")[0]
    for topic in note.data.requires:
        teachers = base.graph.taught_in.get(topic, [])
        # A course stands on its own feet where it can: its own session before another course's.
        own = [teacher for teacher in teachers if teacher.path.startswith(f"{course}/")]
        yield from ((note.slug, teacher.slug) for teacher in (own or teachers)[:1])


def _linked(base: KnowledgeBase, note: Note) -> Iterator[tuple[str, str]]:
    for link in note.links:
        target = base.notebook.resolve(link, note).note
        if target and target.kind == "lecture" and not _looks_around(note, link.span.start):
            yield note.slug, target.slug


def _looks_around(note: Note, position: int) -> bool:
    """Whether a link stands where the note points to what else there is, and not to what it rests on."""
    return note.section_at(position).anchor in ("also-treated-in", "open-problems", "sources")


def paper_references(base: KnowledgeBase) -> dict[tuple[str, str], float]:
    """A paper refers to the first paper on each topic that its own topics require."""
    return weights(pair for paper in base.notebook.papers for pair in _from_paper(base, paper.key))


def _from_paper(base: KnowledgeBase, key: str) -> Iterator[tuple[str, str]]:
    topics = set(base.graph.topics_of(key))
    for topic in sorted(topics):
        for requirement in base.graph.requirements[topic]:
            first = base.graph.papers_on.get(requirement.needs, [])[:1]
            if requirement.needs not in topics:
                yield from ((key, paper.key) for paper in first)

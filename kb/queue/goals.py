"""What a reader wants to get to, and the papers that serve it: `--for` a topic, problem, session, paper, or words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.anchors import anchor_of
from kb.base import KnowledgeBase
from kb.kinds.course import Course
from kb.model import Note
from kb.progress import Progress
from kb.query import Query, parse
from kb.selection import papers

# What is named on the command line counts more than an old wish of high priority.
AT_IT, NEAR_IT, MOST_NEAR = 15.0, 2.0, 6.0


@dataclass(frozen=True)
class Goal:
    """What it is called, and by key the points and the reason of each paper that serves it."""

    title: str
    serves: dict[str, tuple[float, str]] = field(default_factory=dict)
    note: Note | None = None


def goal(base: KnowledgeBase, name: str, progress: Progress | None = None) -> Goal:
    """The goal that `name` means; one that nothing serves where it means nothing. Raises QueryError as queries do."""
    book = base.notebook
    note = book.find(name).note or next(iter(book.by_slug.get(anchor_of(name), [])), None)
    if note and note.kind in ("topic", "problem", "lecture"):
        return Goal(note.title, _of_note(base, note), note)
    if name in book.sessions:
        return Goal(book.sessions[name].title, _at(_listed(base, name), book.sessions[name].title))
    if name in book.by_key:
        return Goal(book.by_key[name].title, _at([name], book.by_key[name].title))
    return Goal(name, _of_words(base, parse(name), name, progress or Progress()))


def _at(keys: Iterable[str], title: str) -> dict[str, tuple[float, str]]:
    return dict.fromkeys(keys, (AT_IT, f"it serves {title}"))


def _of_note(base: KnowledgeBase, note: Note) -> dict[str, tuple[float, str]]:
    """At it are the papers that the note names; near it those on its topics, the nearer the more topics they share."""
    at = [*base.graph.cited_keys(note), *_listed(base, note.slug)]
    topics = [note.slug] if note.kind == "topic" else list(note.data.topics)
    shared: dict[str, list[str]] = {}
    for topic in topics:
        for paper in base.graph.papers_on.get(topic, ()):
            shared.setdefault(paper.key, []).append(base.notebook.topics[topic].title)
    near = {
        key: (min(NEAR_IT * len(titles), MOST_NEAR), f"it is about {titles[0]}, as {note.title} is")
        for key, titles in shared.items()
    }
    if note.kind == "topic":
        near = dict.fromkeys(near, (AT_IT, f"it is about {note.title}"))
    return near | _at(at, note.title)


def _listed(base: KnowledgeBase, session: str) -> list[str]:
    """The papers that the programme lists for a session."""
    programmes = (note.data.programme for note in base.notebook.courses.values() if isinstance(note.data, Course))
    return [key for programme in programmes for slot in programme if slot.id == session for key in slot.papers]


def _of_words(base: KnowledgeBase, query: Query, name: str, progress: Progress) -> dict[str, tuple[float, str]]:
    """At it are the papers that the query chooses; near it those cited in sections that hold all its words."""
    near: dict[str, tuple[float, str]] = {}
    words = [term.text.casefold() for term in query.terms if not term.negated]
    for note in base.notebook.notes if words and not query.filters else ():
        for section in note.sections:
            text = section.span.of(note.text).casefold()
            if all(word in text for word in words):
                keys = base.graph.keys_by_section.get((note.path, section.anchor), set())
                near |= dict.fromkeys(sorted(keys), (MOST_NEAR, f"cited where {note.title} speaks of {name}"))
    return near | {paper.key: (AT_IT, f"it matches {name}") for paper in papers(base, query, progress)}

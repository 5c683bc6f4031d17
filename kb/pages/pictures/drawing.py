"""A picture of topics, sessions and problems in boxes: every node with its place, mark and ties, for a template."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.model import Note
from kb.pages.pictures.layout import Box, Layout, layout
from kb.paths import known_topics
from kb.progress import fold

LONGEST = 40  # letters of a label; a session's title can be a sentence
SHORT = 12  # letters of another name by which a mark is found: ELBO, but no second title


class Members(NamedTuple):
    """What goes into one box: its title, the names of its nodes, and the course (from 1) whose sessions they are."""

    title: str
    names: tuple[str, ...]
    course: int = 0


class Node(NamedTuple):
    """A topic, session or problem in the picture. `ties` are the numbers of the nodes that it rests on or teaches.

    `courses` counts from 1, in the order of the notebook; `status` is known, ready or empty; `also` are other names.
    """

    kind: str
    name: str
    label: str
    target: Note
    x: float
    y: float
    radius: float
    courses: tuple[int, ...]
    status: str
    also: str
    ties: tuple[int, ...]


class Group(NamedTuple):
    """A box with its title; `course` from 1 where it holds the sessions of one."""

    title: str
    box: Box
    course: int


class Drawing(NamedTuple):
    """`inner` and `outer` are the edges within boxes and between them, each as one SVG path."""

    nodes: list[Node]
    groups: list[Group]
    inner: str
    outer: str
    width: float
    height: float


def draw(base: KnowledgeBase, groups: Sequence[Members], columns: int) -> Drawing:
    """The topics, sessions and problems of these groups, laid out in columns of boxes."""
    names = tuple(group.names for group in groups)
    labels = {name: _label(base, name) for group in names for name in group}
    edges = tuple((r.topic, r.needs) for found in base.graph.requirements.values() for r in found)
    edges = tuple((a, b) for a, b in edges if a in labels and b in labels)
    drawn = layout(names, edges, tuple(labels.items()), tuple(group.title for group in groups), columns)
    return Drawing(
        nodes=_nodes(base, drawn, labels),
        groups=[Group(g.title, box, g.course) for g, box in zip(groups, drawn.boxes, strict=True)],
        inner=_curves(drawn, edges, names, within=True),
        outer=_curves(drawn, edges, names, within=False),
        width=drawn.width,
        height=drawn.height,
    )


def _label(base: KnowledgeBase, name: str) -> str:
    book = base.notebook
    title = book.sessions[name].title if name in book.sessions else _target(base, name).title
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _nodes(base: KnowledgeBase, drawn: Layout, labels: Mapping[str, str]) -> list[Node]:
    """The nodes in the order of the layout, which is the order of the keyboard: box by box, row by row."""
    number = {name: place for place, name in enumerate(drawn.places)}
    rank = base.graph.centrality
    top = max(rank.values(), default=1.0)
    known = known_topics(base, fold(base.notebook.events))
    return [
        Node(
            kind=_kind(base, name),
            name=name,
            label=labels[name],
            target=_target(base, name),
            x=x,
            y=y,
            radius=round(4 + 4 * (rank.get(name, 0.0) / top) ** 0.5, 1),
            courses=_courses(base, name),
            status=_status(base, name, known),
            also=", ".join(other for other in _target(base, name).data.aliases if len(other) <= SHORT),
            ties=tuple(sorted({number[tie] for tie in _ties(base, name) if tie in number})),
        )
        for name, (x, y) in drawn.places.items()
    ]


def _kind(base: KnowledgeBase, name: str) -> str:
    book = base.notebook
    return "topic" if name in book.topics else "session" if name in book.sessions else "problem"


def _target(base: KnowledgeBase, name: str) -> Note:
    book = base.notebook
    note = book.topics.get(name) or book.problems.get(name) or book.sessions[name].note
    assert note is not None
    return note


def _courses(base: KnowledgeBase, name: str) -> tuple[int, ...]:
    number = {slug: place for place, slug in enumerate(base.notebook.courses, 1)}
    sessions = base.notebook.sessions
    if name in base.notebook.topics:
        taught = [sessions[note.slug].course for note in base.graph.taught_in.get(name, ()) if note.slug in sessions]
    else:
        taught = [sessions[name].course] if name in sessions else []
    return tuple(sorted({number[slug] for slug in taught if slug in number}))


def _status(base: KnowledgeBase, name: str, known: frozenset[str]) -> str:
    if name in base.notebook.topics:
        ready = all(r.needs in known for r in base.graph.requirements[name])
        return "known" if name in known else "ready" if ready else ""
    return ""


def _ties(base: KnowledgeBase, name: str) -> list[str]:
    """What a topic requires; what a session teaches; what a problem is about."""
    if name in base.notebook.topics:
        return [requirement.needs for requirement in base.graph.requirements[name]]
    return list(_target(base, name).data.topics)


def _curves(drawn: Layout, edges: Sequence[tuple[str, str]], groups: Sequence[Sequence[str]], within: bool) -> str:
    """All edges within boxes, or all between them, as one path from what is needed to what needs it."""
    group = {name: place for place, names in enumerate(groups) for name in names}
    parts = []
    for needing, needed in edges:
        if (group[needing] == group[needed]) == within:
            (x1, y1), (x2, y2) = drawn.places[needed], drawn.places[needing]
            across, down = round(x2) - round(x1), round(y2) - round(y1)
            # Relative to its start, a curve is a few small numbers, many of them alike: the file is compressed.
            parts.append(f"M{x1:.0f} {y1:.0f}c0 {down // 2} {across} {down // 2} {across} {down}")
    return "".join(parts)

"""The page of a session: its facts, what it assumes and teaches, its text, and what meets it elsewhere."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.model import Note
from kb.notebook import Session
from kb.overlap import Overlap, Pair, Sections, overlap
from kb.pages.base import Page
from kb.pages.embedded import resources
from kb.pages.mentions import around
from kb.pages.practice import places
from kb.paths import path_to
from kb.progress import Progress


class Meeting(NamedTuple):
    """Another session with shared topics or papers, and which of its sections treat what which of ours do."""

    session: Session
    overlap: Overlap
    pairs: tuple[Pair, ...] = ()


ALIKE, MOST_PAIRS = 1.4, 3  # how strong a pair of sections has to be to be told, and how many are for each meeting


def pages(base: KnowledgeBase) -> Iterator[Page]:
    sections, decks = Sections(base), places(base)
    for session in base.notebook.sessions.values():
        if session.note:
            yield _page(base, sections, session, session.note, decks.get(session.note.path, ""))


def _page(base: KnowledgeBase, sections: Sections, session: Session, note: Note, practice: str) -> Page:
    topics = base.notebook.topics
    data = around(base, note) | {
        "session": session,
        "course": base.notebook.courses.get(session.course),
        "teaches": [topics[slug] for slug in note.data.topics if slug in topics],
        "assumes": [topics[slug] for slug in note.data.requires if slug in topics],
        "problems": [base.notebook.problems[slug] for slug in note.data.problems if slug in base.notebook.problems],
        "steps": [(topics[stop.step.topic], stop.step.wanted_by) for stop in path_to(base, note, Progress()).stops],
        "meetings": meetings(base, sections, session),
        "questions": [block for block in note.blocks if block.type == "question"],
        "practice": practice,
        **_neighbours(base, session),
    }
    return Page(
        base.notebook.inner(note.path),
        note.title,
        "lecture.html",
        data,
        description=_description(session),
        linked=resources.session(base, session, note),
    )


def meetings(base: KnowledgeBase, sections: Sections, session: Session) -> list[Meeting]:
    """The other sessions that treat the same, those of other courses before those of this one, each time the strongest
    first; one shared paper alone is no meeting."""
    assert session.note is not None
    others = {other.id: other for other in base.notebook.sessions.values() if other.note and other.id != session.id}
    pairs: dict[str, list[Pair]] = defaultdict(list)
    for pair in sections.pairs([session.id], others, least=ALIKE):
        pairs[pair.right.note.slug].append(pair)
    found = [
        Meeting(other, overlap(base, [session.note], [other.note]), tuple(pairs[other.id][:MOST_PAIRS]))
        for other in others.values()
        if other.note
    ]
    strong = [meeting for meeting in found if meeting.overlap.strength >= 2 or meeting.pairs]
    return sorted(strong, key=lambda m: (m.session.course == session.course, -m.overlap.strength, m.session.id))


def _neighbours(base: KnowledgeBase, session: Session) -> dict[str, Session | None]:
    written = [s for s in base.notebook.sessions_of(session.course) if s.note]
    at = written.index(session)
    return {
        "previous": written[at - 1] if at else None,
        "next": written[at + 1] if at + 1 < len(written) else None,
    }


def _description(session: Session) -> str:
    by = f" by {', '.join(session.speakers)}" if session.speakers else ""
    return f"Notes on the {session.format} “{session.title}”{by}"

"""A course as one piece to print: title page, programme, every session in order, all references once.

A page of a megabyte is one that no phone opens, so a long course comes in volumes. A volume ends with a day of the
course; the first has the title page and the programme, the last the references.
"""

from collections.abc import Iterator, Sequence

from kb.base import KnowledgeBase
from kb.model import Note
from kb.notebook import Session
from kb.pages.base import Page
from kb.pages.course import Day, booklet_address, days
from kb.pages.mentions import Reference, references
from kb.pages.paper import address as paper_address

# In the letters that a volume's HTML is expected to have; a page has its frame and its references beside them.
LONGEST = 800_000
# How many letters of MathML come from one of LaTeX, and how many of HTML from one of Markdown.
PER_LATEX, PER_LETTER = 10, 1.3


def pages(base: KnowledgeBase) -> Iterator[Page]:
    there = {base.notebook.inner(note.path) for note in base.notebook.notes}
    for slug, course in base.notebook.courses.items():
        path = booklet_address(base, course)
        if path not in there and any(session.note for session in base.notebook.sessions_of(slug)):
            yield from _booklet(base, slug, course)


def _booklet(base: KnowledgeBase, slug: str, course: Note) -> Iterator[Page]:
    sessions = base.notebook.sessions_of(slug)
    volumes = [(booklet_address(base, course, n), volume) for n, volume in enumerate(_volumes(days(sessions)), 1)]
    papers = _references(base, sessions)
    whole = {
        "note": course,
        "course": course.data,
        "days": days(sessions),
        "volumes": volumes,
        "volume_of": {session.id: path for path, volume in volumes for session in volume},
        "places": {_inner(base, session): (path, session.id) for path, volume in volumes for session in volume},
        "cited": {paper_address(reference.paper.key): reference.paper.key for reference in papers},
        "ends": volumes[-1][0],
    }
    for number, (path, volume) in enumerate(volumes, 1):
        chapters = [(session, _inner(base, session)) for session in volume]
        own = {"number": number, "chapters": chapters, "references": papers if number == len(volumes) else []}
        preface = (base.notebook.inner(course.path),) if number == 1 else ()
        yield Page(
            path,
            f"{course.title}: booklet" + (f", volume {number} of {len(volumes)}" if len(volumes) > 1 else ""),
            "booklet.html",
            whole | own,
            description=f"All notes on {course.title}, to print",
            head=(("robots", "noindex"),),
            listed=False,
            gathers=(*preface, *(inner for _, inner in chapters)),
        )


def _inner(base: KnowledgeBase, session: Session) -> str:
    assert session.note is not None, "a volume holds the sessions that are written up"
    return base.notebook.inner(session.note.path)


def _volumes(days: Sequence[Day]) -> Iterator[list[Session]]:
    """Whole days, as many as a volume holds; a day that is too long for one by itself is cut between sessions."""
    volume: list[Session] = []
    for day in days:
        written = [session for session in day.sessions if session.note]
        pieces = [written] if _length(written) <= LONGEST else [[session] for session in written]
        for piece in pieces:
            if volume and _length(volume) + _length(piece) > LONGEST:
                yield volume
                volume = []
            volume = [*volume, *piece]
    if volume:
        yield volume


def _length(sessions: Sequence[Session]) -> float:
    """About how many letters of HTML they become; formulas are most of it."""
    notes = [session.note for session in sessions if session.note]
    latex = sum(len(formula.latex) for note in notes for formula in note.math)
    return latex * PER_LATEX + sum(len(note.text) for note in notes) * PER_LETTER


def _references(base: KnowledgeBase, sessions: Sequence[Session]) -> list[Reference]:
    """What all sessions cite, each paper once, sorted as on a page; where in it they looked is said in the text."""
    found = {r.paper.key: r for s in sessions if s.note for r in references(base, s.note)}
    once = [Reference(reference.paper, ()) for reference in found.values()]
    return sorted(once, key=lambda r: (r.paper.by.casefold(), r.paper.year or 9999, r.paper.key))

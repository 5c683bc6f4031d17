"""Where two courses meet: a heat map of their sessions, and for each cell the sections that treat the same."""

from collections.abc import Iterator
from itertools import combinations_with_replacement
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.hours import Hours
from kb.notebook import Session
from kb.overlap import BEST, Overlap, Pair, Sections, overlap, skippable
from kb.pages.base import Page
from kb.progress import Progress

SHADES = 5
FULL = 10.0  # strength of a cell in the darkest shade


class Cell(NamedTuple):
    """A session and another, with what they share; `shade` from 0 (nothing) to `SHADES`."""

    left: Session
    right: Session
    overlap: Overlap
    pairs: tuple[Pair, ...]
    strength: float
    shade: int

    @property
    def id(self) -> str:
        return f"{self.left.id}--{self.right.id}"


class Meeting(NamedTuple):
    """Two courses, or one with itself: the cells row by row, those that hold something in order of strength, and for
    each session of the second the minutes that who has seen the first may skip, of how many."""

    first: str
    second: str
    columns: list[Session]
    rows: list[tuple[Session, list[Cell | None]]]
    cells: list[Cell]
    skips: list[tuple[Session, float, float]]


def pages(base: KnowledgeBase) -> Iterator[Page]:
    courses = [slug for slug in base.notebook.courses if _written(base, slug)]
    if len(base.notebook.courses) < 2 or not courses:
        return
    sections = Sections(base)
    pairs = sorted(combinations_with_replacement(courses, 2), key=lambda pair: pair[0] == pair[1])
    data = {
        "meetings": [_meeting(base, sections, first, second) for first, second in pairs],
        "courses": base.notebook.courses,
        "topics": base.notebook.topics,
        "papers": base.notebook.by_key,
    }
    yield Page("overlap.md", "Where courses meet", "overlap.html", data)


def _written(base: KnowledgeBase, course: str) -> list[Session]:
    return [session for session in base.notebook.sessions_of(course) if session.note]


def _meeting(base: KnowledgeBase, sections: Sections, first: str, second: str) -> Meeting:
    columns = _written(base, second)
    rows = [
        (one, [_cell(base, sections, one, other) if first != second or one != other else None for other in columns])
        for one in _written(base, first)
    ]
    order = {session.id: place for place, session in enumerate(columns)}
    cells = [
        cell
        for one, found in rows
        for cell in found
        if cell and cell.shade and (first != second or order[cell.left.id] < order[cell.right.id])
    ]
    cells.sort(key=lambda cell: (-cell.strength, cell.id))
    skips = _skips(base, sections, first, second) if first != second else []
    return Meeting(first, second, columns, rows, cells, skips)


def _cell(base: KnowledgeBase, sections: Sections, one: Session, other: Session) -> Cell:
    assert one.note is not None and other.note is not None
    pairs = sections.pairs([one.id], [other.id])
    strength = sum(pair.strength for pair in pairs[:BEST])
    shade = min(SHADES, 1 + int(SHADES * strength / FULL)) if pairs else 0
    return Cell(one, other, overlap(base, [one.note], [other.note]), tuple(pairs[:BEST]), round(strength, 1), shade)


def _skips(base: KnowledgeBase, sections: Sections, first: str, second: str) -> list[tuple[Session, float, float]]:
    """At the usual pace: the page is for every reader."""
    hours = Hours(base, Progress())
    ids = [session.id for session in _written(base, first)]
    known = skippable(sections.pairs(ids, [session.id for session in _written(base, second)]))
    found = []
    for session in _written(base, second):
        if session.note and session.id in known:
            minutes = hours.part(session.note, tuple(known[session.id].values())).minutes
            found.append((session, minutes, hours.session(session.id).minutes))
    return found

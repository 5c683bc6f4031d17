"""A card: one question of a note. Its name is the question's id, so it stays itself when it is reworded or moved.

A question without an id or without words gives no card, nor does a second one of the same id. Drafts and private notes
are not in a notebook, so neither are their questions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from kb import fields
from kb.base import KnowledgeBase
from kb.model import Block, Note, Section, Span
from kb.progress import Progress, Review, fold
from kb.recall import due


@dataclass(frozen=True)
class Card:
    """`question` and `answer` are where the two sides stand in the note; `course` is a slug, empty where there is none.

    `open` says whether the reader has met its subject: the session watched, the topic learned, or the card answered.
    """

    id: str
    note: Note
    section: Section
    question: Span
    answer: Span
    course: str = ""
    topics: tuple[str, ...] = ()
    open: bool = False
    reviews: tuple[Review, ...] = ()

    @cached_property
    def due(self) -> date | None:
        """The day on which it is to be asked again; None where it was never answered."""
        return due(self.reviews)

    def markdown(self, side: Span) -> str:
        """A side as it was written, without comments."""
        found = (p for p in self.note.pieces if p.end > side.start and p.start < side.end and p.kind != "comment")
        return "".join(self.note.text[max(p.start, side.start) : min(p.end, side.end)] for p in found).strip()


class Sides(NamedTuple):
    """A card for another program: both sides as HTML, its course, and where it comes from in words and as an address
    (empty where nobody knows the site's)."""

    card: Card
    question: str
    answer: str
    course: str
    source: str
    address: str


def cards(base: KnowledgeBase, progress: Progress | None = None) -> list[Card]:
    """All cards: courses as they began with their sessions in order, then those of other notes."""
    progress = progress or fold(base.notebook.events)
    found: dict[str, Card] = {}
    for note in _in_order(base):
        for block in note.blocks:
            if block.type == "question" and block.id and block.title.strip():
                found.setdefault(block.id, _card(base, progress, note, block))
    courses = list(base.notebook.courses)
    place = {slug: number for number, slug in enumerate(courses)}
    return sorted(found.values(), key=lambda card: place.get(card.course, len(courses)))


def _in_order(base: KnowledgeBase) -> Iterator[Note]:
    """Sessions first, as their courses have them; then every note by its path."""
    book = base.notebook
    sessions = (session.note for session in book.sessions.values() if session.note)
    seen: set[str] = set()
    for note in chain(sessions, book.notes):
        if note.path not in seen:
            seen.add(note.path)
            yield note


def _card(base: KnowledgeBase, progress: Progress, note: Note, block: Block) -> Card:
    course = fields.course_of(base.notebook.inner(note.path))
    reviews = progress.reviews.get(block.id, ())
    return Card(
        block.id,
        note,
        note.section_at(block.span.start),
        _title(note, block),
        block.body,
        course,
        fields.of_note(note, course).get("topic", ()),
        bool(reviews) or note.slug in progress.watched or note.slug in progress.learned,
        reviews,
    )


def _title(note: Note, block: Block) -> Span:
    """Where the question stands: behind the bar of the block's first line."""
    start = note.text.index(block.title, note.text.index("|", block.span.start))
    return Span(start, start + len(block.title))

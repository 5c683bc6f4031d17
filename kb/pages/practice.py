"""The questions of all notes on one page, to be practised; where they would be too many for it, a page for each course.

Without JavaScript it is a list of folded answers, by course and note; practice.js asks them one at a time.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kb.base import KnowledgeBase
from kb.cards import NEW_A_DAY, Card, cards
from kb.model import Note
from kb.pages.base import Page

INDEX = "practice/index.md"
OTHER = "other"
# So many cards are one page: a card of these notes is about 1.3 kB, and a page of a megabyte is slow on a phone.
MOST = 600


class Pack(NamedTuple):
    """The cards of one note."""

    note: Note
    cards: tuple[Card, ...]


class Shelf(NamedTuple):
    """The packs of one course; of no course where `course` is empty."""

    course: str
    title: str
    packs: tuple[Pack, ...]

    @property
    def size(self) -> int:
        return sum(len(pack.cards) for pack in self.packs)


def pages(base: KnowledgeBase, most: int = MOST) -> Iterator[Page]:
    """One page, or with more than `most` cards one a course, and one that names them."""
    shelves = _shelves(base, cards(base))
    if not shelves:
        return
    if sum(shelf.size for shelf in shelves) <= most:
        yield _page(base, INDEX, "Practice", shelves)
        return
    elsewhere = [(shelf, _path(shelf.course)) for shelf in shelves]
    yield _page(base, INDEX, "Practice", [], elsewhere)
    for shelf, path in elsewhere:
        yield _page(base, path, f"Practice: {shelf.title}", [shelf], elsewhere)


def places(base: KnowledgeBase, most: int = MOST) -> dict[str, str]:
    """By the path of each note that has cards the page on which they are; there the note's slug is their anchor."""
    found = cards(base)
    return {card.note.path: INDEX if len(found) <= most else _path(_course(base, card)) for card in found}


def _path(course: str) -> str:
    return f"practice/{course or OTHER}.md"


def _course(base: KnowledgeBase, card: Card) -> str:
    return card.course if card.course in base.notebook.courses else ""


def _shelves(base: KnowledgeBase, found: Sequence[Card]) -> list[Shelf]:
    courses = base.notebook.courses
    shelves = []
    for course, held in groupby(found, key=lambda card: _course(base, card)):
        packs = tuple(Pack(group[0].note, group) for group in _by_note(held))
        shelves.append(Shelf(course, courses[course].title if course else "Other notes", packs))
    return shelves


def _by_note(found: Iterator[Card]) -> Iterator[tuple[Card, ...]]:
    for _, group in groupby(found, key=lambda card: card.note.path):
        yield tuple(group)


def _page(
    base: KnowledgeBase,
    path: str,
    title: str,
    shelves: Sequence[Shelf],
    elsewhere: Sequence[tuple[Shelf, str]] = (),
) -> Page:
    slugs = {topic for shelf in shelves for pack in shelf.packs for card in pack.cards for topic in card.topics}
    topics = sorted((base.notebook.topics[slug] for slug in slugs if slug in base.notebook.topics), key=_by_title)
    data = {"shelves": shelves, "elsewhere": elsewhere, "topics": topics, "new_a_day": NEW_A_DAY}
    return Page(path, title, "practice.html", data, description="The questions of all notes, one at a time")


def _by_title(note: Note) -> tuple[str, str]:
    return note.title.casefold(), note.slug

"""Where the reader stands: the fold of the journal's events, in the order of their days and lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kb.marks import Marks, marked, marks_of
from kb.model import Event, Paper, Status

PAPER_STATUS: dict[str, Status] = {
    "queued": "queued",
    "started": "started",
    "skimmed": "skimmed",
    "read": "read",
    "dropped": "dropped",
}
FINISHED = ("read", "dropped")
RATINGS = range(1, 6)


class Review(NamedTuple):
    """One answer given to a question: the day, and the grade as the journal has it."""

    day: date
    grade: str


@dataclass
class Progress:
    """`status` by paper; `watched` sessions, `learned` topics, `queued` papers with the day; `minutes` by name.

    `read` are the papers read, with the last day, also those begun again since.
    `due` is the day by which a queued paper is to be read, `parts` what was read of one that is not finished,
    `rating` from 1 to 5, `reviews` the answers by question. `overtaken` counts by queued paper how many others, queued
    later or never, were read since; `day` is that of the last event.
    """

    status: dict[str, Status] = field(default_factory=dict)
    watched: dict[str, date] = field(default_factory=dict)
    read: dict[str, date] = field(default_factory=dict)
    learned: dict[str, date] = field(default_factory=dict)
    queued: dict[str, date] = field(default_factory=dict)
    priority: dict[str, str] = field(default_factory=dict)
    due: dict[str, date] = field(default_factory=dict)
    pinned: dict[str, date] = field(default_factory=dict)
    minutes: dict[str, int] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rating: dict[str, int] = field(default_factory=dict)
    reviews: dict[str, tuple[Review, ...]] = field(default_factory=dict)
    overtaken: dict[str, int] = field(default_factory=dict)
    day: date | None = None

    def status_of(self, key: str) -> Status:
        return self.status.get(key, "unread")

    def marks_of(self, key: str) -> Marks:
        """What other programs' fields can say of a paper."""
        return Marks(self.status_of(key), self.priority.get(key, ""), self.rating.get(key, 0))

    @property
    def finished(self) -> set[str]:
        """The papers that need no place in a queue."""
        return {key for key, status in self.status.items() if status in FINISHED}


def fold(events: Iterable[Event], papers: Iterable[Paper] = ()) -> Progress:
    """The state after all events; of two on the same day the later line wins. The marks that other programs left on the
    papers hold until an event says otherwise."""
    state = Progress()
    for paper in papers:
        _begin(paper, state)
    for event in sorted(events, key=lambda e: e.day):
        _apply(event, state)
        state.day = event.day
    return state


def _begin(paper: Paper, state: Progress) -> None:
    marks = marks_of(paper)
    if marks.status != "unread":
        state.status[paper.key] = marks.status
    if marks.priority:
        state.priority[paper.key] = marks.priority
    if marks.rating:
        state.rating[paper.key] = marks.rating


def _apply(event: Event, state: Progress) -> None:
    if event.verb in PAPER_STATUS:
        _read(event, state)
    elif event.verb in ("watched", "done"):
        state.watched[event.name] = event.day
    elif event.verb == "learned":
        state.learned[event.name] = event.day
    elif event.verb == "pinned":
        state.pinned.setdefault(event.name, event.day)
    elif event.verb == "unpinned":
        state.pinned.pop(event.name, None)
    elif event.verb == "reviewed":
        review = Review(event.day, event.attributes.get("grade", ""))
        state.reviews[event.name] = (*state.reviews.get(event.name, ()), review)
    _attributes(event, state)


def _read(event: Event, state: Progress) -> None:
    """An event of a paper's own life: queued, begun, finished."""
    key, before = event.name, state.status_of(event.name)
    if event.verb == "queued":
        _queue(event, state)
    elif event.verb in FINISHED:
        if event.verb == "read" and before != "read":
            _overtake(key, state)
        if event.verb == "read":
            state.read[key] = event.day
        for waiting in (state.queued, state.overtaken, state.due, state.parts):
            waiting.pop(key, None)
    elif part := event.attributes.get("part", ""):
        state.parts[key] = (*state.parts.get(key, ()), part)
    # What is begun stays begun when it is queued once more, with another priority perhaps.
    begun = event.verb == "queued" and before in ("started", "skimmed")
    state.status[key] = before if begun else PAPER_STATUS[event.verb]


def _queue(event: Event, state: Progress) -> None:
    key = event.name
    state.queued.setdefault(key, event.day)
    state.overtaken.setdefault(key, 0)
    if "priority" in event.attributes:
        state.priority[key] = event.attributes["priority"]
    day = day_in(event.attributes.get("due", ""))
    if day:
        state.due[key] = day


def _overtake(key: str, state: Progress) -> None:
    """All that were queued before this paper have been overtaken by it: `queued` has its keys in that order."""
    for waiting in state.queued:
        if waiting == key:
            return
        state.overtaken[waiting] += 1


def _attributes(event: Event, state: Progress) -> None:
    minutes, rating = event.attributes.get("minutes", ""), event.attributes.get("rating", "")
    if minutes.isascii() and minutes.isdigit():
        state.minutes[event.name] = state.minutes.get(event.name, 0) + int(minutes)
    if rating.isascii() and rating.isdigit() and int(rating) in RATINGS:
        state.rating[event.name] = int(rating)


def with_marks(papers: Iterable[Paper], progress: Progress) -> list[Paper]:
    """The papers with the reader's marks among their fields, as JabRef and Zotero have them."""
    return [marked(paper, progress.marks_of(paper.key)) for paper in papers]


def day_in(text: str) -> date | None:
    """The day that a value of the journal names; None where it names none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2020-04-22") else None
    except ValueError:
        return None

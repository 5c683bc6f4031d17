"""How far the reader is: courses and how they shrink week by week, hours, pace, topics learned."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kb.base import KnowledgeBase
from kb.model import Event
from kb.notebook import Session
from kb.plan.done import done_in
from kb.plan.tasks import Desk
from kb.progress import Progress, fold

WEEKS = 26  # are looked back on
LATELY = 4  # weeks, of which the pace is the mean


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday on: minutes as the journal has them, else as they are expected, and what was done."""

    monday: date
    minutes: int = 0
    watched: int = 0
    read: int = 0
    learned: int = 0
    reviewed: int = 0


@dataclass(frozen=True, slots=True)
class CourseStats:
    """`left` are the sessions not seen at the end of each week, `pace` sessions a week lately, `ends` the day on which
    the course is seen at that pace; None where it stands still or is seen."""

    slug: str
    title: str
    seen: int
    sessions: int
    written: int
    left: tuple[int, ...] = ()
    pace: float = 0.0
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything that is counted."""

    courses: tuple[CourseStats, ...]
    weeks: tuple[Week, ...]
    counts: dict[str, int]


def stats(base: KnowledgeBase) -> Stats:
    """The numbers of a knowledge base and of its journal."""
    book = base.notebook
    progress = fold(book.events, book.papers)
    mondays = _mondays(book.events)
    courses = (
        _course(slug, note.title, book.sessions_of(slug), progress, mondays) for slug, note in book.courses.items()
    )
    return Stats(tuple(courses), _weeks(base, progress, mondays), _counts(base, progress))


def _mondays(events: Sequence[Event]) -> list[date]:
    """The weeks from the first event to the last, no more than `WEEKS` of them."""
    days = [event.day.toordinal() for event in events]
    if not days:
        return []
    first, last = (_monday(date.fromordinal(day)).toordinal() for day in (min(days), max(days)))
    return [date.fromordinal(day) for day in range(max(first, last - 7 * (WEEKS - 1)), last + 1, 7)]


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _course(slug: str, title: str, sessions: list[Session], progress: Progress, mondays: list[date]) -> CourseStats:
    seen = [progress.watched[session.id] for session in sessions if session.id in progress.watched]
    written = sum(session.note is not None for session in sessions)
    found = CourseStats(slug, title, len(seen), len(sessions), written)
    if not mondays:
        return found
    left = tuple(len(sessions) - sum(_monday(day) <= monday for day in seen) for monday in mondays)
    lately = mondays[-LATELY:]
    pace = sum(_monday(day) >= lately[0] for day in seen) / len(lately)
    weeks = left[-1] / pace if pace else 0.0
    ends = mondays[-1] + timedelta(7 + round(7 * weeks)) if left[-1] and pace and mondays[-1].year < 9000 else None
    return replace(found, left=left, pace=pace, ends=ends)


def _weeks(base: KnowledgeBase, progress: Progress, mondays: list[date]) -> tuple[Week, ...]:
    if not mondays:
        return ()
    last = max(event.day for event in base.notebook.events)
    minutes = Counter[date]()
    for one in done_in(Desk(base, progress), mondays[0], last):
        minutes[_monday(one.day)] += one.minutes
    events = Counter((_monday(event.day), event.verb) for event in base.notebook.events)
    return tuple(
        Week(
            monday,
            minutes[monday],
            events[monday, "watched"] + events[monday, "done"],
            events[monday, "read"],
            events[monday, "learned"],
            events[monday, "reviewed"],
        )
        for monday in mondays
    )


def _counts(base: KnowledgeBase, progress: Progress) -> dict[str, int]:
    book = base.notebook
    return {
        "notes": len(book.notes),
        "topics": len(book.topics),
        "learned": len(progress.learned),
        "papers": len(book.papers),
        "read": sum(status == "read" for status in progress.status.values()),
        "citations": sum(len(note.citations) for note in book.notes),
        "links": sum(len(note.links) for note in book.notes),
        "formulas": sum(len(note.math) for note in book.notes),
        "questions": sum(block.type == "question" for note in book.notes for block in note.blocks),
        "minutes": sum(progress.minutes.values()),
    }

"""What there is to do: homework and papers with their deadlines, the next sessions, the first papers of the queue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from kb.base import KnowledgeBase
from kb.hours import Hours
from kb.notebook import Session
from kb.paths import path_to
from kb.progress import Progress
from kb.queue import Entry, Goal, queue
from kb.queue.reader import courses_in_progress, to_see
from kb.recall import due

HOMEWORK = 300  # minutes, where nobody says
PAPERS = 30  # more are not read in a week


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: a session, homework, a paper. `deadline` is the last day on which it is of use."""

    kind: str
    name: str
    title: str
    minutes: int
    why: str
    deadline: date | None = None


@dataclass(frozen=True)
class Desk:
    """What a plan is made from."""

    base: KnowledgeBase
    progress: Progress
    goal: Goal | None = None

    @property
    def hours(self) -> Hours:
        return Hours(self.base, self.progress)

    def minutes(self, session: Session) -> int:
        """A session at the reader's pace."""
        if session.format == "homework" and not session.minutes:
            return ceil(HOMEWORK * self.hours.pace)
        return max(ceil(self.hours.session(session.id).at(self.hours.pace).minutes), 1)


def homework(desk: Desk, today: date, until: date) -> list[Task]:
    """Homework that is not done and has its day between the two."""
    return [
        Task("homework", s.id, s.title, desk.minutes(s), f"to be handed in on {s.date}", s.date)
        for s in desk.base.notebook.sessions.values()
        if s.format == "homework" and s.date and today <= s.date <= until and s.id not in desk.progress.watched
    ]


def sessions(desk: Desk) -> list[Task]:
    """The sessions to see: what the goal needs, then course by course, the one last seen first."""
    book, found = desk.base.notebook, dict[str, Task]()
    for id in _for_goal(desk):
        session = book.sessions[id]
        assert desk.goal
        found[id] = Task("session", id, session.title, desk.minutes(session), f"on the way to {desk.goal.title}")
    for course in courses_in_progress(desk.base, desk.progress):
        title = book.courses[course].title if course in book.courses else course
        for session in to_see(desk.base, desk.progress, course):
            kind = "homework" if session.format == "homework" else "session"
            task = Task(kind, session.id, session.title, desk.minutes(session), f"next in {title}")
            found.setdefault(session.id, task)
    return list(found.values())


def _for_goal(desk: Desk) -> Iterator[str]:
    note = desk.goal.note if desk.goal else None
    if note and note.kind in ("topic", "lecture"):
        stops = path_to(desk.base, note, desk.progress).stops
        taught = [way.lesson.note.slug for stop in stops for way in stop.ways[:1] if way.lesson]
        teachers = [note] if note.kind == "lecture" else desk.base.graph.taught_in.get(note.slug, [])
        own = [teacher.slug for teacher in teachers[:1]]
        for id in dict.fromkeys([*taught, *own]):
            if id in desk.base.notebook.sessions and id not in desk.progress.watched:
                yield id


def papers(desk: Desk, today: date, until: date) -> tuple[list[Task], list[Task]]:
    """The papers with a deadline until then, each behind what it builds on; and the others, as the queue has them."""
    entries = queue(desk.base, goal=desk.goal)
    by_key = {entry.paper.key: entry for entry in entries}
    pressing: dict[str, Task] = {}
    dated = ((desk.progress.due[key], key) for key in by_key if key in desk.progress.due)
    for day, key in sorted(one for one in dated if one[0] <= until):
        for needed in (*_before(by_key, key), key):
            why = f"due on {day}" if needed == key else f"{key}, due on {day}, builds on it"
            pressing.setdefault(needed, _paper(by_key[needed], why, day))
    others = [_paper(entry, entry.why.partition(";")[0]) for entry in entries if entry.paper.key not in pressing]
    return list(pressing.values()), others[:PAPERS]


def _before(entries: dict[str, Entry], key: str) -> list[str]:
    """All that a paper builds on, what comes first in the queue first."""
    found: set[str] = set()
    wanted = list(entries[key].needs)
    while wanted:
        need = wanted.pop()
        if need != key and need in entries and need not in found:
            found.add(need)
            wanted += entries[need].needs
    return sorted(found, key=lambda need: entries[need].rank)


def _paper(entry: Entry, why: str, deadline: date | None = None) -> Task:
    return Task("paper", entry.paper.key, entry.paper.title, max(ceil(entry.minutes.expected), 1), why, deadline)


def questions(desk: Desk) -> list[tuple[date, str]]:
    """The questions of the sessions seen, each with the day from which it is due: at first the day of the session."""
    watched, reviews = desk.progress.watched, desk.progress.reviews
    found = [
        (due(reviews.get(block.id, ())) or watched[session.id], block.id)
        for session in desk.base.notebook.sessions.values()
        if session.note and session.id in watched
        for block in session.note.blocks
        if block.type == "question" and block.id
    ]
    return sorted(found)

"""The reader, as the queue sees them: what they know, which sessions are ahead, which problems they follow."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kb.base import KnowledgeBase
from kb.effort import Effort
from kb.kinds.course import Course
from kb.notebook import Session
from kb.paths import known_topics
from kb.progress import Progress
from kb.queue.goals import Goal

AHEAD = 2  # sessions of each course in progress that the reader is about to see


@dataclass(frozen=True)
class Reader:
    """Everything that the places in the queue are computed from."""

    base: KnowledgeBase
    progress: Progress
    goal: Goal | None = None

    @cached_property
    def known(self) -> frozenset[str]:
        """The topics that need not be learned any more."""
        return known_topics(self.base, self.progress)

    @cached_property
    def effort(self) -> Effort:
        return Effort(self.base, self.progress)

    @cached_property
    def ahead(self) -> dict[str, int]:
        """The next sessions of the courses in progress; the first of each course is 1."""
        return {
            session.id: number
            for course in courses_in_progress(self.base, self.progress)
            for number, session in enumerate(to_see(self.base, self.progress, course)[:AHEAD], 1)
        }

    @cached_property
    def followed(self) -> frozenset[str]:
        """The problems that the journal has pinned."""
        return frozenset(self.progress.pinned).intersection(self.base.notebook.problems)

    @cached_property
    def programmes(self) -> dict[str, list[str]]:
        """By key: the sessions whose programme lists the paper."""
        found: dict[str, list[str]] = {}
        for course in self.base.notebook.courses.values():
            for slot in course.data.programme if isinstance(course.data, Course) else ():
                for key in slot.papers:
                    found.setdefault(key, []).append(slot.id)
        return found


def courses_in_progress(base: KnowledgeBase, progress: Progress) -> list[str]:
    """The courses that are begun and not seen to the end, the one last seen first; else the first that is not begun."""
    sessions, watched = base.notebook.sessions.values(), progress.watched
    left = dict.fromkeys(session.course for session in sessions if session.id not in watched)
    last: dict[str, date] = {}
    for session in sessions:
        if session.id in watched and session.course in left:
            last[session.course] = max(last.get(session.course, date.min), watched[session.id])
    return sorted(last, key=lambda course: -last[course].toordinal()) or list(left)[:1]


def to_see(base: KnowledgeBase, progress: Progress, course: str) -> list[Session]:
    """The sessions of a course not seen yet, those behind the last one seen in front: what was skipped can wait.
    Homework stands anywhere in a programme, so it says nothing about how far the reader is."""
    sessions = base.notebook.sessions_of(course)
    seen = (n for n, s in enumerate(sessions) if s.id in progress.watched and s.format != "homework")
    last = max(seen, default=-1)
    open_ones = [(number, session) for number, session in enumerate(sessions) if session.id not in progress.watched]
    return [session for _, session in sorted(open_ones, key=lambda one: (one[0] < last, one[0]))]

"""Tasks on days. A day has its equal share of the minutes that are left, and is never given more.

Deadlines come first, the nearest in front; what does not fit before its deadline is told. Then the questions that are
due, at most a fifth of a day. The rest goes to sessions and papers, two minutes to one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from kb.base import KnowledgeBase
from kb.plan.done import MINUTES_A_QUESTION, Done, done_in
from kb.plan.tasks import Desk, Task, homework, papers, questions, sessions
from kb.progress import fold
from kb.queue import Goal

LOOKAHEAD = 7  # days behind the week whose deadlines count already
PIECE = 15  # minutes: shorter pieces of something long are not begun
QUESTIONS = 5  # a day's share of questions is one in so many
SHARES = {"session": 2.0, "paper": 1.0}


@dataclass(frozen=True, slots=True)
class Item:
    """A task or a piece of it on a day; `of` are the minutes of the whole."""

    kind: str
    name: str
    title: str
    minutes: int
    of: int
    why: str


@dataclass(slots=True)
class Day:
    """One day of the week: what was done, what is planned, and the minutes that the plan may take."""

    date: date
    room: int = 0
    done: list[Done] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def free(self) -> int:
        return self.room - sum(item.minutes for item in self.items)


@dataclass(frozen=True, slots=True)
class Late:
    """A deadline that cannot be kept, and the minutes that are missing."""

    task: Task
    missing: int


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, planned from `today` on."""

    minutes: int
    today: date
    days: tuple[Day, ...]
    late: tuple[Late, ...]

    @property
    def planned(self) -> int:
        return sum(item.minutes for day in self.days for item in day.items)

    @property
    def done(self) -> int:
        return sum(one.minutes for day in self.days for one in day.done)


def plan(
    base: KnowledgeBase,
    hours: float,
    start: date,
    days: Collection[int] = range(7),
    goal: Goal | None = None,
    today: date | None = None,
) -> Week:
    """The week from `start` on; `days` count from 0 for Monday. What was done since `start` stays and is counted. Days
    before `today` are over; where it is not in the week, the journal's last day in it stands for it."""
    desk = Desk(base, fold(base.notebook.events, base.notebook.papers), goal)
    end = start + timedelta(6)
    done = done_in(desk, start, end)
    now = today if today and start <= today <= end else max([start, *(one.day for one in done)])
    week = [Day(start + timedelta(number)) for number in range(7)]
    for day in week:
        day.done = [one for one in done if one.day == day.date]
    minutes = int(hours * 60)
    _share(minutes - sum(one.minutes for one in done), [d for d in week if d.date >= now and d.date.weekday() in days])
    return Week(minutes, now, tuple(week), tuple(_fill(desk, week, now, end)))


def _share(minutes: int, days: list[Day]) -> None:
    """The same for each day, the first ones get what is over."""
    for number, day in enumerate(days):
        day.room = max(minutes, 0) // len(days) + (number < max(minutes, 0) % len(days))


def _fill(desk: Desk, week: list[Day], now: date, end: date) -> list[Late]:
    until = end + timedelta(LOOKAHEAD)
    pressing, waiting = papers(desk, now, until)
    dated = sorted([*homework(desk, now, until), *pressing], key=lambda task: task.deadline or until)  # a stable sort
    late = [Late(task, missing) for task in dated if (missing := _by_deadline(task, week)) and _is_late(task, end)]
    _questions(desk, week)
    taken = {task.name for task in dated}
    _rest({"session": [t for t in sessions(desk) if t.name not in taken], "paper": waiting}, week)
    return late


def _is_late(task: Task, end: date) -> bool:
    """Whether the deadline falls into the week: a later one still has its own days."""
    return task.deadline is not None and task.deadline <= end


def _by_deadline(task: Task, week: list[Day]) -> int:
    """Puts the task on the first days that have room; gives the minutes that found none before its deadline."""
    left = task.minutes
    for day in week:
        if task.deadline is None or day.date <= task.deadline:
            left -= _put(task, min(left, day.free), day)
    return left


def _put(task: Task, minutes: int, day: Day) -> int:
    if minutes > 0:
        day.items.append(Item(task.kind, task.name, task.title, minutes, task.minutes, task.why))
    return max(minutes, 0)


def _questions(desk: Desk, week: list[Day]) -> None:
    """Those that are due on each day, the longest due first."""
    waiting = questions(desk)
    for day in week:
        most = min(day.room // QUESTIONS, day.free) // MINUTES_A_QUESTION
        asked = [name for since, name in waiting if since <= day.date][:most]
        if asked:
            title = f"{len(asked)} question{'' if len(asked) == 1 else 's'}"
            minutes = MINUTES_A_QUESTION * len(asked)
            day.items.append(Item("questions", asked[0], title, minutes, minutes, "due for review"))
            waiting = [(since, name) for since, name in waiting if name not in set(asked)]


def _rest(streams: dict[str, list[Task]], week: Iterable[Day]) -> None:
    """Sessions and papers in turn, whichever has had less of its share; what does not fit goes on the next day."""
    given = dict.fromkeys(SHARES, 0.0)
    left = {kind: tasks[0].minutes if tasks else 0 for kind, tasks in streams.items()}
    for day in week:
        while kind := _next(streams, given, left, day.free):
            minutes = min(left[kind], day.free)
            _put(streams[kind][0], minutes, day)
            given[kind] += minutes / SHARES[kind]
            left[kind] -= minutes
            if not left[kind]:
                streams[kind].pop(0)
                left[kind] = streams[kind][0].minutes if streams[kind] else 0


def _next(streams: dict[str, list[Task]], given: dict[str, float], left: dict[str, int], free: int) -> str:
    """The stream that goes on: the one with less of its share, of those that have something for the room there is."""
    fitting = [kind for kind in streams if left[kind] and (free >= PIECE or 0 < left[kind] <= free)]
    return min(fitting, key=lambda kind: given[kind], default="")

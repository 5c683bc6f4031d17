"""What speaks for and against reading a paper now: points, each with its reason in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from kb.model import Paper
from kb.queue.needs import Needs
from kb.queue.reader import Reader

PRIORITY = {"high": 6.0, "medium": 3.0, "low": 1.0}
QUEUED, STARTED, SKIMMED = 4.0, 3.0, 2.0
A_DAY = 0.1  # for each day in the queue
DUE_SOON, SOON, DUE_LATER, LATER = 8.0, 7, 4.0, 21
NEXT, AFTER_NEXT = 3.0, 2.0  # for the next session of a course in progress, and the one after it
SEEN, AT_LATER = 1.0, 0.5  # for a session seen, and for one that is far ahead
MOST_SESSIONS = 2.0  # for all those together
FOLLOWED, OPEN_PROBLEM = 4.0, 2.0
READY, MISSING, MOST_MISSING = 1.0, -0.5, -4.0


@dataclass(frozen=True, slots=True)
class Reason:
    """Points, and what they are for in words."""

    points: float
    why: str


def reasons(reader: Reader, needs: Needs, paper: Paper) -> tuple[Reason, ...]:
    """Everything that speaks for and against the paper; nothing where nothing speaks for it."""
    found = [
        *_wishes(reader, paper),
        *_goal(reader, paper),
        *_sessions(reader, paper),
        *_problems(reader, paper),
    ]
    return tuple([*found, *_topics(reader, needs, paper)] if found else [])


def _wishes(reader: Reader, paper: Paper) -> Iterator[Reason]:
    progress, key = reader.progress, paper.key
    status, priority = progress.status_of(key), progress.priority.get(key, "")
    if status == "queued" or key in progress.queued:
        note = f" with {priority} priority" if priority in PRIORITY else ""
        yield Reason(QUEUED + PRIORITY.get(priority, 0.0), f"you queued it{note}")
    elif priority in PRIORITY:
        yield Reason(PRIORITY[priority], f"you gave it {priority} priority")
    if status == "started":
        yield Reason(STARTED, "you have begun it")
    if status == "skimmed":
        yield Reason(SKIMMED, "you have skimmed it")
    yield from _time(reader, key)


def _time(reader: Reader, key: str) -> Iterator[Reason]:
    """How long it has waited, and how soon it is due, on the day of the journal's last event."""
    progress = reader.progress
    if progress.day and key in progress.queued:
        days = (progress.day - progress.queued[key]).days
        if days:
            yield Reason(round(A_DAY * days, 1), f"it has waited {days} {'day' if days == 1 else 'days'}")
    if progress.day and key in progress.due:
        left = (progress.due[key] - progress.day).days
        points = DUE_SOON if left <= SOON else DUE_LATER if left <= LATER else 0.0
        yield Reason(points, f"it is due on {progress.due[key]}")


def _goal(reader: Reader, paper: Paper) -> Iterator[Reason]:
    if reader.goal and paper.key in reader.goal.serves:
        yield Reason(*reader.goal.serves[paper.key])


def _sessions(reader: Reader, paper: Paper) -> Iterator[Reason]:
    """One reason for each session that is next, then one for all others together."""
    sessions = reader.base.notebook.sessions
    cited = [m.note.slug for m in reader.base.graph.citations.get(paper.key, ()) if m.note.kind == "lecture"]
    named = [id for id in dict.fromkeys([*cited, *reader.programmes.get(paper.key, ())]) if id in sessions]
    for id in sorted((id for id in named if id in reader.ahead), key=lambda id: (reader.ahead[id], id)):
        soon = reader.ahead[id] == 1
        yield Reason(NEXT if soon else AFTER_NEXT, f"{sessions[id].title} is {'next' if soon else 'soon'} and names it")
    seen = [id for id in named if id in reader.progress.watched]
    later = [id for id in named if id not in reader.progress.watched and id not in reader.ahead]
    points = min(SEEN * len(seen) + AT_LATER * len(later), MOST_SESSIONS)
    if points:
        title, others = sessions[(seen or later)[0]].title, len(seen) + len(later) - 1
        which = "which you have seen" if seen else "which is ahead"
        more = f" and {others} more session{'' if others == 1 else 's'} name it" if others else " names it"
        yield Reason(points, f"{title}, {which},{more}")


def _problems(reader: Reader, paper: Paper) -> Iterator[Reason]:
    """The problems that are followed; where none is, all that are open. A goal has been counted already."""
    mentions = reader.base.graph.citations.get(paper.key, ())
    notes = {m.note.slug: m.note for m in mentions if m.note.kind == "problem" and m.note.data.status != "settled"}
    for slug, note in notes.items():
        if reader.goal and reader.goal.note is note:
            continue
        if slug in reader.followed:
            yield Reason(FOLLOWED, f"an attempt at {note.title}, which you follow")
        elif not reader.followed:
            yield Reason(OPEN_PROBLEM, f"an attempt at {note.title}")


def _topics(reader: Reader, needs: Needs, paper: Paper) -> Iterator[Reason]:
    """Whether the reader is ready for what it is about."""
    titles = reader.base.notebook.topics
    depth = needs.depth(paper)
    if depth:
        missing = titles[needs.waits_for(paper)[0]].title
        more = f" and {depth - 1} more" if depth > 1 else ""
        yield Reason(max(MISSING * depth, MOST_MISSING), f"it rests on {missing}{more}, which you have not learned")
    elif needs.topics[paper.key]:
        yield Reason(READY, f"you are ready for {titles[needs.topics[paper.key][0]].title}")

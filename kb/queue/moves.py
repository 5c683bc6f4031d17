"""What the last day of the journal changed in the queue, and why: the journal is replayed without it and with it."""

from dataclasses import dataclass
from datetime import date

from kb.base import KnowledgeBase
from kb.model import Event
from kb.progress import Progress, fold
from kb.queue.goals import Goal
from kb.queue.order import Entry, queue


@dataclass(frozen=True, slots=True)
class Move:
    """A paper's place before and after, 0 where it had none, and what made it move."""

    key: str
    title: str
    was: int
    now: int
    why: str


@dataclass(frozen=True, slots=True)
class Moves:
    """`since` is the first day that was left out; `events` what the journal says of it and the days after; `others` how
    many papers moved only because these did."""

    since: date | None
    events: tuple[Event, ...] = ()
    moves: tuple[Move, ...] = ()
    others: int = 0


def moves(base: KnowledgeBase, since: date | None = None, goal: Goal | None = None) -> Moves:
    """The moves since a day; without one, those of the journal's last day."""
    events = sorted(base.notebook.events, key=lambda event: event.day)
    first = since or (events[-1].day if events else None)
    if first is None:
        return Moves(None)
    earlier = [event for event in events if event.day < first]
    before = {entry.paper.key: entry for entry in queue(base, goal=goal, events=earlier)}
    after = {entry.paper.key: entry for entry in queue(base, goal=goal)}
    progress = fold(events, base.notebook.papers)
    told, others = [], 0
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        why = _why(was, now, progress, key)
        others += not why and was is not None and now is not None and was.rank != now.rank
        if why:
            title = base.notebook.by_key[key].title
            told.append(Move(key, title, was.rank if was else 0, now.rank if now else 0, why))
    return Moves(first, tuple(event for event in events if event.day >= first), tuple(told), others)


def _why(was: Entry | None, now: Entry | None, progress: Progress, key: str) -> str:
    """What is different about the paper itself; empty where nothing is, or where all that grew is its age."""
    if now is None:
        status = progress.status_of(key)
        return status if status in ("read", "dropped") else "nothing speaks for it any more"
    if was is None:
        return f"new: {now.why}"
    told = []
    if was.pinned != now.pinned:
        told.append("pinned" if now.pinned else "no longer pinned")
    if now.overdue and not was.overdue:
        told.append(f"{now.overtaken} papers queued later were read before it")
    told += [f"{need} is no longer before it" for need in was.needs if need not in now.needs]
    told += _reasons(was, now)
    if was.status != now.status and not told:
        told.append(now.status)
    return "; ".join(told)


def _reasons(was: Entry, now: Entry) -> list[str]:
    """The reasons that came (+) and went (-). Waiting is no news."""
    old, new = ({r.why: r for r in entry.reasons if not r.why.startswith("it has waited")} for entry in (was, now))
    came = [f"+ {why}" for why in new if why not in old]
    return came + [f"- {why}" for why in old if why not in new]

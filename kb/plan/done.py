"""What the journal says of a week: it stays in the plan, and takes its share of the hours."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from kb.effort import SKIMMED, Effort
from kb.model import Event
from kb.plan.tasks import Desk

MINUTES_A_QUESTION = 1
SEEN, READ = ("watched", "done"), ("read", "skimmed", "started")


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done on a day; `minutes` as the journal has them, else as they are expected."""

    day: date
    kind: str
    name: str
    title: str
    minutes: int


def done_in(desk: Desk, first: date, last: date) -> list[Done]:
    """What was done between the two days."""
    events = sorted((e for e in desk.base.notebook.events if first <= e.day <= last), key=lambda event: event.day)
    return [*_done(desk, events), *_reviewed(events)]


def _done(desk: Desk, events: list[Event]) -> Iterator[Done]:
    book = desk.base.notebook
    for event in events:
        said = event.attributes.get("minutes", "")
        minutes = int(said) if said.isascii() and said.isdigit() else None
        if event.verb in SEEN and event.name in book.sessions:
            session = book.sessions[event.name]
            kind = "homework" if session.format == "homework" else "session"
            taken = desk.minutes(session) if minutes is None else minutes
            yield Done(event.day, kind, session.id, session.title, taken)
        elif event.verb in READ and event.name in book.by_key:
            taken = _of_paper(desk, event) if minutes is None else minutes
            yield Done(event.day, "paper", event.name, book.by_key[event.name].title, taken)


def _of_paper(desk: Desk, event: Event) -> int:
    """What is expected of an event that gives no minutes: the whole paper, or the part that skimming is."""
    whole = Effort(desk.base, desk.progress).whole(desk.base.notebook.by_key[event.name])
    return ceil(whole * {"read": 1.0, "skimmed": SKIMMED}.get(event.verb, 0.0))


def _reviewed(events: list[Event]) -> Iterator[Done]:
    for day, count in Counter(event.day for event in events if event.verb == "reviewed").items():
        title = f"{count} question{'' if count == 1 else 's'}"
        yield Done(day, "questions", "", title, MINUTES_A_QUESTION * count)

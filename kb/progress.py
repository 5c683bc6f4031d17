"""Where the reader stands: the fold of the journal's events, in the order of their days and lines."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kb.model import Event, Status

PAPER_STATUS: dict[str, Status] = {
    "queued": "queued",
    "started": "started",
    "skimmed": "skimmed",
    "read": "read",
    "dropped": "dropped",
}


@dataclass
class Progress:
    """`status` by paper; `watched` sessions, `learned` topics, `queued` papers with the day; `minutes` by name."""

    status: dict[str, Status] = field(default_factory=dict)
    watched: dict[str, date] = field(default_factory=dict)
    learned: dict[str, date] = field(default_factory=dict)
    queued: dict[str, date] = field(default_factory=dict)
    priority: dict[str, str] = field(default_factory=dict)
    pinned: dict[str, date] = field(default_factory=dict)
    minutes: dict[str, int] = field(default_factory=dict)

    def status_of(self, key: str) -> Status:
        return self.status.get(key, "unread")

    @property
    def finished(self) -> set[str]:
        """The papers that need no place in a queue."""
        return {key for key, status in self.status.items() if status in ("read", "dropped")}


def fold(events: Iterable[Event]) -> Progress:
    """The state after all events; of two on the same day the later line wins."""
    state = Progress()
    for event in sorted(events, key=lambda e: e.day):
        _apply(event, state)
    return state


def _apply(event: Event, state: Progress) -> None:
    if event.verb in PAPER_STATUS:
        state.status[event.name] = PAPER_STATUS[event.verb]
    if event.verb == "queued":
        state.queued.setdefault(event.name, event.day)
        state.priority[event.name] = event.attributes.get("priority", "")
    elif event.verb in ("watched", "done"):
        state.watched[event.name] = event.day
    elif event.verb == "learned":
        state.learned[event.name] = event.day
    elif event.verb == "pinned":
        state.pinned[event.name] = event.day
    elif event.verb == "unpinned":
        state.pinned.pop(event.name, None)
    minutes = event.attributes.get("minutes", "")
    if minutes.isdigit():
        state.minutes[event.name] = state.minutes.get(event.name, 0) + int(minutes)

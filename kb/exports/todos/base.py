"""Things to do, as the programs want them that keep lists of such things or a calendar. Plain values; whoever knows the
queue and the plan fills them in.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from kb.model import Status

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do. `name` is a paper's key or a session's id, `by` its authors and year as a citation has them,
    `authors` all their names, `address` its page.

    `begin` is when it begins: a moment, or a day where the hour is left open. Of what is done in several pieces, this
    is the piece `part`, with its own `minutes`. `ended` is the day on which it was read or dropped.
    """

    name: str
    title: str
    kind: str = "paper"
    by: str = ""
    authors: tuple[str, ...] = ()
    why: str = ""
    minutes: int = 0
    status: Status = "unread"
    priority: str = ""
    topics: tuple[str, ...] = ()
    address: str = ""
    queued: date | None = None
    due: date | None = None
    ended: date | None = None
    begin: date | datetime | None = None
    part: int = 1

    @property
    def done(self) -> bool:
        return self.status in ("read", "dropped")


@dataclass(frozen=True)
class Agenda:
    """Things to do in their order. `stamp` and `revision` say how new they are: both grow with the journal."""

    todos: tuple[Todo, ...]
    stamp: date = date(1970, 1, 1)
    revision: int = 0

    @cached_property
    def minutes(self) -> int:
        """All that is still to be done."""
        return sum(todo.minutes for todo in self.todos if not todo.done)


def one_line(text: str) -> str:
    """A text on one line, without characters that a format or a terminal would obey."""
    return " ".join(_CONTROL.sub(" ", text).split())

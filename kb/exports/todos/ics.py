"""iCalendar (RFC 5545): an event for each thing to do that has its time. The library escapes and folds every value.

An event's UID is made of what it is about, so a calendar that reads the file again moves the event and makes no second
one; DTSTAMP and SEQUENCE grow with the journal, so that the newer file wins.
"""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote

from icalendar import Calendar, Event

from kb.exports.todos.base import Agenda, Todo, one_line

_PRIORITY = {"high": 1, "medium": 5, "low": 9}


def write(agenda: Agenda) -> str:
    """The calendar; what has no time, or is done, has no event."""
    calendar = Calendar()
    calendar.add("prodid", "-//kb//reading queue//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Reading queue")
    for todo in agenda.todos:
        if todo.begin and not todo.done:
            calendar.add_component(_event(todo, agenda))
    return str(calendar.to_ical(), "utf-8")


def uid(todo: Todo) -> str:
    """`paper.goodfellow2014generative.1@kb`: the same for the same piece of the same thing, always."""
    return f"{todo.kind}.{quote(one_line(todo.name), safe='')}.{todo.part}@kb"


def _event(todo: Todo, agenda: Agenda) -> Event:
    event = Event()
    event.add("uid", uid(todo))
    event.add("dtstamp", datetime.combine(agenda.stamp, time(), UTC))
    event.add("sequence", agenda.revision)
    event.add("summary", one_line(todo.title))
    _when(event, todo)
    told = (one_line(todo.by), one_line(todo.why), f"{todo.minutes} min" if todo.minutes else "")
    event.add("description", "\n".join(line for line in told if line))
    if todo.address:
        event.add("url", todo.address)
    if todo.topics:
        event.add("categories", list(todo.topics))
    if todo.priority in _PRIORITY:
        event.add("priority", _PRIORITY[todo.priority])
    return event


def _when(event: Event, todo: Todo) -> None:
    """A moment without a time zone is the reader's own clock; a whole day leaves the reader free for other things."""
    assert todo.begin
    event.add("dtstart", todo.begin)
    if isinstance(todo.begin, datetime):
        event.add("dtend", todo.begin + timedelta(minutes=max(todo.minutes, 1)))
    else:
        if todo.begin < date.max:  # without an end, a day is a day as well
            event.add("dtend", todo.begin + timedelta(days=1))
        event.add("transp", "TRANSPARENT")

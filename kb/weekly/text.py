"""The post as Markdown: front matter, a first line for lists of posts, and a part for each thing that the week held."""

import re
from collections.abc import Iterator
from datetime import date

from kb.anchors import plain_title
from kb.exports.md import escaped
from kb.model import Event
from kb.notebook import Notebook
from kb.weekly.week import Changed, Weekly

NOTES, SECTIONS = 30, 6  # more are only counted
_NO_LINK = re.compile(r"[\[\]|\n]+")
_KEY = re.compile(r"\w(?:[\w:.+/-]*\w)?")
_DID = {"started": "begun", "skimmed": "skimmed", "read": "", "dropped": "dropped"}
_KINDS = {"session": "sessions", "homework": "homework", "paper": "papers", "questions": "questions"}
_PROMPT = "<!-- What surprised me? What do I believe now that I did not a week ago? What is still unclear? -->"


def text(week: Weekly, book: Notebook) -> str:
    """The post. It is a draft until `draft: true` is taken out."""
    head = f'---\ndate: {week.last}\ntitle: "{_title(week)}"\ndraft: true\n---'
    parts = {
        "Watched": [_seen(one.name, one.title, one.minutes, book) for one in week.seen],
        "Read": [_paper(event, week, book) for event in week.papers],
        "Learned": list(_learned(week, book)),
        "Notes": list(_notes(week.changed)),
        "Next week": list(_ahead(week, book)),
    }
    told = [f"## {name}\n\n" + "\n".join(f"- {line}" for line in lines) for name, lines in parts.items() if lines]
    return "\n\n".join([head, _lead(week), "<!-- more -->", f"## In my own words\n\n{_PROMPT}", *told]) + "\n"


def _title(week: Weekly) -> str:
    first = str(week.first.day) if week.first.month == week.last.month else _day(week.first)
    return f"{first} to {_day(week.last)} {week.last.year}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"


def _lead(week: Weekly) -> str:
    """How much it was, in one line."""
    read = sum(event.verb == "read" for event in week.papers)
    counts = {"session": len(week.seen), "paper": read, "topic": len(week.learned), "question": week.reviewed}
    verbs = {"session": "seen", "paper": "read", "topic": "learned", "question": "reviewed"}
    told = [f"{n} {name}{'' if n == 1 else 's'} {verbs[name]}" for name, n in counts.items() if n]
    hours = [f"{_hours(minutes)} for {_KINDS[kind]}" for kind, minutes in week.minutes.items() if minutes]
    together = f" {_hours(sum(week.minutes.values()))} altogether: {', '.join(hours)}." if hours else ""
    return (", ".join(told) or "Nothing in the journal this week") + "." + together


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


def _seen(id: str, title: str, minutes: int, book: Notebook) -> str:
    return f"{_session(id, title, book)}, {_hours(minutes)}"


def _session(id: str, title: str, book: Notebook) -> str:
    return _link(id, title) if id in book.sessions and book.sessions[id].note else escaped(plain_title(title))


def _link(slug: str, title: str) -> str:
    """A link whose text cannot end it."""
    return f"[[{slug}|{' '.join(_NO_LINK.sub(' ', plain_title(title)).split())}]]"


def _paper(event: Event, week: Weekly, book: Notebook) -> str:
    minutes, rating = week.by_paper.get(event.name, 0), week.progress.rating.get(event.name, 0)
    told = [
        _cited(event.name, book),
        _DID[event.verb],
        f"part {escaped(event.attributes['part'])}" if "part" in event.attributes else "",
        _hours(minutes) if minutes else "",
        f"rated {rating} of 5" if rating else "",
    ]
    return ", ".join(part for part in told if part)


def _cited(key: str, book: Notebook) -> str:
    title = escaped(book.by_key[key].title)
    return f"*{title}* [@{key}]" if _KEY.fullmatch(key) else f"*{title}*"


def _learned(week: Weekly, book: Notebook) -> Iterator[str]:
    yield from (_link(slug, book.topics[slug].title) for slug in week.learned)
    if week.reviewed:
        yield f"{week.reviewed} question{'' if week.reviewed == 1 else 's'} reviewed"


def _notes(changed: tuple[Changed, ...]) -> Iterator[str]:
    for one in changed[:NOTES]:
        named = ", ".join(escaped(plain_title(title)) for title in one.sections[:SECTIONS])
        more = f" and {len(one.sections) - SECTIONS} more" if len(one.sections) > SECTIONS else ""
        what = "new" if one.new else f"{named}{more}" if named else "changed"
        yield f"{_link(one.note.slug, one.note.title)}: {what}"
    if len(changed) > NOTES:
        yield f"and {len(changed) - NOTES} more notes"


def _ahead(week: Weekly, book: Notebook) -> Iterator[str]:
    """The plan's items, each once, with all its minutes and the first of its days."""
    minutes: dict[tuple[str, str], int] = {}
    shown: dict[tuple[str, str], str] = {}
    for day in week.ahead.days:
        for item in day.items:
            name = (item.kind, item.name if item.kind != "questions" else "")
            what = _cited(item.name, book) if item.kind == "paper" else _session(item.name, item.title, book)
            what = "questions that are due" if item.kind == "questions" else what
            shown.setdefault(name, f"{day.date:%A}: {what}")
            minutes[name] = minutes.get(name, 0) + item.minutes
    for name, what in shown.items():
        yield f"{what}, {_hours(minutes[name])}"
    for late in week.ahead.late:
        title = escaped(plain_title(late.task.title))
        yield f"too late: {title}, {_hours(late.missing)} do not fit before {late.task.deadline}"

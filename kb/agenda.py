"""The queue and the plan as things to do, and the queue in every format that it is exported in.

In: entries of the queue, or a planned week. Out: what the exports of `kb/exports/todos` write.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.exports import EXPORTS, Export, details
from kb.exports.todos import TODOS, TodoExport
from kb.exports.todos.base import Agenda, Todo
from kb.model import Paper
from kb.plan import Item, Week
from kb.progress import FINISHED, Progress, fold
from kb.queue import Entry, marked_papers, queue

# The checklist takes the place of the plain list: a queue is there to be ticked off.
FORMATS: dict[str, Export | TodoExport] = {**EXPORTS, **TODOS}
EVENING = time(18)
CALENDAR = 28  # papers: what a calendar would hold beyond four weeks has moved by then


def written(
    base: KnowledgeBase, entries: Sequence[Entry], name: str, start: date | None = None, done: bool = False
) -> str:
    """The queue in the format called `name`; `start` and `done` as `of_queue` has them."""
    export = FORMATS[name]
    if isinstance(export, TodoExport):
        return export.write(of_queue(base, entries, start if export.dated else None, done))
    return export.write(marked_papers(base, entries))


def formats(base: KnowledgeBase) -> dict[str, Export | TodoExport]:
    """The formats that need nobody to name a day: a calendar begins on the day after the journal's last."""
    return {name: export for name, export in FORMATS.items() if not is_dated(name) or base.notebook.events}


def whole(base: KnowledgeBase) -> dict[str, str]:
    """The queue in each of these formats; the same journal gives the same texts."""
    entries, last = queue(base), max((event.day for event in base.notebook.events), default=date.min)
    calendar = entries[:CALENDAR]
    start = last + timedelta(1) if last < date.max else last
    return {name: written(base, calendar if is_dated(name) else entries, name, start) for name in formats(base)}


def is_dated(name: str) -> bool:
    """Whether everything has its day in this format."""
    export = FORMATS[name]
    return isinstance(export, TodoExport) and export.dated


def of_queue(base: KnowledgeBase, entries: Iterable[Entry], start: date | None = None, done: bool = False) -> Agenda:
    """The queue; with `start` a paper a day from then on, with `done` behind them what was read or dropped."""
    progress = fold(base.notebook.events, base.notebook.papers)
    todos = [_of_entry(base, progress, entry) for entry in entries]
    if start:
        last = date.max - start  # a queue may be longer than the calendar
        todos = [replace(one, begin=start + min(timedelta(day), last)) for day, one in enumerate(todos)]
    return _agenda(base, [*todos, *(_finished(base, progress) if done else ())], start)


def of_week(base: KnowledgeBase, week: Week, at: time = EVENING, only: Sequence[Entry] | None = None) -> Agenda:
    """What the week has planned, one thing after the other from `at` on each day; `only` papers of these entries."""
    progress = fold(base.notebook.events, base.notebook.papers)
    keys = None if only is None else {entry.paper.key for entry in only}
    todos, parts = [], Counter[str]()
    for day in week.days:
        begin = datetime.combine(day.date, at)
        for item in day.items:
            if keys is None or (item.kind == "paper" and item.name in keys):
                todo = _of_item(base, progress, item, day.date)
                parts[todo.name] += 1
                todos.append(replace(todo, begin=begin, part=parts[todo.name]))
            begin += timedelta(minutes=item.minutes)
    return _agenda(base, todos, week.today)


def _agenda(base: KnowledgeBase, todos: Iterable[Todo], start: date | None) -> Agenda:
    days = [event.day for event in base.notebook.events] + ([start] if start else [])
    return Agenda(tuple(todos), max(days, default=date(1970, 1, 1)), len(base.notebook.events))


def _of_entry(base: KnowledgeBase, progress: Progress, entry: Entry) -> Todo:
    todo = _of_paper(base, progress, entry.paper)
    return replace(todo, why=_plain(entry.why), minutes=max(round(entry.minutes.expected), 1), queued=entry.queued)


def _of_paper(base: KnowledgeBase, progress: Progress, paper: Paper) -> Todo:
    return Todo(
        name=paper.key,
        title=paper.title,
        by=paper.author_year,
        authors=tuple(person.full for person in paper.authors),
        status=progress.status_of(paper.key),
        priority=progress.priority.get(paper.key, ""),
        topics=tuple(base.graph.topics_of(paper.key)),
        address=details.address(paper),
        due=progress.due.get(paper.key),
    )


def _finished(base: KnowledgeBase, progress: Progress) -> Iterator[Todo]:
    """What was read or dropped, what came last in front."""
    verbs = {event.name: event.day for event in sorted(base.notebook.events, key=lambda e: e.day)}
    ended = {key: verbs.get(key) for key, status in progress.status.items() if status in FINISHED}
    known = [key for key in ended if key in base.notebook.by_key]
    for key in sorted(known, key=lambda key: (-(ended[key] or date.min).toordinal(), key)):
        yield replace(_of_paper(base, progress, base.notebook.by_key[key]), ended=ended[key])


def _of_item(base: KnowledgeBase, progress: Progress, item: Item, day: date) -> Todo:
    """An item of the plan; the questions of a day go by the day, since which they are changes."""
    of = f" ({item.minutes} of {item.of} min)" if item.minutes < item.of else ""
    if item.kind == "paper" and item.name in base.notebook.by_key:
        todo = _of_paper(base, progress, base.notebook.by_key[item.name])
    else:
        name = str(day) if item.kind == "questions" else item.name
        todo = Todo(name=name, title=_plain(item.title), kind=item.kind)
    return replace(todo, title=f"{todo.title}{of}", why=_plain(item.why), minutes=item.minutes)


def _plain(text: str) -> str:
    """Formulas in words; the rest as it is, since a key may hold what marks emphasis in a title."""
    return plain_title(text) if "$" in text else text

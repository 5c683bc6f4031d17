"""What a week held: the journal's events of its days, the sections that changed, and the plan of the week after."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kb.base import KnowledgeBase
from kb.model import Event, Note
from kb.plan import Done, Week, plan
from kb.plan.done import done_in
from kb.plan.tasks import Desk
from kb.progress import Progress, fold
from kb.read.history import Revision
from kb.read.notes import read_note

_ORDER = {kind: place for place, kind in enumerate(("lecture", "topic", "problem", "paper", "course"))}


@dataclass(frozen=True, slots=True)
class Changed:
    """A note that is new or changed, and the titles of the sections that are."""

    note: Note
    new: bool
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weekly:
    """The week from `first` to `last`. `papers` are the last events of each paper that was read in, `minutes` those of
    everything done, by kind."""

    first: date
    last: date
    seen: tuple[Done, ...]
    papers: tuple[Event, ...]
    learned: tuple[str, ...]
    reviewed: int
    minutes: dict[str, int]
    by_paper: dict[str, int]
    progress: Progress
    changed: tuple[Changed, ...]
    ahead: Week


def begin(last: date) -> date:
    """The first day of the week that ends on this one."""
    return last - timedelta(6)


def weekly(base: KnowledgeBase, last: date, hours: float, revisions: Iterable[Revision] = ()) -> Weekly:
    """The week that ends on `last`, as it was then: what the journal says of later days changes nothing."""
    book = base.notebook
    then = KnowledgeBase(replace(book, events=tuple(event for event in book.events if event.day <= last)))
    first = begin(last)
    progress = fold(then.notebook.events, book.papers)
    done = done_in(Desk(then, progress), first, last)
    minutes, by_paper = Counter[str](), Counter[str]()
    for one in done:
        minutes[one.kind] += one.minutes
        by_paper[one.name] += one.minutes if one.kind == "paper" else 0
    events = sorted((event for event in then.notebook.events if event.day >= first), key=lambda event: event.day)
    return Weekly(
        first,
        last,
        tuple(one for one in done if one.kind in ("session", "homework")),
        _papers(events, base),
        tuple(dict.fromkeys(e.name for e in events if e.verb == "learned" and e.name in book.topics)),
        sum(event.verb == "reviewed" for event in events),
        dict(minutes),
        dict(by_paper),
        progress,
        tuple(_changed(base, revisions)),
        plan(then, hours, last + timedelta(1)),
    )


def _papers(events: Sequence[Event], base: KnowledgeBase) -> tuple[Event, ...]:
    verbs = ("started", "skimmed", "read", "dropped")
    last = {event.name: event for event in events if event.verb in verbs and event.name in base.notebook.by_key}
    return tuple(last.values())


def _changed(base: KnowledgeBase, revisions: Iterable[Revision]) -> Iterator[Changed]:
    """Of the notes that anybody may see, sessions in front. A post of the log is no news of itself."""
    notes = {note.path: note for note in base.notebook.notes if note.kind != "log"}
    found = [(notes[revision.path], revision) for revision in revisions if revision.path in notes]
    for note, revision in sorted(found, key=lambda one: (_ORDER.get(one[0].kind, len(_ORDER)), one[0].path)):
        yield Changed(note, revision.before is None, _sections(note, revision, base.notebook.docs))


def _sections(note: Note, revision: Revision, docs: str) -> tuple[str, ...]:
    """The titles of the sections whose text is another now, as far as the note still has them."""
    before, after = _texts(revision.before or "", revision, docs), _texts(revision.after, revision, docs)
    return tuple(
        section.title
        for section in note.sections[1:]
        if section.anchor in after and after[section.anchor] != before.get(section.anchor)
    )


def _texts(text: str, revision: Revision, docs: str) -> dict[str, str]:
    note, _ = read_note(revision.path, text, docs)
    return {section.anchor: section.span.of(text).strip() for section in note.sections}

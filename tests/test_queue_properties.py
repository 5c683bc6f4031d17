"""What always holds of the queue, in notebooks and journals that nobody would think of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.edits.journal import line_of
from kb.model import Event, Note, Paper, Place, Verb
from kb.notebook import Notebook
from kb.progress import fold
from kb.queue import BOUND, Entry, queue
from kb.queue.needs import Needs
from kb.queue.reader import Reader
from kb.read.journal import read_journal
from kb.read.notes import read_note

TOPICS = [f"t{number}" for number in range(5)]
PAPERS = [f"p{number}" for number in range(12)]
START = date(2020, 1, 1)


def some(names: Sequence[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=most, unique=True)


@cache
def topic(name: str, requires: tuple[str, ...]) -> Note:
    front = f"---\ntitle: {name}\nrequires: [{', '.join(requires)}]\n---\n"
    return read_note(f"docs/topics/{name}.md", front, "docs")[0]


@cache
def session(number: int, teaches: tuple[str, ...], cites: tuple[str, ...]) -> Note:
    front = f"title: S{number}\nformat: lecture\norder: {number}\ntopics: [{', '.join(teaches)}]\n"
    text = f"---\n{front}---\n" + " ".join(f"@{key}" for key in cites)
    return read_note(f"docs/courses/c/s{number}.md", text, "docs")[0]


def paper(key: str, year: int, keywords: Iterable[str], related: Iterable[str]) -> Paper:
    fields = {"year": str(year), "keywords": ", ".join(keywords), "related": ",".join(related)}
    return Paper(key, "misc", fields, Place("docs/papers.bib"))


@st.composite
def notebooks(draw: st.DrawFn) -> Notebook:
    notes = [topic(name, tuple(draw(some(TOPICS, 2)))) for name in TOPICS]
    notes += [session(number, tuple(draw(some(TOPICS, 2))), tuple(draw(some(PAPERS, 2)))) for number in range(3)]
    papers = [paper(key, draw(st.integers(2000, 2003)), draw(some(TOPICS)), draw(some(PAPERS, 2))) for key in PAPERS]
    return Notebook(notes=tuple(notes), papers=tuple(papers), events=draw(journals()), docs="docs")


PAPER_VERBS: tuple[Verb, ...] = ("queued", "queued", "started", "skimmed", "read", "dropped", "pinned", "unpinned")


@st.composite
def journals(draw: st.DrawFn) -> tuple[Event, ...]:
    of_papers = st.tuples(st.sampled_from(PAPER_VERBS), st.sampled_from(PAPERS))
    others = st.sampled_from([("learned", name) for name in TOPICS] + [("watched", f"s{n}") for n in range(3)])
    found = draw(st.lists(st.tuples(st.integers(0, 20), st.one_of(of_papers, others)), max_size=25))
    return tuple(event(day, verb, name) for day, (verb, name) in found)  # type: ignore[arg-type]


def event(day: int, verb: Verb, name: str, **attributes: str) -> Event:
    return Event(START + timedelta(day), verb, name, Place("docs/journal.txt"), attributes)


def told(entries: Iterable[Entry]) -> list[str]:
    return [f"{entry.rank} {entry.paper.key} {entry.points} {entry.minutes}: {entry.why}" for entry in entries]


@given(notebooks())
@settings(max_examples=20)
def test_nothing_stands_above_what_it_needs_unless_it_is_pinned(book: Notebook) -> None:
    entries = queue(KnowledgeBase(book))
    rank = {entry.paper.key: entry.rank for entry in entries}
    needs = {entry.paper.key: entry.needs for entry in entries}
    for entry in entries:
        for need in entry.needs:
            in_a_circle = entry.paper.key in closure([need], needs)
            assert entry.pinned or in_a_circle or rank[need] < entry.rank


def closure(keys: Iterable[str], needs: dict[str, tuple[str, ...]]) -> set[str]:
    """The papers, and all that they rest on."""
    found: set[str] = set()
    wanted = list(keys)
    while wanted:
        key = wanted.pop()
        if key not in found:
            found.add(key)
            wanted += needs.get(key, ())
    return found


@given(notebooks())
@settings(max_examples=20)
def test_the_journal_replayed_gives_the_same_queue(book: Notebook) -> None:
    """Also written to a file and read again, and with its days in another order: the day counts, not the line."""
    lines = [line_of(e.day, e.verb, e.name, e.attributes) for e in book.events]
    again = read_journal("docs/journal.txt", "\n".join(lines))[0]
    days = sorted({e.day for e in again}, reverse=True)
    backwards = tuple(e for day in days for e in again if e.day == day)
    first = told(queue(KnowledgeBase(book)))
    assert told(queue(KnowledgeBase(replace(book, events=again)))) == first
    assert told(queue(KnowledgeBase(replace(book, events=backwards)))) == first


@given(notebooks(), st.data())
@settings(max_examples=15)
def test_nobody_waits_past_the_bound(book: Notebook, data: st.DataObject) -> None:
    """A reader who always takes the first paper without a pin, and queues a more important one every day. What stands
    before a paper that was overtaken so often is what was queued before it, and what these rest on. A pin has no bound:
    it stands on top, and this reader leaves it there."""
    base = KnowledgeBase(replace(book, events=()))
    needs = {key: Needs(Reader(base, fold(()))).papers(one) for key, one in book.by_key.items()}
    rests: dict[str, set[str]] = {}
    for day in range(30, 45):
        newer = data.draw(st.sampled_from(PAPERS))
        book = with_event(book, event(day, "queued", newer, priority="high"))
        order = list(fold(book.events).queued)
        for place, key in enumerate(order, 1):
            rests.setdefault(key, set()).update(closure(order[:place], needs))
        entries = queue(KnowledgeBase(book))
        for entry in entries:
            most = BOUND + len(rests.get(entry.paper.key, ())) + overtaken_at_first(book, entry.paper.key)
            assert entry.pinned or entry.overtaken <= most
        top = next((entry for entry in entries if not entry.pinned), None)
        if top:
            rests.pop(top.paper.key, None)
            book = with_event(book, event(day, "read", top.paper.key))


def with_event(book: Notebook, one: Event) -> Notebook:
    return replace(book, events=(*book.events, one))


def overtaken_at_first(book: Notebook, key: str) -> int:
    """What the random journal did before the reader began to follow the queue."""
    return fold(e for e in book.events if e.day < START + timedelta(30)).overtaken.get(key, 0)

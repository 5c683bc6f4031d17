"""The queue and the plan as things to do: what is in them, and that a calendar made twice is one calendar."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pybtex.database import parse_string

from kb.agenda import FORMATS, of_queue, of_week, whole, written
from kb.base import KnowledgeBase
from kb.exports.todos.ics import uid
from kb.model import Event, Paper, Place
from kb.notebook import Notebook
from kb.plan import plan
from kb.queue import queue

MONDAY = date(2020, 6, 1)
FILES = {
    "topics/gans.md": "---\ntitle: GANs\n---\n",
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme:\n"
    "  - {id: s1, title: The $\\beta$ one, minutes: 60}\n---\n",
    "papers.bib": "@misc{a_1, title = {A}, author = {Ann Plain}, year = 2001, pages = {1--10}, keywords = {gans}}\n"
    "@misc{b, title = {B}, pages = {1--10}}\n@misc{c, title = {C}}\n",
    "journal.txt": "2020-05-20 queued a_1 priority=high\n2020-05-21 queued b due=2020-06-03\n2020-05-22 read c\n",
}
Base = Callable[[Mapping[str, str]], KnowledgeBase]


@pytest.fixture
def base(base_of: Base) -> KnowledgeBase:
    return base_of(FILES)


def test_a_paper_a_day_in_the_order_of_the_queue(base: KnowledgeBase) -> None:
    todos = of_queue(base, queue(base), MONDAY).todos
    assert [(todo.name, todo.begin) for todo in todos] == [("a_1", date(2020, 6, 1)), ("b", date(2020, 6, 2))]


def test_what_a_paper_takes_along(base: KnowledgeBase) -> None:
    todo = next(one for one in of_queue(base, queue(base)).todos if one.name == "a_1")
    assert (todo.by, todo.authors, todo.priority, todo.topics) == ("Plain 2001", ("Ann Plain",), "high", ("gans",))
    assert (todo.minutes, todo.queued, todo.begin) == (60, date(2020, 5, 20), None)


def test_what_was_read_is_told_only_when_asked_for(base: KnowledgeBase) -> None:
    assert "c" not in [todo.name for todo in of_queue(base, queue(base)).todos]
    last = of_queue(base, queue(base), done=True).todos[-1]
    assert (last.name, last.status, last.ended) == ("c", "read", date(2020, 5, 22))


def test_an_agenda_is_as_new_as_the_journal_or_its_first_day(base: KnowledgeBase) -> None:
    assert (of_queue(base, []).stamp, of_queue(base, []).revision) == (date(2020, 5, 22), 3)
    assert of_queue(base, [], MONDAY).stamp == MONDAY


def test_a_day_of_the_plan_begins_at_its_hour_and_goes_on_without_a_gap(base: KnowledgeBase) -> None:
    todos = of_week(base, plan(base, 3, MONDAY, (0, 2)), time(18, 30)).todos
    assert [(todo.name, todo.part, todo.begin, todo.minutes) for todo in todos] == [
        ("b", 1, datetime(2020, 6, 1, 18, 30), 60),
        ("s1", 1, datetime(2020, 6, 1, 19, 30), 30),
        ("a_1", 1, datetime(2020, 6, 3, 18, 30), 60),
        ("s1", 2, datetime(2020, 6, 3, 19, 30), 30),
    ]
    assert [todos[1].title, todos[3].title] == ["The β one (30 of 60 min)"] * 2


def test_only_the_papers_of_the_queue_keep_their_hours(base: KnowledgeBase) -> None:
    only = [entry for entry in queue(base) if entry.paper.key == "a_1"]
    todos = of_week(base, plan(base, 3, MONDAY, (0,)), only=only).todos
    assert [(todo.name, todo.begin) for todo in todos] == [("a_1", datetime(2020, 6, 1, 20))]


def uids(base: KnowledgeBase, start: date) -> dict[str, str]:
    text = written(base, queue(base), "ics", start)
    return {str(one["UID"]): str(one["SUMMARY"]) for one in Calendar.from_ical(text).walk("VEVENT")}


def test_a_second_calendar_updates_the_first(base: KnowledgeBase, base_of: Base) -> None:
    later = base_of(FILES | {"journal.txt": FILES["journal.txt"] + "2020-05-23 pinned a_1\n"})
    assert uids(base, MONDAY) == uids(later, date(2020, 7, 1)) == {"paper.a_1.1@kb": "A", "paper.b.1@kb": "B"}
    assert of_queue(later, []).revision > of_queue(base, []).revision


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_write_the_queue(name: str, base: KnowledgeBase) -> None:
    assert "Plain" in written(base, queue(base), name, MONDAY)


def test_pybtex_reads_the_queue_with_the_reader_s_marks(base: KnowledgeBase) -> None:
    entries = parse_string(written(base, queue(base), "bib"), "bibtex").entries
    assert [(key, entry.fields.get("priority"), entry.fields.get("read_status")) for key, entry in entries.items()] == [
        ("a_1", "prio1", "To Read"),
        ("b", None, "To Read"),
    ]


def test_rispy_and_csl_read_the_queue_in_its_order(base: KnowledgeBase) -> None:
    assert [one["id"] for one in rispy.loads(written(base, queue(base), "ris"))] == ["a_1", "b"]
    assert [one["id"] for one in json.loads(written(base, queue(base), "csl"))] == ["a_1", "b"]


def test_a_site_s_calendar_begins_when_the_journal_ends(base: KnowledgeBase, base_of: Base) -> None:
    begins = [one.decoded("DTSTART") for one in Calendar.from_ical(whole(base)["ics"]).walk("VEVENT")]
    assert begins == [date(2020, 5, 23), date(2020, 5, 24)]
    assert "ics" not in whole(base_of(FILES | {"journal.txt": ""}))


def test_a_journal_of_the_last_day_there_is_has_a_calendar(base_of: Base) -> None:
    base = base_of(FILES | {"journal.txt": "9999-12-31 queued b\n0001-01-01 read c\n"})
    events = Calendar.from_ical(whole(base)["ics"]).walk("VEVENT")
    assert [one.decoded("DTSTART") for one in events] == [date.max]


EVENTS = st.builds(
    Event,
    st.dates(date(2020, 1, 1), date(2020, 12, 31)),
    st.sampled_from(["queued", "started", "skimmed", "read", "pinned", "dropped"]),
    st.sampled_from(["p0", "p1", "p2"]),
    st.just(Place("journal.txt")),
)
PAPERS = tuple(Paper(f"p{n}", "misc", {"title": f"P{n}", "pages": f"1--{n + 5}"}, Place("p.bib")) for n in range(3))


@given(st.lists(EVENTS, min_size=1, max_size=8), EVENTS, st.floats(0, 20))
@settings(max_examples=12)
def test_whatever_the_journal_says_a_paper_keeps_its_uid_and_a_longer_journal_is_newer(
    events: list[Event], more: Event, hours: float
) -> None:
    before, after = (KnowledgeBase(Notebook(papers=PAPERS, events=tuple(held))) for held in (events, [*events, more]))
    assert set(uids(before, MONDAY)) == {f"paper.{entry.paper.key}.1@kb" for entry in queue(before)}
    old, new = of_queue(before, queue(before), MONDAY), of_queue(after, queue(after), MONDAY)
    assert old.revision < new.revision
    assert old.stamp <= new.stamp
    planned = [uid(todo) for todo in of_week(before, plan(before, hours, MONDAY)).todos]
    assert len(planned) == len(set(planned))

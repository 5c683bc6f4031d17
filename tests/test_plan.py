"""The coming week: what it holds, and what it keeps."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.model import Event, Note, Paper, Place
from kb.notebook import Notebook
from kb.plan import Week, plan
from kb.plan.tasks import Desk, homework
from kb.progress import fold
from kb.read.notes import read_note

MONDAY = date(2020, 6, 1)
COURSE = """---
title: C
institution: I
programme:
  - {id: s1, title: One, minutes: 60}
  - {id: s2, title: Two, minutes: 90}
  - {id: hw, title: Work, format: homework, date: 2020-06-03, minutes: 120}
  - {id: s3, title: Three, minutes: 30}
---
"""
QUESTION = "/// question | Why?\n    id: q{}\n\nSo.\n///\n\n"
FILES = {
    "courses/c/index.md": COURSE,
    "courses/c/s1.md": "---\ntitle: One\nformat: lecture\norder: 1\ntopics: []\n---\n"
    + "".join(QUESTION.format(number) for number in range(5)),
    "papers.bib": "@misc{a, title = {A}, pages = {1--5}}\n@misc{b, title = {B}, pages = {1--10}, related = {a}}\n",
    "journal.txt": "2020-05-20 watched s1\n2020-05-21 done hw\n2020-05-22 queued b\n",
}
Base = Callable[[Mapping[str, str]], KnowledgeBase]


def told(week: Week) -> list[str]:
    lines = []
    for day in week.days:
        lines += [f"{day.date:%a} done {one.minutes} {one.name or one.title}" for one in day.done]
        lines += [f"{day.date:%a} {one.minutes}/{one.of} {one.name}" for one in day.items]
    return lines + [f"late {one.task.name} {one.missing}" for one in week.late]


@pytest.fixture
def week(base_of: Base) -> Callable[..., list[str]]:
    """The week after more lines of the journal."""

    def made(journal: str = "", hours: float = 7, days: tuple[int, ...] = (0, 2), **more: date) -> list[str]:
        base = base_of(FILES | {"journal.txt": FILES["journal.txt"] + journal})
        return told(plan(base, hours, MONDAY, days, **more))

    return made


def test_questions_then_sessions_and_papers_two_to_one(week: Callable[..., list[str]]) -> None:
    assert week(hours=4) == [
        *("Mon 5/5 q0", "Mon 90/90 s2", "Mon 25/30 a"),
        *("Wed 5/30 a", "Wed 60/60 b", "Wed 30/30 s3"),
    ]


def test_a_deadline_that_cannot_be_kept(base_of: Base) -> None:
    base = base_of(FILES | {"journal.txt": "2020-05-20 watched s1\n"})
    assert told(plan(base, 2, MONDAY, (0, 6))) == ["Mon 60/120 hw", "Sun 5/5 q0", "Sun 55/90 s2", "late hw 60"]


def test_a_paper_that_is_due_comes_behind_what_it_builds_on(week: Callable[..., list[str]]) -> None:
    assert week("2020-05-23 queued b due=2020-06-02\n", hours=2, days=(0, 1, 2)) == [
        *("Mon 30/30 a", "Mon 10/60 b"),
        "Tue 40/60 b",
        *("Wed 5/5 q0", "Wed 35/90 s2", "late b 10"),
    ]


def test_in_mid_week_what_was_done_stays_and_is_counted(week: Callable[..., list[str]]) -> None:
    journal = "2020-06-01 watched s2 minutes=100\n2020-06-01 reviewed q0 grade=good\n"
    assert week(journal, hours=3, days=(0, 1, 2, 3), today=date(2020, 6, 3)) == [
        *("Mon done 100 s2", "Mon done 1 1 question"),
        *("Wed 5/5 q1", "Wed 30/30 s3"),
        "Thu 30/30 a",
    ]


@st.composite
def bases(draw: st.DrawFn) -> KnowledgeBase:
    slots = "".join(
        f"  - {{id: s{number}, title: S, format: {draw(st.sampled_from(['lecture', 'homework']))}, "
        f"minutes: {draw(st.integers(1, 300))}, date: 2020-06-{draw(st.integers(1, 20)):02}}}\n"
        for number in range(5)
    )
    front = f"---\ntitle: C\ninstitution: I\nprogramme:\n{slots}---\n"
    course: Note = read_note("docs/courses/c/index.md", front, "docs")[0]
    papers = [_paper(f"p{number}", draw(st.integers(1, 60)), f"p{draw(st.integers(0, 5))}") for number in range(6)]
    events = [draw(_events) for _ in range(draw(st.integers(0, 12)))]
    return KnowledgeBase(Notebook((course,), tuple(papers), tuple(events), docs="docs"))


def _paper(key: str, pages: int, related: str) -> Paper:
    return Paper(key, "misc", {"pages": f"1--{pages}", "related": related}, Place("docs/papers.bib"))


VERBS = [("watched", "s"), ("done", "s"), ("queued", "p"), ("read", "p"), ("skimmed", "p")]


@st.composite
def _some_event(draw: st.DrawFn) -> Event:
    verb, kind = draw(st.sampled_from(VERBS))
    more = {"minutes": str(draw(st.integers(1, 400)))} if draw(st.booleans()) else {}
    if verb == "queued" and draw(st.booleans()):
        more = {"due": f"2020-06-{draw(st.integers(1, 20)):02}"}
    day = MONDAY + timedelta(draw(st.integers(-20, 6)))
    return Event(day, verb, f"{kind}{draw(st.integers(0, 4))}", Place("docs/journal.txt"), more)  # type: ignore[arg-type]


_events = _some_event()


@given(bases(), st.floats(0, 40), st.sets(st.integers(0, 6)), st.integers(0, 6))
@settings(max_examples=80)
def test_never_more_than_there_is_room_for_and_deadlines_are_kept_or_told(
    base: KnowledgeBase, hours: float, days: set[int], today: int
) -> None:
    found = plan(base, hours, MONDAY, days, today=MONDAY + timedelta(today))
    assert found.planned <= max(found.minutes - found.done, 0)
    got: dict[str, int] = {}
    for day in found.days:
        assert sum(item.minutes for item in day.items) <= day.room
        assert not day.items or (day.date.weekday() in days and day.date >= found.today)
        for item in day.items:
            assert 0 < item.minutes <= item.of
            got[item.name] = got.get(item.name, 0) + item.minutes
            assert got[item.name] <= item.of
    late = {one.task.name: one for one in found.late}
    for name, one in late.items():
        assert got.get(name, 0) + one.missing == one.task.minutes
    for task in homework(Desk(base, fold(base.notebook.events)), found.today, MONDAY + timedelta(6)):
        assert task.name in late or got.get(task.name, 0) == task.minutes

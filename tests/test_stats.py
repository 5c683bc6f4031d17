"""How far the reader is, in numbers."""

from collections.abc import Callable, Mapping

from kb.base import KnowledgeBase
from kb.stats import Stats, stats

COURSE = "---\ntitle: C\ninstitution: I\nprogramme:\n" + "".join(
    f"  - {{id: s{number}, title: S, minutes: 60}}\n" for number in range(1, 7)
)
FILES = {"courses/c/index.md": COURSE + "---\n", "papers.bib": "@misc{a, title = {A}}\n@misc{b, readstatus = {read}}\n"}
Base = Callable[[Mapping[str, str]], KnowledgeBase]


def counted(base_of: Base, journal: str) -> Stats:
    return stats(base_of(FILES | {"journal.txt": journal}))


def test_a_course_shrinks_week_by_week_and_ends_at_the_pace_of_lately(base_of: Base) -> None:
    """The first of June 2020 is a Monday. Three sessions in three weeks: the other three take three more."""
    (course,) = counted(base_of, "2020-06-01 watched s1\n2020-06-07 watched s2\n2020-06-20 done s4\n").courses
    assert (course.seen, course.left, course.pace, str(course.ends)) == (3, (4, 4, 3), 1.0, "2020-07-13")


def test_a_course_that_stands_still_has_no_end(base_of: Base) -> None:
    (course,) = counted(base_of, "2020-06-01 watched s1\n2020-08-01 read a\n").courses
    assert (course.left[-1], course.pace, course.ends) == (5, 0.0, None)


def test_a_week_has_minutes_as_written_else_as_expected(base_of: Base) -> None:
    (week,) = counted(base_of, "2020-06-01 watched s1\n2020-06-02 read a minutes=30\n2020-06-02 reviewed q\n").weeks
    assert (str(week.monday), week.minutes, week.watched, week.read, week.reviewed) == ("2020-06-01", 91, 1, 1, 1)


def test_half_a_year_is_looked_back_on(base_of: Base) -> None:
    weeks = counted(base_of, "0001-01-01 read a\n2020-06-02 queued a\n").weeks
    assert (len(weeks), str(weeks[0].monday), str(weeks[-1].monday)) == (26, "2019-12-09", "2020-06-01")


def test_a_journal_that_is_empty(base_of: Base) -> None:
    found = counted(base_of, "")
    assert (found.weeks, found.courses[0].left, found.counts["read"]) == ((), (), 1)

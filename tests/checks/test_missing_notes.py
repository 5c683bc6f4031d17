"""missing-note"""

from collections.abc import Callable

Told = Callable[..., str]
Course = Callable[..., dict[str, str]]


def test_a_session_without_a_note(told_by: Told, complete_course: Course) -> None:
    told = "courses/c/index.md:6:5: the session `s1` has no note (write it, or say `format: talk`) [missing-note]"
    assert told_by("missing-note", complete_course(None)) == told


def test_a_talk_is_only_listed(told_by: Told, complete_course: Course) -> None:
    assert told_by("missing-note", complete_course(None, format="talk")) == ""


def test_a_course_that_is_being_written(told_by: Told, complete_course: Course) -> None:
    assert told_by("missing-note", complete_course(None, complete="false")) == ""

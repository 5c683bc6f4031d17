"""no-figure"""

from collections.abc import Callable

Told = Callable[..., str]
Course = Callable[..., dict[str, str]]


def test_a_note_with_a_figure(told_by: Told, complete_course: Course) -> None:
    assert told_by("no-figure", complete_course("/// figure\n![A curve](x.svg)\n///\n")) == ""


def test_a_note_without(told_by: Told, complete_course: Course) -> None:
    told = "courses/c/s1.md:1:1: this note has no figure (compute one: `/// figure`) [no-figure]"
    assert told_by("no-figure", complete_course("Words.")) == told


def test_a_course_that_is_not_complete_is_left_in_peace(told_by: Told, complete_course: Course) -> None:
    assert told_by("no-figure", complete_course("Words.", complete="false")) == ""

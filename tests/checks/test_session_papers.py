"""session-paper"""

from collections.abc import Callable

Told = Callable[..., str]
Course = Callable[..., dict[str, str]]


def test_the_papers_of_a_session_are_cited(told_by: Told, complete_course: Course) -> None:
    assert told_by("session-paper", complete_course("See @hardt2016.", papers="hardt2016")) == ""


def test_the_one_that_is_not(told_by: Told, complete_course: Course) -> None:
    told = (
        "courses/c/index.md:6:5: `s1` does not cite `dwork2012`, which the programme lists for it "
        "(cite it where it matters: [@dwork2012]) [session-paper]"
    )
    assert told_by("session-paper", complete_course("See @hardt2016.", papers="hardt2016, dwork2012")) == told


def test_a_session_without_a_note_is_told_once_elsewhere(told_by: Told, complete_course: Course) -> None:
    assert told_by("session-paper", complete_course(None, papers="hardt2016")) == ""

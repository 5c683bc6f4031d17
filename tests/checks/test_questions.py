"""few-questions, few-exercises, no-solution"""

from collections.abc import Callable

Told = Callable[..., str]
Course = Callable[..., dict[str, str]]

QUESTION = "/// question | Why?\n    id: q-{n}\n\nBecause.\n///\n\n"
EXERCISE = "/// exercise\n    id: ex-{n}\n\nShow it.\n///\n\n/// solution\nSo.\n///\n\n"


def practice(questions: int, exercises: int) -> str:
    asked = [QUESTION.format(n=n) for n in range(questions)]
    return "".join([*asked, *(EXERCISE.format(n=n) for n in range(exercises))])


def test_a_lecture_has_six_questions_and_two_exercises(told_by: Told, complete_course: Course) -> None:
    assert told_by("few-questions", complete_course(practice(6, 2))) == ""


def test_a_lecture_with_less(told_by: Told, complete_course: Course) -> None:
    assert told_by("few-questions", complete_course(practice(5, 1))).splitlines() == [
        "courses/c/s1.md:1:1: this note has 5 of the 6 questions that a lecture needs "
        "(add a `/// question` with an id) [few-questions]",
        "courses/c/s1.md:1:1: this note has 1 of the 2 exercises that a lecture needs "
        "(add a `/// exercise` with an id) [few-exercises]",
    ]


def test_a_homework_has_four_questions_and_one_exercise(told_by: Told, complete_course: Course) -> None:
    assert told_by("few-questions", complete_course(practice(4, 1), format="homework")) == ""


def test_a_solution_follows_its_exercise(told_by: Told, complete_course: Course) -> None:
    body = practice(6, 2) + "/// exercise\n    id: ex-last\n\nShow it.\n///\n"
    line = body[: body.index("ex-last")].count("\n") + 6
    told = f"courses/c/s1.md:{line}:1: this exercise has no solution (let a `/// solution` follow it) [no-solution]"
    assert told_by("few-questions", complete_course(body)) == told

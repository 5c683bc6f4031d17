"""no-derivation"""

from collections.abc import Callable

import pytest

Told = Callable[..., str]
Course = Callable[..., dict[str, str]]

NOTHING = (
    "courses/c/s1.md:1:1: this note derives nothing "
    "(add a `/// proof`, or a displayed formula of two steps or more) [no-derivation]"
)
CASES = {
    "a proof": ("/// proof\nBy parts.\n///\n", ""),
    "two steps": ("$$\n\\begin{aligned} a &= b + c \\\\ &\\le d \\end{aligned}\n$$\n", ""),
    "one step": ("$$\n\\begin{aligned} a &= b \\\\ & + c \\end{aligned}\n$$\n", NOTHING),
    "steps in the line": ("$a &= b &= c$", NOTHING),
    "words alone": ("It is easy to see.", NOTHING),
}


@pytest.mark.parametrize(("body", "told"), CASES.values(), ids=CASES.keys())
def test_a_lecture(body: str, told: str, told_by: Told, complete_course: Course) -> None:
    assert told_by("no-derivation", complete_course(body)) == told


def test_a_seminar_may_take_its_formulas_from_the_lecture(told_by: Told, complete_course: Course) -> None:
    assert told_by("no-derivation", complete_course("Words.", format="seminar")) == ""

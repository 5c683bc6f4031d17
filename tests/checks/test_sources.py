"""no-sources"""

from collections.abc import Callable

import pytest

Told = Callable[..., str]
Course = Callable[..., dict[str, str]]

NONE = (
    "courses/c/s1.md:1:1: this note does not name its sources "
    "(say under `## Sources` what rests on slides, papers, memory) [no-sources]"
)
CASES = {
    "named": ("## Sources\n\nThe slides.\n", ""),
    "a heading with nothing below": ("## Sources\n\n", NONE),
    "no heading": ("The slides.", NONE),
}


@pytest.mark.parametrize(("body", "told"), CASES.values(), ids=CASES.keys())
def test_sources(body: str, told: str, told_by: Told, complete_course: Course) -> None:
    assert told_by("no-sources", complete_course(body)) == told

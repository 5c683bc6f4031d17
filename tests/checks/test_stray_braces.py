"""brace-in-text"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("brace-in-text", {"papers.bib": bib})


def test_a_set_is_sound(told: Callable[[str], str]) -> None:
    assert told(r"@misc{k, title = {Learning on $\{0, 1\}$ and {BERT}}}") == ""


def test_a_brace_that_is_seen(told: Callable[[str], str]) -> None:
    assert told(r"@misc{k, title = {Nothing { \} here}}") == (
        "papers.bib:1:1: `title` of `k` shows a brace without its partner: `Nothing } here` "
        r"(take out the `\{` or `\}`) [brace-in-text]"
    )

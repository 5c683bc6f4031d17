"""journal-name"""

from collections.abc import Callable

import pytest

FILES = {
    "topics/kl.md": "---\ntitle: KL\n---\n",
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme: [{id: lecture-1, title: S}]\n---\n",
    "papers.bib": "@misc{hardt2016}\n",
}

CASES = {
    "a paper": ("read hardt2016", ""),
    "a session without a note": ("watched lecture-1", ""),
    "a topic": ("learned kl", ""),
    "a pin on any of them": ("pinned kl", ""),
    "a misspelt paper": (
        "read hardt2061",
        "journal.txt:1:1: `read hardt2061`: there is no such name (did you mean `hardt2016`?) [journal-name]",
    ),
    "a topic is not read": (
        "read kl",
        "journal.txt:1:1: `read kl`: there is no such name "
        "(the names are keys, topics, sessions and questions) [journal-name]",
    ),
}


@pytest.mark.parametrize(("event", "told"), CASES.values(), ids=CASES.keys())
def test_an_event_about(event: str, told: str, told_by: Callable[..., str]) -> None:
    assert told_by("journal-name", FILES | {"journal.txt": f"2020-01-01 {event}\n"}) == told

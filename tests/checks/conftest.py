"""A course that calls itself complete, with one session: what the checks of the standard look at."""

from collections.abc import Callable

import pytest

COURSE = """---
title: C
institution: I
complete: {complete}
programme:
  - {{id: s1, title: S, format: {format}, papers: [{papers}]}}
---
"""
LECTURE = "---\ntitle: S\nformat: {format}\norder: 1\ntopics: []\n---\n{body}\n"


@pytest.fixture
def complete_course() -> Callable[..., dict[str, str]]:
    """Its files by path, from the body of its session's note; without a body, without that note."""

    def files(body: str | None, format: str = "lecture", complete: str = "true", papers: str = "") -> dict[str, str]:
        found = {"courses/c/index.md": COURSE.format(complete=complete, format=format, papers=papers)}
        if body is not None:
            found["courses/c/s1.md"] = LECTURE.format(format=format, body=body)
        return found

    return files

"""The first page and the page of a session: what is next, and what is treated elsewhere."""

from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.pages import all_pages


def session(order: int, text: str) -> str:
    return f"---\ntitle: S{order}\nformat: lecture\norder: {order}\ntopics: [soup]\n---\n{text}"


COURSE = (
    "---\ntitle: {0}\ninstitution: I\nprogramme:\n  - {{id: {0}-1, title: One}}\n  - {{id: {0}-2, title: Two}}\n---\n"
)
FILES = {
    "courses/c/index.md": COURSE.format("c"),
    "courses/c/c-1.md": session(1, "## Soup\nThe [[soup]] of @k is hot and salty.\n"),
    "courses/c/c-2.md": session(2, "## Soup again\nThe [[soup]] of @k is cold.\n"),
    "courses/d/index.md": COURSE.format("d"),
    "courses/d/d-1.md": session(1, "## Broth\nThe hot salty [[soup]] of @k.\n## Exams\nOn Friday.\n"),
    # What is rare counts for more: there must be sections that have nothing to do with these.
    "courses/d/d-2.md": "---\ntitle: S2\nformat: lecture\norder: 2\ntopics: []\n---\n"
    + "".join(f"## Dish {n}\nA plate of kind{n}.\n" for n in range(30)),
    "topics/soup.md": "---\ntitle: Soup\n---\nA dish.\n",
    "papers.bib": "@misc{k, title = {K}}\n",
    "journal.txt": "2020-01-01 watched c-1\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def test_the_first_session_that_was_not_seen_is_next(base: KnowledgeBase) -> None:
    courses = all_pages(base)["index.md"].data["courses"]
    assert [course["ahead"].id for course in courses] == ["c-2", "d-1"]


def test_a_few_topics_make_no_map(base: KnowledgeBase) -> None:
    assert all_pages(base)["index.md"].data["drawing"] is None


def test_many_topics_make_a_map(base_of: Callable[..., KnowledgeBase]) -> None:
    topics = {f"topics/t{n}.md": f"---\ntitle: T{n}\n---\nT.\n" for n in range(6)}
    drawing = all_pages(base_of(FILES | topics))["index.md"].data["drawing"]
    assert len(drawing.nodes) == 7


def test_what_another_course_treats_stands_before_what_this_one_does(base: KnowledgeBase) -> None:
    meetings = all_pages(base)["courses/c/c-1.md"].data["meetings"]
    assert [meeting.session.id for meeting in meetings] == ["d-1", "c-2"]


def test_it_is_told_which_section_treats_what_which_of_ours_does(base: KnowledgeBase) -> None:
    meeting = all_pages(base)["courses/c/c-1.md"].data["meetings"][0]
    assert [(pair.left.section.title, pair.right.section.title) for pair in meeting.pairs] == [("Soup", "Broth")]

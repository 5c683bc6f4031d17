"""Pages of the graph: paths, surroundings, the heat map of courses."""

from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.graph import Requirement
from kb.model import Place
from kb.pages import all_pages
from kb.pages.pictures.surroundings import MOST, surroundings


def session(order: int, topics: str, requires: str, text: str) -> str:
    front = f"title: S{order}\nformat: lecture\norder: {order}\ntopics: [{topics}]\nrequires: [{requires}]\n"
    return f"---\n{front}---\n{text}"


FILES = {
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme:\n  - {id: c-1, title: One, minutes: 60}\n---\n",
    "courses/c/c-1.md": session(1, "soup", "salt", "## Soup\nThe [[soup]] of @k is hot.\n"),
    "courses/d/index.md": "---\ntitle: D\ninstitution: I\nprogramme:\n  - {id: d-1, title: Two}\n---\n",
    "courses/d/d-1.md": session(1, "soup", "", "## Broth\nA hot [[soup]], after @k.\n## Exams\nOn Friday.\n"),
    # What is rare counts for more: there must be sections that have nothing to do with either.
    "courses/d/d-2.md": session(2, "", "", "".join(f"## Dish {n}\nA plate of kind{n}.\n" for n in range(30))),
    "topics/salt.md": "---\ntitle: Salt\n---\nA mineral.\n",
    "topics/soup.md": "---\ntitle: Soup\nrequires:\n  - salt: it needs salt\n---\nA dish.\n",
    "papers.bib": "@misc{k, title = {K}}\n",
    "journal.txt": "2020-01-01 learned salt\n",
}


@pytest.fixture
def base(base_of: Callable[..., KnowledgeBase]) -> KnowledgeBase:
    return base_of(FILES)


def test_the_path_before_a_session_leaves_nothing_out_and_marks_what_is_known(base: KnowledgeBase) -> None:
    rows = all_pages(base)["before/c-1.md"].data["rows"]
    assert [(row.topic.slug, row.known, [reason for _, reason in row.wanted_by]) for row in rows] == [
        ("salt", True, ["it needs salt"])
    ]


def test_a_cell_of_the_heat_map_says_which_sections_meet(base: KnowledgeBase) -> None:
    meetings = all_pages(base)["overlap.md"].data["meetings"]
    assert [(found.first, found.second) for found in meetings] == [("c", "d"), ("c", "c"), ("d", "d")]
    (cell,) = meetings[0].cells
    assert (cell.id, [(pair.left.name, pair.right.name) for pair in cell.pairs]) == (
        "c-1--d-1",
        [("c-1#soup", "d-1#broth")],
    )


def test_marks_carry_kind_course_status_and_ties(base: KnowledgeBase) -> None:
    nodes = all_pages(base)["graph.md"].data["drawing"].nodes
    names = [node.name for node in nodes]
    assert {n.name: (n.kind, n.courses, n.status, [names[tie] for tie in n.ties]) for n in nodes} == {
        "salt": ("topic", (), "known", []),
        "soup": ("topic", (1, 2), "ready", ["salt"]),
        "c-1": ("session", (1,), "", ["soup"]),
        "d-1": ("session", (2,), "", ["soup"]),
        "d-2": ("session", (2,), "", []),
    }


def test_what_has_no_room_around_a_topic_is_counted() -> None:
    many = [Requirement(f"t{number}", "here", "", Place("x")) for number in range(MOST + 3)]
    picture = surroundings([], many)
    assert (len(picture.leads), picture.more) == (MOST, (0, 3))

"""The queue page as a value: what each place can be chosen by; and how far a reader is in a course."""

from collections.abc import Callable, Mapping

import pytest

from kb.base import KnowledgeBase
from kb.pages import course, queue
from kb.pages.base import Page

FILES = {
    "topics/a.md": "---\ntitle: Zeta\n---\n",
    "topics/b.md": "---\ntitle: Alpha\n---\n",
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme:\n"
    "  - {id: s1, title: One}\n  - {id: s2, title: Two}\n  - {id: s3, title: Three}\n---\n",
    "courses/c/s1.md": "---\ntitle: One\nformat: lecture\norder: 1\ntopics: [a]\n---\n\n[@x] [@y]\n",
    "courses/c/s2.md": "---\ntitle: Two\nformat: lecture\norder: 2\ntopics: [b]\n---\n\n[@z]\n",
    "papers.bib": "@misc{x, title = {X}, pages = {1--5}, keywords = {a, b}}\n@misc{y, title = {Y}, pages = {1--15}}\n"
    "@misc{z, title = {Z}, pages = {1--100}, readstatus = {skimmed}}\n@misc{r, title = {R}}\n",
    "journal.txt": "2020-01-06 watched s1\n2020-01-07 read r\n2020-01-13 read y\n2020-01-14 queued y\n",
}
Base = Callable[[Mapping[str, str]], KnowledgeBase]


@pytest.fixture
def base(base_of: Base) -> KnowledgeBase:
    return base_of(FILES)


def page_of(base: KnowledgeBase) -> Page:
    (page,) = queue.pages(base)
    return page


def test_a_place_has_its_topics_time_and_status(base: KnowledgeBase) -> None:
    rows = {row.entry.paper.key: row for row in page_of(base).data["rows"]}
    assert [(key, rows[key].minutes, rows[key].length, rows[key].entry.status) for key in "xyz"] == [
        ("x", 30, "half an hour", "unread"),
        ("y", 90, "two hours", "queued"),
        ("z", 420, "longer", "skimmed"),
    ]
    assert [topic.slug for topic in rows["x"].topics] == ["a", "b"]


def test_the_ways_to_narrow_it_down_have_what_there_is(base: KnowledgeBase) -> None:
    ways = {
        way.name: [(o.label, [r.entry.paper.key for r in o.rows]) for o in way.options]
        for way in page_of(base).data["ways"]
    }
    assert ways["topic"] == [("Alpha", ["x"]), ("Zeta", ["x"])]
    assert ways["minutes"] == [("up to half an hour", ["x"]), ("up to two hours", ["y"]), ("longer", ["z"])]
    assert [label for label, _ in ways["status"]] == ["unread", "queued", "skimmed"]


def test_a_way_with_one_choice_is_none(base_of: Base) -> None:
    base = base_of({"papers.bib": "@misc{x, title = {X}}", "journal.txt": "2020-01-01 queued x\n"})
    assert page_of(base).data["ways"] == []


def test_what_was_read_stands_apart(base: KnowledgeBase) -> None:
    assert [paper.key for paper in page_of(base).data["read"]] == ["r"]


def test_a_course_has_bars_for_sessions_topics_and_papers(base: KnowledgeBase) -> None:
    (page,) = course.pages(base)
    assert [tuple(bar) for bar in page.data["bars"]] == [
        ("sessions seen", 1, 3),
        ("topics known", 1, 2),
        ("papers read", 0, 3),
    ]
    assert page.data["ahead"].title == "Two"


def test_a_course_that_is_not_begun_has_nothing_next(base_of: Base) -> None:
    (page,) = course.pages(base_of(FILES | {"journal.txt": ""}))
    assert (page.data["ahead"], page.data["bars"][0].done) == (None, 0)

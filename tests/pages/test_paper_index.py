"""The table of papers: its rows, and what it can be narrowed down by."""

from collections.abc import Callable

import pytest

from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.pages import Page, paper_index
from kb.site.templates import Templates

FILES = {
    "papers.bib": """@article{b, author = {Roe, B}, title = {B}, journal = {J "x"}, year = 2002, keywords = {t}}
@article{a, author = {Doe, A}, title = {A}, journal = {I}, year = 2001, keywords = {t, u}}
""",
    "topics/t.md": "---\ntitle: Tee\nkind: topic\n---\n",
    "topics/u.md": "---\ntitle: You\nkind: topic\n---\n",
    "courses/c1/index.md": "---\ntitle: C1\nkind: course\n---\n",
    "courses/c1/s1.md": "---\ntitle: S1\nkind: lecture\n---\nSee [@a].\n",
    "courses/c2/index.md": "---\ntitle: C2\nkind: course\n---\n",
    "courses/c2/s2.md": "---\ntitle: S2\nkind: lecture\n---\nSee [@a; @b].\n",
    "journal.txt": "2020-03-24 read a\n",
}


@pytest.fixture
def page(base_of: Callable[..., KnowledgeBase]) -> Page:
    (found,) = paper_index.pages(base_of(FILES))
    return found


def test_facets_count_what_they_leave(page: Page) -> None:
    assert {facet.label: facet.options for facet in page.data["facets"]} == {
        "Topic": (("t", "Tee", 2), ("u", "You", 1)),
        "Course": (("c1", "C1", 1), ("c2", "C2", 2)),
        "Venue": (("I", "I", 1), ('J "x"', 'J "x"', 1)),
        "Status": (("unread", "unread", 1), ("read", "read", 1)),
    }


def test_years_span_the_papers(page: Page) -> None:
    assert page.data["years"] == (2001, 2002)


def test_a_row_carries_its_values(page: Page, base_of: Callable[..., KnowledgeBase]) -> None:
    html = Templates(base_of(FILES), Formulas({})).render(page, "")
    assert '<tr data-year="2001" data-topic="t u" data-course="c1 c2" data-venue="I" data-status="read">' in html
    assert 'data-venue="J &#34;x&#34;"' in html


def test_without_papers_there_is_no_page(base_of: Callable[..., KnowledgeBase]) -> None:
    assert list(paper_index.pages(base_of({"a.md": "text"}))) == []


def test_nothing_to_choose_from(base_of: Callable[..., KnowledgeBase]) -> None:
    (page,) = paper_index.pages(base_of({"a.md": "text", "p.bib": "@misc{k, title = {T}}"}))
    assert (page.data["facets"], page.data["years"]) == ([], None)

"""The pages of the site, one sort a file. To add one: one file here, one row in `PAGES`, and its template.

A page is a value; the MkDocs plugin renders whatever stands in the list. Note pages (lecture, topic ...) put the note's
text in the middle of what is computed around it.
"""

from collections.abc import Callable, Iterator

from kb.base import KnowledgeBase
from kb.pages import (
    authors,
    booklet,
    course,
    graph,
    home,
    lecture,
    overlap,
    paper,
    paper_index,
    path,
    practice,
    problem,
    queue,
    speakers,
    topic,
    topic_index,
)
from kb.pages.base import Page

PAGES: tuple[Callable[[KnowledgeBase], Iterator[Page]], ...] = (
    home.pages,
    course.pages,
    booklet.pages,
    lecture.pages,
    path.pages,
    topic.pages,
    topic_index.pages,
    problem.pages,
    paper.pages,
    paper_index.pages,
    authors.pages,
    speakers.pages,
    overlap.pages,
    graph.pages,
    queue.pages,
    practice.pages,
)


def all_pages(base: KnowledgeBase) -> dict[str, Page]:
    """Every page by its path; of two at one path the later in the list stands."""
    return {page.path: page for make in PAGES for page in make(base)}


__all__ = ["PAGES", "Page", "all_pages"]

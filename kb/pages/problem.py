"""The open problems, and the page of each."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.pages.base import Page
from kb.pages.mentions import around


def pages(base: KnowledgeBase) -> Iterator[Page]:
    book = base.notebook
    for slug, note in book.problems.items():
        data = around(base, note) | {
            "topics": [book.topics[name] for name in note.data.topics if name in book.topics],
            "raised": [book.sessions[name] for name in note.data.raised if name in book.sessions],
            "addressed": [n for n in book.of_kind("lecture") if slug in n.data.problems],
        }
        yield Page(book.inner(note.path), note.title, "problem.html", data)
    if book.problems:
        yield Page(
            "problems/index.md", "Open problems", "problem_index.html", {"problems": list(book.problems.values())}
        )

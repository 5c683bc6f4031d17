"""The navigation of a site that configures none: the courses with their written sessions, then everything by sort."""

from typing import Any

from kb.base import KnowledgeBase
from kb.pages import Page
from kb.site.inline import as_label

SORTS = (
    ("Topics", ("topics/index.md", "graph.md", "overlap.md")),
    ("Papers", ("papers/index.md", "authors/index.md", "queue.md")),
    ("Problems", ("problems/index.md",)),
    ("Practice", ("practice/index.md",)),
)


def navigation(base: KnowledgeBase, pages: dict[str, Page], files: set[str]) -> list[dict[str, Any]]:
    """MkDocs' `nav` for a knowledge base; papers and topics are reached through their tables."""
    book = base.notebook
    nav: list[dict[str, Any]] = [{"Home": "index.md"}]
    for slug, note in book.courses.items():
        written = [{as_label(s.title): book.inner(s.note.path)} for s in book.sessions_of(slug) if s.note]
        nav.append({as_label(note.title): [book.inner(note.path), *written]})
    for name, paths in SORTS:
        held = [{as_label(pages[path].title): path} for path in paths if path in pages]
        if paths[0] in pages:
            nav.append({name: [paths[0], *_problems(base, paths[0]), *held[1:]]})
    nav += [{name: found} for name, found in _others(base, pages, files).items() if found]
    return nav


def _problems(base: KnowledgeBase, index: str) -> list[dict[str, str]]:
    if index != "problems/index.md":
        return []
    return [{as_label(note.title): base.notebook.inner(note.path)} for note in base.notebook.problems.values()]


def _others(base: KnowledgeBase, pages: dict[str, Page], files: set[str]) -> dict[str, Any]:
    """Notes without a kind of their own, the log, and what is about the site."""
    book = base.notebook
    plain = [book.inner(note.path) for note in book.of_kind("page")]
    posts = [book.inner(note.path) for note in reversed(book.of_kind("log"))]
    speakers = [{"Speakers": "speakers.md"}] if "speakers.md" in pages else []
    return {
        "Notes": [path for path in plain if not path.startswith(("about/", "log/")) and path not in pages],
        "Log": "log/index.md" if posts and "log/index.md" in files else posts,
        "About": [*(path for path in plain if path.startswith("about/") and path.count("/") == 1), *speakers],
    }

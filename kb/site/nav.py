"""The navigation of a site that configures none: the courses with their written sessions, then everything by sort."""

from typing import Any

from kb.base import KnowledgeBase
from kb.pages import Page
from kb.site.inline import as_label

SORTS = (
    ("Topics", ("topics/index.md", "graph.md", "overlap.md")),
    ("Papers", ("papers/index.md", "authors/index.md", "queue.md")),
    ("Problems", ("problems/index.md",)),
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
        nav.append({name: [paths[0], *_notes(base, paths[0], files), *held[1:]]})
    if book.of_kind("log"):
        nav.append({"Log": "log/index.md"})
    about = sorted(path for path in files if path.startswith("about/") and path.count("/") == 1)
    if about:
        nav.append({"About": [*about, {"Speakers": "speakers.md"}]})
    return nav


def _notes(base: KnowledgeBase, index: str, files: set[str]) -> list[dict[str, str]]:
    if index != "problems/index.md":
        return []
    return [{as_label(note.title): base.notebook.inner(note.path)} for note in base.notebook.problems.values()]

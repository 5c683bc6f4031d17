"""The names that the search dialog jumps to: one small file, fetched with the first letter typed.

Each row is `[title, kind, address, other names]`; the address is below the site's root.
"""

import json
from collections.abc import Iterator, Mapping

from kb.base import KnowledgeBase
from kb.pages.authors import address as author_address
from kb.pages.paper import address
from kb.pages.people import people
from kb.site.inline import as_label

FILE = "assets/kb/names.json"
KINDS = ("course", "lecture", "topic", "problem")

Row = tuple[str, str, str, tuple[str, ...]]


def text(base: KnowledgeBase, urls: Mapping[str, str]) -> str:
    """The file's content; `urls` are the addresses by source path."""
    rows = [
        (title, kind, urls[path] + (f"#{anchor}" if anchor else ""), others)
        for (title, kind, path, others), anchor in _rows(base)
        if path in urls
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _rows(base: KnowledgeBase) -> Iterator[tuple[Row, str]]:
    book = base.notebook
    for note in book.notes:
        if note.kind in KINDS:
            yield (as_label(note.title), note.kind, book.inner(note.path), (note.slug, *note.data.aliases)), ""
    for session in book.sessions.values():
        course = book.courses.get(session.course)
        if not session.note and course:
            yield (as_label(session.title), "session", book.inner(course.path), (session.id,)), session.id
    for person in people(base).everyone:
        if person.has_page:
            yield (person.name.full, "author", author_address(person.slug), ()), ""
    for paper in book.papers:
        others = tuple(name for name in (paper.key, paper.arxiv) if name)
        yield (paper.title, "paper", address(paper.key), others), ""

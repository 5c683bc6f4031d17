"""The graph page: topics in their communities, sessions by course, open problems; and the same as a list."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.pages.base import Page
from kb.pages.pictures.drawing import Members, draw
from kb.survey import communities

COLUMNS = 4


def pages(base: KnowledgeBase) -> Iterator[Page]:
    if not base.notebook.topics:
        return
    data = {
        "drawing": draw(base, _groups(base), COLUMNS),
        "courses": base.notebook.courses,
        "requires": base.graph.requirements,
        "topics": base.notebook.topics,
    }
    yield Page("graph.md", "Topic graph", "graph.html", data)


def _groups(base: KnowledgeBase) -> list[Members]:
    found = [Members(community.name, community.topics) for community in communities(base)]
    for number, (slug, course) in enumerate(base.notebook.courses.items(), 1):
        written = tuple(session.id for session in base.notebook.sessions_of(slug) if session.note)
        found += [Members(course.title, written, number)] if written else []
    if base.notebook.problems:
        found.append(Members("Open problems", tuple(base.notebook.problems)))
    return found

"""llms.txt: what is here, with a link to the Markdown of each note, for programs that read plain text."""

from collections.abc import Iterable, Iterator

from kb.api.markdown import address
from kb.base import KnowledgeBase
from kb.model import Note

TITLE = "# Lecture notes\n\n> Courses, topics, open problems and papers, linked to each other. Each note as Markdown.\n"


def write(base: KnowledgeBase) -> str:
    return TITLE + "".join(_sections(base))


def _sections(base: KnowledgeBase) -> Iterator[str]:
    book = base.notebook
    for slug, course in book.courses.items():
        yield _list(base, course.title, [course, *(s.note for s in book.sessions_of(slug) if s.note)])
    yield _list(base, "Topics", book.topics.values())
    yield _list(base, "Open problems", book.problems.values())
    yield "\n## Data\n\n" + "".join(
        f"- [{name}](api/{name}.json)\n" for name in ("papers", "topics", "sessions", "graph")
    )


def _list(base: KnowledgeBase, title: str, notes: Iterable[Note]) -> str:
    lines = [f"- [{note.title}]({address(note, base.notebook)})\n" for note in notes]
    return f"\n## {title}\n\n{''.join(lines)}" if lines else ""

"""llms-full.txt: all notes in one text, courses in their order, then topics and open problems."""

from kb.api.markdown import markdown
from kb.base import KnowledgeBase


def write(base: KnowledgeBase) -> str:
    book = base.notebook
    lectures = [session.note for session in book.sessions.values() if session.note]
    notes = [*book.courses.values(), *lectures, *book.topics.values(), *book.problems.values()]
    return "\n".join(markdown(note, book) for note in notes)

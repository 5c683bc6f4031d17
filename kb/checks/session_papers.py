"""A session's note in a complete course cites the papers that its programme lists for the session."""

from collections.abc import Iterator, Mapping

from kb.base import KnowledgeBase
from kb.kinds.course import Course
from kb.model import Finding, Note


def check(base: KnowledgeBase) -> Iterator[Finding]:
    notes = {note.slug: note for note in base.notebook.complete_notes}
    for course in base.notebook.courses.values():
        if isinstance(course.data, Course) and course.data.complete:
            yield from _uncited(course, course.data, notes)


def _uncited(course: Note, data: Course, notes: Mapping[str, Note]) -> Iterator[Finding]:
    for number, slot in enumerate(data.programme):
        note = notes.get(slot.id)
        cited = {citation.key for citation in note.citations} if note else set(slot.papers)
        place = course.places.get(("programme", number), course.place)
        for key in slot.papers:
            if key not in cited:
                message = f"`{slot.id}` does not cite `{key}`, which the programme lists for it"
                yield Finding(place, "session-paper", message, f"cite it where it matters: [@{key}]")

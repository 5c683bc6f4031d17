"""Every session of a complete course has its note; a talk is only listed."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.kinds.course import Course
from kb.model import Finding


def check(base: KnowledgeBase) -> Iterator[Finding]:
    sessions = base.notebook.sessions
    for course in base.notebook.courses.values():
        if not isinstance(course.data, Course) or not course.data.complete:
            continue
        for number, slot in enumerate(course.data.programme):
            if slot.format != "talk" and sessions[slot.id].note is None:
                place = course.places.get(("programme", number), course.place)
                yield Finding(
                    place, "missing-note", f"the session `{slot.id}` has no note", "write it, or say `format: talk`"
                )

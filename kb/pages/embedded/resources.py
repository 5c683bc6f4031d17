"""Courses, sessions and topics as schema.org has them, for search engines and whoever reads linked data.

Our notes are a learning resource, based on a session that somebody else gave. What is not known is left out; the site
adds what only it knows (language, licence).
"""

from typing import Any

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.model import Note
from kb.notebook import Session
from kb.pages.embedded.data_block import Inside
from kb.pages.embedded.record import doi_address, page_of

Thing = dict[str, Any]


def course(base: KnowledgeBase, slug: str, note: Note) -> Thing:
    """A course: who gave it and when, and the sessions that are written up."""
    sessions = base.notebook.sessions_of(slug)
    days = sorted(session.date for session in sessions if session.date)
    instance: Thing = {
        "@type": "CourseInstance",
        "instructor": [_person(name) for name in note.data.instructors],
        "startDate": days[0].isoformat() if days else "",
        "endDate": days[-1].isoformat() if days else "",
    }
    return _known(
        {
            **_resource(base, note, "Course"),
            "provider": _known({"@type": "Organization", "name": note.data.institution}),
            "hasCourseInstance": _known(instance),
            "sameAs": _web(note.data.url),
            "hasPart": [_named(base, session.note, "LearningResource") for session in sessions if session.note],
        }
    )


def session(base: KnowledgeBase, session: Session, note: Note) -> Thing:
    """The notes on a session, and the session that they are based on."""
    topics, taken_from = base.notebook.topics, base.notebook.courses.get(session.course)
    given: Thing = {
        "@type": "LearningResource",
        "name": plain_title(session.title),
        "learningResourceType": session.format,
        "author": [_person(name) for name in session.speakers],
        "dateCreated": session.date.isoformat() if session.date and not session.planned else "",
        "timeRequired": f"PT{session.minutes}M" if session.minutes else "",
        "url": _web(note.data.video) or _web(note.data.slides),
    }
    return _known(
        {
            **_resource(base, note, "LearningResource"),
            "learningResourceType": f"notes on a {session.format}",
            "position": session.order,
            "isPartOf": _named(base, taken_from, "Course") if taken_from else {},
            "isBasedOn": _known(given),
            "teaches": [plain_title(topics[slug].title) for slug in note.data.topics if slug in topics],
            "competencyRequired": [plain_title(topics[slug].title) for slug in note.data.requires if slug in topics],
            "citation": _citations(base, note),
        }
    )


def topic(base: KnowledgeBase, slug: str, note: Note) -> Thing:
    """A topic's note, what must be known before it, and the sessions that teach it."""
    needed = [base.notebook.topics[requirement.needs] for requirement in base.graph.requirements[slug]]
    return _known(
        {
            **_resource(base, note, "LearningResource"),
            "learningResourceType": "topic",
            "alternateName": list(note.data.aliases),
            "teaches": plain_title(note.title),
            "competencyRequired": [plain_title(other.title) for other in needed],
            "isPartOf": [_named(base, lesson.note, "LearningResource") for lesson in base.graph.lessons(slug)],
            "citation": _citations(base, note),
        }
    )


def _resource(base: KnowledgeBase, note: Note, type_: str) -> Thing:
    page = Inside(base.notebook.inner(note.path))
    return {"@context": "https://schema.org", "@id": page, **_named(base, note, type_)}


def _named(base: KnowledgeBase, note: Note, type_: str) -> Thing:
    return {"@type": type_, "name": plain_title(note.title), "url": Inside(base.notebook.inner(note.path))}


def _citations(base: KnowledgeBase, note: Note) -> list[Thing]:
    papers = [base.notebook.by_key[key] for key in base.graph.cited_keys(note) if key in base.notebook.by_key]
    return [
        _known(
            {
                "@type": "ScholarlyArticle",
                "@id": doi_address(paper.doi) if paper.doi else _web(page_of(paper)),
                "name": paper.title,
            }
        )
        for paper in papers
    ]


def _person(name: str) -> Thing:
    return {"@type": "Person", "name": name}


def _web(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""


def _known(thing: Thing) -> Thing:
    """Without what is empty; a thing of which only the type is known is none."""
    found = {name: value for name, value in thing.items() if value}
    return found if found.keys() - {"@type"} else {}

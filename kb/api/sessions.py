"""`{"courses": [{"name", "title", "sessions": [{"name", "title", "format", "date", "minutes", "speakers", ...}]}]}`"""

import json

from kb.api.markdown import address
from kb.base import KnowledgeBase
from kb.notebook import Session


def write(base: KnowledgeBase) -> str:
    courses = [
        {
            "name": slug,
            "title": note.title,
            "sessions": [_session(base, session) for session in base.notebook.sessions_of(slug)],
        }
        for slug, note in base.notebook.courses.items()
    ]
    return json.dumps({"courses": courses}, ensure_ascii=False, indent=1)


def _session(base: KnowledgeBase, session: Session) -> dict[str, object]:
    """`markdown` is empty for a session that nobody has written up."""
    note = session.note
    return {
        "name": session.id,
        "title": session.title,
        "format": session.format,
        "date": session.date.isoformat() if session.date else None,
        "planned": session.planned,
        "minutes": session.minutes,
        "speakers": list(session.speakers),
        "teaches": list(note.data.topics) if note else [],
        "assumes": list(note.data.requires) if note else [],
        "cites": base.graph.cited_keys(note) if note else [],
        "markdown": address(note, base.notebook) if note else "",
    }

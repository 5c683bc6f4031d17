"""A session's note in a complete course says what it rests on, under the heading `Sources`."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Note


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for note in base.notebook.complete_notes:
        if not _sources(note):
            hint = "say under `## Sources` what rests on slides, papers, memory"
            yield Finding(note.place, "no-sources", "this note does not name its sources", hint)


def _sources(note: Note) -> bool:
    """Whether there is such a section, with words in it."""
    found = (section for section in note.sections if section.title == "Sources")
    return any(section.span.of(note.text).partition("\n")[2].strip() for section in found)

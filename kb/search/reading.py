"""What can be found: notes, papers and sessions without a note, as documents of parts.

In: what was read. Out: plain values, the same whether the whole notebook is at hand or only what one note names. A
formula stands in a text as Unicode between two marks: it is shown, and not indexed.
"""

import re
from collections.abc import Iterator

from kb import fields
from kb.anchors import plain_title
from kb.kinds.course import Course, Slot
from kb.model import Note, Paper, Section, Span
from kb.notebook import Notebook
from kb.prose import prose
from kb.search.document import ALIAS, PERSON, TITLE, Document, Part
from kb.search.words import MATH

_DISPLAY = re.compile(r"\b(?:aligned|cases|gathered|split|array)\b ?")


def of_note(note: Note, notebook: Notebook) -> Iterator[Document]:
    """The note, and of a course the sessions of its programme, which count where they have no note."""
    people = (*getattr(note.data, "speakers", ()), *getattr(note.data, "instructors", ()))
    course = fields.course_of(notebook.inner(note.path))
    year = getattr(getattr(note.data, "date", None), "year", 0)
    exact = [(note.title, TITLE), (note.slug, TITLE), *((alias, ALIAS) for alias in note.data.aliases)]
    exact += [(person, PERSON) for person in people]
    names = " ".join((note.title, note.slug, *note.data.aliases, *people, getattr(note.data, "format", "")))
    facts = fields.of_note(note, course)
    parts = tuple(_parts(note, names, notebook))
    yield Document(note.kind, note.slug, note.title, note.path, tuple(exact), facts, parts, year or 0)
    if isinstance(note.data, Course):
        yield from (_session(slot, note, course) for slot in note.data.programme)


def _parts(note: Note, names: str, notebook: Notebook) -> Iterator[Part]:
    """The sections that have words or a heading. The first carries all names of the note."""
    above: list[Section] = []
    for section in note.sections:
        start = note.text.find("\n", section.span.start) if section.anchor else section.span.start
        span = Span(max(start, section.span.start), section.span.end)
        words = _DISPLAY.sub("", prose(note, span, notebook, around=MATH).replace("&", ""))
        above = [one for one in above if one.level < section.level]
        if words or section.anchor:
            outer = " ".join(plain_title(one.title) for one in above)
            yield Part(
                plain_title(section.title), section.anchor, f"{names} {outer}".strip(), words, _cited(note, span)
            )
            names = note.title
        above += [section] if section.anchor else []


def _cited(note: Note, span: Span) -> tuple[str, ...]:
    inside = (citation.key for citation in note.citations if span.start <= citation.span.start < span.end)
    return tuple(dict.fromkeys(inside))


def _session(slot: Slot, course: Note, slug: str) -> Document:
    exact = ((slot.title, TITLE), (slot.id, TITLE), *((person, PERSON) for person in slot.speakers))
    names = " ".join((slot.title, slot.id, *slot.speakers))
    facts: dict[str, tuple[str, ...]] = {"kind": ("session", slot.format), "course": (slug,)}
    facts |= {"speaker": tuple(slot.speakers)} if slot.speakers else {}
    facts |= {"year": (str(slot.date.year),)} if slot.date else {}
    part = Part("", slot.id, names, "")
    year = slot.date.year if slot.date else 0
    return Document("session", slot.id, slot.title, course.path, exact, facts, (part,), year)


def of_paper(paper: Paper) -> Document:
    """A paper: who wrote it, when and where, what about."""
    people = paper.authors or paper.editors
    shown = [", ".join(person.full for person in people), str(paper.year or ""), paper.venue]
    shown += [*(word.replace("-", " ") for word in paper.keywords), paper.text("abstract")]
    names = " ".join((paper.title, paper.key, *(person.full for person in people), paper.arxiv, paper.doi))
    exact = [(name, TITLE) for name in (paper.title, paper.key, paper.arxiv, paper.doi) if name]
    exact += [(name, PERSON) for person in people for name in dict.fromkeys((person.full, person.short))]
    facts = {**fields.of_paper(paper), "keyword": tuple(word.casefold() for word in paper.keywords)}
    part = Part("", "", names, ". ".join(one for one in shown if one))
    place = paper.place.path
    return Document("paper", paper.key, paper.title, place, tuple(exact), facts, (part,), paper.year or 0, paper.by)

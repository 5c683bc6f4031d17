"""A topic, session or problem that the front matter names exists."""

from collections.abc import Iterator, Mapping

from kb.base import KnowledgeBase
from kb.model import Finding, Note
from kb.nearest import nearest


def check(base: KnowledgeBase) -> Iterator[Finding]:
    book = base.notebook
    known: dict[str, Mapping[str, object]] = {"topic": book.topics, "session": book.sessions, "problem": book.problems}
    for note in book.notes:
        for reference in note.data.names():
            if reference.name not in known[reference.kind]:
                yield _unknown(
                    note, reference.field, reference.index, reference.name, reference.kind, known[reference.kind]
                )


def _unknown(note: Note, field: str, index: int, name: str, kind: str, known: Mapping[str, object]) -> Finding:
    guess = nearest(name, known)
    hint = f"did you mean `{guess}`?" if guess else f"write its note: kb new {kind} {name}"
    place = note.places.get((field, index), note.place)
    return Finding(place, f"unknown-{kind}", f"`{field}` names the {kind} `{name}`, which does not exist", hint)

"""A session's note in a complete course ends with questions, and exercises with their solutions."""

from collections import Counter
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Note

# How many questions and exercises a note of each format has at least; the formats not named here, as a seminar.
WANTED = {"lecture": (6, 2), "guest": (6, 2)}
OF_A_SEMINAR = (4, 1)


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for note in base.notebook.complete_notes:
        yield from _missing(note)


def _missing(note: Note) -> Iterator[Finding]:
    counts = Counter(block.type for block in note.blocks)
    questions, exercises = WANTED.get(note.data.format, OF_A_SEMINAR)
    for kind, wanted in (("question", questions), ("exercise", exercises)):
        if counts[kind] < wanted:
            message = f"this note has {counts[kind]} of the {wanted} {kind}s that a {note.data.format} needs"
            yield Finding(note.place, f"few-{kind}s", message, f"add a `/// {kind}` with an id")
    following = dict(zip(note.blocks, note.blocks[1:], strict=False))
    for block in note.blocks:
        if block.type == "exercise" and getattr(following.get(block), "type", "") != "solution":
            yield Finding(block.place, "no-solution", "this exercise has no solution", "let a `/// solution` follow it")

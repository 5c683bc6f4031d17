"""A note of a kind that others name by slug has its slug to itself."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Note

NAMED = ("course", "lecture", "topic", "problem")


def check(base: KnowledgeBase) -> Iterator[Finding]:
    first: dict[str, Note] = {}
    for note in base.notebook.notes:
        if note.kind not in NAMED:
            continue
        other = first.setdefault(note.slug, note)
        if other is not note:
            yield Finding(
                note.place, "shared-slug", f"`{note.slug}` is {other.path} already", "rename one of the files"
            )

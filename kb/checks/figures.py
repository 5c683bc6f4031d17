"""A session's note in a complete course shows what it says in a figure."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for note in base.notebook.complete_notes:
        if not any(block.type == "figure" for block in note.blocks):
            yield Finding(note.place, "no-figure", "this note has no figure", "compute one: `/// figure`")

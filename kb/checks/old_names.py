"""The old name of a note or paper is free: its address leads to what was renamed, and to nothing else."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Note, Paper
from kb.moved import moves, paths, wrong


def check(base: KnowledgeBase) -> Iterator[Finding]:
    taken = paths(base.notebook)
    for move in moves(base.notebook):
        if reason := wrong(move):
            yield Finding(move.place, "old-name", f"`{move.name}` {reason}", "write a name, or a path in that folder")
            continue
        other = taken.setdefault(move.old, move.target)
        if other is not move.target or move.old == base.notebook.inner(getattr(move.target, "path", "")):
            yield Finding(move.place, "old-name", f"`{move.name}` is the name of {_named(other)}", "take it out here")


def _named(other: Note | Paper) -> str:
    return f"the paper `{other.key}`" if isinstance(other, Paper) else other.path

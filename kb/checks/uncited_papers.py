"""Every paper is cited in a note. Off by default: a bibliography may hold more than the notes have come to."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding


def check(base: KnowledgeBase) -> Iterator[Finding]:
    cited = {citation.key for note in base.notebook.notes for citation in note.citations}
    for paper in base.notebook.papers:
        if paper.key not in cited:
            yield Finding(paper.place, "uncited-paper", f"no note cites `{paper.key}`", f"cite it: [@{paper.key}]")

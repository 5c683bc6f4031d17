"""A citation names a paper that the bibliography holds."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding
from kb.nearest import nearest


def check(base: KnowledgeBase) -> Iterator[Finding]:
    known = base.notebook.by_key
    lost = {finding.lost for finding in base.notebook.findings}
    for note in base.notebook.notes:
        for citation in note.citations:
            if citation.key not in known and citation.key not in lost:
                guess = nearest(citation.key, known)
                hint = f"did you mean `@{guess}`?" if guess else "add it with `kb papers add`"
                yield Finding(citation.place, "unknown-citation", f"`@{citation.key}` is not in the bibliography", hint)

"""What a page answers to the fields of a query, as marks that Pagefind's program reads."""

from collections.abc import Mapping

from kb import fields, selection
from kb.base import KnowledgeBase
from kb.model import Note
from kb.progress import Progress, fold


class Facets:
    """The facts of each note and paper of one knowledge base, by source path."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.progress: Progress = fold(base.notebook.events)

    def of_note(self, note: Note) -> Mapping[str, tuple[str, ...]]:
        """A note's own facts, the keys it cites, and whether it was watched or learned."""
        facts = dict(fields.of_note(note, fields.course_of(self.base.notebook.inner(note.path))))
        facts["cites"] = tuple(self.base.graph.cited_keys(note))
        seen = (("watched", self.progress.watched), ("learned", self.progress.learned))
        facts["status"] = tuple(status for status, names in seen if note.slug in names)
        return facts

    def of_key(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """A paper's facts; none where no paper has the key."""
        paper = self.base.notebook.by_key.get(key)
        if not paper:
            return {}
        facts = selection.facts(self.base, paper, self.progress)
        return {name: tuple(dict.fromkeys(values)) for name, values in facts.items()}

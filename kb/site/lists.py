"""Live lists as HTML: the queries of fenced blocks named `kb`, answered when the site is built."""

from functools import cached_property
from html import escape

from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.model import Note, Paper
from kb.progress import Progress, fold
from kb.query import QueryError, parse
from kb.search import Index
from kb.selection import papers
from kb.site.addresses import href
from kb.site.inline import inline

# What a query may begin with, and the kind that is meant; `notes` are of any kind.
_KINDS = {"notes": "", "topics": "topic", "lectures": "lecture"}


class Lists:
    """The live lists of one knowledge base: one index and one state of reading for all of them."""

    def __init__(self, base: KnowledgeBase, formulas: Formulas) -> None:
        self.base, self.formulas = base, formulas

    @cached_property
    def _index(self) -> Index:
        return Index.of(self.base)

    @cached_property
    def _progress(self) -> Progress:
        return fold(self.base.notebook.events, self.base.notebook.papers)

    @cached_property
    def _notes(self) -> dict[str, Note]:
        return {note.path: note for note in self.base.notebook.notes}

    def table(self, query: str) -> str:
        """A table of what `papers topic:gan status:unread`, `topics ...` or `notes ...` finds."""
        what, _, rest = query.strip().partition(" ")
        try:
            rows = self._papers(rest) if what == "papers" else self._found(what, rest if what in _KINDS else query)
        except QueryError as error:
            return f'<p class="kb-missing">{escape(str(error))}</p>'
        if not rows:
            return f'<p class="kb-empty">Nothing matches <code>{escape(query)}</code>.</p>'
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f'<div class="kb-table"><table class="kb-list"><tbody>{body}</tbody></table></div>'

    def _papers(self, query: str) -> list[str]:
        return [self._paper(paper) for paper in papers(self.base, parse(query), self._progress)]

    def _found(self, what: str, query: str) -> list[str]:
        kind = _KINDS.get(what, "")
        hits = self._index.search(parse(query), limit=100).hits
        paths = dict.fromkeys(hit.row.path for hit in hits if hit.whole and (not kind or hit.row.kind == kind))
        return [self._note(self._notes[path]) for path in paths if path in self._notes]

    def _note(self, note: Note) -> str:
        return f'<td><a href="{escape(href(self.base.notebook, note))}">{inline(note.title, self.formulas)}</a></td>'

    def _paper(self, paper: Paper) -> str:
        address = escape(href(self.base.notebook, paper))
        link = f'<a href="{address}">{escape(paper.title)}</a>'
        return f"<td>{escape(paper.by)}</td><td>{paper.year or ''}</td><td>{link}</td>"

"""A live list as HTML: the query of a fenced block named `kb`, answered when the site is built."""

from html import escape

from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.model import Paper
from kb.progress import fold
from kb.query import QueryError, parse
from kb.search import Index, Row
from kb.selection import papers
from kb.site.addresses import href
from kb.site.inline import inline


def live_list(base: KnowledgeBase, query: str, formulas: Formulas) -> str:
    """A table of what `papers topic:gan status:unread`, `topics ...` or `notes ...` finds."""
    what, _, rest = query.strip().partition(" ")
    try:
        if what == "papers":
            rows = [_paper_row(base, paper) for paper in papers(base, parse(rest), fold(base.notebook.events))]
        else:
            wanted = rest if what in ("notes", "topics", "lectures") else query
            hits = Index(base).search(parse(wanted), limit=100).hits
            found = dict.fromkeys(hit.row.note for hit in hits if hit.row.note and _wanted(hit.row, what))
            rows = [
                f'<td><a href="{escape(href(base.notebook, n))}">{inline(n.title, formulas)}</a></td>' for n in found
            ]
    except QueryError as error:
        return f'<p class="kb-missing">{escape(str(error))}</p>'
    if not rows:
        return f'<p class="kb-empty">Nothing matches <code>{escape(query)}</code>.</p>'
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="kb-table"><table class="kb-list"><tbody>{body}</tbody></table></div>'


def _wanted(row: Row, what: str) -> bool:
    return {"topics": row.kind == "topic", "lectures": row.kind == "lecture"}.get(what, True)


def _paper_row(base: KnowledgeBase, paper: Paper) -> str:
    address = escape(href(base.notebook, paper))
    return (
        f'<td>{escape(paper.by)}</td><td>{paper.year or ""}</td><td><a href="{address}">{escape(paper.title)}</a></td>'
    )

"""The papers a query chooses: what `kb papers list`, `kb queue --only` and live lists ask."""

from collections.abc import Callable

from kb.base import KnowledgeBase
from kb.model import Paper
from kb.progress import Progress
from kb.query import Filter, Query, contains


def papers(base: KnowledgeBase, query: Query, progress: Progress) -> list[Paper]:
    """The papers that match, in the order the query asks for; by key where it asks for none."""
    chosen = [
        paper
        for paper in base.notebook.papers
        if all(_passes(base, paper, f, progress) != f.negated for f in query.filters)
        and all(_holds(paper, term.text) != term.negated for term in query.terms)
    ]
    return sorted(chosen, key=_order(base, query.sort), reverse=query.sort in ("-year", "cited"))


def _passes(base: KnowledgeBase, paper: Paper, wanted: Filter, progress: Progress) -> bool:
    value = wanted.value
    if wanted.field == "year":
        return paper.year is not None and wanted.years[0] <= paper.year <= wanted.years[1]
    if wanted.field == "topic":
        return topic_slug(base, value) in base.graph.topics_of(paper.key)
    if wanted.field == "author":
        return contains([person.full for person in paper.authors], value)
    if wanted.field == "venue":
        return contains([paper.venue], value)
    if wanted.field == "status":
        return progress.status_of(paper.key) == value.casefold()
    if wanted.field in ("course", "cited-in"):
        mentions = base.graph.citations.get(paper.key, ())
        return any(value in (m.note.slug, *m.note.path.split("/")) for m in mentions)
    if wanted.field == "has":
        return bool(paper.raw.get("eprint" if value == "arxiv" else value))
    return wanted.field == "kind" and value == "paper"


def topic_slug(base: KnowledgeBase, name: str) -> str:
    """The slug of the topic that a slug, title or alias means; the name itself where it means none."""
    return base.notebook.topic_names.get(name.casefold(), name)


def _holds(paper: Paper, word: str) -> bool:
    names = [paper.key, paper.title, paper.arxiv, *(person.full for person in paper.authors)]
    return contains(names, word)


def _order(base: KnowledgeBase, sort: str) -> Callable[[Paper], tuple[object, ...]]:
    if sort in ("year", "-year"):
        return lambda paper: (paper.year or 9999, paper.key)
    if sort == "title":
        return lambda paper: (paper.title.casefold(), paper.key)
    if sort == "author":
        return lambda paper: (paper.by.casefold(), paper.year or 9999, paper.key)
    if sort == "cited":
        return lambda paper: (len(base.graph.citations.get(paper.key, ())), paper.key)
    return lambda paper: (paper.key,)

"""The papers a query chooses: what `kb papers list`, `kb queue --only` and live lists ask."""

from collections.abc import Callable
from dataclasses import replace

from kb import fields
from kb.base import KnowledgeBase
from kb.model import Paper
from kb.progress import Progress
from kb.query import Query, contains


def papers(base: KnowledgeBase, query: Query, progress: Progress) -> list[Paper]:
    """The papers that match, in the order the query asks for; by key where it asks for none.

    Raises QueryError for a name that no topic, course, note or paper has.
    """
    fields.check(query, names(base) if query.filters else {})
    filters = [
        replace(one, value=topic_slug(base, one.value)) if one.field == "topic" else one for one in query.filters
    ]
    chosen = [
        paper
        for paper in base.notebook.papers
        if not filters
        or all(fields.passes(said, one) != one.negated for said in [facts(base, paper, progress)] for one in filters)
        if all(_holds(paper, term.text) != term.negated for term in query.terms)
    ]
    return sorted(chosen, key=_order(base, query.sort), reverse=query.sort in ("-year", "cited"))


def facts(base: KnowledgeBase, paper: Paper, progress: Progress) -> fields.Facts:
    """What the bibliography says of a paper, the notes that cite it, and its reader."""
    notes = [mention.note for mention in base.graph.citations.get(paper.key, ())]
    courses = tuple(course for note in notes if (course := fields.course_of(base.notebook.inner(note.path))))
    return {
        **fields.of_paper(paper),
        "topic": tuple(base.graph.topics_of(paper.key)),
        "course": courses,
        "cited-in": (*(note.slug for note in notes), *courses),
        "status": (progress.status_of(paper.key),),
    }


def names(base: KnowledgeBase) -> dict[str, set[str]]:
    """What the fields that ask for a name know, case folded."""
    courses = {slug.casefold() for slug in base.notebook.courses}
    return {
        "topic": set(base.notebook.topic_names),
        "course": courses | {fields.course_of(base.notebook.inner(n.path)).casefold() for n in base.notebook.notes},
        "cites": {key.casefold() for key in base.notebook.by_key},
        "cited-in": courses | {note.slug.casefold() for note in base.notebook.notes},
    }


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

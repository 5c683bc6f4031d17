"""The table of all papers, and the ways to narrow it down."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from kb.base import KnowledgeBase
from kb.model import Note, Paper, Status
from kb.pages.base import Page
from kb.progress import fold


@dataclass(frozen=True)
class Row:
    """A paper with what the table shows of it beside its own fields."""

    paper: Paper
    cited: int
    topics: tuple[Note, ...]
    courses: tuple[str, ...]
    status: Status


@dataclass(frozen=True)
class Facet:
    """One way to narrow the table down; each option is a value, its label, and how many papers have it.

    `several` is for what a paper can have more than one of.
    """

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]
    several: bool = False


def pages(base: KnowledgeBase) -> Iterator[Page]:
    rows = _rows(base)
    if not rows:
        return
    years = [row.paper.year for row in rows if row.paper.year]
    data = {
        "rows": rows,
        "facets": _facets(base, rows),
        "years": (min(years), max(years)) if years else None,
        "bib": _bib(base),
    }
    yield Page("papers/index.md", "Papers", "paper_index.html", data)


def _bib(base: KnowledgeBase) -> str:
    """The bibliography's own path below the folder of notes."""
    return base.notebook.inner(base.notebook.papers[0].place.path)


def _rows(base: KnowledgeBase) -> list[Row]:
    progress, topics = fold(base.notebook.events, base.notebook.papers), base.notebook.topics
    return [
        Row(
            paper=paper,
            cited=len(base.graph.citations.get(paper.key, ())),
            topics=tuple(topics[slug] for slug in base.graph.topics_of(paper.key)),
            courses=_courses(base, paper),
            status=progress.status_of(paper.key),
        )
        for paper in sorted(base.notebook.papers, key=lambda p: (p.by.casefold(), p.year or 9999, p.key))
    ]


def _courses(base: KnowledgeBase, paper: Paper) -> tuple[str, ...]:
    """The courses whose sessions cite the paper."""
    sessions = base.notebook.sessions
    cited_in = (sessions.get(mention.note.slug) for mention in base.graph.citations.get(paper.key, ()))
    return tuple(sorted({session.course for session in cited_in if session}))


def _facets(base: KnowledgeBase, rows: list[Row]) -> list[Facet]:
    """Those with something to choose from."""
    titles = {slug: note.title for slug, note in (*base.notebook.topics.items(), *base.notebook.courses.items())}
    found = (
        Facet("topic", "Topic", _options((t.slug for row in rows for t in row.topics), titles), several=True),
        Facet("course", "Course", _options((slug for row in rows for slug in row.courses), titles), several=True),
        Facet("venue", "Venue", _options(row.paper.venue for row in rows)),
        Facet("status", "Status", _in_order(_options(row.status for row in rows))),
    )
    return [facet for facet in found if len(facet.options) > 1]


def _options(values: Iterable[str], labels: Mapping[str, str] | None = None) -> tuple[tuple[str, str, int], ...]:
    """Each value once, by label."""
    count = Counter(value for value in values if value)
    found = ((value, (labels or {}).get(value, value), number) for value, number in count.items())
    return tuple(sorted(found, key=lambda option: (option[1].casefold(), option[0])))


def _in_order(options: tuple[tuple[str, str, int], ...]) -> tuple[tuple[str, str, int], ...]:
    """From unread to read."""
    order: tuple[str, ...] = get_args(Status)
    return tuple(sorted(options, key=lambda option: order.index(option[0])))

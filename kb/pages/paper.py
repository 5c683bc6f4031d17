"""The page of a paper: reference, identifiers, where it is cited, records to copy and to be found."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.exports import EXPORTS
from kb.model import Event, Paper
from kb.pages.base import Page
from kb.pages.embedded.citation_tags import citation_tags
from kb.pages.embedded.coins import coins
from kb.pages.embedded.json_ld import json_ld
from kb.pages.embedded.record import record
from kb.pages.mentions import around, quoted
from kb.pages.people import People, people
from kb.progress import PAPER_STATUS, Progress, fold
from kb.related import related_papers

RECORDS = ("bib", "ris", "csl")


def pages(base: KnowledgeBase) -> Iterator[Page]:
    progress, everyone = fold(base.notebook.events, base.notebook.papers), people(base)
    for paper in base.notebook.papers:
        yield _page(base, paper, progress, everyone)


def address(key: str) -> str:
    """The source path of a paper's page. A slash in a key would open a folder."""
    return f"papers/{key.replace('/', '_')}.md"


def _page(base: KnowledgeBase, paper: Paper, progress: Progress, everyone: People) -> Page:
    topics = [base.notebook.topics[slug] for slug in base.graph.topics_of(paper.key)]
    found = record(paper, [topic.title for topic in topics] or paper.keywords)
    note = base.notebook.paper_notes.get(paper.key)
    data = {
        "paper": paper,
        "note": note,
        "authors": [(person.full, everyone.page_of(person)) for person in paper.authors],
        "imprint": imprint(paper),
        "pdf": found.pdf,
        "cited_in": quoted(base, base.graph.citations.get(paper.key, ())),
        "topics": topics,
        "related": related_papers(base, paper.key),
        "status": progress.status_of(paper.key),
        "history": _history(base, paper),
        "records": [(EXPORTS[name].name, EXPORTS[name].write([paper])) for name in RECORDS],
        "coins": coins(found),
        "json_ld": json_ld(found),
        "around": around(base, note) if note else None,
    }
    description = f"{paper.author_year}. {paper.venue}".strip()
    return Page(address(paper.key), paper.title, "paper.html", data, description, tuple(citation_tags(found)))


def imprint(paper: Paper) -> list[str]:
    """What the reference says behind the venue: `vol. 9`, `no. 8`, `pp. 1735–1780`, `Springer`."""
    marks = (("volume", "vol. "), ("number", "no. "), ("issue", "no. "), ("pages", "pp. "), ("series", ""))
    parts = [f"{mark}{text}" for name, mark in marks if (text := paper.text(name))]
    if edition := paper.text("edition"):
        parts.append(edition if "edition" in edition.lower() else f"{edition} edition")
    publisher = paper.text("publisher")
    return [*parts, publisher] if publisher and publisher != paper.venue else parts


def _history(base: KnowledgeBase, paper: Paper) -> list[Event]:
    """What the journal says of the reader and the paper, day by day."""
    events = (event for event in base.notebook.events if event.name == paper.key and event.verb in PAPER_STATUS)
    return sorted(events, key=lambda event: event.day)

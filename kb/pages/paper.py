"""The page of a paper: reference, identifiers, where it is cited with each sentence, records to copy."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.exports import EXPORTS
from kb.model import Paper
from kb.pages.base import Page
from kb.pages.mentions import quoted
from kb.progress import Progress, fold

RECORDS = ("bib", "ris", "csl")


def pages(base: KnowledgeBase) -> Iterator[Page]:
    progress = fold(base.notebook.events)
    for paper in base.notebook.papers:
        yield _page(base, paper, progress)


def address(key: str) -> str:
    """The source path of a paper's page. A slash in a key would open a folder."""
    return f"papers/{key.replace('/', '_')}.md"


def _page(base: KnowledgeBase, paper: Paper, progress: Progress) -> Page:
    topics = base.notebook.topics
    data = {
        "paper": paper,
        "note": base.notebook.paper_notes.get(paper.key),
        "cited_in": quoted(base, base.graph.citations.get(paper.key, ())),
        "topics": [topics[slug] for slug in base.graph.topics_of(paper.key)],
        "related": base.graph.related_papers(paper.key),
        "status": progress.status_of(paper.key),
        "records": [(EXPORTS[name].name, EXPORTS[name].write([paper])) for name in RECORDS],
    }
    description = f"{paper.author_year}. {paper.venue}".strip()
    return Page(address(paper.key), paper.title, "paper.html", data, description, tuple(meta(paper)))


def meta(paper: Paper) -> Iterator[tuple[str, str]]:
    """The `citation_*` tags that reference managers read. Source: Google Scholar's inclusion guidelines."""
    yield "citation_title", paper.title
    for person in paper.authors:
        yield "citation_author", person.sorted
    if paper.year:
        yield "citation_publication_date", str(paper.year)
    place = {"article": "citation_journal_title", "inproceedings": "citation_conference_title"}.get(paper.type)
    if place and paper.venue:
        yield place, paper.venue
    if paper.doi:
        yield "citation_doi", paper.doi
    if paper.arxiv:
        yield "citation_arxiv_id", paper.arxiv
        yield "citation_pdf_url", f"https://arxiv.org/pdf/{paper.arxiv}"

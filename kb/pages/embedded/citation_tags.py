"""The `citation_*` meta tags.

Sources: Google Scholar's "Inclusion Guidelines for Webmasters" (names, dates as 2010/05/12, one tag an author), and
what Zotero's "Embedded Metadata" translator reads (which tag makes which type of item; the tags of a book, keywords).
"""

from collections.abc import Iterator

from kb.pages.embedded.record import Record, Sort, inverted

# Where it appeared; the tag also tells a thesis from an article. A preprint's archive is told like an institute.
VENUE_TAGS: dict[Sort, str] = {
    "article": "journal_title",
    "conference": "conference_title",
    "chapter": "book_title",
    "book": "publisher",
    "thesis": "dissertation_institution",
    "report": "technical_report_institution",
    "preprint": "technical_report_institution",
    "other": "publisher",
}


def citation_tags(record: Record) -> Iterator[tuple[str, str]]:
    """Name and content of each tag, in order; what is not known has none."""
    for name, value in _tags(record):
        if value:
            yield f"citation_{name}", value


def _tags(record: Record) -> Iterator[tuple[str, str]]:
    yield "title", record.title
    yield from (("author", inverted(person)) for person in record.authors)
    yield from (("editor", inverted(person)) for person in record.editors)
    yield "publication_date", "/".join(f"{part:02}" for part in record.date)
    yield VENUE_TAGS[record.sort], record.venue
    yield "publisher", record.publisher
    yield "series_title", record.series
    yield "volume", record.volume
    yield from _numbers(record)
    yield "firstpage", record.first_page
    yield "lastpage", record.last_page
    yield "isbn", record.isbn
    yield "issn", record.issn
    yield "doi", record.doi
    yield "arxiv_id", record.arxiv
    yield "abstract_html_url", record.page if record.page != record.pdf else ""
    yield "pdf_url", record.pdf
    yield "language", record.language
    yield "keywords", "; ".join(record.keywords)
    yield "abstract", record.abstract


def _numbers(record: Record) -> Iterator[tuple[str, str]]:
    if record.sort == "report":
        yield "technical_report_number", record.number
    elif record.sort == "preprint":
        yield "technical_report_number", f"arXiv:{record.arxiv}"
    else:
        yield "issue", record.number

"""COinS: an OpenURL ContextObject in a span's title, from which reference managers save what a page is about.

Sources: NISO Z39.88-2004 with its matrices `info:ofi/fmt:kev:mtx:journal`, `book`, `dissertation` and `dc`, and
"OpenURL COinS: A Convention to Embed Bibliographic Metadata in HTML".
"""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from kb.pages.embedded.record import Record, Sort, inverted, iso

FORMATS: dict[Sort, tuple[str, str]] = {
    "article": ("journal", "article"),
    "preprint": ("journal", "preprint"),
    "conference": ("book", "proceeding"),
    "chapter": ("book", "bookitem"),
    "book": ("book", "book"),
    "report": ("book", "report"),
    "thesis": ("dissertation", ""),
    "other": ("dc", ""),
}
# What the format calls the work itself and the place where it appeared.
NAMES: dict[Sort, tuple[str, str]] = {
    "article": ("atitle", "jtitle"),
    "preprint": ("atitle", "jtitle"),
    "conference": ("atitle", "btitle"),
    "chapter": ("atitle", "btitle"),
    "book": ("btitle", "pub"),
    "report": ("btitle", "pub"),
    "thesis": ("title", "inst"),
    "other": ("title", "source"),
}


def coins(record: Record) -> str:
    """The span's title, not yet escaped for HTML."""
    pairs = [("ctx_ver", "Z39.88-2004"), *((key, value) for key, value in _pairs(record) if value)]
    # Spaces as %20: a plus would be a plus to those that only undo the percent signs.
    return urlencode(pairs, quote_via=quote)


def _pairs(record: Record) -> Iterator[tuple[str, str]]:
    matrix, genre = FORMATS[record.sort]
    title, venue = NAMES[record.sort]
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{matrix}"
    yield "rft.genre", genre
    yield f"rft.{title}", record.title
    yield f"rft.{venue}", record.venue
    yield from (("rft.creator" if matrix == "dc" else "rft.au", inverted(person)) for person in record.authors)
    yield "rft.date", iso(record.date)
    yield from _details(record, matrix)
    # The last address is the one that is kept for the item's own.
    yield "rft_id", f"info:doi/{record.doi}" if record.doi else ""
    yield "rft_id", f"info:arxiv/{record.arxiv}" if record.arxiv else ""
    yield "rft_id", record.pdf
    yield "rft_id", record.page
    yield "rft.identifier", record.page if matrix == "dc" else ""


def _details(record: Record, matrix: str) -> Iterator[tuple[str, str]]:
    yield "rft.degree", record.degree if record.sort == "thesis" else ""
    if matrix in ("journal", "book"):
        yield "rft.volume", record.volume
        yield "rft.issue", record.number
        yield "rft.spage", record.first_page
        yield "rft.epage", record.last_page
        yield "rft.issn", record.issn
    if matrix == "book":
        yield "rft.pub", record.publisher
        yield "rft.edition", record.edition
        yield "rft.series", record.series
        yield "rft.isbn", record.isbn

"""CSV: a table for spreadsheets. No cell can run as a formula there: one that looks like it begins with a quote."""

import csv
import io
from collections.abc import Sequence

from kb.exports import details
from kb.model import Paper

_COLUMNS = ("key", "type", "title", "authors", "year", "venue", "doi", "arxiv", "url", "keywords")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(papers: Sequence[Paper]) -> str:
    """A row of column names, then one row a paper, in the order given."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    table.writerows([safe(cell) for cell in _cells(paper)] for paper in papers)
    return out.getvalue()


def _cells(paper: Paper) -> tuple[str, ...]:
    authors = "; ".join(person.sorted for person in paper.authors) + ("; et al." if paper.more_authors else "")
    year = str(paper.year or "")
    title, address, keywords = paper.text("title"), details.address(paper), "; ".join(paper.keywords)
    return (paper.key, paper.type, title, authors, year, paper.venue, paper.doi, paper.arxiv, address, keywords)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell

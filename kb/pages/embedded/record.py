"""What all the conventions tell of a paper, taken from it once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit

from kb.exports import details
from kb.model import Paper, Person

Sort = Literal["article", "conference", "chapter", "book", "thesis", "report", "preprint", "other"]

SORTS: dict[str, Sort] = {
    "article": "article",
    "suppperiodical": "article",
    "inproceedings": "conference",
    "conference": "conference",
    "incollection": "chapter",
    "inbook": "chapter",
    "inreference": "chapter",
    "book": "book",
    "mvbook": "book",
    "booklet": "book",
    "collection": "book",
    "proceedings": "book",
    "reference": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "report",
}
DEGREES = {"phdthesis": "PhD", "mastersthesis": "Master"}


@dataclass(frozen=True, slots=True)
class Record:
    """A paper in plain text. `venue` is where it appeared, whatever that is for its sort; `page` an address with its
    abstract, `pdf` one of its text. What is not known is empty."""

    sort: Sort
    title: str
    authors: tuple[Person, ...]
    editors: tuple[Person, ...]
    date: tuple[int, ...]
    venue: str
    publisher: str
    series: str
    volume: str
    number: str
    edition: str
    first_page: str
    last_page: str
    isbn: str
    issn: str
    doi: str
    arxiv: str
    page: str
    pdf: str
    degree: str
    language: str
    abstract: str
    keywords: tuple[str, ...]


def record(paper: Paper, keywords: Sequence[str] = ()) -> Record:
    """The paper's record; `keywords` are what the page says it is about."""
    first, last = details.pages(paper)
    venue, publisher = paper.venue, paper.text("publisher")
    return Record(
        sort=SORTS.get(paper.type) or ("preprint" if paper.arxiv else "other"),
        title=paper.title,
        authors=paper.authors,
        editors=paper.editors,
        date=tuple(details.date(paper)),
        venue=venue,
        publisher=publisher if publisher != venue else "",
        series=paper.text("series"),
        volume=paper.text("volume"),
        number=paper.text("number") or paper.text("issue"),
        edition=paper.text("edition"),
        first_page=first,
        last_page=last,
        isbn=paper.text("isbn"),
        issn=paper.text("issn"),
        doi=paper.doi,
        arxiv=paper.arxiv,
        page=page_of(paper),
        pdf=pdf_of(paper),
        degree=paper.text("type") or DEGREES.get(paper.type, ""),
        language=paper.text("language") or paper.text("langid"),
        abstract=paper.text("abstract"),
        keywords=tuple(keywords),
    )


def page_of(paper: Paper) -> str:
    """The page at arXiv, which shows the abstract to everyone; else the DOI's, else the paper's own address."""
    if paper.arxiv:
        return f"https://arxiv.org/abs/{quote(paper.arxiv)}"
    return doi_address(paper.doi) if paper.doi else details.address(paper)


def pdf_of(paper: Paper) -> str:
    """The PDF at arXiv, or the paper's own address where that is one."""
    if paper.arxiv:
        return f"https://arxiv.org/pdf/{quote(paper.arxiv)}"
    own = details.address(paper)
    return own if own.startswith("http") and urlsplit(own).path.lower().endswith(".pdf") else ""


def doi_address(doi: str) -> str:
    return f"https://doi.org/{quote(doi, safe='/:;()')}"


def inverted(person: Person) -> str:
    """`van der Maaten, Laurens`, `King Jr., Martin Luther`: one comma, since readers take what is behind it for the
    given name."""
    family = " ".join(part for part in (person.von, person.family, person.jr) if part)
    return f"{family}, {person.given}" if person.given else family


def iso(date: Sequence[int]) -> str:
    """2014-06-10, as far as it is known."""
    return "-".join(f"{part:02}" for part in date)

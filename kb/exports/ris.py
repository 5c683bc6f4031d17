"""RIS. A line is a tag and its value; in plain text every value is on one line, so no value can begin a tag."""

from collections.abc import Iterator, Sequence

from kb.exports import details
from kb.model import Paper, Person

_TYPES = {
    "article": "JOUR",
    "inproceedings": "CONF",
    "conference": "CONF",
    "proceedings": "CONF",
    "book": "BOOK",
    "collection": "BOOK",
    "booklet": "PAMP",
    "incollection": "CHAP",
    "inbook": "CHAP",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "thesis": "THES",
    "techreport": "RPRT",
    "report": "RPRT",
    "unpublished": "UNPB",
    "online": "ELEC",
    "dataset": "DATA",
    "software": "COMP",
    "patent": "PAT",
}
_PUBLISHERS = ("publisher", "school", "institution", "organization", "howpublished")
_FIELDS = {
    "T2": ("journal", "journaltitle", "booktitle"),
    "T3": ("series",),
    "PB": _PUBLISHERS,
    "CY": ("address", "location"),
    "VL": ("volume",),
    "IS": ("number", "issue"),
    "ET": ("edition",),
    "SN": ("isbn", "issn"),
    "AB": ("abstract",),
    "N1": ("note",),
    "LA": ("language", "langid"),
}


def write(papers: Sequence[Paper]) -> str:
    """One record a paper, in the order given."""
    return "\n".join(_record(paper) for paper in papers)


def _record(paper: Paper) -> str:
    lines = [f"{tag}  - {value}" for tag, value in _tags(paper) if value]
    return "\n".join([*lines, "ER  - ", ""])


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(paper.type, "GEN")
    yield "ID", paper.key
    yield "TI", paper.text("title")
    yield from (("AU", _name(person)) for person in paper.authors)
    yield from (("ED", _name(person)) for person in paper.editors)
    yield "PY", str(paper.year or "")
    date = details.date(paper)
    yield "DA", "/".join(f"{part:02}" for part in date) if len(date) > 1 else ""
    for tag, fields in _FIELDS.items():
        yield tag, next((text for name in fields if name in paper.raw and (text := paper.text(name))), "")
    yield from zip(("SP", "EP"), details.pages(paper), strict=True)
    yield "DO", paper.doi
    yield "UR", details.address(paper)
    yield "M1", f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    yield from (("KW", word) for word in paper.keywords)


def _name(person: Person) -> str:
    """`Family, Given, Suffix`, which is RIS's order; a group is its name alone."""
    family = f"{person.von} {person.family}".strip()
    return ", ".join([family, person.given, person.jr]).rstrip(", ")

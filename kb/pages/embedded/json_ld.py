"""JSON-LD in the words of schema.org, for search engines and whoever reads linked data."""

from typing import Any

from kb.model import Person
from kb.pages.embedded.data_block import data_block
from kb.pages.embedded.record import Record, Sort, doi_address, iso

TYPES: dict[Sort, str] = {
    "article": "ScholarlyArticle",
    "preprint": "ScholarlyArticle",
    "conference": "ScholarlyArticle",
    "chapter": "Chapter",
    "book": "Book",
    "thesis": "Thesis",
    "report": "Report",
    "other": "CreativeWork",
}
VENUES: dict[Sort, str] = {"article": "Periodical", "preprint": "Periodical", "conference": "Book", "chapter": "Book"}


def json_ld(record: Record) -> str:
    """The content of a `script` element, safe there whatever the fields hold."""
    return data_block(_work(record))


def _work(record: Record) -> dict[str, Any]:
    work: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES[record.sort],
        "@id": doi_address(record.doi) if record.doi else record.page,
        "name": record.title,
        "headline": record.title if record.sort in ("article", "conference", "preprint") else "",
        "author": [_person(person) for person in record.authors],
        "editor": [_person(person) for person in record.editors],
        "datePublished": iso(record.date),
        "isPartOf": _container(record),
        "publisher": _organization(_publisher(record)),
        "pageStart": record.first_page,
        "pageEnd": record.last_page,
        "bookEdition": record.edition if record.sort == "book" else "",
        "isbn": record.isbn if record.sort == "book" else "",
        "inSupportOf": record.degree if record.sort == "thesis" else "",
        "reportNumber": record.number if record.sort == "report" else "",
        "identifier": _identifiers(record),
        "url": record.page,
        "encoding": {"@type": "MediaObject", "contentUrl": record.pdf, "encodingFormat": "application/pdf"}
        if record.pdf
        else {},
        "inLanguage": record.language,
        "abstract": record.abstract,
        "keywords": list(record.keywords),
    }
    return {name: value for name, value in work.items() if value}


def _person(person: Person) -> dict[str, str]:
    if not person.given:
        return {"@type": "Organization", "name": person.full}
    return {"@type": "Person", "name": person.full, "givenName": person.given, "familyName": person.short}


def _container(record: Record) -> dict[str, Any]:
    """The journal or proceedings; an article stands in an issue of a volume of it."""
    if record.sort not in VENUES or not record.venue:
        return {}
    parts: dict[str, Any] = {"name": record.venue, "issn": record.issn, "isbn": record.isbn}
    found = {"@type": VENUES[record.sort]} | {name: value for name, value in parts.items() if value}
    if record.volume:
        found = {"@type": "PublicationVolume", "volumeNumber": record.volume, "isPartOf": found}
    if record.number:
        found = {"@type": "PublicationIssue", "issueNumber": record.number, "isPartOf": found}
    return found


def _publisher(record: Record) -> str:
    return record.publisher if record.sort in VENUES else record.publisher or record.venue


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name} if name else {}


def _identifiers(record: Record) -> list[dict[str, str]]:
    pairs = (("doi", record.doi), ("arXiv", record.arxiv))
    return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in pairs if value]

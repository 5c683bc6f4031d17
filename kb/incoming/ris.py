"""RIS: one record from `TY  -` to `ER  -`, each read by itself, so that a broken one does not hide the rest."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import Any

import rispy

from kb.incoming import fields
from kb.model import Finding, Paper, Person, Place
from kb.read.bibtex_encoding import decode

_TYPES = {
    "JOUR": "article",
    "MGZN": "article",
    "EJOUR": "article",
    "CONF": "inproceedings",
    "CPAPER": "inproceedings",
    "BOOK": "book",
    "EBOOK": "book",
    "CHAP": "incollection",
    "ECHAP": "incollection",
    "THES": "phdthesis",
    "RPRT": "techreport",
    "UNPB": "unpublished",
}
_PERIODICALS = ("article", "inproceedings")
_TAG = re.compile(r"(?:\A\ufeff?|(?<=[\r\n]))[ \t]*(?P<tag>[A-Z][A-Z0-9])  ?- ?")
_ARXIV = re.compile(r"arxiv:\s*(\S+)", re.IGNORECASE)


def read(path: str, data: bytes) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """The papers of the file's records, and what could not be read."""
    papers, findings = [], []
    text = decode(data).readable
    for line, record in _records(text):
        place = Place(path, line)
        found = _parsed(record)
        if found and (_title(found) or found.get("authors")):
            papers.append(_paper(found, place))
        else:
            message = "this record has no title and no author" if found else "this record cannot be read as RIS"
            findings.append(Finding(place, "ris-record", message, "a record goes from `TY  - ` to `ER  - `"))
    if not papers and not findings:
        findings.append(Finding(Place(path), "ris-record", "there is no record here", "a record begins with `TY  - `"))
    return tuple(papers), tuple(findings)


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Each record with its first line, from its `TY` to before the next one, ended where it does not end itself."""
    starts = [found.start() for found in _TAG.finditer(text) if found["tag"] == "TY"]
    line, position = 1, 0
    for start, end in pairwise([*starts, len(text)]):
        line += len(re.findall(r"\r\n|\r|\n", text[position:start]))
        position = start
        yield line, text[start:end].lstrip("\ufeff")


def _parsed(record: str) -> Mapping[str, Any] | None:
    """What rispy makes of one record; None where it gives up."""
    lines = re.split(r"\r\n|\r|\n", record)
    body = [line for line in lines if line.strip() and not line.startswith("ER")]
    try:
        found = rispy.loads("\n".join([*body, "ER  - ", ""]))
    except (OSError, ValueError, KeyError, IndexError, AttributeError):  # rispy's own are OSErrors
        return None
    return found[0] if found else None


def _first(record: Mapping[str, Any], *names: str) -> str:
    """The first of these that the record has."""
    return next((str(record[name]) for name in names if record.get(name)), "")


def _title(record: Mapping[str, Any]) -> str:
    return _first(record, "title", "primary_title")


def _paper(record: Mapping[str, Any], place: Place) -> Paper:
    first = partial(_first, record)
    type = _TYPES.get(first("type_of_reference"), "misc")
    if type == "phdthesis" and "master" in first("type_of_work").lower():
        type = "mastersthesis"
    venue = first("secondary_title", "journal_name", "alternate_title3", "alternate_title2")
    values = {
        "author": fields.people(map(_person, record.get("authors") or record.get("first_authors") or ())),
        "editor": fields.people(map(_person, record.get("secondary_authors") or ())),
        "title": _title(record),
        "year": first("year", "publication_year", "date")[:4],
        fields.VENUE.get(type, "series"): venue,
        "volume": first("volume"),
        "number": first("number"),
        "pages": "-".join(filter(None, (first("start_page"), first("end_page")))),
        fields.PUBLISHER.get(type, "publisher"): first("publisher"),
        "address": first("place_published"),
        "edition": first("edition"),
        "issn" if type in _PERIODICALS else "isbn": first("issn"),
        "doi": first("doi").removeprefix("https://doi.org/"),
        **_arxiv(record),
        "url": next(iter(record.get("urls") or ()), ""),
        "abstract": first("abstract", "notes_abstract"),
        "keywords": ", ".join(record.get("keywords") or ()),
        "note": "; ".join(record.get("notes") or ()),
    }
    return fields.paper(type, values, place)


def _arxiv(record: Mapping[str, Any]) -> dict[str, str]:
    found = _ARXIV.fullmatch(str(record.get("note") or "").strip())
    return {"eprint": found[1], "archiveprefix": "arXiv"} if found else {}


def _person(name: str) -> Person:
    """`Family, Given, Suffix` is RIS's order; a group has no comma."""
    family, _, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    if not given.strip():
        return Person(name.strip().rstrip(","))
    known = fields.person(f"{family}, {given}")
    return Person(known.family, known.given, known.von, suffix.strip())

"""CSL-JSON: what Zotero and Pandoc write, and what doi.org answers."""

import json
import re
from collections.abc import Mapping
from typing import Any

from kb.duplicates import arxiv_of
from kb.incoming import fields
from kb.model import Finding, Paper, Person, Place
from kb.read.bibtex_encoding import decode

_TYPES = {
    "article-journal": "article",
    "journal-article": "article",
    "article-magazine": "article",
    "paper-conference": "inproceedings",
    "proceedings-article": "inproceedings",
    "book": "book",
    "monograph": "book",
    "chapter": "incollection",
    "book-chapter": "incollection",
    "thesis": "phdthesis",
    "dissertation": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
}
_YEAR = re.compile(r"\d{4}")


def read(path: str, data: bytes) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """The papers of a list of items, or of a single one, and what could not be read."""
    try:
        found = json.loads(decode(data).text)
    except ValueError as error:
        place = Place(path, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        return (), (Finding(place, "csl-json", "this is no JSON", "CSL-JSON is a list of items"),)
    except RecursionError:
        return (), (Finding(Place(path), "csl-json", "lists are nested too deep in one another"),)
    items = found.get("items", [found]) if isinstance(found, dict) else found
    papers, findings = [], []
    for number, item in enumerate(items if isinstance(items, list) else [items], start=1):
        if isinstance(item, dict) and (_text(item, "title") or _people(item, "author")):
            papers.append(paper(item, Place(path)))
        else:
            message = f"item {number} has no title and no author"
            findings.append(Finding(Place(path), "csl-json", message, "an item is an object with `title` and `author`"))
    return tuple(papers), tuple(findings)


def paper(item: Mapping[str, Any], place: Place) -> Paper:
    """One item as a paper. What is not as CSL has it is left out: other programs take liberties."""
    type = _TYPES.get(_text(item, "type"), "misc")
    if type == "phdthesis" and "master" in _text(item, "genre").lower():
        type = "mastersthesis"
    found = fields.paper(type, _fields(type, item), place)
    number = arxiv_of(found)
    if not number or found.raw.get("eprint"):
        return found
    # DataCite's record of a preprint: its DOI is arXiv's own.
    rest = {name: value for name, value in found.raw.items() if "arxiv" not in value.lower() or name == "title"}
    return Paper("", "misc", {**rest, "howpublished": "arXiv", "eprint": number, "archiveprefix": "arXiv"}, place)


def _fields(type: str, item: Mapping[str, Any]) -> dict[str, str]:
    number = _text(item, "number")
    arxiv = number[6:] if number.lower().startswith("arxiv:") else ""
    return {
        "author": _people(item, "author"),
        "editor": _people(item, "editor"),
        "title": _text(item, "title"),
        **_date(item),
        fields.VENUE.get(type, "series"): _text(item, "container-title"),
        "volume": _text(item, "volume"),
        "number": _text(item, "issue"),
        "pages": _text(item, "page"),
        fields.PUBLISHER.get(type, "publisher"): _text(item, "publisher"),
        "address": _text(item, "publisher-place"),
        "edition": _text(item, "edition"),
        "isbn": _text(item, "ISBN"),
        "issn": _text(item, "ISSN"),
        "doi": _text(item, "DOI").removeprefix("https://doi.org/"),
        "eprint": arxiv,
        "archiveprefix": "arXiv" if arxiv else "",
        "url": "" if "doi.org/" in _text(item, "URL") else _text(item, "URL"),
        "note": _text(item, "note"),
        "keywords": _text(item, "keyword"),
    }


def _text(item: Mapping[str, Any], name: str) -> str:
    """A value as one text; of a list, as Crossref gives them, the first."""
    value = item.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return fields.without_markup(str(value))


def _people(item: Mapping[str, Any], name: str) -> str:
    listed = item.get(name)
    names = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return fields.people(filter(None, map(_person, names)))


def _person(name: Mapping[str, Any]) -> Person | None:
    literal = _text(name, "literal") or _text(name, "name")
    family, given = _text(name, "family"), _text(name, "given")
    if not family:
        return Person(literal or given) if literal or given else None
    von = " ".join(filter(None, (_text(name, "dropping-particle"), _text(name, "non-dropping-particle"))))
    if not von and given:
        return fields.person(f"{family}, {given}") if "," not in f"{family}{given}" else Person(family, given)
    return Person(family, given, von, _text(name, "suffix"))


def _date(item: Mapping[str, Any]) -> dict[str, str]:
    issued = item.get("issued") or item.get("published") or {}
    if not isinstance(issued, dict):
        return {}
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    text = str(first[0]) if first and first[0] else _text(issued, "raw") or _text(issued, "literal")
    found = _YEAR.search(text)
    return {"year": found[0]} if found else {}

"""CSL-JSON, as Pandoc, Zotero and citeproc read it (https://docs.citationstyles.org/en/stable/specification.html)."""

import json
from collections.abc import Sequence
from typing import Any

from kb.exports import details
from kb.model import Paper, Person

_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "book": "book",
    "proceedings": "book",
    "collection": "book",
    "booklet": "pamphlet",
    "incollection": "chapter",
    "inbook": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "unpublished": "manuscript",
    "online": "webpage",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
# The first of the fields that is there gives the variable.
_VARIABLES = {
    "title": ("title",),
    "container-title": ("journal", "journaltitle", "booktitle"),
    "collection-title": ("series",),
    "publisher": ("publisher", "school", "institution", "organization", "howpublished"),
    "publisher-place": ("address", "location"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "page": ("pages",),
    "edition": ("edition",),
    "genre": ("type",),
    "language": ("language", "langid"),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "note": ("note",),
    "abstract": ("abstract",),
    "keyword": ("keywords",),
}


def write(papers: Sequence[Paper]) -> str:
    """A list of items, in the order given, one a line: a changed paper is a changed line."""
    items = (json.dumps(_item(paper), ensure_ascii=False) for paper in papers)
    return "[\n" + ",\n".join(items) + "\n]\n"


def _item(paper: Paper) -> dict[str, Any]:
    item: dict[str, Any] = {"id": paper.key, "type": _type(paper)}
    for variable, fields in _VARIABLES.items():
        item[variable] = next((text for name in fields if name in paper.raw and (text := paper.text(name))), "")
    item["author"] = [_name(person) for person in paper.authors]
    item["editor"] = [_name(person) for person in paper.editors]
    item["issued"] = {"date-parts": [date]} if (date := details.date(paper)) else {}
    item["genre"] = item["genre"] or _GENRES.get(paper.type, "")
    item["number"] = f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    item |= {"DOI": paper.doi, "URL": details.address(paper)}
    return {variable: value for variable, value in item.items() if value}


def _type(paper: Paper) -> str:
    # CSL 1.0.2 calls a preprint `article`; `document` is its word for everything else.
    return _TYPES.get(paper.type) or ("article" if paper.arxiv else "document")


def _name(person: Person) -> dict[str, str]:
    if not person.given and not person.von:
        return {"literal": person.full}
    parts = {
        "family": person.family,
        "given": person.given,
        "non-dropping-particle": person.von,
        "suffix": person.jr,
    }
    return {part: text for part, text in parts.items() if text}

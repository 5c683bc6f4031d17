"""BibLaTeX: the fields and types of BibTeX under the names that biblatex gives them.

Source: the biblatex manual, sections 2.1.2 ("Type Aliases"), 2.2.5 ("Field Aliases") and 2.3.8 ("Date and Time").
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.exports import bib, details
from kb.model import Paper

FIELDS = {
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "primaryclass": "eprintclass",
    "key": "sortkey",
}
TYPES = {"conference": "inproceedings", "electronic": "online", "www": "online"}
# A type that becomes a general one says in its field `type` what it was.
GENERAL = {
    "phdthesis": ("thesis", "phdthesis"),
    "mastersthesis": ("thesis", "mathesis"),
    "techreport": ("report", "techreport"),
}
DATES = ("year", "month", "day")


def write(papers: Sequence[Paper]) -> str:
    """One entry a paper, in the order given."""
    return bib.write([_as_biblatex(paper) for paper in papers])


def _as_biblatex(paper: Paper) -> Paper:
    general, of_type = GENERAL.get(paper.type, ("", ""))
    fields = _fields(paper)
    if of_type:
        fields.setdefault("type", of_type)
    return replace(paper, type=general or TYPES.get(paper.type, paper.type), raw=fields)


def _fields(paper: Paper) -> dict[str, str]:
    """The fields under biblatex's names, in their order; a name that both have keeps biblatex's value."""
    date = "" if "date" in paper.raw else _date(paper.raw, details.date(paper))
    fields: dict[str, str] = {}
    for name, value in paper.raw.items():
        if date and name in DATES:
            fields["date"] = date
        elif FIELDS.get(name, name) == name or FIELDS[name] not in paper.raw:
            fields[FIELDS.get(name, name)] = value
    return fields


def _date(raw: Mapping[str, str], parts: list[int]) -> str:
    """Year, month and day as `2014-05-07`, as far as they are known; empty where the year is no plain number."""
    plain = raw.get("year", "").strip("{} ").isdigit() and ("month" not in raw or len(parts) > 1)
    return "-".join(f"{part:02}" for part in parts) if plain else ""

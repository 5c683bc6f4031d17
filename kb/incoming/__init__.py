"""FAMILY: papers from other programs' files, and from arXiv and doi.org, one format a file.

A format reads bytes into papers and findings, as `kb.read.bibtex` does; a paper without a key of its own has an empty
one. To add one: a file with `read(path, data)`, one row below, and a case in `tests/incoming/`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from kb.incoming import arxiv, bib, csl, doi, ris
from kb.model import Finding, Paper

Read = Callable[[str, bytes], tuple[tuple[Paper, ...], tuple[Finding, ...]]]

FORMATS: dict[str, Read] = {
    ".bib": bib.read,
    ".ris": ris.read,
    ".json": csl.read,
}


@dataclass(frozen=True, slots=True)
class Service:
    """Somebody who is asked for one work by its identifier; `question` is the address, `fetch` goes there."""

    name: str
    example: str
    is_identifier: Callable[[str], bool]
    question: Callable[[str], str]
    fetch: Callable[[str], Paper]


SERVICES: dict[str, Service] = {
    "arxiv": Service("arXiv", "arXiv:1406.2661", arxiv.is_identifier, arxiv.question, arxiv.fetch),
    "doi": Service("doi.org", "doi:10.1038/nature14539", doi.is_identifier, doi.question, doi.fetch),
}


def format_of(name: str) -> Read | None:
    """How a file of this name is read; None where that is not known."""
    return FORMATS.get(PurePath(name).suffix.lower())

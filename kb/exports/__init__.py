"""FAMILY: papers as text for other programs, one format a file. An export opens no file: that is the caller's job.

To add one: a file with `write(papers) -> str`, one row below, and golden files in `tests/exports/golden/`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.exports import bib, biblatex, csl, csv, json, md, ris
from kb.model import Paper


@dataclass(frozen=True, slots=True)
class Export:
    """`write` turns papers into the text of one file; `suffix` begins with its dot."""

    name: str
    suffix: str
    media_type: str
    meaning: str
    write: Callable[[Sequence[Paper]], str]


EXPORTS: dict[str, Export] = {
    export.name: export
    for export in (
        Export("bib", ".bib", "application/x-bibtex", "BibTeX, the fields as they were written", bib.write),
        Export("biblatex", ".biblatex.bib", "application/x-bibtex", "BibLaTeX, for biblatex and biber", biblatex.write),
        Export("csl", ".csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON: Pandoc, Zotero", csl.write),
        Export("ris", ".ris", "application/x-research-info-systems", "RIS: Zotero, EndNote, Mendeley", ris.write),
        Export("csv", ".csv", "text/csv", "a table for spreadsheets, one paper a row", csv.write),
        Export("json", ".json", "application/json", "for other programs, every field in plain text", json.write),
        Export("md", ".md", "text/markdown", "a list to read, with links", md.write),
    )
}

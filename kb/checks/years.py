"""A year is a number of four digits in the age of print. The upper end is fixed: no finding may depend on the clock."""

import re
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding, Paper

FIRST, LAST = 1450, 2100
# BibLaTeX's `date`: ISO 8601-2 (EDTF), also open ranges, years that are not sure (`1990?`, `~`, `%`) and `199X`.
DATE = re.compile(r"-?\d{3}[\dXu](?:-[\dXu]{2}){0,2}[?~%]?(?:T[\d:Z+-]+)?")


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        if message := _wrong(paper):
            hint = f"a year from {FIRST} to {LAST}; what is not out yet says so in `note` or `pubstate`"
            yield Finding(paper.place, "odd-year", f"`{paper.key}` has {message}", hint)


def _wrong(paper: Paper) -> str:
    year, date = paper.text("year"), paper.text("date")
    if year and not re.fullmatch(r"\d{4}", year):
        return f"the year `{year[:40]}`"
    if date and not all(DATE.fullmatch(part) for part in date.split("/") if part not in ("", "..")):
        return f"the date `{date[:80]}`"
    if paper.year is not None and not FIRST <= paper.year <= LAST:
        return f"the year `{paper.year}`"
    return ""

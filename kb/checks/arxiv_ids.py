"""An arXiv identifier has the shape of one.

Since April 2007 `YYMM.number` with four digits up to 1412 and five from 1501, before it `archive/YYMMnumber`, each with
a version or without: https://info.arxiv.org/help/arxiv_identifier.html
"""

import re
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding

NEW = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})(?:v[1-9]\d*)?")
OLD = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?/\d\d(?:0[1-9]|1[0-2])\d{3}(?:v[1-9]\d*)?")
INSIDE = re.compile(rf"(?:{NEW.pattern}|{OLD.pattern})(?!\d)")
LONGEST = 200  # characters of a value that a message shows and a hint is sought in


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        if paper.arxiv and not is_arxiv(paper.arxiv):
            found = INSIDE.search(paper.arxiv[:LONGEST])
            better = found[0] if found and is_arxiv(found[0]) else ""
            other = "one looks like 1406.2661; of another archive, name it in `archiveprefix`"
            hint = f"write `eprint = {{{better}}}`" if better else other
            message = f"`{paper.key}` has `{paper.arxiv[:LONGEST]}` for its arXiv identifier, which is none"
            yield Finding(paper.place, "arxiv-shape", message, hint)


def is_arxiv(text: str) -> bool:
    """Whether `text` can be an arXiv identifier."""
    found = NEW.fullmatch(text)
    if not found:
        return OLD.fullmatch(text) is not None
    year_and_month, digits = found[1] + found[2], len(found[3])
    return year_and_month >= "0704" and digits == (5 if year_and_month >= "1501" else 4)

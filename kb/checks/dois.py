"""A DOI has the shape of one.

`10.`, a registrant of digits and dots, a slash, and a suffix of any visible characters: DOI Handbook, section 2.2.
"""

import re
from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding

SHAPE = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
INSIDE = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s?#]+")
LONGEST = 200  # characters of a value that a message shows and a hint is sought in
ENDINGS = ".,;:\"'}"  # what a copy from running text brings along


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        doi = paper.doi
        if not doi or (SHAPE.fullmatch(doi) and doi[-1] not in ENDINGS):
            continue
        found = INSIDE.search(doi[:LONGEST])
        better = found[0].rstrip(ENDINGS) if found else ""
        hint = f"write `doi = {{{better}}}`" if better else "a DOI looks like 10.1162/neco.1997.9.8.1735"
        yield Finding(paper.place, "doi-shape", f"`{paper.key}` has `{doi[:LONGEST]}` for its DOI, which is none", hint)

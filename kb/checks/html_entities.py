"""A field holds text, not HTML: `&amp;` from a web page would be printed as it is."""

import re
from collections.abc import Iterator
from html import unescape

from kb.base import KnowledgeBase
from kb.model import Finding

FIELDS = (
    "author",
    "editor",
    "title",
    "subtitle",
    "journal",
    "journaltitle",
    "booktitle",
    "series",
    "publisher",
    "school",
)
ENTITY = re.compile(r"\\?&\\?(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8}[0-9]{0,2});", re.IGNORECASE)


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        for field in FIELDS:
            found = ENTITY.search(value) if "&" in (value := paper.raw.get(field, "")) else None
            character = unescape(f"&{found[1]};") if found else ""
            if found and len(character) <= 2:  # what HTML does not know stays as it is
                message = f"`{field}` of `{paper.key}` holds the HTML entity `{found[0]}`"
                better = {"&": r"\&"}.get(character, character)
                yield Finding(paper.place, "html-entity", message, f"write `{better}`")

"""JSON for other programs: what kb knows of each paper, and every field in plain text."""

import json
from collections.abc import Sequence
from typing import Any

from kb.exports import details
from kb.model import Paper


def write(papers: Sequence[Paper]) -> str:
    """`{"papers": [{"key", "type", "title", ...}]}`, in the order given, one paper a line."""
    records = (json.dumps(record(paper), ensure_ascii=False) for paper in papers)
    return '{"papers": [\n' + ",\n".join(records) + "\n]}\n"


def record(paper: Paper) -> dict[str, Any]:
    """One paper as JSON has it; unknown texts are empty, an unknown year is null."""
    return {
        "key": paper.key,
        "type": paper.type,
        "title": paper.text("title"),
        "authors": [person.full for person in paper.authors],
        "year": paper.year,
        "venue": paper.venue,
        "doi": paper.doi,
        "arxiv": paper.arxiv,
        "url": details.address(paper),
        "keywords": list(paper.keywords),
        "fields": details.plain_fields(paper),
    }

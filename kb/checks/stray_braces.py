"""Braces that people would see come in pairs. Those that group are gone by then; reading tells of open ones."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.model import Finding

FIELDS = ("author", "editor", "title", "journal", "journaltitle", "booktitle", "publisher", "school", "institution")


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        for field in FIELDS:
            raw = paper.raw.get(field, "")
            if ("\\" in raw or raw.count("{") != raw.count("}")) and not _paired(shown := paper.text(field)):
                message = f"`{field}` of `{paper.key}` shows a brace without its partner: `{shown[:80]}`"
                yield Finding(paper.place, "brace-in-text", message, r"take out the `\{` or `\}`")


def _paired(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0

"""A work has one entry. What makes two entries the same work, `kb.duplicates` says."""

from collections.abc import Iterator

from kb.base import KnowledgeBase
from kb.duplicates import Same, duplicates
from kb.model import Finding, Paper


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for same in duplicates(base.notebook.papers):
        if not _of_one_volume(same):
            paper, other = same.paper, same.other
            message = f"`{other.key}` is the same work as `{paper.key}`: they share {same.by}"
            hint = f"keep one, the other is in line {paper.place.line}; `kb papers rename` takes the citations along"
            if other.place.path != paper.place.path:
                hint = f"keep one, the other is {paper.place}"
            yield Finding(other.place, "same-work", message, hint)


def _of_one_volume(same: Same) -> bool:
    """Whether the identifier that they share is that of a volume, which its parts inherit."""
    families = [{paper.key, *_parent(paper)} for paper in (same.paper, same.other)]
    return same.by != "title and first author" and bool(families[0] & families[1])


def _parent(paper: Paper) -> list[str]:
    return [paper.raw["crossref"].strip()] if "crossref" in paper.raw else []

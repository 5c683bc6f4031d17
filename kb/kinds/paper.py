"""A person's own note on a paper; its file name is the paper's key."""

from kb.kinds.base import Kind


class PaperNote(Kind, frozen=True, kw_only=True):
    """Your own note on a paper, shown on the paper's page."""

    folder = "papers"
    references = {"topics": "topic"}
    fields = "topics: []\n"
    headings = ("In short", "What it claims", "How it is shown", "What remains open")

    topics: list[str] = []

"""A question nobody has settled."""

from typing import Literal

from kb.kinds.base import Kind


class Problem(Kind, frozen=True, kw_only=True):
    """An open problem: its status, its topics, and the sessions that raised it."""

    folder = "problems"
    references = {"topics": "topic", "raised": "session"}
    fields = "status: open\ntopics: []\nraised: []\n"
    headings = ("Statement", "Why it is hard", "Attempts", "What would settle it", "Read next")

    status: Literal["open", "partly", "settled"] = "open"
    topics: list[str] = []
    raised: list[str] = []

    @classmethod
    def required(cls) -> tuple[str, ...]:
        return ("title", "status")

"""A subject, and what must be known before it."""

from collections.abc import Iterator

from kb.kinds.base import Kind


class Topic(Kind, frozen=True, kw_only=True):
    """A topic. Each of `requires` is a topic, or a topic with the reason why: `- kl-divergence: the reason`."""

    folder = "topics"
    references = {"broader": "topic", "related": "topic", "requires": "topic"}
    fields = "aliases: []\nrequires: []\n"
    headings = ("Definition", "Why it matters", "Common confusion", "Where it is taught", "Read first")

    broader: list[str] = []
    related: list[str] = []
    requires: list[str | dict[str, str]] = []

    @classmethod
    def required(cls) -> tuple[str, ...]:
        return ("title",)

    def reasons(self) -> Iterator[tuple[str, str]]:
        """The prerequisites, each with its reason; the reason is empty where none is given."""
        for entry in self.requires:
            yield from [(entry, "")] if isinstance(entry, str) else entry.items()

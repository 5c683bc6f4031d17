"""The weekly post."""

from datetime import date as Date

from kb.kinds.base import Kind


class Log(Kind, frozen=True, kw_only=True):
    """A post of the log: what the week held, what the next one will."""

    headings = ("Watched", "Read", "Learned", "Next week")

    date: Date | None = None

    @classmethod
    def lives_at(cls, parts: tuple[str, ...]) -> bool:
        return len(parts) == 3 and parts[:2] == ("log", "posts")

    @classmethod
    def required(cls) -> tuple[str, ...]:
        return ("date",)

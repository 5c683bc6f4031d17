"""A course and its programme."""

from datetime import date as Date

import msgspec

from kb.kinds.base import Kind
from kb.kinds.lecture import Format


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One session in the programme; its note, where there is one, says more. `minutes` is its length.

    `papers` are the keys of those that the session points to.
    """

    id: str
    title: str
    format: Format = "lecture"
    date: Date | None = None
    planned: bool = False
    time: str = ""
    minutes: int | None = None
    speakers: list[str] = []
    papers: list[str] = []


class Course(Kind, frozen=True, kw_only=True):
    """A course: who gave it, when, and its programme. `complete` holds its notes to the standard."""

    institution: str = ""
    term: str = ""
    dates: str = ""
    instructors: list[str] = []
    url: str = ""
    materials: str = ""
    videos: str = ""
    programme: list[Slot] = []
    complete: bool = False

    @classmethod
    def lives_at(cls, parts: tuple[str, ...]) -> bool:
        return len(parts) == 3 and parts[0] == "courses" and parts[2] == "index.md"

    @classmethod
    def required(cls) -> tuple[str, ...]:
        return ("title", "institution")

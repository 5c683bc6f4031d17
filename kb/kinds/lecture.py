"""A session of a course that has its note: lecture, seminar, guest lecture, homework or talk."""

from datetime import date as Date
from typing import Literal

from kb.kinds.base import Kind

Format = Literal["lecture", "seminar", "guest", "homework", "talk"]


class Lecture(Kind, frozen=True, kw_only=True):
    """A session's note. `minutes` is its length, `planned` says that the date is only the plan's."""

    references = {"topics": "topic", "requires": "topic", "problems": "problem"}
    fields = "format: lecture\norder: 0\ntopics: []\nrequires: []\n"
    headings = ("In short", "Also treated in", "Open problems", "Questions", "Exercises", "Sources")

    format: Format = "lecture"
    order: int = 0
    date: Date | None = None
    planned: bool = False
    speakers: list[str] = []
    minutes: int | None = None
    slides: str = ""
    video: str = ""
    notebooks: list[str] = []
    topics: list[str] = []
    requires: list[str] = []
    problems: list[str] = []

    @classmethod
    def lives_at(cls, parts: tuple[str, ...]) -> bool:
        return len(parts) == 3 and parts[0] == "courses" and parts[2] != "index.md"

    @classmethod
    def required(cls) -> tuple[str, ...]:
        return ("title", "format", "order", "topics")

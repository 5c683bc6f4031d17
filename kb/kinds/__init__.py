"""What each kind of note carries in its front matter. To add a kind: one file here, one row in `KINDS`.

A kind is a frozen msgspec struct; its docstring's first line is what `kb new --help` and the glossary say. The reader
converts the front matter field by field, so one wrong field never hides the others.
"""

from kb.kinds.base import Kind
from kb.kinds.course import Course
from kb.kinds.lecture import Lecture
from kb.kinds.log import Log
from kb.kinds.page import Page
from kb.kinds.paper import PaperNote
from kb.kinds.problem import Problem
from kb.kinds.topic import Topic

KINDS: dict[str, type[Kind]] = {
    "course": Course,
    "lecture": Lecture,
    "topic": Topic,
    "paper": PaperNote,
    "problem": Problem,
    "log": Log,
    "page": Page,
}

__all__ = ["KINDS", "Kind", "kind_of"]


def kind_of(path: str, declared: object = None) -> str:
    """The kind of the note at `path` (relative to the folder of notes): what it declares, else what its folder says."""
    if isinstance(declared, str) and declared in KINDS:
        return declared
    parts = tuple(path.split("/"))
    return next((name for name, kind in KINDS.items() if kind.lives_at(parts)), "page")

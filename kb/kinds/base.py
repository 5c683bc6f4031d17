"""What all kinds share."""

from collections.abc import Iterator
from typing import ClassVar, Literal

import msgspec


class Reference(msgspec.Struct, frozen=True):
    """A name in the front matter that must be found: its field, its place in the list, and of which kind."""

    field: str
    index: int
    name: str
    kind: Literal["topic", "session", "problem"]


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """The fields every note may have; `was` holds the names it had before."""

    folder: ClassVar[str] = ""
    # How `kb new` begins a note: fields to fill in, and its usual headings.
    fields: ClassVar[str] = ""
    headings: ClassVar[tuple[str, ...]] = ()
    references: ClassVar[dict[str, Literal["topic", "session", "problem"]]] = {}

    title: str = ""
    kind: str = ""
    aliases: list[str] = []
    tags: list[str] = []
    draft: bool = False
    private: bool = False
    hide: list[str] = []
    description: str = ""
    was: list[str] = []

    @classmethod
    def lives_at(cls, parts: tuple[str, ...]) -> bool:
        """Whether a note at this path, cut at its slashes, is of this kind."""
        return bool(cls.folder) and len(parts) == 2 and parts[0] == cls.folder and parts[1] != "index.md"

    @classmethod
    def required(cls) -> tuple[str, ...]:
        """The fields whose absence is a finding."""
        return ()

    def names(self) -> Iterator[Reference]:
        """Every name that the front matter refers to."""
        for field, kind in self.references.items():
            for index, name in enumerate(getattr(self, field)):
                yield Reference(field, index, name if isinstance(name, str) else next(iter(name), ""), kind)

"""The values everything else is made of: frozen, plain, told apart by name alone.

Positions are counted as people count them: lines and columns from 1. A `Span` counts characters from 0, end excluded,
in the whole text of its file (front matter included), so a span replaced there changes nothing else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from kb import latex, names

ESCAPED = re.compile(r"\\([_%&#$~{}])(?:\{\})?")
DOI_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", re.IGNORECASE)
Status = Literal["unread", "queued", "started", "skimmed", "read", "dropped"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: `path` relative to the notebook's root with `/`, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (excluded) of a file's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something a person should fix. `code` names the situation; `hint` says what to try and may be empty.

    `lost` is the key of the paper that could not be read because of it, so that nobody is told twice.
    """

    place: Place
    code: str
    message: str
    hint: str = ""
    lost: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.message}{hint} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Person:
    """A name in its four parts, as BibTeX has them, in plain Unicode. A group ({OpenAI}) has a family name alone."""

    family: str
    given: str = ""
    von: str = ""
    jr: str = ""

    @property
    def full(self) -> str:
        """`Laurens van der Maaten`, `Martin Luther King, Jr.`"""
        name = " ".join(part for part in (self.given, self.von, self.family) if part)
        return f"{name}, {self.jr}" if self.jr else name

    @property
    def sorted(self) -> str:
        """`van der Maaten, Laurens`: family first, as lists are sorted."""
        family = f"{self.von} {self.family}".strip()
        return ", ".join(part for part in (family, self.jr, self.given) if part)

    @property
    def short(self) -> str:
        """What an author-year citation shows: `van der Maaten`."""
        return f"{self.von} {self.family}".strip()


def verbatim(value: str) -> str:
    """An address or identifier as written, without the escapes that some programs put into it."""
    return "".join(ESCAPED.sub(r"\1", value).split())


@dataclass(frozen=True)
class Paper:
    """One bibliography item. `raw` holds the fields as written, names in lower case, macros and `#` already expanded;
    everything else is computed from it when asked for, in plain Unicode."""

    key: str
    type: str
    raw: Mapping[str, str]
    place: Place
    span: Span = Span(0, 0)
    keyword_places: Mapping[str, Place] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The field in plain Unicode on one line; empty where there is none."""
        return latex.plain(self.raw.get(name, ""))

    @cached_property
    def title(self) -> str:
        return self.text("title") or self.key

    @cached_property
    def authors(self) -> tuple[Person, ...]:
        return tuple(Person(*parts) for parts in names.split(self.raw.get("author", "")))

    @cached_property
    def editors(self) -> tuple[Person, ...]:
        return tuple(Person(*parts) for parts in names.split(self.raw.get("editor", "")))

    @cached_property
    def more_authors(self) -> bool:
        """Whether the list ends in `and others`."""
        return names.ends_in_others(self.raw.get("author", ""))

    @cached_property
    def year(self) -> int | None:
        """From `year`, else from the first four digits of BibLaTeX's `date`."""
        for name in ("year", "date"):
            digits = self.text(name).strip()[:4]
            if len(digits) == 4 and digits.isdigit():
                return int(digits)
        return None

    @cached_property
    def venue(self) -> str:
        """Where it appeared: journal, proceedings, publisher, school or institution, in that order."""
        fields = ("journal", "journaltitle", "booktitle", "publisher", "school", "institution", "howpublished")
        return next((self.text(name) for name in fields if self.raw.get(name)), "")

    @cached_property
    def doi(self) -> str:
        return DOI_ADDRESS.sub("", verbatim(self.raw.get("doi", "")))

    @cached_property
    def arxiv(self) -> str:
        """The arXiv identifier, from `eprint`; empty where the eprint is another archive's."""
        archive = (self.raw.get("archiveprefix") or self.raw.get("eprinttype") or "arxiv").lower()
        return self.text("eprint").removeprefix("arXiv:") if archive == "arxiv" else ""

    @cached_property
    def url(self) -> str:
        return verbatim(self.raw.get("url", ""))

    @cached_property
    def keywords(self) -> tuple[str, ...]:
        separator = ";" if ";" in self.raw.get("keywords", "") else ","
        return tuple(word for part in self.raw.get("keywords", "").split(separator) if (word := latex.plain(part)))

    @cached_property
    def author_year(self) -> str:
        """`Goodfellow et al. 2014`, as a citation shows it."""
        return f"{self.by} {self.year or 'n.d.'}"

    @cached_property
    def by(self) -> str:
        """`Hardt, Price and Srebro` is shortened to `Hardt et al.`; no author: the first words of the title."""
        people = self.authors or self.editors
        if not people:
            return " ".join(self.title.split()[:3])
        if len(people) == 2 and not self.more_authors:
            return f"{people[0].short} and {people[1].short}"
        return people[0].short + (" et al." if len(people) > 1 or self.more_authors else "")


Mode = Literal["normal", "in-text", "year"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that names a paper: `[see @key, p. 3]`. `locator` and `prefix` are kept as written."""

    key: str
    span: Span
    place: Place
    prefix: str = ""
    locator: str = ""
    mode: Mode = "normal"


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """What one pair of brackets holds, or one bare `@key`; `span` covers the brackets."""

    span: Span
    citations: tuple[Citation, ...]
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A place that names another note: `[[target#heading|text]]`, embedded when it starts with `!`.

    `fragment` is the heading, or `^id` for a block. A Markdown link to a file of the notebook is a Link too, with
    `markdown` set; its `span` then covers what is between the parentheses.
    """

    target: str
    span: Span
    place: Place
    fragment: str = ""
    text: str = ""
    embed: bool = False
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Math:
    """One formula: `latex` as it stands in the text from `start` on; `span` has its delimiters and its mark `{#id}`."""

    latex: str
    display: bool
    span: Span
    place: Place
    start: int = 0
    id: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`span` covers the line; `title` is as written, `anchor` what the site's page has, unique in the note."""

    level: int
    title: str
    anchor: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """`/// theorem | Title` to `///`. `span` covers both fences, `body` what is between the options and the end."""

    type: str
    title: str
    id: str
    source: str
    span: Span
    body: Span
    place: Place


@dataclass(frozen=True, slots=True)
class LiveList:
    """A fenced block named `kb`; `query` is what stands in it."""

    query: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """From a heading to the next heading of any level; the text before the first heading has an empty anchor."""

    title: str
    anchor: str
    level: int
    span: Span


PieceKind = Literal["text", "code", "math", "comment", "citation", "link", "heading", "block", "html", "anchor"]


class Piece(NamedTuple):
    """A stretch of a note's text that is of one nature. The pieces of a note tile its text."""

    kind: PieceKind
    start: int
    end: int


@dataclass(frozen=True)
class Note:
    """One Markdown file. `data` is the front matter as its kind reads it, `places` where each of its values stands:
    `("topics", 2)` is the third topic."""

    path: str
    slug: str
    kind: str
    title: str
    text: str
    data: Any
    places: Mapping[tuple[str | int, ...], Place]
    body: int
    pieces: tuple[Piece, ...] = ()
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    groups: tuple[CitationGroup, ...] = ()
    links: tuple[Link, ...] = ()
    math: tuple[Math, ...] = ()
    lists: tuple[LiveList, ...] = ()
    anchors: Mapping[str, Span] = field(default_factory=dict)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(citation for group in self.groups for citation in group.citations)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The names given to blocks and equations, in the order of the text."""
        parts: list[Block | Math] = [*self.blocks, *self.math]
        return tuple(part.id for part in sorted(parts, key=lambda part: part.span) if part.id)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        starts = [heading.span.start for heading in self.headings] + [len(self.text)]
        lead = Section("", "", 1, Span(self.body, starts[0]))
        rest = [
            Section(heading.title, heading.anchor, heading.level, Span(heading.span.start, end))
            for heading, end in zip(self.headings, starts[1:], strict=True)
        ]
        return (lead, *rest)

    def section_at(self, position: int) -> Section:
        """The section that holds the character at `position`."""
        return next((s for s in reversed(self.sections) if s.span.start <= position), self.sections[0])

    @property
    def place(self) -> Place:
        return Place(self.path)


Verb = Literal[
    "queued",
    "started",
    "skimmed",
    "read",
    "dropped",
    "rated",
    "pinned",
    "unpinned",
    "watched",
    "done",
    "learned",
    "reviewed",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal: `2020-04-22 read goodfellow2014generative minutes=45 rating=4 # a comment`."""

    day: date
    verb: Verb
    name: str
    place: Place
    attributes: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""

"""Everything that was read, and how a name in it is found.

A Notebook is a value: notes, papers, events and findings, with indexes computed from them on the first question.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import cached_property
from itertools import takewhile
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from kb.anchors import anchor_of
from kb.kinds.course import Course
from kb.kinds.lecture import Lecture
from kb.macros import read_macros
from kb.model import Event, Finding, Heading, Link, Note, Paper
from kb.nearest import nearest


@dataclass(frozen=True, slots=True)
class Session:
    """What a course is made of; `note` is None until somebody writes it up."""

    id: str
    title: str
    format: str
    course: str
    order: int
    date: Date | None = None
    planned: bool = False
    time: str = ""
    minutes: int | None = None
    speakers: tuple[str, ...] = ()
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a link leads to: a note (with the anchor of a section or block in it), a paper, or another file.

    `candidates` are the notes that the name could mean where there are several; `missing` a fragment that is not there.
    """

    note: Note | None = None
    paper: Paper | None = None
    file: str = ""
    anchor: str = ""
    candidates: tuple[str, ...] = ()
    missing: str = ""

    @property
    def found(self) -> bool:
        return bool(self.note or self.paper or self.file)

    @property
    def path(self) -> str | None:
        """The path of what was found, as places have it; None where nothing was."""
        if self.note:
            return self.note.path
        return self.paper.place.path if self.paper else self.file or None


@dataclass(frozen=True)
class Notebook:
    """All that was read. `docs` is the folder of notes below the root, empty where the root itself is it; `files` are
    the other files in it, `unseen` the paths of drafts and private notes."""

    notes: tuple[Note, ...] = ()
    papers: tuple[Paper, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    docs: str = ""
    macros: str = ""

    # -- what there is -----------------------------------------------------------------------------------------------

    def of_kind(self, kind: str) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.kind == kind)

    @cached_property
    def by_key(self) -> dict[str, Paper]:
        return {paper.key: paper for paper in self.papers}

    @cached_property
    def topics(self) -> dict[str, Note]:
        return {note.slug: note for note in self.of_kind("topic")}

    @cached_property
    def problems(self) -> dict[str, Note]:
        return {note.slug: note for note in self.of_kind("problem")}

    @cached_property
    def courses(self) -> dict[str, Note]:
        """Courses by slug, the one that began first in front; those without dates last."""
        found = sorted(self.of_kind("course"), key=lambda note: (_begin(note), note.path))
        return {note.slug: note for note in found}

    @cached_property
    def macro_bodies(self) -> dict[str, str]:
        """The macros of `macros.tex`, by name."""
        return read_macros(self.macros)

    @cached_property
    def paper_notes(self) -> dict[str, Note]:
        """Your own notes on papers, by key."""
        return {note.slug: note for note in self.of_kind("paper")}

    @cached_property
    def sessions(self) -> dict[str, Session]:
        """Every session by id, course by course as the programme has them; lectures that no programme lists last."""
        lectures = {note.slug: note for note in self.of_kind("lecture")}
        listed = {
            slot.id: _session(slot.id, course.slug, number, slot, lectures.get(slot.id))
            for course in self.courses.values()
            if isinstance(course.data, Course)
            for number, slot in enumerate(course.data.programme, start=1)
        }
        unlisted = sorted((n for n in lectures.values() if n.slug not in listed), key=lambda n: (n.path, n.data.order))
        return listed | {
            n.slug: _session(n.slug, PurePosixPath(n.path).parent.name, n.data.order, None, n) for n in unlisted
        }

    def sessions_of(self, course: str) -> list[Session]:
        return [session for session in self.sessions.values() if session.course == course]

    @cached_property
    def complete_notes(self) -> tuple[Note, ...]:
        """The notes of the sessions of courses that call themselves complete."""
        complete = {slug for slug, course in self.courses.items() if getattr(course.data, "complete", False)}
        return tuple(s.note for s in self.sessions.values() if s.note and s.course in complete)

    @cached_property
    def topic_names(self) -> dict[str, str]:
        """Slug, title and aliases of each topic, case folded, to its slug. The slug itself wins over namesakes."""
        names: dict[str, str] = {}
        for note in self.topics.values():
            for name in (note.title, *note.data.aliases):
                names.setdefault(name.casefold(), note.slug)
        return names | {slug.casefold(): slug for slug in self.topics}

    def topics_of(self, paper: Paper) -> tuple[str, ...]:
        """The topics among a paper's keywords, each once, in their order."""
        found = (self.topic_names.get(word.casefold()) for word in paper.keywords)
        return tuple(dict.fromkeys(slug for slug in found if slug))

    # -- finding a name ----------------------------------------------------------------------------------------------

    @cached_property
    def by_path(self) -> dict[str, Note]:
        """Notes by their path below the folder of notes, without `.md`, case folded."""
        return {self.inner(note.path).removesuffix(".md").casefold(): note for note in self.notes}

    @cached_property
    def by_slug(self) -> dict[str, list[Note]]:
        """Notes by slug (a course's is its folder's name), case folded; the shortest path first."""
        found: dict[str, list[Note]] = defaultdict(list)
        for note in sorted(self.notes, key=lambda n: (n.path.count("/"), len(n.path), n.path)):
            found[note.slug.casefold()].append(note)
        return dict(found)

    @cached_property
    def by_title(self) -> dict[str, list[Note]]:
        """Notes by title and alias, case folded."""
        found: dict[str, list[Note]] = defaultdict(list)
        for note in self.notes:
            for name in dict.fromkeys(n.casefold() for n in (note.title, *note.data.aliases) if n):
                found[name].append(note)
        return dict(found)

    def inner(self, path: str) -> str:
        """A path as seen from the folder of notes."""
        return path.removeprefix(f"{self.docs}/") if self.docs else path

    def resolve(self, link: Link, source: Note) -> Target:
        """What `link` in the note `source` leads to.

        Obsidian's rule: the exact path, then the own folder, then the shortest path. After it our own: a title or an
        alias, then a paper's key. A link with a folder in it that misses is never sent to a namesake.
        """
        if not link.target and not link.markdown:
            return self._fragment(Target(note=source), link.fragment)
        if link.markdown:
            return self._fragment(self._relative(link.target, source), link.fragment)
        return self._fragment(self._named(link.target, source), link.fragment)

    def find(self, name: str) -> Target:
        """What a person means by `name` on the command line."""
        return self._named(name, None)

    def _relative(self, target: str, source: Note) -> Target:
        path = normpath(join(dirname(self.inner(source.path)), unquote(target)))
        note = self.by_path.get(path.removesuffix(".md").casefold()) if path.endswith(".md") else None
        return Target(note=note) if note else self._file(path)

    def _named(self, name: str, source: Note | None) -> Target:
        folded = name.removesuffix(".md").strip("/").casefold()
        folder = dirname(self.inner(source.path)) if source else ""
        exact = self.by_path.get(folded) or self.by_path.get(normpath(join(folder, folded)).casefold())
        if exact:
            return Target(note=exact)
        if "/" in folded:
            return self._several([note for path, note in self.by_path.items() if path.endswith(f"/{folded}")], name)
        if folded in self.by_slug:
            return self._several(self.by_slug[folded], name)
        if folded in self.by_title:
            return self._several(self.by_title[folded], name)
        paper = self.by_key.get(name)
        return Target(paper=paper) if paper else self._file(name, folder)

    def _several(self, notes: list[Note], name: str) -> Target:
        if not notes:
            return self._file(name)
        return Target(note=notes[0], candidates=tuple(n.path for n in notes) if len(notes) > 1 else ())

    def _file(self, name: str, folder: str = "") -> Target:
        """An attachment: by exact path, in the own folder, or the shortest path that ends in the name."""
        inner = {self.inner(path): path for path in self.files}
        for path in (normpath(name), normpath(join(folder, name))):
            if path in inner:
                return Target(file=inner[path])
        ending = sorted((path for path in inner if path.endswith(f"/{name}")), key=lambda path: (len(path), path))
        return Target(file=inner[ending[0]]) if ending else Target()

    def _fragment(self, target: Target, fragment: str) -> Target:
        if not fragment or not target.note:
            return target
        anchor = anchor_in(target.note, fragment)
        return replace(target, anchor=anchor) if anchor else replace(target, missing=fragment)

    def nearest_name(self, name: str) -> str:
        """The slug or key nearest to a name that was not found; one of a session without a note only if no other is."""
        return nearest(name, (*(n.slug for n in self.notes), *self.by_key)) or nearest(name, self.sessions)

    def with_note(self, note: Note) -> "Notebook":
        """The notebook with this note in place of the one at the same path, or added."""
        others = tuple(other for other in self.notes if other.path != note.path)
        return replace(self, notes=tuple(sorted((*others, note), key=lambda n: n.path)))


def _begin(course: Note) -> Date:
    """The day of a course's first session."""
    days = (slot.date for slot in course.data.programme if slot.date)
    return min(days, default=Date.max)


def anchor_in(note: Note, fragment: str) -> str:
    """The anchor that `#Heading`, `#Outer#Inner` or `#^block` means in a note; empty where it is not there."""
    if fragment.startswith("^"):
        return fragment[1:] if fragment[1:] in {*note.anchors, *note.ids} else ""
    outer, _, wanted = (part.strip() for part in fragment.rpartition("#"))
    slug = anchor_of(wanted)
    headings = _below(note, outer) if outer else note.headings
    anchors = {heading.anchor for heading in headings} | set(note.ids)
    by_title = {anchor_of(heading.title): heading.anchor for heading in reversed(headings)}
    return wanted if wanted in anchors else by_title.get(slug, slug if slug in anchors else "")


def _below(note: Note, outer: str) -> tuple[Heading, ...]:
    """The headings of the section that `outer` means; all where there is no such section."""
    anchor = anchor_in(note, outer)
    start = next((n for n, heading in enumerate(note.headings, 1) if heading.anchor == anchor), 0)
    if not start:
        return note.headings
    level = note.headings[start - 1].level
    return tuple(takewhile(lambda heading: heading.level > level, note.headings[start:]))


def _session(id: str, course: str, number: int, slot: object, note: Note | None) -> Session:
    """The programme's facts, and the note's own over them."""
    facts: dict[str, object] = {"title": id, "format": "lecture", "order": number}
    for source in (slot, note.data if note else None):
        for name in ("title", "format", "date", "planned", "time", "minutes", "speakers"):
            value = getattr(source, name, None)
            if value or (value is False and isinstance(source, Lecture)):
                facts[name] = tuple(value) if name == "speakers" and isinstance(value, list) else value
    return Session(id=id, course=course, note=note, **facts)  # type: ignore[arg-type]

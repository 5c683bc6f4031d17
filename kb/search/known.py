"""What other files say of the names in a note, kept so that one changed note can be read without all others.

To show a link or a citation as words, a note needs the titles of what it names. They stand in the index: the note is
given a notebook of just the notes and papers that its own names could mean.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import basename

from kb.kinds.page import Page
from kb.marks import Marks, marked, marks_of
from kb.model import Block, Heading, Math, Note, Paper, Place, Span
from kb.notebook import Notebook

NOWHERE = Span(0, 0)


def called(note: Note) -> list[str]:
    """Every name that a link could mean the note by, case folded."""
    names = (note.slug, PurePosixPath(note.path).stem, note.title, *note.data.aliases)
    return list(dict.fromkeys(name.casefold() for name in names if name))


def head(note: Note) -> str:
    """What a link can show or lead to in a note, as JSON: its slug, kind, aliases, headings, blocks, named equations
    and marks."""
    headings = [(heading.level, heading.title, heading.anchor) for heading in note.headings]
    blocks = [(block.type, block.id) for block in note.blocks]
    equations = [math.id for math in note.math if math.id]
    facts = [note.slug, note.kind, list(note.data.aliases), headings, blocks, equations, list(note.anchors)]
    return json.dumps(facts, ensure_ascii=False)


def asked(note: Note) -> set[str]:
    """The names a note looks up: of links, with `#` where it asks for a heading, and keys after `@`."""
    names = {f"@{citation.key}" for citation in note.citations}
    for link in note.links:
        name = _last(link.target)
        names |= {name, f"{name}#"} if link.fragment else {name}
    return names - {"", "#"}


def _last(target: str) -> str:
    return basename(target.removesuffix(".md").strip("/")).casefold()


class Known:
    """Small notebooks from the tables of an index; what was built once is kept."""

    def __init__(self, connection: sqlite3.Connection, docs: str, macros: str) -> None:
        self.connection, self.docs, self.macros = connection, docs, macros
        self._notes: dict[str, Note] = {}
        self._papers: dict[str, Paper | None] = {}

    def around(self, note: Note) -> Notebook:
        """The notebook of the note and what its names could mean."""
        names = {name for name in asked(note) if not name.startswith("@") and not name.endswith("#")}
        notes = {path: self._note(path) for path in self._paths(names) if path != note.path}
        papers = [paper for citation in note.citations if (paper := self._paper(citation.key))]
        unique = {paper.key: paper for paper in papers}
        ordered = tuple(one for _, one in sorted({**notes, note.path: note}.items()))
        return Notebook(notes=ordered, papers=tuple(unique.values()), docs=self.docs, macros=self.macros)

    def _paths(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            for (path,) in self.connection.execute("SELECT path FROM called WHERE name = ?", (name,)):
                yield path

    def _note(self, path: str) -> Note:
        if path not in self._notes:
            sql = "SELECT title, head FROM heads WHERE path = ?"
            title, stored = self.connection.execute(sql, (path,)).fetchone()
            self._notes[path] = _stub(path, title, stored)
        return self._notes[path]

    def _paper(self, key: str) -> Paper | None:
        if key not in self._papers:
            sql = "SELECT raw, source FROM papers WHERE key = ? ORDER BY source LIMIT 1"
            found = self.connection.execute(sql, (key,)).fetchone()
            self._papers[key] = Paper(key, "", json.loads(found[0]), Place(found[1])) if found else None
        return self._papers[key]


def _stub(path: str, title: str, stored: str) -> Note:
    """A note without its text: enough to be found and named."""
    slug, kind, aliases, headings, blocks, equations, anchors = json.loads(stored)
    place = Place(path)
    return Note(
        path=path,
        slug=slug,
        kind=kind,
        title=title,
        text="",
        data=Page(title=title, aliases=aliases),
        places={},
        body=0,
        headings=tuple(Heading(level, text, anchor, NOWHERE, place) for level, text, anchor in headings),
        # Blocks are numbered by where they start: here, by their order.
        blocks=tuple(Block(type, "", id, "", Span(at, at), NOWHERE, place) for at, (type, id) in enumerate(blocks)),
        math=tuple(Math("", True, NOWHERE, place, 0, id) for id in equations),
        anchors=dict.fromkeys(anchors, NOWHERE),
    )


def stored(paper: Paper) -> str:
    """The fields of a paper that a citation shows, and the reader's status where another program left one, as JSON."""
    names = ("author", "editor", "title", "year", "date")
    shown = replace(paper, raw={name: paper.raw[name] for name in names if name in paper.raw})
    return json.dumps(dict(marked(shown, Marks(marks_of(paper).status)).raw), ensure_ascii=False)

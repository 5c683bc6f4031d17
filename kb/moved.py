"""Where notes and papers were before they were renamed, so that old addresses lead on.

A note says it itself: `was: [old-slug]`, or a whole path below the folder of notes, `was: [topics/old-slug]`. With a
course's folder go its sessions. A paper says it in biblatex's field for this, `ids = {old-key}`.
"""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple

from kb.model import Note, Paper, Place
from kb.notebook import Notebook

LONGEST = 200  # bytes of a file's name; most disks take 255


class Move(NamedTuple):
    """`old` is a source path below the folder of notes, `name` as it was written, `place` where."""

    old: str
    target: Note | Paper
    name: str
    place: Place


def moves(notebook: Notebook) -> Iterator[Move]:
    """Every old path: those of notes in their order, then those of papers. Two may claim one path."""
    for note in notebook.notes:
        for index, name in enumerate(note.data.was):
            place = note.places.get(("was", index), note.place)
            own = _path(name, notebook.inner(note.path))
            yield Move(own, note, name, place)
            if own.endswith("/index.md"):
                yield from _inside(notebook, note, own, name, place)
    for paper in notebook.papers:
        for key in paper.text("ids").replace(",", " ").split():
            yield Move(_page_of(key), paper, key, paper.place)


def redirects(notebook: Notebook) -> dict[str, Note | Paper]:
    """What stands where each old path was; the first claim counts, and what is there now stays."""
    there = paths(notebook)
    found: dict[str, Note | Paper] = {}
    for move in moves(notebook):
        if move.old not in there and not wrong(move):
            found.setdefault(move.old, move.target)
    return found


def wrong(move: Move) -> str:
    """Why no page can stand at the old path; empty where one can."""
    if move.old.startswith(".."):
        return "lies outside the folder of notes"
    parts = move.old.removesuffix(".md").split("/")
    fits = move.name.strip("./ ") and move.old.isprintable() and all(len(part.encode()) <= LONGEST for part in parts)
    return "" if fits else "is no name of a note"


def paths(notebook: Notebook) -> dict[str, Note | Paper]:
    """What is there now, by its path below the folder of notes."""
    papers = {_page_of(paper.key): paper for paper in notebook.papers}
    return papers | {notebook.inner(note.path): note for note in notebook.notes}


def _page_of(key: str) -> str:
    """As in kb/pages/paper.py, which is above: a slash in a key would open a folder."""
    return f"papers/{key.replace('/', '_')}.md"


def _path(name: str, new: str) -> str:
    """`old-slug` beside the note as it is now: `topics/old-slug.md`; a course is a folder with its index."""
    bare = name.strip("/").removesuffix(".md").removesuffix("/index")
    is_folder = new.endswith("/index.md")
    if "/" not in bare:
        bare = join(dirname(dirname(new) if is_folder else new), bare)
    return normpath(bare) + ("/index.md" if is_folder else ".md")


def _inside(notebook: Notebook, index: Note, old: str, name: str, place: Place) -> Iterator[Move]:
    """The other notes of a folder that was renamed."""
    folder = f"{dirname(notebook.inner(index.path))}/"
    for note in notebook.notes:
        inner = notebook.inner(note.path)
        if note is not index and inner.startswith(folder):
            yield Move(join(dirname(old), inner.removeprefix(folder)), note, name, place)

"""Bringing an index up to date: files that changed are read, and those that show a name which has changed.

In: the tables, and what changed. Out: tables as if everything had been read anew.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kb.model import Note, Paper, Place
from kb.progress import fold
from kb.read.bibtex import read_bibliography
from kb.read.journal import read_journal
from kb.read.notes import read_note
from kb.search.known import Known, asked, called, head, stored
from kb.search.reading import of_note, of_paper
from kb.search.store import Store


@dataclass(frozen=True)
class Change:
    """`content` are the files that are new or changed, `gone` those that are no more; `read` opens any other."""

    content: Mapping[str, bytes]
    gone: frozenset[str] = frozenset()
    docs: str = ""
    macros: str = ""


@dataclass
class Renamed:
    """The names that now mean or show something else; with `#` only where a heading is asked for."""

    names: set[str] = field(default_factory=set)


def update(store: Store, change: Change) -> set[str]:
    """Write what changed. Returns the files that have to be read too, since they show a name that has changed."""
    notes = [note for path, data in sorted(change.content.items()) if (note := _note(path, data, change.docs))]
    renamed = _enter_notes(store, notes, {*change.content, *change.gone})
    for path in sorted({*change.content, *change.gone}):
        if path.endswith(".bib"):
            renamed.names |= _bibliography(store, path, change.content.get(path, b""))
        else:
            store.remove(_numbers(store, path))
    write_notes(store, notes, Known(store.connection, change.docs, change.macros))
    return _showing(store, renamed.names) - {*change.content, *change.gone}


def again(store: Store, change: Change) -> None:
    """Read files whose own text is as it was."""
    notes = [note for path, data in sorted(change.content.items()) if (note := _note(path, data, change.docs))]
    for note in notes:
        store.remove(_numbers(store, note.path))
    write_notes(store, notes, Known(store.connection, change.docs, change.macros))


def write_notes(store: Store, notes: Iterable[Note], known: Known) -> None:
    for note in notes:
        for document in of_note(note, known.around(note)):
            store.add(document, note.path)
        store.connection.execute("DELETE FROM asked WHERE source = ?", (note.path,))
        store.connection.executemany("INSERT INTO asked VALUES (?, ?)", [(n, note.path) for n in sorted(asked(note))])


def statuses(store: Store, journals: Mapping[str, bytes]) -> None:
    """How far the reader is, by name: the fold of all journals over the marks of other programs in the bibliography."""
    events = [e for path, data in sorted(journals.items()) for e in read_journal(path, _text(data))[0]]
    # Of two namesakes the one in the earlier file counts.
    sql = "SELECT key, raw, source FROM papers WHERE raw LIKE '%read%status%' ORDER BY source DESC"
    rows = store.connection.execute(sql).fetchall()
    progress = fold(events, [Paper(key, "", json.loads(raw), Place(source)) for key, raw, source in rows])
    found = {**dict.fromkeys(progress.watched, "watched"), **dict.fromkeys(progress.learned, "learned")}
    store.connection.execute("DELETE FROM statuses")
    store.connection.executemany("INSERT INTO statuses VALUES (?, ?)", sorted({**found, **progress.status}.items()))


def enter(store: Store, note: Note) -> None:
    """Write by what names a note is called and what a link to it can show."""
    store.connection.executemany("INSERT INTO called VALUES (?, ?)", [(name, note.path) for name in called(note)])
    store.connection.execute("INSERT INTO heads VALUES (?, ?, ?)", (note.path, note.title, head(note)))


def _note(path: str, data: bytes, docs: str) -> Note | None:
    """The note of a file; None where it is none, or not for others' eyes."""
    if PurePosixPath(path).suffix != ".md":
        return None
    note, _ = read_note(path, _text(data), docs)
    return None if note.data.draft or note.data.private else note


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _enter_notes(store: Store, notes: Iterable[Note], paths: set[str]) -> Renamed:
    """Replace what is known of the notes at these paths; says which names have changed by that."""
    sql = store.connection.execute
    before = {}
    for path in sorted(paths):
        found = sql("SELECT title, head FROM heads WHERE path = ?", (path,)).fetchone()
        if found:
            before[path] = (*found, {name for (name,) in sql("SELECT name FROM called WHERE path = ?", (path,))})
            sql("DELETE FROM heads WHERE path = ?", (path,))
            sql("DELETE FROM called WHERE path = ?", (path,))
        sql("DELETE FROM asked WHERE source = ?", (path,))
    renamed = Renamed()
    for note in notes:
        enter(store, note)
        old = before.pop(note.path, ("", "", set[str]()))
        now = set(called(note))
        if (old[0], old[2]) != (note.title, now):
            renamed.names |= old[2] | now
        elif old[1] != head(note):
            renamed.names |= {f"{name}#" for name in now}
    for _, _, names in before.values():
        renamed.names |= names
    return renamed


def _bibliography(store: Store, path: str, data: bytes) -> set[str]:
    """Write the papers of a .bib file that are new or changed; says which keys now show another name."""
    sql = store.connection.execute
    papers, _ = read_bibliography(path, data)
    digests = {paper.key: _digest(paper) for paper in papers}
    rows = sql("SELECT id, name, digest FROM docs WHERE source = ? AND kind = 'paper'", (path,)).fetchall()
    labels = dict(sql("SELECT key, label FROM papers WHERE source = ?", (path,)).fetchall())
    same = {name for _, name, digest in rows if digests.get(name) == digest}
    store.remove(number for number, name, _ in rows if name not in same)
    new = [paper for paper in papers if paper.key not in same]
    for key in {*labels} - same:
        sql("DELETE FROM papers WHERE key = ? AND source = ?", (key, path))
    for paper in new:
        store.add(of_paper(paper), path, digests[paper.key])
        sql("INSERT INTO papers VALUES (?, ?, ?, ?)", (paper.key, path, paper.author_year, stored(paper)))
    now = {paper.key: paper.author_year for paper in new} | {key: labels[key] for key in same}
    return {f"@{key}" for key in {*labels, *now} if labels.get(key) != now.get(key)}


def _digest(paper: Paper) -> bytes:
    return hashlib.blake2b(repr((paper.type, sorted(paper.raw.items()))).encode(), digest_size=16).digest()


def _numbers(store: Store, path: str) -> list[int]:
    return [number for (number,) in store.connection.execute("SELECT id FROM docs WHERE source = ?", (path,))]


def _showing(store: Store, names: Iterable[str]) -> set[str]:
    found = set[str]()
    for name in names:
        found |= {str(p) for (p,) in store.connection.execute("SELECT source FROM asked WHERE name = ?", (name,))}
    return found

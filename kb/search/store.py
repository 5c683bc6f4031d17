"""The index as tables of SQLite: documents and their parts, exact names, facts, and the words of the parts (FTS5).

The full-text table keeps no text of its own: the parts have it, as people read it, and what is indexed follows from it.
"""

import sqlite3
from collections.abc import Iterable
from itertools import chain

from kb.search.document import HEADING, Document, Part
from kb.search.words import WORD, key, parted, spelled, term, tokens, whole

SCHEMA = """
CREATE TABLE files (path TEXT PRIMARY KEY, modified INTEGER, size INTEGER, hash BLOB);
CREATE TABLE docs (id INTEGER PRIMARY KEY, source TEXT, kind TEXT, name TEXT, title TEXT, path TEXT, year INTEGER,
    by TEXT, digest BLOB, hidden INTEGER DEFAULT 0);
CREATE INDEX docs_source ON docs (source);
CREATE INDEX docs_name ON docs (name, kind);
CREATE INDEX docs_path ON docs (path);
CREATE TABLE parts (id INTEGER PRIMARY KEY, doc INTEGER, first INTEGER, heading TEXT, anchor TEXT, names TEXT,
    body TEXT);
CREATE INDEX parts_doc ON parts (doc);
CREATE TABLE names (key TEXT, doc INTEGER, part INTEGER, weight INTEGER);
CREATE INDEX names_key ON names (key);
CREATE INDEX names_doc ON names (doc);
CREATE TABLE facts (field TEXT, value TEXT, doc INTEGER, part INTEGER);
CREATE INDEX facts_value ON facts (field, value);
CREATE INDEX facts_doc ON facts (doc);
CREATE TABLE called (name TEXT, path TEXT);
CREATE INDEX called_name ON called (name);
CREATE INDEX called_path ON called (path);
CREATE TABLE heads (path TEXT PRIMARY KEY, title TEXT, head TEXT);
CREATE TABLE papers (key TEXT, source TEXT, label TEXT, raw TEXT);
CREATE INDEX papers_key ON papers (key);
CREATE TABLE asked (name TEXT, source TEXT);
CREATE INDEX asked_name ON asked (name);
CREATE INDEX asked_source ON asked (source);
CREATE TABLE statuses (name TEXT PRIMARY KEY, status TEXT);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE, term TEXT);
CREATE VIRTUAL TABLE spellings USING fts5 (word, content='', tokenize='trigram');
CREATE VIRTUAL TABLE sections USING fts5 (names, heading, body, joined, content='', tokenize='unicode61');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (sections, 'row');
CREATE VIEW said (field, value, doc, part) AS
    SELECT field, value, doc, part FROM facts
    UNION ALL SELECT 'topic', topic.name, word.doc, NULL FROM docs AS topic
        JOIN called ON called.path = topic.path
        JOIN facts AS word ON word.field = 'keyword' AND word.value = called.name
        WHERE topic.kind = 'topic'
    UNION ALL SELECT 'topic', topic.name, paper.id, NULL FROM docs AS topic
        JOIN facts AS cites ON cites.doc = topic.id AND cites.field = 'cites'
        JOIN docs AS paper ON paper.name = cites.value AND paper.kind = 'paper' WHERE topic.kind = 'topic'
    UNION ALL SELECT 'course', course.value, paper.id, NULL FROM facts AS course
        JOIN facts AS cites ON cites.doc = course.doc AND cites.field = 'cites'
        JOIN docs AS paper ON paper.name = cites.value AND paper.kind = 'paper' WHERE course.field = 'course'
    UNION ALL SELECT 'cited-in', note.name, paper.id, NULL FROM docs AS note
        JOIN facts AS cites ON cites.doc = note.id AND cites.field = 'cites'
        JOIN docs AS paper ON paper.name = cites.value AND paper.kind = 'paper'
    UNION ALL SELECT 'cited-in', course.value, paper.id, NULL FROM facts AS course
        JOIN facts AS cites ON cites.doc = course.doc AND cites.field = 'cites'
        JOIN docs AS paper ON paper.name = cites.value AND paper.kind = 'paper' WHERE course.field = 'course'
    UNION ALL SELECT 'status', statuses.status, docs.id, NULL FROM statuses JOIN docs ON docs.name = statuses.name
    UNION ALL SELECT 'status', 'unread', docs.id, NULL FROM docs WHERE kind = 'paper'
        AND name NOT IN (SELECT name FROM statuses);
"""


class Store:
    """Writes documents to the tables and takes them away; who opens and commits is not its matter."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._known: set[str] = set()

    def create(self) -> None:
        # Not `executescript`, which would commit what was begun.
        statement = ""
        for line in SCHEMA.strip().splitlines():
            statement += f"{line}\n"
            if sqlite3.complete_statement(statement):
                self.connection.execute(statement)
                statement = ""

    def add(self, document: Document, source: str, digest: bytes = b"") -> int:
        """Write one document; `source` is the file it comes from."""
        row = (source, document.kind, document.name, document.title, document.path, document.year, document.by, digest)
        insert = "INSERT INTO docs (source, kind, name, title, path, year, by, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        number = self.connection.execute(insert, row).lastrowid or 0
        parts = [self._part(number, at == 0, part) for at, part in enumerate(document.parts)]
        self._names(number, document, parts)
        facts = [(field, value, number, None) for field, values in document.facts.items() for value in values]
        cited = zip(document.parts, parts, strict=True)
        facts += [("cites", value, number, at) for part, at in cited for value in part.cites]  # type: ignore[misc]
        self.connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", facts)
        return number

    def remove(self, numbers: Iterable[int]) -> None:
        """Take documents away. The full-text table wants to be told what stood in it."""
        take = "INSERT INTO sections (sections, rowid, names, heading, body, joined) VALUES ('delete', ?, ?, ?, ?, ?)"
        for number in numbers:
            parts = self.connection.execute("SELECT id, heading, names, body FROM parts WHERE doc = ?", (number,))
            gone = [(part, *indexed(heading, names, body)) for part, heading, names, body in parts]
            self.connection.executemany(take, gone)
            for table in ("parts", "names", "facts"):
                self.connection.execute(f"DELETE FROM {table} WHERE doc = ?", (number,))
            self.connection.execute("DELETE FROM docs WHERE id = ?", (number,))

    def finish(self) -> None:
        """What holds between documents: its note hides a session, its namesake in an earlier file a paper."""
        self.connection.execute(
            "UPDATE docs SET hidden = name IN (SELECT name FROM docs WHERE kind = 'lecture') WHERE kind = 'session'"
        )
        self.connection.execute(
            "UPDATE docs SET hidden = EXISTS (SELECT 1 FROM docs AS other WHERE other.kind = 'paper'"
            " AND other.name = docs.name AND other.source < docs.source) WHERE kind = 'paper'"
            " AND name IN (SELECT name FROM docs WHERE kind = 'paper' GROUP BY name HAVING count(*) > 1)"
        )

    def _part(self, number: int, first: bool, part: Part) -> int:
        insert = "INSERT INTO parts (doc, first, heading, anchor, names, body) VALUES (?, ?, ?, ?, ?, ?)"
        row = (number, first, part.heading, part.anchor, part.names, part.body)
        at = self.connection.execute(insert, row).lastrowid or 0
        written = [tokens(text) for text in (part.names, part.heading, part.body)]
        insert = "INSERT INTO sections (rowid, names, heading, body, joined) VALUES (?, ?, ?, ?, ?)"
        self.connection.execute(insert, (at, *_columns(written)))
        self._words(written)
        return at

    def _words(self, written: Iterable[list[str]]) -> None:
        """Remember how the terms are written; a word that is gone may stay, it is asked of the index first."""
        new = set().union(*written) - self._known
        self._known |= new
        words = {spelled(word) for token in new for word in WORD.findall(token)}
        for word in sorted(words):
            if word.isdigit() or len(word) > 40:
                continue
            done = self.connection.execute("INSERT OR IGNORE INTO words (word, term) VALUES (?, ?)", (word, term(word)))
            if done.rowcount:
                self.connection.execute(
                    "INSERT INTO spellings (rowid, word) VALUES (?, ?)", (done.lastrowid, f"^{word}$")
                )

    def _names(self, number: int, document: Document, parts: list[int]) -> None:
        first = parts[0] if parts else None
        rows = [(key(name), number, first, weight) for name, weight in document.exact]
        heads = zip(document.parts, parts, strict=True)
        rows += [(key(part.heading), number, at, HEADING) for part, at in heads if part.heading]
        self.connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", dict.fromkeys(rows))


def indexed(heading: str, names: str, body: str) -> tuple[str, str, str, str]:
    """The four columns of a part in the full-text table: terms parted by blanks."""
    return _columns([tokens(text) for text in (names, heading, body)])


def _columns(written: list[list[str]]) -> tuple[str, str, str, str]:
    names, heading, body = (" ".join(map(parted, found)) for found in written)
    together = " ".join(filter(None, map(whole, dict.fromkeys(chain(*written)))))
    return names, heading, body, together

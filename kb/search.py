"""Full-text search over sections, with SQLite's FTS5.

A section of a note, a paper or a session without a note is one row. Names (titles, aliases, keys, authors, speakers)
weigh more than headings, headings more than text; formulas are not indexed. Words with a hyphen are found however they
are written: `skip-gram`, `skipgram`, `skip gram`.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kb.anchors import plain_title
from kb.base import KnowledgeBase
from kb.model import Note, Paper, Span
from kb.nearest import nearest
from kb.prose import prose
from kb.query import Filter, Query, Term, contains
from kb.selection import topic_slug

WEIGHTS = (0.0, 12.0, 6.0, 1.0, 4.0)
SCHEMA = (
    "CREATE VIRTUAL TABLE sections USING fts5(row UNINDEXED, names, heading, body, joined, tokenize='porter unicode61')"
)
HYPHENED = re.compile(r"\w+(?:[-‐]\w+)+")
WORD = re.compile(r"\w+")
EXACT, COVERED = 100.0, 20.0
BY_KIND = {"course": 8.0, "lecture": 6.0, "topic": 4.0, "problem": 2.0}
MARK = ("\u0002", "\u0003")


class Row(NamedTuple):
    """What is found: `name` is a slug or key, `path` and `anchor` where it stands, `note` or `paper` the value."""

    kind: str
    name: str
    title: str
    heading: str
    path: str
    anchor: str
    names: str
    body: str
    note: Note | None = None
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that matches; `snippet` has the matched words between U+0002 and U+0003, a higher `score` is better."""

    row: Row
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """The hits, best first; `meant` is the corrected query where the written one found nothing."""

    hits: tuple[Hit, ...]
    meant: str = ""


class Index:
    """The sections of one knowledge base, ready to be asked."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.rows = tuple(rows(base))
        self.table = sqlite3.connect(":memory:")
        self.table.execute(SCHEMA)
        self.table.executemany(
            "INSERT INTO sections VALUES (?, ?, ?, ?, ?)", map(_indexed, range(len(self.rows)), self.rows)
        )

    def search(self, query: Query, limit: int = 20) -> Results:
        """The best sections for the query; where no section holds all words, with the words corrected."""
        hits = self._hits(query, limit)
        if hits or not query.words:
            return Results(hits)
        corrected = Query(tuple(self._corrected(term) for term in query.terms), query.filters, query.sort)
        hits = self._hits(corrected, limit) or self._hits(corrected, limit, any_word=True)
        return Results(hits, corrected.words if corrected != query and hits else "")

    def _hits(self, query: Query, limit: int, any_word: bool = False) -> tuple[Hit, ...]:
        matched = self._matched(query, any_word) if query.words else self._all()
        hits = [
            Hit(row, snippet, score + _bonus(row, query.words))
            for number, snippet, score in matched
            for row in [self.rows[number]]
            if all(_passes(self.base, row, wanted) != wanted.negated for wanted in query.filters)
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.row.path, hit.row.anchor))
        if query.sort in ("year", "-year"):
            hits.sort(key=lambda hit: (hit.row.paper.year or 0) if hit.row.paper else 0, reverse=query.sort == "-year")
        return tuple(hits[:limit])

    def _matched(self, query: Query, any_word: bool) -> Iterator[tuple[int, str, float]]:
        sql = (
            f"SELECT row, snippet(sections, 3, '{MARK[0]}', '{MARK[1]}', '…', 24), "
            f"-bm25(sections, {', '.join(map(str, WEIGHTS))}) FROM sections WHERE sections MATCH ?"
        )
        yield from self.table.execute(sql, (expression(query.terms, any_word),))

    def _all(self) -> Iterator[tuple[int, str, float]]:
        return ((number, row.body[:160], 0.0) for number, row in enumerate(self.rows))

    def _corrected(self, term: Term) -> Term:
        """The term with each unknown word replaced by the nearest word of the index."""
        names = {word for row in self.rows for word in _words(f"{row.names} {row.heading} {_joined(row.body)}")}
        texts = {word for row in self.rows for word in _words(row.body)}
        words = [
            word if _stem_known(word, names | texts) else _nearest_word(word, names, texts)
            for word in WORD.findall(term.text)
        ]
        return Term(" ".join(words), term.phrase, term.negated) if words else term


def rows(base: KnowledgeBase) -> Iterator[Row]:
    """Everything that can be found, in the order of notes and papers."""
    for note in base.notebook.notes:
        yield from _note_rows(base, note)
    for session in base.notebook.sessions.values():
        if not session.note:
            course = base.notebook.courses.get(session.course)
            names = " ".join((session.title, session.id, *session.speakers))
            yield Row("session", session.id, session.title, "", course.path if course else "", session.id, names, "")
    for paper in base.notebook.papers:
        yield _paper_row(base, paper)


def _note_rows(base: KnowledgeBase, note: Note) -> Iterator[Row]:
    """A row for each section that has words. The first carries all names of the note: who asks for it lands there."""
    names = " ".join((note.title, note.slug, *note.data.aliases, *getattr(note.data, "speakers", ())))
    for section in note.sections:
        start = note.text.find("\n", section.span.start) if section.anchor else section.span.start
        words = prose(note, Span(max(start, section.span.start), section.span.end), base.notebook, formulas=False)
        heading = plain_title(section.title)
        if words or section.anchor:
            yield Row(note.kind, note.slug, note.title, heading, note.path, section.anchor, names, words, note)
            names = note.title


def _paper_row(base: KnowledgeBase, paper: Paper) -> Row:
    people = " ".join(person.full for person in paper.authors)
    names = " ".join((paper.title, paper.key, people, paper.arxiv, paper.doi))
    topics = " ".join(base.notebook.topics[topic].title for topic in base.notebook.topics_of(paper))
    body = " ".join(
        part for part in (people, str(paper.year or ""), paper.venue, topics, paper.text("abstract")) if part
    )
    return Row("paper", paper.key, paper.title, "", paper.place.path, "", names, body, None, paper)


def _indexed(number: int, row: Row) -> tuple[int, str, str, str, str]:
    return number, row.names, row.heading, row.body, _joined(f"{row.names} {row.heading} {row.body}")


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(f"{text} {_joined(text)}")]


def _nearest_word(word: str, names: set[str], texts: set[str]) -> str:
    """A word of names and headings, else one of the texts: there are many of these, so only of the same letter."""
    letter = word[:1].casefold()
    return nearest(word, names) or nearest(word, (other for other in texts if other.startswith(letter))) or word


def _joined(text: str) -> str:
    """The hyphened words of a text without their hyphens."""
    return " ".join(dict.fromkeys(re.sub(r"\W", "", word) for word in HYPHENED.findall(text)))


def expression(terms: Iterable[Term], any_word: bool = False) -> str:
    """The terms as FTS5 wants them: every word quoted, words of three letters and more as prefixes."""
    wanted = [_term(term) for term in terms if not term.negated and WORD.search(term.text)]
    missed = [_term(term) for term in terms if term.negated and WORD.search(term.text)]
    found = (" OR " if any_word else " AND ").join(wanted) or '""'
    return f"({found}) NOT ({' OR '.join(missed)})" if missed else found


def _term(term: Term) -> str:
    words = WORD.findall(term.text)
    phrase = " + ".join(f'"{word}"' for word in words)
    if term.phrase:
        return f"({phrase})"
    if len(words) > 1:
        return f'(({phrase}) OR "{"".join(words)}")'
    return f'"{words[0]}"*' if len(words[0]) >= 3 else f'"{words[0]}"'


def _bonus(row: Row, words: str) -> float:
    """An exact name comes first, then what has all the words in its title, lectures before topics."""
    folded = words.casefold()
    if not folded:
        return 0.0
    first = bool(row.note) and row.names != row.title
    names = [row.heading]
    if row.paper:
        names += [row.name, row.title, row.paper.arxiv, row.paper.doi]
    if first and row.note:
        names += [row.name, row.title, *row.note.data.aliases]
    if folded in (name.casefold() for name in names):
        return EXACT
    covered = (first or row.paper) and set(WORD.findall(folded)) <= _title_words(row.title)
    return COVERED + BY_KIND.get(row.kind, 0.0) if covered else 0.0


def _title_words(title: str) -> set[str]:
    """The words of a title, hyphened ones also as one word."""
    return set(WORD.findall(f"{title} {_joined(title)}".casefold()))


def _stem_known(word: str, known: set[str]) -> bool:
    folded = word.casefold()
    return folded in known or folded.rstrip("s") in known


def _passes(base: KnowledgeBase, row: Row, wanted: Filter) -> bool:
    value, data = wanted.value, row.note.data if row.note else None
    match wanted.field:
        case "kind":
            return row.kind == value or value == getattr(data, "format", None)
        case "course":
            return f"courses/{value}/" in row.path
        case "topic":
            topics = base.notebook.topics_of(row.paper) if row.paper else getattr(data, "topics", ())
            return topic_slug(base, value) in (*topics, row.name)
        case "speaker":
            return contains(getattr(data, "speakers", ()), value)
        case "author":
            return (
                bool(row.paper) and contains([person.full for person in row.paper.authors], value)
                if row.paper
                else False
            )
        case "venue":
            return bool(row.paper) and contains([row.paper.venue], value) if row.paper else False
        case "year":
            year = row.paper.year if row.paper else getattr(getattr(data, "date", None), "year", None)
            return year is not None and wanted.years[0] <= year <= wanted.years[1]
        case "cites":
            return bool(row.note) and any(c.key == value for c in row.note.citations) if row.note else False
        case "has":
            return bool(getattr(data, value, None)) or bool(row.paper and row.paper.raw.get(value))
        case _:
            return False
